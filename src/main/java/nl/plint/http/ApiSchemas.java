package nl.plint.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.text.LocalizedText;

/** The schemas that several parts of the API share, and how they are written: JSON Schema as far as OpenAPI 3.0 knows it. */
final class ApiSchemas {
    static final Map<String, Object> TEXT = Map.of("type", "string");
    static final Map<String, Object> WHOLE = Map.of("type", "integer");
    static final Map<String, Object> NUMBER = Map.of("type", "number");
    static final Map<String, Object> FLAG = Map.of("type", "boolean");
    static final Map<String, Object> TIME = Map.of("type", "string", "format", "date-time");
    static final Map<String, Object> DATE = Map.of("type", "string", "format", "date");
    static final Map<String, Object> URI = Map.of("type", "string", "format", "uri");
    static final Map<String, Object> BINARY = Map.of("type", "string", "format", "binary");
    static final Map<String, Object> ANY_OBJECT = Map.of("type", "object");
    static final Map<String, Object> LINKS = list(ApiDescription.ref("Link"));

    private ApiSchemas() {}

    static void describe(ApiDescription api) {
        api.schema(
                "Link",
                object(List.of("href", "rel"))
                        .with(
                                "href",
                                described(
                                        "Een adres; met templated een waarin nog in te vullen is",
                                        "An address; with templated one to be filled in",
                                        TEXT))
                        .with("rel", TEXT)
                        .with("type", TEXT)
                        .with("title", TEXT)
                        .with("hreflang", TEXT)
                        .with("templated", FLAG)
                        .toMap());
        api.schema(
                "Problem",
                object(List.of("type", "title", "status", "detail"))
                        .with(
                                "type",
                                described(
                                        "/problems/ met de soort, of de URI die een standaard ervoor heeft; zie de documentatie",
                                        "/problems/ and its kind, or the URI that a standard has for it; see the documentation",
                                        Map.of("type", "string", "format", "uri-reference")))
                        .with("title", TEXT)
                        .with("status", WHOLE)
                        .with("detail", TEXT)
                        .with("instance", Map.of("type", "string", "format", "uri-reference"))
                        .toMap());
        api.parameter(
                "f",
                ApiDescription.query(
                        "f",
                        "Vorm van het antwoord; gaat voor Accept",
                        "Form of the answer; goes before Accept",
                        Map.of("type", "string", "enum", List.of("json", "html"))));
        api.parameter(
                "lang",
                ApiDescription.query(
                        Documents.LANGUAGE,
                        "Taal van titels en beschrijvingen; gaat voor Accept-Language",
                        "Language of titles and descriptions; goes before Accept-Language",
                        oneOf(Documents.LANGUAGES)));
        api.parameter(
                "acceptLanguage",
                ApiDescription.header(
                        "Accept-Language",
                        "Taal van titels en beschrijvingen: nl of en",
                        "Language of titles and descriptions: nl or en",
                        TEXT));
    }

    static Map<String, Object> list(Map<String, Object> items) {
        return Map.of("type", "array", "items", items);
    }

    static Map<String, Object> described(String nl, String en, Map<String, Object> schema) {
        return described(new LocalizedText(nl, en), schema);
    }

    static Map<String, Object> described(LocalizedText description, Map<String, Object> schema) {
        Map<String, Object> described = new LinkedHashMap<>(schema);
        described.put("description", description);
        return described;
    }

    static Map<String, Object> nullable(Map<String, Object> schema) {
        Map<String, Object> nullable = new LinkedHashMap<>(schema);
        nullable.put("nullable", true);
        return nullable;
    }

    /** One of these texts. */
    static Map<String, Object> oneOf(List<String> texts) {
        return Map.of("type", "string", "enum", texts);
    }

    /** What a value of a property is, null left aside. */
    static Map<String, Object> property(PropertyDefinition property) {
        Map<String, Object> schema = new LinkedHashMap<>();
        switch (property.type()) {
            case STRING -> schema.put("type", "string");
            case INTEGER -> schema.put("type", "integer");
            case NUMBER -> schema.put("type", "number");
            case BOOLEAN -> schema.put("type", "boolean");
            case DATE -> schema.putAll(DATE);
            case JSON -> {
                // any value: OpenAPI 3.0 has no list of types
            }
        }
        schema.put("title", property.title());
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

    /** An object of which these members are always there. */
    static ObjectSchema object(List<String> required) {
        return new ObjectSchema(required);
    }

    /** An object while its members are named. */
    static final class ObjectSchema {
        private final List<String> required;
        private final Map<String, Object> properties = new LinkedHashMap<>();

        private ObjectSchema(List<String> required) {
            this.required = required;
        }

        ObjectSchema with(String name, Map<String, Object> schema) {
            properties.put(name, schema);
            return this;
        }

        Map<String, Object> toMap() {
            for (String name : required) {
                if (!properties.containsKey(name)) {
                    throw new IllegalStateException("'" + name + "' is required but not described");
                }
            }
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("type", "object");
            if (!required.isEmpty()) {
                schema.put("required", new ArrayList<>(required));
            }
            schema.put("properties", properties);
            return schema;
        }
    }
}
