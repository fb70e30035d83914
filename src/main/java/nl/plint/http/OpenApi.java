package nl.plint.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import org.jspecify.annotations.Nullable;

/** The description of the API: OpenAPI 3.0.3, whole in itself. A test holds it against the routes. */
final class OpenApi {
    static final String MEDIA_TYPE = "application/vnd.oai.openapi+json;version=3.0";

    private final AnalysisCatalog analyses;
    private final String software;

    OpenApi(AnalysisCatalog analyses, String software) {
        this.analyses = analyses;
        this.software = software;
    }

    Map<String, @Nullable Object> document(String server) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.0.3");
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("title", "Plint");
        info.put("version", software);
        info.put("description", "Vacancy and location policy in Drenthe: OGC API Features and Processes.");
        info.put("license", Map.of("name", "EUPL-1.2", "url", "https://spdx.org/licenses/EUPL-1.2.html"));
        document.put("info", info);
        document.put("servers", List.of(Map.of("url", server)));
        document.put(
                "tags",
                List.of(
                        Map.of("name", "common", "description", "What the API is"),
                        Map.of("name", "features", "description", "Layers and their features"),
                        Map.of("name", "versions", "description", "Versions of layers"),
                        Map.of(
                                "name",
                                "jobs",
                                "description",
                                "Files that are being taken in, analyses that are executed"),
                        Map.of("name", "processes", "description", "Analyses")));
        document.put("paths", paths());
        document.put(
                "components",
                Map.of(
                        "securitySchemes",
                        Map.of(
                                "bearer", Map.of("type", "http", "scheme", "bearer"),
                                "key", Map.of("type", "apiKey", "in", "header", "name", "X-Api-Key"))));
        return document;
    }

    private Map<String, Object> paths() {
        Map<String, Object> format = query("f", "json or html", Map.of("type", "string"));
        Map<String, Object> id = path("id", "Id of the collection or process");
        Map<String, Object> paths = new LinkedHashMap<>();
        paths.put(
                "/", Map.of("get", read("landingPage", "common", "Landing page", "application/json", List.of(format))));
        paths.put(
                "/conformance",
                Map.of(
                        "get",
                        read("conformance", "common", "Conformance classes", "application/json", List.of(format))));
        paths.put(
                "/openapi.json",
                Map.of("get", read("openapi", "common", "This document", MEDIA_TYPE, List.of(format))));
        paths.put(
                "/collections",
                Map.of("get", read("collections", "features", "Collections", "application/json", List.of(format))));
        paths.put(
                "/collections/{id}",
                Map.of("get", read("collection", "features", "A collection", "application/json", List.of(id, format))));
        paths.put(
                "/collections/{id}/queryables",
                Map.of(
                        "get",
                        read(
                                "queryables",
                                "features",
                                "Properties that can be filtered on",
                                "application/schema+json",
                                List.of(id, format))));
        paths.put("/collections/{id}/items", Map.of("get", items(id)));
        paths.put(
                "/collections/{id}/items/{featureId}",
                Map.of(
                        "get",
                        read(
                                "item",
                                "features",
                                "A feature",
                                "application/geo+json",
                                List.of(id, path("featureId", "Id of the feature"), crs("crs"), format))));
        Map<String, Object> versionsPath = new LinkedHashMap<>();
        versionsPath.put(
                "get", read("versions", "versions", "Versions of a layer", "application/json", List.of(id, format)));
        versionsPath.put("post", OpenApiJobs.ingest(id));
        paths.put("/collections/{id}/versions", versionsPath);
        Map<String, Object> versionId = path("versionId", "Id of the version");
        Map<String, Object> versionPath = new LinkedHashMap<>();
        versionPath.put(
                "get",
                read(
                        "version",
                        "versions",
                        "A version and its report",
                        "application/json",
                        List.of(id, versionId, format)));
        versionPath.put("delete", retire(List.of(id, versionId)));
        paths.put("/collections/{id}/versions/{versionId}", versionPath);
        paths.put(
                "/collections/{id}/versions/{versionId}/rejected",
                Map.of(
                        "get",
                        read(
                                "rejected",
                                "versions",
                                "Rows that were not stored, to be mended and sent again",
                                "text/csv",
                                List.of(id, versionId, query("f", "csv or geojson", Map.of("type", "string"))))));
        paths.put(
                "/collections/{id}/versions/{versionId}/comparison",
                Map.of(
                        "get",
                        read(
                                "comparison",
                                "versions",
                                "What changed since another version",
                                "application/json",
                                List.of(
                                        id,
                                        versionId,
                                        query(
                                                "with",
                                                "The other version; default the current one",
                                                Map.of("type", "string")),
                                        format))));
        Map<String, Object> publication = new LinkedHashMap<>();
        publication.put("put", write("publish", "Publish a version", List.of(id, versionId)));
        publication.put("delete", write("unpublish", "Take a version from what is published", List.of(id, versionId)));
        paths.put("/collections/{id}/versions/{versionId}/publication", publication);
        paths.put(
                "/processes",
                Map.of("get", read("processes", "processes", "Processes", "application/json", List.of(format))));
        paths.put(
                "/processes/{id}",
                Map.of("get", read("process", "processes", "A process", "application/json", List.of(id, format))));
        Map<String, Object> execute = OpenApiJobs.execution("execute", "Execute a process", List.of(id));
        execute.put(
                "requestBody",
                Map.of("content", Map.of("application/json", Map.of("schema", Map.of("type", "object")))));
        paths.put("/processes/{id}/execution", Map.of("post", execute));
        for (Analysis<?> analysis : analyses.analyses()) {
            paths.put("/processes/" + analysis.description().id() + "/execution", Map.of("post", execution(analysis)));
        }
        paths.putAll(OpenApiJobs.paths());
        return paths;
    }

    private static Map<String, Object> execution(Analysis<?> analysis) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (InputDescription input : analysis.description().inputs()) {
            Map<String, Object> schema = new LinkedHashMap<>(input.schema());
            schema.put("description", input.description().en());
            properties.put(input.name(), schema);
        }
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("type", "object");
        inputs.put("properties", properties);
        Map<String, Object> operation = OpenApiJobs.execution(
                "execute-" + analysis.description().id(),
                analysis.description().title().en(),
                List.of());
        operation.put("description", analysis.description().description().en());
        operation.put(
                "requestBody",
                Map.of(
                        "content",
                        Map.of(
                                "application/json",
                                Map.of(
                                        "schema",
                                        Map.of("type", "object", "properties", Map.of("inputs", inputs)),
                                        "example",
                                        Map.of("inputs", Map.of())))));
        return operation;
    }

    /** A change of a version, which needs a key. */
    private static Map<String, Object> write(String operationId, String summary, List<Map<String, Object>> parameters) {
        Map<String, Object> operation = read(operationId, "versions", summary, "application/json", parameters);
        operation.put("security", security());
        return operation;
    }

    private static Map<String, Object> retire(List<Map<String, Object>> parameters) {
        Map<String, Object> operation = write("retire", "Remove a version that is not published, for good", parameters);
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put("204", Map.of("description", "The version is gone"));
        responses.put("default", problem());
        operation.put("responses", responses);
        return operation;
    }

    private static Map<String, Object> items(Map<String, Object> id) {
        Map<String, Object> number = Map.of("type", "number");
        List<Map<String, Object>> parameters = new ArrayList<>();
        parameters.add(id);
        parameters.add(query(
                "limit",
                "Most features on a page",
                Map.of(
                        "type",
                        "integer",
                        "minimum",
                        1,
                        "maximum",
                        ItemsRequest.MOST_LIMIT,
                        "default",
                        ItemsRequest.DEFAULT_LIMIT)));
        Map<String, Object> bbox = query(
                "bbox",
                "Lower and upper corner, in the CRS of bbox-crs",
                Map.of("type", "array", "minItems", 4, "maxItems", 6, "items", number));
        bbox.put("style", "form");
        bbox.put("explode", false);
        parameters.add(bbox);
        parameters.add(crs("bbox-crs"));
        parameters.add(crs("crs"));
        parameters.add(
                query("datetime", "Which version: an instant, or two with a slash between", Map.of("type", "string")));
        parameters.add(query("filter", "CQL2 text", Map.of("type", "string")));
        parameters.add(
                query("filter-lang", "Language of the filter", Map.of("type", "string", "enum", List.of("cql2-text"))));
        parameters.add(
                query("cursor", "Place in a walk through pages; taken from a next link", Map.of("type", "string")));
        parameters.add(
                query("f", "json, csv or html", Map.of("type", "string", "enum", List.of("json", "csv", "html"))));
        Map<String, Object> properties = query(
                "properties",
                "Any property of the layer, as name=value",
                Map.of("type", "object", "additionalProperties", Map.of("type", "string")));
        properties.put("style", "form");
        properties.put("explode", true);
        parameters.add(properties);
        return read("items", "features", "Features", "application/geo+json", parameters);
    }

    static List<Map<String, Object>> security() {
        return List.of(Map.of("bearer", List.of()), Map.of("key", List.of()));
    }

    static Map<String, Object> read(
            String operationId, String tag, String summary, String mediaType, List<Map<String, Object>> parameters) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", operationId);
        operation.put("tags", List.of(tag));
        operation.put("summary", summary);
        operation.put("parameters", parameters);
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put("200", Map.of("description", summary, "content", Map.of(mediaType, anyObject())));
        responses.put("default", problem());
        operation.put("responses", responses);
        return operation;
    }

    private static Map<String, Object> anyObject() {
        return Map.of("schema", Map.of("type", "object"));
    }

    static Map<String, Object> problem() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : List.of("type", "title", "detail", "instance")) {
            properties.put(name, Map.of("type", "string"));
        }
        properties.put("status", Map.of("type", "integer"));
        return Map.of(
                "description",
                "A problem (RFC 9457): invalid-parameter, invalid-filter, invalid-input, invalid-body, invalid-file, not-found,"
                        + " not-acceptable, method-not-allowed, version-exists, version-in-use, layer-changed,"
                        + " job-finished, job-dismissed, job-abandoned, too-large, unauthorized, writing-off, busy, storage-full,"
                        + " store-unavailable, internal",
                "content",
                Map.of(Problem.MEDIA_TYPE, Map.of("schema", Map.of("type", "object", "properties", properties))));
    }

    static Map<String, Object> query(String name, String description, Map<String, Object> schema) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", "query");
        parameter.put("description", description);
        parameter.put("required", false);
        parameter.put("schema", schema);
        return parameter;
    }

    static Map<String, Object> path(String name, String description) {
        Map<String, Object> parameter = query(name, description, Map.of("type", "string"));
        parameter.put("in", "path");
        parameter.put("required", true);
        return parameter;
    }

    private static Map<String, Object> crs(String name) {
        List<String> uris =
                nl.plint.geo.Crs.SERVED.stream().map(nl.plint.geo.Crs::uri).toList();
        return query(name, "Coordinate reference system", Map.of("type", "string", "format", "uri", "enum", uris));
    }
}
