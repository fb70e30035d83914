package nl.plint.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAPI 3.0 document while it is put together: tags, paths and components, in the order in which they are added. Any text
 * in it may be a {@link LocalizedText}; {@link #in} makes the document in one language.
 */
final class ApiDescription {
    private final List<Object> tags = new ArrayList<>();
    private final Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
    private final Map<String, Object> schemas = new LinkedHashMap<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    void tag(String name, String nl, String en) {
        tags.add(Map.of("name", name, "description", new LocalizedText(nl, en)));
    }

    /**
     * Adds what a method does at a path below the root of the API.
     *
     * @param method in lower case, such as {@code get}
     */
    void operation(String method, String path, ApiOperation operation) {
        Map<String, Object> item = paths.computeIfAbsent(path, key -> new LinkedHashMap<>());
        if (item.put(method, operation.toMap()) != null) {
            throw new IllegalStateException(method + " " + path + " is described twice");
        }
    }

    /** Adds a schema that {@link #ref} refers to. */
    void schema(String name, Map<String, Object> schema) {
        schemas.put(name, schema);
    }

    /** Adds a parameter that {@link #parameterRef} refers to; clients such as QGIS and GDAL look up {@code limit} here. */
    void parameter(String key, Map<String, Object> parameter) {
        parameters.put(key, parameter);
    }

    static Map<String, Object> ref(String schema) {
        return Map.of("$ref", "#/components/schemas/" + schema);
    }

    static Map<String, Object> parameterRef(String key) {
        return Map.of("$ref", "#/components/parameters/" + key);
    }

    static Map<String, Object> query(String name, String nl, String en, Map<String, Object> schema) {
        Map<String, Object> parameter = parameter("query", name, new LocalizedText(nl, en), schema);
        parameter.put("style", "form"); // the default, but the standards ask that it stands there
        parameter.put("explode", false);
        return parameter;
    }

    static Map<String, Object> header(String name, String nl, String en, Map<String, Object> schema) {
        return parameter("header", name, new LocalizedText(nl, en), schema);
    }

    static Map<String, Object> path(String name, String nl, String en, Map<String, Object> schema) {
        Map<String, Object> parameter = parameter("path", name, new LocalizedText(nl, en), schema);
        parameter.put("required", true);
        return parameter;
    }

    static Map<String, Object> parameter(
            String in, String name, LocalizedText description, Map<String, Object> schema) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", in);
        parameter.put("description", description);
        parameter.put("required", false);
        parameter.put("schema", schema);
        return parameter;
    }

    /** The document in a language, with what stands before its paths. */
    Map<String, @Nullable Object> in(Locale language, Map<String, Object> head) {
        Map<String, Object> document = new LinkedHashMap<>(head);
        document.put("tags", tags);
        document.put("paths", paths);
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("schemas", schemas);
        components.put("parameters", parameters);
        components.put(
                "securitySchemes",
                Map.of(
                        "bearer", Map.of("type", "http", "scheme", "bearer"),
                        "key", Map.of("type", "apiKey", "in", "header", "name", "X-Api-Key")));
        document.put("components", components);
        Map<String, @Nullable Object> localized = new LinkedHashMap<>();
        document.forEach((key, value) -> localized.put(key, localized(value, language)));
        return localized;
    }

    private static Object localized(Object value, Locale language) {
        if (value instanceof LocalizedText text) {
            return text.in(language);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> localized = new LinkedHashMap<>();
            map.forEach((key, entry) -> localized.put(key, localized(entry, language)));
            return localized;
        }
        if (value instanceof List<?> list) {
            List<Object> localized = new ArrayList<>();
            list.forEach(entry -> localized.add(localized(entry, language)));
            return localized;
        }
        return value;
    }
}
