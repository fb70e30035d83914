package nl.plint.http;

import static nl.plint.http.ApiDescription.query;
import static nl.plint.http.ApiDescription.ref;
import static nl.plint.http.ApiSchemas.ANY_OBJECT;
import static nl.plint.http.ApiSchemas.DATE;
import static nl.plint.http.ApiSchemas.FLAG;
import static nl.plint.http.ApiSchemas.LINKS;
import static nl.plint.http.ApiSchemas.NUMBER;
import static nl.plint.http.ApiSchemas.TEXT;
import static nl.plint.http.ApiSchemas.TIME;
import static nl.plint.http.ApiSchemas.URI;
import static nl.plint.http.ApiSchemas.WHOLE;
import static nl.plint.http.ApiSchemas.list;
import static nl.plint.http.ApiSchemas.nullable;
import static nl.plint.http.ApiSchemas.object;
import static nl.plint.http.ApiSchemas.oneOf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.UpdateFrequency;
import nl.plint.encode.FeatureEncoder;
import nl.plint.geo.Crs;
import nl.plint.store.PublishedLayer;
import nl.plint.text.LocalizedText;

/**
 * The part of the description of the API about OGC API Features. The items of every layer are described twice: at
 * {@code /collections/{id}/items} for a client that works with any layer, and at the path of the layer itself with its properties
 * as parameters and schemas, for code generators and for GDAL, which only then filters at the server.
 */
final class OpenApiFeatures {
    private static final String TAG = "features";
    private static final String ITEMS_NL = "Objecten van een laag, een pagina tegelijk";
    private static final String ITEMS_EN = "Features of a layer, a page at a time";

    private OpenApiFeatures() {}

    static void describe(ApiDescription api, List<PublishedLayer> layers, List<FeatureEncoder> encoders) {
        api.tag(TAG, "Lagen en hun objecten", "Layers and their features");
        parameters(api, encoders);
        collections(api);
        features(api);
        api.operation(
                "get",
                "/collections/{id}/items",
                page(
                        ApiOperation.of("items", TAG, ITEMS_NL, ITEMS_EN)
                                .withShared("collectionId")
                                .with(anyProperty()),
                        "FeatureCollection",
                        encoders));
        api.operation(
                "get",
                "/collections/{id}/items/{featureId}",
                one(ApiOperation.of("item", TAG, "Een object", "A feature").withShared("collectionId"), "Feature"));
        download(api, encoders);
        layers.forEach(layer -> layer(api, layer, encoders));
    }

    private static void download(ApiDescription api, List<FeatureEncoder> encoders) {
        Map<String, Map<String, Object>> content = new LinkedHashMap<>();
        encoders.forEach(encoder -> content.put(encoder.mediaType(), schema(encoder, "FeatureCollection")));
        api.operation(
                "get",
                "/collections/{id}/download",
                ApiOperation.of("download", TAG, "Alle objecten als bestand", "All features as one file")
                        .withShared(
                                "collectionId",
                                "bbox",
                                "bboxCrs",
                                "crs",
                                "datetime",
                                "filter",
                                "filterLang",
                                "filterCrs")
                        .withShared("sortBy", "properties", "downloadFormat")
                        .with(anyProperty())
                        .answers("200", "Het bestand", "The file", content)
                        .header("200", "Content-Disposition", "De naam van het bestand", "The name of the file"));
    }

    /** A resource that tells of properties as a JSON Schema. */
    private static void jsonSchema(ApiDescription api, String name, String nl, String en) {
        api.operation(
                "get",
                "/collections/{id}/" + name,
                ApiOperation.of(name, TAG, nl, en)
                        .withShared("collectionId", "f", "lang", "acceptLanguage")
                        .answers(
                                "200",
                                "Een JSON Schema van de eigenschappen",
                                "A JSON Schema of the properties",
                                content("application/schema+json", ref("JsonSchema"))));
    }

