package nl.plint.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.plint.ingest.Mapping.ColumnRule;
import nl.plint.ingest.Mapping.Condition;
import nl.plint.ingest.Mapping.Condition.Test;
import nl.plint.ingest.Mapping.GeometryColumns;
import nl.plint.ingest.Mapping.Place;
import nl.plint.quantity.Unit;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** Reads mappings. Strict: a key that means nothing is refused, so that a misspelling does not pass in silence. */
public final class MappingFile {
    private static final List<String> KEYS =
            List.of("id", "layer", "title", "numbers", "dates", "geometry", "select", "empty", "columns");
    private static final List<String> PLACE_KEYS = List.of("x", "y", "lon", "lat", "wkt", "crs", "join", "as");
    private static final List<String> JOIN_KEYS = List.of("layer", "property", "column", "as");
    private static final List<String> RULE_KEYS = List.of("from", "derive", "constant", "unit", "values", "empty");
    private static final String ALTERNATIVES = "\\s+\\|\\s+";

    private final MappingDocument document;

    private MappingFile(String fileName) {
        this.document = new MappingDocument(fileName);
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
        JsonNode root = document.requireMap(document.parse(yaml), "", KEYS);
        String numbers = document.optional(root, "", "numbers");
        if (numbers != null && !numbers.equals("dutch") && !numbers.equals("plain")) {
            throw document.invalid("numbers", "must be dutch (1.234,5) or plain (1234.5), was '" + numbers + "'");
        }
        JsonNode title = document.requireMap(root.path("title"), "title", List.of("nl", "en"));
        JsonNode place = root.path("geometry");
        return new Mapping(
                document.text(root, "", "id"),
                document.text(root, "", "layer"),
                new LocalizedText(document.text(title, "title", "nl"), document.text(title, "title", "en")),
                "dutch".equals(numbers),
                dates(root),
                place.isMissingNode() ? null : geometry(place),
                place.isMissingNode() ? new Place.OfFile() : place(place),
                root.has("select") ? conditions(root.get("select")) : List.of(),
                empty(root, ""),
                rules(root.path("columns")),
                yaml);
    }

    private @Nullable String dates(JsonNode root) {
        String pattern = document.optional(root, "", "dates");
        if (pattern != null) {
            try {
                TextForms.requirePattern(pattern);
            } catch (IllegalArgumentException e) {
                throw document.invalid("dates", "must be a pattern such as dd-MM-yyyy: " + e.getMessage());
            }
        }
        return pattern;
    }

    private @Nullable GeometryColumns geometry(JsonNode node) {
        document.requireMap(node, "geometry", PLACE_KEYS);
        boolean rd = node.has("x") || node.has("y");
        boolean degrees = node.has("lon") || node.has("lat");
        boolean wkt = node.has("wkt");
        int ways = (rd ? 1 : 0) + (degrees ? 1 : 0) + (wkt ? 1 : 0);
        if (node.has("join")) {
            if (node.size() > 1) {
                throw document.invalid("geometry", "must have 'join' alone; it is where the place comes from");
            }
            return GeometryColumns.NOWHERE;
        }
        if (ways == 0 && node.has("as") && !node.has("crs")) {
            return null;
        }
        String x = document.optional(node, "geometry", degrees ? "lon" : "x");
        String y = document.optional(node, "geometry", degrees ? "lat" : "y");
        if (ways != 1 || (!wkt && (x == null || y == null))) {
            throw document.invalid(
                    "geometry", "must give one of: x and y, lon and lat, wkt, join; or 'as: point' alone");
        }
        String crs = document.optional(node, "geometry", "crs");
        return new GeometryColumns(
                x, y, document.optional(node, "geometry", "wkt"), crs == null && degrees ? "OGC:CRS84" : crs);
    }

    private Place place(JsonNode node) {
        if (node.has("join")) {
            String path = "geometry.join";
            JsonNode join = document.requireMap(node.get("join"), path, JOIN_KEYS);
            String as = document.text(join, path, "as");
            if (!as.equals("point") && !as.equals("area")) {
                throw document.invalid(
                        path + ".as", "must be point (a point inside) or area (the shape itself), was '" + as + "'");
            }
            return new Place.Join(
                    document.text(join, path, "layer"),
                    document.text(join, path, "property"),
                    document.names(join.path("column"), path + ".column"),
                    as.equals("point"));
        }
        String as = document.optional(node, "geometry", "as");
        if (as != null && !as.equals("point")) {
            throw document.invalid("geometry.as", "must be point (a point inside the shape), was '" + as + "'");
        }
        return as == null ? new Place.OfFile() : new Place.PointInside();
    }

