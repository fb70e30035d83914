package nl.plint.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.Mapping.ColumnRule;
import nl.plint.ingest.Mapping.GeometryColumns;
import nl.plint.quantity.Unit;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** Reads mappings. Strict: a key that means nothing is refused, so that a misspelling does not pass in silence. */
public final class MappingFile {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final String fileName;

    private MappingFile(String fileName) {
        this.fileName = fileName;
    }

    /**
     * Reads one mapping.
     *
     * @param fileName for messages
     * @throws IngestException naming the file, the key and what is accepted
     */
    public static Mapping read(String yaml, String fileName) {
        return new MappingFile(fileName).read(yaml);
    }

    private Mapping read(String yaml) {
        JsonNode root;
        try {
            root = YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw invalid("", "is not YAML: " + e.getOriginalMessage());
        }
        if (root == null || !root.isObject()) {
            throw invalid("", "must be a map with the keys id, layer, title and columns");
        }
        requireKeys(root, "", List.of("id", "layer", "title", "numbers", "dates", "geometry", "columns"));
        String numbers = root.path("numbers").asText("plain");
        if (!numbers.equals("dutch") && !numbers.equals("plain")) {
            throw invalid("numbers", "must be dutch (1.234,5) or plain (1234.5), was '" + numbers + "'");
        }
        JsonNode title = root.path("title");
        Map<String, ColumnRule> columns = new LinkedHashMap<>();
        root.path("columns")
                .properties()
                .forEach(entry -> columns.put(entry.getKey(), rule(entry.getValue(), "columns." + entry.getKey())));
        if (columns.isEmpty()) {
            throw invalid("columns", "must name at least one property");
        }
        return new Mapping(
                text(root, "id"),
                text(root, "layer"),
                new LocalizedText(text(title, "nl"), text(title, "en")),
                numbers.equals("dutch"),
                optional(root, "dates"),
                root.has("geometry") ? geometry(root.get("geometry")) : null,
                columns,
                yaml);
    }

    private GeometryColumns geometry(JsonNode node) {
        requireKeys(node, "geometry", List.of("x", "y", "lon", "lat", "wkt", "crs"));
        String x = optional(node, node.has("lon") ? "lon" : "x");
        String y = optional(node, node.has("lat") ? "lat" : "y");
        String wkt = optional(node, "wkt");
        if (wkt == null && (x == null || y == null)) {
            throw invalid("geometry", "must give x and y, lon and lat, or wkt");
        }
        String crs = optional(node, "crs");
        return new GeometryColumns(x, y, wkt, crs == null && node.has("lon") ? "OGC:CRS84" : crs);
    }

    private ColumnRule rule(JsonNode node, String path) {
        requireKeys(node, path, List.of("from", "unit", "values", "constant"));
        List<String> from = new ArrayList<>();
        JsonNode names = node.path("from");
        if (names.isArray()) {
            names.forEach(name -> from.add(name.asText()));
        } else if (names.isTextual()) {
            from.add(names.asText());
        }
        Object constant = node.has("constant") ? plain(node.get("constant")) : null;
        if (from.isEmpty() == (constant == null)) {
            throw invalid(path, "must have either 'from' (a column name or a list of them) or 'constant'");
        }
        Map<String, Object> values = new HashMap<>();
        node.path("values").properties().forEach(entry -> {
            Object value = plain(entry.getValue());
            if (value == null) {
                throw invalid(path + ".values." + entry.getKey(), "must be a text, a number or a boolean");
            }
            values.put(entry.getKey(), value);
        });
        return new ColumnRule(from, unit(node, path), values, constant);
    }

    private @Nullable Unit unit(JsonNode node, String path) {
        String symbol = optional(node, "unit");
        if (symbol == null) {
            return null;
        }
        try {
            return Unit.ofSymbol(symbol);
        } catch (IllegalArgumentException e) {
            throw invalid(path + ".unit", e.getMessage());
        }
    }

    private static @Nullable Object plain(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isTextual() ? node.textValue() : null;
    }

    private String text(JsonNode node, String key) {
        String text = optional(node, key);
        if (text == null) {
            throw invalid(key, "is missing");
        }
        return text;
    }

    private static @Nullable String optional(JsonNode node, String key) {
        return node.hasNonNull(key) ? node.get(key).asText() : null;
    }

    private void requireKeys(JsonNode node, String path, List<String> keys) {
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw invalid(path.isEmpty() ? key : path + "." + key, "is not known here; known are " + keys);
            }
        });
    }

    private IngestException invalid(String path, @Nullable String problem) {
        return new IngestException(
                Fault.INVALID_MAPPING, "mapping " + fileName + (path.isEmpty() ? "" : ", key " + path) + " " + problem);
    }
}
