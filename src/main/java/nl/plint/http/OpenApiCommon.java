package nl.plint.http;

import static nl.plint.http.ApiDescription.query;
import static nl.plint.http.ApiDescription.ref;
import static nl.plint.http.ApiSchemas.LINKS;
import static nl.plint.http.ApiSchemas.TEXT;
import static nl.plint.http.ApiSchemas.URI;
import static nl.plint.http.ApiSchemas.list;
import static nl.plint.http.ApiSchemas.object;
import static nl.plint.http.ApiSchemas.oneOf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of the description of the API about OGC API Common. */
final class OpenApiCommon {
    private OpenApiCommon() {}

    static void describe(ApiDescription api) {
        api.tag("common", "Wat de API is", "What the API is");
        api.schema(
                "LandingPage",
                object(List.of("links"))
                        .with("title", TEXT)
                        .with("description", TEXT)
                        .with("links", LINKS)
                        .toMap());
        api.schema(
                "Conformance",
                object(List.of("conformsTo"))
                        .with("conformsTo", list(URI))
                        .with("links", LINKS)
                        .toMap());
        api.operation("get", "/", read("landingPage", "Startpagina", "Landing page", "LandingPage"));
        api.operation(
                "get",
                "/conformance",
                read("conformance", "Conformiteitsklassen", "Conformance classes", "Conformance"));
        Map<String, Map<String, Object>> self = new LinkedHashMap<>();
        self.put(OpenApi.MEDIA_TYPE, ApiSchemas.ANY_OBJECT);
        self.put("text/html", TEXT);
        api.operation(
                "get",
                "/openapi.json",
                ApiOperation.of("openapi", "common", "Dit document", "This document")
                        .withShared("f", "lang", "acceptLanguage")
                        .answers("200", "OpenAPI 3.0", "OpenAPI 3.0", self));
        api.operation(
                "get",
                "/catalog",
                ApiOperation.of("catalog", "common", "De lagen als DCAT-catalogus", "The layers as a DCAT catalogue")
                        .with(query("f", "Vorm", "Form", oneOf(List.of("jsonld"))))
                        .answers(
                                "200",
                                "De catalogus als JSON-LD",
                                "The catalogue as JSON-LD",
                                Map.of(DcatCatalog.MEDIA_TYPE, ApiSchemas.ANY_OBJECT)));
        Map<String, Map<String, Object>> feeds = new LinkedHashMap<>();
        feeds.put(CatalogRoutes.ATOM, TEXT);
        feeds.put(CatalogRoutes.JSON_FEED, ApiSchemas.ANY_OBJECT);
        api.operation(
                "get",
                "/feed",
                ApiOperation.of("feed", "common", "Gepubliceerde versies", "Published versions")
                        .with(query("f", "Vorm", "Form", oneOf(List.of("atom", "json"))))
                        .withShared("lang", "acceptLanguage")
                        .answers("200", "De nieuwste eerst", "The newest first", feeds));
    }

    private static ApiOperation read(String operationId, String nl, String en, String schema) {
        return ApiOperation.of(operationId, "common", nl, en)
                .withShared("f", "lang", "acceptLanguage")
                .answersDocument(nl, en, ref(schema));
    }
}
