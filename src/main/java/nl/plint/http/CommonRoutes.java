package nl.plint.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.plint.store.DatasetCatalog;
import org.jspecify.annotations.Nullable;

/** OGC API Common: the landing page, what is conformed to, the description of the API. */
final class CommonRoutes {
    private static final List<String> CONFORMS_TO = List.of(
            "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
            "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
            "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
            "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
            "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
            "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
            "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
            "http://www.opengis.net/spec/cql2/1.0/conf/cql2-json",
            "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
            "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
            "http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison",
            "http://www.opengis.net/spec/cql2/1.0/conf/accent-insensitive-comparison",
            "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
            "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus",
            "http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions",
            "http://www.opengis.net/spec/cql2/1.0/conf/temporal-functions",
            "http://www.opengis.net/spec/cql2/1.0/conf/array-functions",
            "http://www.opengis.net/spec/cql2/1.0/conf/functions",
            "http://www.opengis.net/spec/cql2/1.0/conf/property-property",
            "http://www.opengis.net/spec/cql2/1.0/conf/arithmetic",
            "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/core",
            "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/dismiss",
            "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/json",
            "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/ogc-process-description",
            "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
            "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/collections-selection",
            "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/dataset-tilesets",
            "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
            "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
            "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/oas30",
            "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
            "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
            "http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixset",
            "http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixsetlimits",
            "http://www.opengis.net/spec/tms/2.0/conf/json-tilesetmetadata",
            "http://www.opengis.net/spec/tms/2.0/conf/tilematrixset",
            "http://www.opengis.net/spec/tms/2.0/conf/tilematrixsetlimits",
            "http://www.opengis.net/spec/tms/2.0/conf/tilesetmetadata");

    private final DatasetCatalog catalog;
    private final Publisher publisher;
    private final Links links;
    private final OpenApi openApi;

    CommonRoutes(DatasetCatalog catalog, Links links, OpenApi openApi, Publisher publisher) {
        this.catalog = catalog;
        this.publisher = publisher;
        this.links = links;
        this.openApi = openApi;
    }

    void register(RoutesConfig routes) {
        routes.get("/", context -> context.redirect(links.href(context, "")));
        routes.get(Links.ROOT, this::landing);
        // The one address with a slash at its end: path "/" of the OpenAPI document, which clients ask for.
        routes.get(Links.ROOT + "/", this::landing);
        routes.get(Links.ROOT + "/conformance", this::conformance);
        routes.get(Links.ROOT + "/openapi.json", this::api);
    }

    private void landing(Context context) {
        Documents.requireKnown(context, List.of("f"));
        Locale language = Documents.language(context);
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("title", Descriptions.TITLE.in(language));
        document.put("description", Descriptions.DESCRIPTION.in(language));
        List<Map<String, Object>> all = new ArrayList<>(links.selfAndAlternate(context, "", Documents.isHtml(context)));
        all.add(links.link(context, "service-desc", OpenApi.MEDIA_TYPE, "OpenAPI 3.0", "/openapi.json"));
        all.add(links.link(context, "service-doc", "text/html", "API", "/openapi.json?f=html"));
        all.add(links.link(context, "conformance", "application/json", "Conformance", "/conformance"));
        all.add(links.link(context, Links.ogc("conformance"), "application/json", "Conformance", "/conformance"));
        all.add(links.link(context, "data", "application/json", "Collections", "/collections"));
        all.add(links.link(
                context, Links.ogc("functions"), "application/json", "Functions of filters", FunctionRoutes.PATH));
        all.add(links.link(context, "describedby", DcatCatalog.MEDIA_TYPE, "DCAT", "/catalog"));
        all.add(links.link(context, "alternate", CatalogRoutes.ATOM, "Atom", "/feed?f=atom"));
        all.add(links.link(context, "alternate", CatalogRoutes.JSON_FEED, "JSON Feed", "/feed?f=json"));
        all.add(links.link(context, Links.ogc("processes"), "application/json", "Processes", "/processes"));
        all.add(links.link(context, Links.ogc("tilesets-vector"), "application/json", "Vector tiles", "/tiles?f=json"));
        all.add(links.link(
                context,
                Links.ogc("tiling-schemes"),
                "application/json",
                "Tile matrix sets",
                "/tileMatrixSets?f=json"));
        document.put("links", all);
        SchemaOrg linked = new SchemaOrg(links.href(context, ""), publisher, List.of());
        Documents.send(
                context,
                "Plint",
                document,
                linked.catalog(catalog.now().forPublic().list(), language));
    }

    private void conformance(Context context) {
        Documents.requireKnown(context, List.of("f"));
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("conformsTo", CONFORMS_TO);
        document.put("links", links.selfAndAlternate(context, "/conformance", Documents.isHtml(context)));
        Documents.send(context, "Conformance", document);
    }

    private void api(Context context) {
        Documents.requireKnown(context, List.of("f"));
        Map<String, @Nullable Object> document = openApi.document(links.href(context, ""), Documents.language(context));
        Documents.send(context, "OpenAPI", document);
        if (!Documents.isHtml(context)) {
            context.contentType(OpenApi.MEDIA_TYPE);
        }
    }
}