    private static void parameters(ApiDescription api, List<FeatureEncoder> encoders) {
        api.parameter("collectionId", ApiDescription.path("id", "Naam van de laag", "Id of the layer", TEXT));
        api.parameter("featureId", ApiDescription.path("featureId", "Naam van het object", "Id of the feature", TEXT));
        Map<String, Object> limit = new LinkedHashMap<>(WHOLE);
        limit.put("minimum", 1);
        limit.put("maximum", ItemsRequest.MOST_LIMIT);
        limit.put("default", ItemsRequest.DEFAULT_LIMIT);
        api.parameter("limit", query("limit", "Hoeveel objecten op een pagina", "Most features on a page", limit));
        Map<String, Object> corners = new LinkedHashMap<>(list(NUMBER));
        corners.put("minItems", 4);
        corners.put("maxItems", 6);
        Map<String, Object> bbox = query(
                "bbox",
                "Hoek linksonder en rechtsboven, in het stelsel van bbox-crs; met zes getallen telt de hoogte niet",
                "Lower and upper corner, in the CRS of bbox-crs; of six numbers the heights do not count",
                corners);
        api.parameter("bbox", bbox);
        api.parameter("bboxCrs", crs("bbox-crs", "Stelsel van bbox", "CRS of bbox"));
        api.parameter("crs", crs("crs", "Stelsel van het antwoord", "CRS of the answer"));
        api.parameter(
                "datetime",
                query(
                        "datetime",
                        "Welke versie: een moment, of twee met een schuine streep ertussen",
                        "Which version: an instant, or two with a slash between",
                        TEXT));
        api.parameter("filter", query(FilterParameters.FILTER, "Voorwaarde in CQL2", "Condition in CQL2", TEXT));
        api.parameter(
                "filterLang",
                query(
                        FilterParameters.LANGUAGE,
                        "Taal van de voorwaarde",
                        "Language of the filter",
                        oneOf(List.of(FilterParameters.TEXT, FilterParameters.JSON))));
        api.parameter(
                "filterCrs",
                crs(FilterParameters.CRS, "Stelsel van geometrieën in filter", "CRS of geometries in filter"));
        api.parameter(
                "cursor",
                query(
                        "cursor",
                        "Plaats in een wandeling langs pagina's; staat in de link next",
                        "Place in a walk through pages; taken from a next link",
                        TEXT));
        Map<String, Object> skipped = new LinkedHashMap<>(WHOLE);
        skipped.put("minimum", 0);
        skipped.put("default", 0);
        api.parameter(
                "offset",
                query(
                        "offset",
                        "Hoeveel objecten over te slaan; de link next is beter: die blijft in haar versie",
                        "How many features to leave out; the link next is better: it stays in its version",
                        skipped));
        api.parameter(
                "sortBy",
                query(
                        SortParameter.NAME,
                        "Eigenschappen om op te sorteren: +naam op-, -naam aflopend; wat onbekend is komt achteraan",
                        "Properties to sort by: +name up, -name down; unknown values come last",
                        TEXT));
        Map<String, Object> chosen = query(
                PropertiesParameter.NAME,
                "Namen van de eigenschappen in het antwoord; anders alle",
                "Names of the properties to answer; default all",
                list(TEXT));
        api.parameter("properties", chosen);
        List<String> files = encoders.stream().map(FeatureEncoder::format).toList();
        api.parameter("downloadFormat", query("f", "Vorm van het bestand", "Form of the file", oneOf(files)));
        List<String> formats = new ArrayList<>();
        encoders.stream().filter(FeatureEncoder::suitsPages).forEach(encoder -> formats.add(encoder.format()));
        formats.add("html");
        api.parameter("itemsFormat", query("f", "Vorm van het antwoord", "Form of the answer", oneOf(formats)));
    }

    private static Map<String, Object> crs(String name, String nl, String en) {
        Map<String, Object> schema = new LinkedHashMap<>(URI);
        schema.put("enum", Crs.SERVED.stream().map(Crs::uri).toList());
        schema.put("default", Crs.CRS84.uri());
        return query(name, nl, en, schema);
    }