    private List<Condition> conditions(JsonNode node) {
        if (!node.isObject() || node.isEmpty()) {
            throw document.invalid("select", "must be a map of column names");
        }
        List<Condition> conditions = new ArrayList<>();
        node.properties().forEach(entry -> {
            List<String> columns = List.of(entry.getKey().split(ALTERNATIVES));
            conditions.add(condition(columns, entry.getValue(), "select." + entry.getKey()));
        });
        return conditions;
    }

    private Condition condition(List<String> columns, JsonNode node, String path) {
        if (node.isArray()) {
            return new Condition(columns, Test.ONE_OF, document.texts(node, path));
        }
        return switch (node.asText()) {
            case "empty" -> new Condition(columns, Test.EMPTY, List.of());
            case "present" -> new Condition(columns, Test.PRESENT, List.of());
            default -> throw document.invalid(path, "must be a list of texts, 'present' or 'empty', was " + node);
        };
    }

    private Set<String> empty(JsonNode node, String path) {
        return node.has("empty")
                ? new LinkedHashSet<>(document.texts(node.get("empty"), MappingDocument.under(path, "empty")))
                : Set.of();
    }

    private Map<String, ColumnRule> rules(JsonNode node) {
        if (!node.isObject() || node.isEmpty()) {
            throw document.invalid("columns", "must be a map that names at least one property");
        }
        Map<String, ColumnRule> rules = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> rules.put(entry.getKey(), rule(entry.getValue(), "columns." + entry.getKey())));
        return rules;
    }

    private ColumnRule rule(JsonNode node, String path) {
        document.requireMap(node, path, RULE_KEYS);
        List<String> origins =
                RULE_KEYS.subList(0, 3).stream().filter(node::has).toList();
        if (origins.size() != 1) {
            throw document.invalid(
                    path,
                    "must have exactly one of 'from' (a column name or a list of them), 'derive' and 'constant', has "
                            + origins);
        }
        if (node.has("constant") && (node.has("values") || node.has("empty"))) {
            throw document.invalid(path, "must not have 'values' or 'empty' beside 'constant', which never changes");
        }
        Map<String, Object> values = node.has("values") ? values(node.get("values"), path + ".values") : Map.of();
        Set<String> empty = empty(node, path);
        empty.stream()
                .filter(text -> values.keySet().stream()
                        .anyMatch(key -> ValueTable.key(key).equals(ValueTable.key(text))))
                .findFirst()
                .ifPresent(text -> {
                    throw document.invalid(path, "has '" + text + "' in both 'values' and 'empty'");
                });
        return new ColumnRule(
                node.has("from") ? document.names(node.get("from"), path + ".from") : List.of(),
                node.has("derive") ? new DerivationFile(document).read(node.get("derive"), path + ".derive") : null,
                unit(node, path),
                values,
                empty,
                node.has("constant") ? plain(node.get("constant"), path + ".constant") : null);
    }

    private Map<String, Object> values(JsonNode node, String path) {
        if (!node.isObject() || node.isEmpty()) {
            throw document.invalid(path, "must be a map of what a text in the file stands for");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, String> seen = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            String before = seen.put(ValueTable.key(entry.getKey()), entry.getKey());
            if (before != null) {
                throw document.invalid(
                        path + "." + entry.getKey(), "is the same as '" + before + "'; case and spaces do not count");
            }
            values.put(entry.getKey(), plain(entry.getValue(), path + "." + entry.getKey()));
        });
        return values;
    }

    private @Nullable Unit unit(JsonNode node, String path) {
        String symbol = document.optional(node, path, "unit");
        if (symbol == null) {
            return null;
        }
        try {
            return Unit.ofSymbol(symbol);
        } catch (IllegalArgumentException e) {
            throw document.invalid(path + ".unit", e.getMessage());
        }
    }

    private Object plain(JsonNode node, String path) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        throw document.invalid(path, "must be a text, a number or a boolean");
    }
}
