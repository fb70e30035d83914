package nl.plint.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the API, as OpenAPI describes it. Every answer names the header {@code API-Version}, and every operation can
 * answer a problem, as the Dutch API Design Rules ask.
 */
final class ApiOperation {
    private static final Map<String, Object> TEXT = Map.of("type", "string");

    private final Map<String, Object> operation = new LinkedHashMap<>();
    private final List<Map<String, Object>> parameters = new ArrayList<>();
    private final Map<String, Map<String, Object>> responses = new TreeMap<>();

    private ApiOperation() {}

    static ApiOperation of(String operationId, String tag, String nl, String en) {
        return of(operationId, tag, new LocalizedText(nl, en));
    }

    static ApiOperation of(String operationId, String tag, LocalizedText summary) {
        ApiOperation made = new ApiOperation();
        made.operation.put("operationId", operationId);
        made.operation.put("tags", List.of(tag));
        made.operation.put("summary", summary);
        made.responses.put("400", problem("Het verzoek kan zo niet", "The request cannot be taken so"));
        made.responses.put("default", problem("Een probleem (RFC 9457)", "A problem (RFC 9457)"));
        return made;
    }

    private static Map<String, Object> problem(String nl, String en) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("description", new LocalizedText(nl, en));
        problem.put("content", Map.of(Problem.MEDIA_TYPE, Map.of("schema", ApiDescription.ref("Problem"))));
        return problem;
    }

    ApiOperation described(String nl, String en) {
        return described(new LocalizedText(nl, en));
    }

    ApiOperation described(LocalizedText description) {
        operation.put("description", description);
        return this;
    }

    ApiOperation with(Map<String, Object> parameter) {
        parameters.add(parameter);
        return this;
    }

    /** Parameters that are kept among the components. */
    ApiOperation withShared(String... keys) {
        for (String key : keys) {
            parameters.add(ApiDescription.parameterRef(key));
        }
        return this;
    }

    /**
     * What it is sent.
     *
     * @param content for each media type its schema
     */
    ApiOperation takes(boolean required, Map<String, Map<String, Object>> content) {
        operation.put("requestBody", Map.of("required", required, "content", content(content, null)));
        return this;
    }

    /** What it is sent: JSON, with an example. */
    ApiOperation takesJson(Map<String, Object> schema, Map<String, Object> example) {
        operation.put(
                "requestBody",
                Map.of("required", false, "content", content(Map.of("application/json", schema), example)));
        return this;
    }

    /** Answers JSON, or a page for people. */
    ApiOperation answersDocument(String nl, String en, Map<String, Object> schema) {
        Map<String, Map<String, Object>> content = new LinkedHashMap<>();
        content.put("application/json", schema);
        content.put("text/html", TEXT);
        return answers("200", nl, en, content);
    }

    /** Answers JSON of one kind. */
    ApiOperation answersJson(String status, String nl, String en, Map<String, Object> schema) {
        return answers(status, nl, en, Map.of("application/json", schema));
    }

    /**
     * Answers so.
     *
     * @param content for each media type its schema; none for an answer without a body
     */
    ApiOperation answers(String status, String nl, String en, Map<String, Map<String, Object>> content) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("description", new LocalizedText(nl, en));
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("API-Version", described("Versie van de API", "Version of the API", TEXT));
        answer.put("headers", headers);
        if (!content.isEmpty()) {
            answer.put("content", content(content, null));
        }
        responses.put(status, answer);
        return this;
    }

    /** The header of an answer that was added before. */
    ApiOperation header(String status, String name, String nl, String en) {
        Map<String, Object> answer = responses.get(status);
        if (answer == null || !(answer.get("headers") instanceof Map<?, ?> headers)) {
            throw new IllegalStateException("no answer " + status + " that has headers");
        }
        Map<String, Object> more = new LinkedHashMap<>();
        headers.forEach((key, value) -> more.put(String.valueOf(key), value));
        more.put(name, described(nl, en, TEXT));
        answer.put("headers", more);
        return this;
    }

    private static Map<String, Object> described(String nl, String en, Map<String, Object> schema) {
        return Map.of("description", new LocalizedText(nl, en), "schema", schema);
    }

    /** The client needs a key. */
    ApiOperation needsKey() {
        operation.put("security", keys());
        responses.put("401", problem("De sleutel ontbreekt of is onbekend", "The key is missing or not known"));
        return this;
    }

    /** The client may need a key. */
    ApiOperation mayNeedKey() {
        List<Object> security = new ArrayList<>();
        security.add(Map.of());
        security.addAll(keys());
        operation.put("security", security);
        return this;
    }

    private static List<Map<String, List<String>>> keys() {
        return List.of(Map.of("bearer", List.of()), Map.of("key", List.of()));
    }

    private static Map<String, Object> content(
            Map<String, Map<String, Object>> schemas, @Nullable Map<String, Object> example) {
        Map<String, Object> content = new LinkedHashMap<>();
        schemas.forEach((mediaType, schema) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("schema", schema);
            if (example != null) {
                entry.put("example", example);
            }
            content.put(mediaType, entry);
        });
        return content;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>(operation);
        if (!parameters.isEmpty()) {
            map.put("parameters", List.copyOf(parameters));
        }
        if (parameters.stream().anyMatch(ApiOperation::isInPath)) {
            responses.putIfAbsent("404", problem("Dit is er niet", "There is no such thing"));
        }
        map.put("responses", responses);
        return map;
    }

    private static boolean isInPath(Map<String, Object> parameter) {
        return "path".equals(parameter.get("in"))
                || String.valueOf(parameter.get("$ref"))
                        .matches(".*/(collection|feature|version|process|job|tileMatrixSet)Id");
    }
}
