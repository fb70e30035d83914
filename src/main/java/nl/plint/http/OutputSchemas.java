package nl.plint.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.plint.analysis.OutputDescription;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.PropertyDefinition;

/** The JSON Schema of what an output looks like in JSON. */
final class OutputSchemas {
    private static final Map<String, Object> TEXT = Map.of("type", "string");

    private OutputSchemas() {}

    /** The schema of an output; the same words fit JSON Schema and OpenAPI 3.0. */
    static Map<String, Object> of(OutputDescription output, Locale language) {
        if (output instanceof OutputDescription.Value value) {
            return value.schema();
        }
        return featureCollection((OutputDescription.Features) output, language);
    }

    private static Map<String, Object> featureCollection(OutputDescription.Features output, Locale language) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (PropertyDefinition property : output.properties()) {
            values.put(property.name(), property(property, language));
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("type", "object");
        properties.put("properties", values);
        properties.put(
                "required",
                output.properties().stream().map(PropertyDefinition::name).toList());
        if (output.properties().isEmpty()) {
            properties.remove("required"); // OpenAPI 3.0 wants one at least
        }
        Map<String, Object> feature = new LinkedHashMap<>();
        feature.put("type", Map.of("type", "string", "enum", List.of("Feature")));
        feature.put("id", TEXT);
        feature.put("geometry", geometry(output.geometry()));
        feature.put("properties", properties);
        Map<String, Object> features = Map.of(
                "type",
                "array",
                "items",
                Map.of(
                        "type",
                        "object",
                        "required",
                        List.of("type", "id", "geometry", "properties"),
                        "properties",
                        feature));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", Map.of("type", "string", "enum", List.of("FeatureCollection")));
        members.put("numberReturned", Map.of("type", "integer", "minimum", 0));
        members.put("metadata", metadata());
        members.put("features", features);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("required", List.of("type", "metadata", "features"));
        schema.put("properties", members);
        return schema;
    }

    private static Map<String, Object> geometry(GeometryKind kind) {
        List<String> types =
                switch (kind) {
                    case POINT -> List.of("Point", "MultiPoint");
                    case LINE -> List.of("LineString", "MultiLineString");
                    case POLYGON -> List.of("Polygon", "MultiPolygon");
                    case ANY, NONE ->
                        List.of(
                                "Point",
                                "MultiPoint",
                                "LineString",
                                "MultiLineString",
                                "Polygon",
                                "MultiPolygon",
                                "GeometryCollection");
                };
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("nullable", true);
        schema.put("required", List.of("type"));
        schema.put("properties", Map.of("type", Map.of("type", "string", "enum", types)));
        return schema;
    }

    private static Map<String, Object> metadata() {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("layer", TEXT);
        version.put("version", TEXT);
        version.put("referenceDate", Map.of("type", "string", "format", "date"));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("process", TEXT);
        properties.put("synthetic", Map.of("type", "boolean"));
        properties.put("software", TEXT);
        properties.put("versions", Map.of("type", "array", "items", Map.of("type", "object", "properties", version)));
        properties.put("parameters", Map.of("type", "object"));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("required", List.of("process", "synthetic", "software", "versions", "parameters"));
        schema.put("properties", properties);
        return schema;
    }

    /** Null stands for unknown in every property. */
    private static Map<String, Object> property(PropertyDefinition property, Locale language) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("title", property.title().in(language));
        schema.put("nullable", true);
        switch (property.type()) {
            case STRING -> schema.put("type", "string");
            case INTEGER -> schema.put("type", "integer");
            case NUMBER -> schema.put("type", "number");
            case BOOLEAN -> schema.put("type", "boolean");
            case DATE -> {
                schema.put("type", "string");
                schema.put("format", "date");
            }
            case JSON -> {
                // An object or a list; saying nothing of its type is how to say so in OpenAPI 3.0.
            }
        }
        if (property.unit() != null) {
            schema.put("x-ogc-unit", property.unit().symbol());
        }
        return schema;
    }
}
