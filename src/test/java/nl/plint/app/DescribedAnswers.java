package nl.plint.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Holds answers of the API against the schemas that its own description declares for them. */
final class DescribedAnswers {
    private static final String DOCUMENT = "https://plint.example.org/openapi.json";

    private final JsonNode description;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new HashMap<>();
    private final Set<String> seen = new TreeSet<>();

    DescribedAnswers(JsonNode description) {
        this.description = description;
        this.registry = SchemaRegistry.withDefaultDialect(
                Dialects.getOpenApi30(), builder -> builder.schemas(Map.of(DOCUMENT, description.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    /**
     * What is wrong with an answer; nothing when it is as described.
     *
     * @param path below the root of the API, without a query
     * @param mediaType without parameters
     */
    List<String> faults(String method, String path, int status, String mediaType, String body) {
        String what = method + " " + path + " " + status + " " + mediaType;
        List<String> templates = templates(method, path);
        if (templates.isEmpty()) {
            return List.of(what + ": no such path is described");
        }
        return templates.stream()
                .flatMap(template -> faults(what, template, method, status, mediaType, body).stream())
                .toList();
    }

    private List<String> faults(
            String what, String template, String method, int status, String mediaType, String body) {
        JsonNode responses =
                description.path("paths").path(template).path(method).path("responses");
        String answer = responses.has(String.valueOf(status)) ? String.valueOf(status) : "default";
        if (!responses.path(answer).path("content").path(mediaType).has("schema")) {
            return List.of(what + ": no such answer is described");
        }
        seen.add(method + " " + template);
        String pointer = "#/paths/" + escaped(template) + "/" + method + "/responses/" + answer + "/content/"
                + escaped(mediaType) + "/schema";
        Schema schema = schemas.computeIfAbsent(pointer, key -> registry.getSchema(SchemaLocation.of(DOCUMENT + key)));
        return schema.validate(body, InputFormat.JSON).stream()
                .limit(3)
                .map(error -> what + ": " + error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    /** All templates of a path: the items of a layer are described on their own and with those of all layers. */
    private List<String> templates(String method, String path) {
        List<String> fitting = new ArrayList<>();
        description.path("paths").fieldNames().forEachRemaining(template -> {
            String pattern = Pattern.quote(template).replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q");
            if (path.matches(pattern)
                    && description.path("paths").path(template).has(method)) {
                fitting.add(template);
            }
        });
        return fitting;
    }

    /** Operations that answer JSON to a GET and of which no answer was seen. */
    Set<String> unseen() {
        Set<String> unseen = new TreeSet<>();
        description.path("paths").properties().forEach(path -> {
            path.getValue()
                    .path("get")
                    .path("responses")
                    .path("200")
                    .path("content")
                    .fieldNames()
                    .forEachRemaining(mediaType -> {
                        if (mediaType.endsWith("json")) {
                            unseen.add("get " + path.getKey());
                        }
                    });
        });
        unseen.removeAll(seen);
        return unseen;
    }

    private static String escaped(String part) {
        return part.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
    }
}