    private static void collections(ApiDescription api) {
        Map<String, Object> corners = Map.of("type", "array", "minItems", 4, "maxItems", 6, "items", NUMBER);
        Map<String, Object> ends = Map.of("type", "array", "minItems", 2, "maxItems", 2, "items", nullable(TIME));
        api.schema(
                "Extent",
                object(List.of())
                        .with(
                                "spatial",
                                object(List.of("bbox"))
                                        .with("bbox", list(corners))
                                        .with("crs", URI)
                                        .toMap())
                        .with(
                                "temporal",
                                object(List.of("interval"))
                                        .with("interval", list(ends))
                                        .with("trs", URI)
                                        .toMap())
                        .toMap());
        api.schema(
                "Collection",
                object(List.of("id", "links"))
                        .with("id", TEXT)
                        .with("title", TEXT)
                        .with("description", TEXT)
                        .with("keywords", list(TEXT))
                        .with("themes", list(URI))
                        .with("itemType", TEXT)
                        .with("synthetic", FLAG)
                        .with("referenceDate", DATE)
                        .with(
                                "updateFrequency",
                                oneOf(Arrays.stream(UpdateFrequency.values())
                                        .map(UpdateFrequency::wireName)
                                        .toList()))
                        .with("version", TEXT)
                        .with("created", TIME)
                        .with("source", TEXT)
                        .with("license", TEXT)
                        .with("execution", ANY_OBJECT)
                        .with("attribution", nullable(TEXT))
                        .with(
                                "publisher",
                                object(List.of("name", "email"))
                                        .with("name", TEXT)
                                        .with("email", TEXT)
                                        .with("url", nullable(URI))
                                        .toMap())
                        .with("extent", ref("Extent"))
                        .with("crs", list(URI))
                        .with("storageCrs", URI)
                        .with("links", LINKS)
                        .toMap());
        api.schema(
                "Collections",
                object(List.of("links", "collections"))
                        .with("links", LINKS)
                        .with("collections", list(ref("Collection")))
                        .toMap());
        api.schema(
                "JsonSchema",
                object(List.of("$schema", "$id", "type", "properties"))
                        .with("$schema", URI)
                        .with("$id", URI)
                        .with("type", TEXT)
                        .with("title", TEXT)
                        .with("properties", Map.of("type", "object", "additionalProperties", ANY_OBJECT))
                        .with("required", list(TEXT))
                        .with("additionalProperties", FLAG)
                        .toMap());
        api.operation(
                "get",
                "/collections",
                ApiOperation.of("collections", TAG, "De lagen", "The layers")
                        .withShared("f", "lang", "acceptLanguage")
                        .answersDocument("De lagen", "The layers", ref("Collections")));
        api.operation(
                "get",
                "/collections/{id}",
                ApiOperation.of("collection", TAG, "Een laag", "A layer")
                        .withShared("collectionId", "f", "lang", "acceptLanguage")
                        .answersDocument("De laag", "The layer", ref("Collection")));
        api.schema(
                "Functions",
                object(List.of("functions"))
                        .with("functions", list(ApiSchemas.ANY_OBJECT))
                        .with("links", ApiSchemas.LINKS)
                        .toMap());
        api.operation(
                "get",
                FunctionRoutes.PATH,
                ApiOperation.of("functions", TAG, "Functies voor filters", "Functions of filters")
                        .withShared("f", "lang", "acceptLanguage")
                        .answersDocument("De functies", "The functions", ref("Functions")));
        jsonSchema(api, "queryables", "Eigenschappen waarop te filteren is", "Properties that can be filtered on");
        jsonSchema(api, "schema", "Waaruit een object bestaat", "What a feature is made of");
        jsonSchema(api, "sortables", "Eigenschappen om op te sorteren", "Properties that can be sorted by");
    }

    private static void features(ApiDescription api) {
        Map<String, Object> coordinates = Map.of("type", "array", "items", Map.of());
        api.schema(
                "Geometry",
                object(List.of("type"))
                        .with(
                                "type",
                                oneOf(List.of(
                                        "Point",
                                        "MultiPoint",
                                        "LineString",
                                        "MultiLineString",
                                        "Polygon",
                                        "MultiPolygon",
                                        "GeometryCollection")))
                        .with("coordinates", coordinates)
                        .with("geometries", list(ref("Geometry")))
                        .toMap());
        api.schema(
                "Provenance",
                object(List.of("layer", "version", "referenceDate"))
                        .with("layer", TEXT)
                        .with("version", TEXT)
                        .with("referenceDate", DATE)
                        .with("source", TEXT)
                        .with("license", TEXT)
                        .with("attribution", nullable(TEXT))
                        .with("synthetic", FLAG)
                        .with("title", localized())
                        .with("description", localized())
                        .with("created", TIME)
                        .toMap());
        api.schema("Feature", feature(ANY_OBJECT));
        api.schema("FeatureCollection", featureCollection("Feature"));
    }

    private static Map<String, Object> localized() {
        return object(List.of("nl", "en")).with("nl", TEXT).with("en", TEXT).toMap();
    }

    private static Map<String, Object> feature(Map<String, Object> properties) {
        return object(List.of("type", "id", "geometry", "properties"))
                .with("type", oneOf(List.of("Feature")))
                .with("id", TEXT)
                .with("geometry", Map.of("type", "object", "nullable", true, "allOf", List.of(ref("Geometry"))))
                .with("properties", properties)
                .with("links", LINKS)
                .with("metadata", ref("Provenance"))
                .toMap();
    }

