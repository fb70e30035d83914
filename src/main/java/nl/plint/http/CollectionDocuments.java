package nl.plint.http;

import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.plint.dataset.DataTheme;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Discovery;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.encode.FeatureEncoder;
import nl.plint.geo.Bounds;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import nl.plint.store.PublishedLayer;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Describes collections: what OGC API Features asks for, and where the data came from. */
final class CollectionDocuments {
    /** Of PROV-AQ. */
    private static final String PROVENANCE = "http://www.w3.org/ns/prov#has_provenance";

    private final Links links;
    private final List<FeatureEncoder> encoders;
    private final Publisher publisher;

    /** @param encoders the formats that a collection can be downloaded in */
    CollectionDocuments(Links links, List<FeatureEncoder> encoders, Publisher publisher) {
        this.links = links;
        this.encoders = encoders;
        this.publisher = publisher;
    }

    Map<String, @Nullable Object> collection(Context context, PublishedLayer layer) {
        Locale language = Documents.language(context);
        DatasetVersion current = layer.current();
        String id = layer.definition().id();
        String path = "/collections/" + id;
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("title", layer.definition().title().in(language));
        document.put("description", layer.definition().description().in(language));
        Discovery discovery = layer.definition().discovery();
        document.put(
                "keywords",
                discovery.keywords().stream()
                        .map(keyword -> keyword.in(language))
                        .toList());
        document.put("themes", discovery.themes().stream().map(DataTheme::iri).toList());
        document.put("itemType", "feature");
        document.put("synthetic", current.provenance().synthetic());
        document.put("referenceDate", current.referenceDate().toString());
        document.put("updateFrequency", discovery.updateFrequency().wireName());
        document.put("version", current.id());
        document.put("created", current.createdAt().toString());
        document.put("source", current.provenance().source().in(language));
        document.put("license", current.provenance().licence());
        document.put("attribution", current.provenance().attribution());
        document.put("publisher", publisher.toMap());
        if (current.provenance().execution() != null) {
            document.put("execution", current.provenance().execution().toMap());
        }
        document.put("extent", extent(layer));
        document.put("crs", Crs.SERVED.stream().map(Crs::uri).toList());
        document.put("storageCrs", Crs.RD_NEW.uri());
        List<Map<String, Object>> all =
                new ArrayList<>(links.selfAndAlternate(context, path, Documents.isHtml(context)));
        all.add(links.link(context, "items", "application/geo+json", "GeoJSON", path + "/items?f=json"));
        all.add(links.link(context, "items", "text/html", "HTML", path + "/items?f=html"));
        all.add(links.link(context, "items", "text/csv", "CSV", path + "/items?f=csv"));
        all.add(links.link(
                context, Links.ogc("queryables"), "application/schema+json", "Queryables", path + "/queryables"));
        all.add(links.link(context, Links.ogc("schema"), "application/schema+json", "Schema", path + "/schema"));
        all.add(links.link(
                context, Links.ogc("sortables"), "application/schema+json", "Sortables", path + "/sortables"));
        for (FeatureEncoder encoder : encoders) {
            String file = Links.withFormat(path + "/download", encoder.format());
            all.add(links.link(context, "enclosure", encoder.mediaType(), encoder.title(), file));
        }
        Licence licence = Licence.of(current.provenance().licence());
        if (licence.address() != null) {
            all.add(Links.external("license", "text/html", licence.text(), licence.address()));
        }
        all.add(links.link(context, "describedby", DcatCatalog.MEDIA_TYPE, "DCAT", "/catalog"));
        all.add(links.link(context, PROVENANCE, "application/json", "Provenance", path + "/versions/" + current.id()));
        all.add(links.link(context, "version-history", "application/json", "Versions", path + "/versions"));
        if (layer.definition().geometry() != GeometryKind.NONE) {
            all.add(links.link(
                    context, Links.ogc("tilesets-vector"), "application/json", "Vector tiles", path + "/tiles?f=json"));
        }
        document.put("links", all);
        return document;
    }

    private static Map<String, Object> extent(PublishedLayer layer) {
        List<LocalDate> dates = layer.versions().stream()
                .map(DatasetVersion::referenceDate)
                .sorted()
                .toList();
        Map<String, Object> extent = new LinkedHashMap<>();
        Bounds bounds = layer.current().boundsRd();
        if (bounds != null) {
            extent.put("spatial", Map.of("bbox", List.of(degrees(bounds)), "crs", Crs.CRS84.uri()));
        }
        extent.put(
                "temporal",
                Map.of(
                        "interval",
                        List.of(List.of(instant(dates.get(0)), instant(dates.get(dates.size() - 1)))),
                        "trs",
                        "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"));
        return extent;
    }

    private static String instant(LocalDate date) {
        return date + "T00:00:00Z";
    }

    static List<Double> degrees(Bounds bounds) {
        Geometry box = new GeometryFactory().toGeometry(bounds.toEnvelope());
        Envelope envelope =
                Reprojection.between(Crs.RD_NEW, Crs.CRS84).transform(box).getEnvelopeInternal();
        return List.of(
                rounded(envelope.getMinX()),
                rounded(envelope.getMinY()),
                rounded(envelope.getMaxX()),
                rounded(envelope.getMaxY()));
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }

    /** The kind of geometry by the standard's name: each kind takes single and multiple ones. */
    static String geometryFormat(GeometryKind kind) {
        return switch (kind) {
            case POINT -> "geometry-point-or-multipoint";
            case LINE -> "geometry-linestring-or-multilinestring";
            case POLYGON -> "geometry-polygon-or-multipolygon";
            case ANY, NONE -> "geometry-any";
        };
    }

    /** The properties that a filter can name, as a JSON Schema. */
    Map<String, @Nullable Object> queryables(Context context, PublishedLayer layer) {
        Locale language = Documents.language(context);
        Map<String, Object> properties = new LinkedHashMap<>();
        if (layer.current().schema().findPosition("id").isEmpty()) {
            properties.put("id", Map.of("title", "id", "type", "string", "x-ogc-role", "id"));
        }
        if (layer.definition().geometry() != GeometryKind.NONE) {
            properties.put(
                    "geometry",
                    Map.of("format", geometryFormat(layer.definition().geometry()), "x-ogc-role", "primary-geometry"));
        }
        for (PropertyDefinition property : layer.current().schema().properties()) {
            properties.put(property.name(), schema(property, language));
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        document.put(
                "$id", links.href(context, "/collections/" + layer.definition().id() + "/queryables"));
        document.put("type", "object");
        document.put("title", layer.definition().title().in(language));
        document.put("properties", properties);
        document.put("additionalProperties", false);
        return document;
    }

    static Map<String, Object> schema(PropertyDefinition property, Locale language) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("title", property.title().in(language));
        switch (property.type()) {
            case STRING -> schema.put("type", "string");
            case INTEGER -> schema.put("type", "integer");
            case NUMBER -> schema.put("type", "number");
            case BOOLEAN -> schema.put("type", "boolean");
            case DATE -> {
                schema.put("type", "string");
                schema.put("format", "date");
            }
            case JSON -> schema.put("type", List.of("object", "array"));
        }
        if (property.unit() != null) {
            schema.put("x-ogc-unit", property.unit().symbol());
        }
        if (!property.values().isEmpty()) {
            schema.put("enum", property.values());
        }
        if (property.minimum() != null) {
            schema.put("minimum", property.minimum());
        }
        if (property.maximum() != null) {
            schema.put("maximum", property.maximum());
        }
        return schema;
    }
}