    private static Map<String, Object> featureCollection(String feature) {
        return object(List.of("type", "features"))
                .with("type", oneOf(List.of("FeatureCollection")))
                .with("numberMatched", WHOLE)
                .with("numberReturned", WHOLE)
                .with("links", LINKS)
                .with("metadata", ref("Provenance"))
                .with("features", list(ref(feature)))
                .toMap();
    }

    private static void layer(ApiDescription api, PublishedLayer layer, List<FeatureEncoder> encoders) {
        String id = layer.definition().id();
        String name = pascal(id);
        List<PropertyDefinition> shown = layer.current().schema().properties();
        ApiSchemas.ObjectSchema properties = object(List.of());
        shown.forEach(property -> properties.with(property.name(), nullable(ApiSchemas.property(property))));
        api.schema(name + "Feature", feature(properties.toMap()));
        api.schema(name + "FeatureCollection", featureCollection(name + "Feature"));
        LocalizedText title = layer.definition().title();
        ApiOperation items = ApiOperation.of(
                        "items-" + id, TAG, new LocalizedText(title.nl() + ": een pagina", title.en() + ": a page"))
                .described(layer.definition().description());
        // Extra columns of a file can be filtered on too, but come and go with its versions.
        for (PropertyDefinition property : layer.definition().properties()) {
            if (!ItemsRequest.isReserved(property.name())) {
                items.with(ApiDescription.parameter(
                        "query", property.name(), property.title(), ApiSchemas.property(property)));
            }
        }
        api.operation("get", "/collections/" + id + "/items", page(items, name + "FeatureCollection", encoders));
        api.operation(
                "get",
                "/collections/" + id + "/items/{featureId}",
                one(
                        ApiOperation.of(
                                "item-" + id,
                                TAG,
                                new LocalizedText(title.nl() + ": een object", title.en() + ": a feature")),
                        name + "Feature"));
    }

    /** A page of items: the parameters that all layers have, and the answers. */
    private static ApiOperation page(ApiOperation operation, String schema, List<FeatureEncoder> encoders) {
        Map<String, Map<String, Object>> content = new LinkedHashMap<>();
        encoders.stream()
                .filter(FeatureEncoder::suitsPages)
                .forEach(encoder -> content.put(encoder.mediaType(), schema(encoder, schema)));
        content.put("text/html", TEXT);
        return operation
                .withShared(
                        "limit",
                        "bbox",
                        "bboxCrs",
                        "crs",
                        "datetime",
                        "filter",
                        "filterLang",
                        "filterCrs",
                        "sortBy",
                        "properties")
                .withShared("cursor", "offset")
                .withShared("itemsFormat", "lang", "acceptLanguage")
                .answers("200", "De objecten", "The features", content)
                .header("200", "Content-Crs", "Het stelsel van de coördinaten", "The CRS of the coordinates")
                .header("200", "Link", "De volgende pagina", "The next page");
    }

    /** What a file of features looks like to a client: JSON of a schema, a text, or bytes. */
    static Map<String, Object> schema(FeatureEncoder encoder, String jsonSchema) {
        if (encoder.mediaType().endsWith("json")) {
            return ref(jsonSchema);
        }
        return encoder.mediaType().startsWith("text/") ? TEXT : ApiSchemas.BINARY;
    }

    private static ApiOperation one(ApiOperation operation, String schema) {
        return operation
                .withShared("featureId", "crs", "f", "lang", "acceptLanguage")
                .answers("200", "Het object", "The feature", content("application/geo+json", ref(schema)))
                .header("200", "Content-Crs", "Het stelsel van de coördinaten", "The CRS of the coordinates");
    }

    private static Map<String, Map<String, Object>> content(String mediaType, Map<String, Object> schema) {
        Map<String, Map<String, Object>> content = new LinkedHashMap<>();
        content.put(mediaType, schema);
        content.put("text/html", TEXT);
        return content;
    }

    private static Map<String, Object> anyProperty() {
        Map<String, Object> properties = query(
                "conditions",
                "Elke eigenschap van de laag, als naam=waarde",
                "Any property of the layer, as name=value",
                Map.of("type", "object", "additionalProperties", TEXT));
        properties.put("explode", true);
        return properties;
    }

    /** {@code shop-units} to {@code ShopUnits}. */
    private static String pascal(String id) {
        StringBuilder name = new StringBuilder();
        for (String part : id.split("-")) {
            name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
        }
        return name.toString();
    }
}
