package nl.plint.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads derivations: a map with one key, the operation, and a list of what it works on. Each of those is the name of a column,
 * a derivation again, or {@code { text: ... }}; in {@code concat} a text without letters and digits is a separator.
 */
final class DerivationFile {
    private static final List<String> OPERATIONS = List.of(
            "monthsBetween", "yearsBetween", "concat", "ratio", "sum", "firstOf", "extract", "contains", "text");
    private static final String REFERENCE_DATE = "referenceDate";
    private static final int DEEPEST = 3;

    private final MappingDocument document;

    DerivationFile(MappingDocument document) {
        this.document = document;
    }

    Derivation read(JsonNode node, String path) {
        Derivation derivation = operation(node, path, 1);
        if (derivation instanceof Derivation.Text) {
            throw document.invalid(path, "must not be a text only; use 'constant'");
        }
        return derivation;
    }

    private Derivation operation(JsonNode node, String path, int depth) {
        document.requireMap(node, path, OPERATIONS);
        if (node.size() != 1) {
            throw document.invalid(path, "must have exactly one of the keys " + OPERATIONS);
        }
        if (depth > DEEPEST) {
            throw document.invalid(path, "has derivations inside derivations deeper than " + DEEPEST);
        }
        String name = node.fieldNames().next();
        JsonNode given = node.get(name);
        String at = MappingDocument.under(path, name);
        return switch (name) {
            case "monthsBetween", "yearsBetween" -> between(name, given, at, depth);
            case "concat" -> new Derivation.Concat(operands(given, at, depth, true));
            case "sum" -> new Derivation.Sum(operands(given, at, depth, false));
            case "firstOf" -> new Derivation.FirstOf(operands(given, at, depth, false));
            case "ratio" -> {
                List<Derivation> two = operands(two(given, at, "[part, whole]"), at, depth, false);
                yield new Derivation.Ratio(two.get(0), two.get(1));
            }
            case "extract" -> extract(given, at, depth);
            case "contains" -> {
                two(given, at, "[column, text]");
                yield new Derivation.Contains(
                        operand(given.get(0), at, depth), requireText(given.get(1), at, "[column, text]"));
            }
            default -> new Derivation.Text(requireText(given, at, "a text"));
        };
    }

    private Derivation between(String name, JsonNode given, String at, int depth) {
        two(given, at, "[date column, " + REFERENCE_DATE + "]");
        boolean reference = given.get(1).isTextual() && given.get(1).textValue().equals(REFERENCE_DATE);
        return new Derivation.Between(
                name.startsWith("months") ? ChronoUnit.MONTHS : ChronoUnit.YEARS,
                operand(given.get(0), at, depth),
                reference ? new Derivation.ReferenceDate() : operand(given.get(1), at, depth));
    }

    private Derivation extract(JsonNode given, String at, int depth) {
        String regex =
                requireText(two(given, at, "[column, regular expression]").get(1), at, "a regular expression");
        try {
            return new Derivation.Extract(operand(given.get(0), at, depth), new Extraction(regex));
        } catch (IllegalArgumentException e) {
            throw document.invalid(at, e.getMessage());
        }
    }

    private JsonNode two(JsonNode given, String at, String accepted) {
        if (!given.isArray() || given.size() != 2) {
            throw document.invalid(at, "must be a list of two: " + accepted);
        }
        return given;
    }

    private String requireText(JsonNode node, String at, String accepted) {
        if (!node.isTextual() || node.textValue().isEmpty()) {
            throw document.invalid(at, "must be " + accepted + ", has " + node);
        }
        return node.textValue();
    }

    private List<Derivation> operands(JsonNode given, String at, int depth, boolean separators) {
        if (!given.isArray() || given.size() < 2) {
            throw document.invalid(at, "must be a list of two or more");
        }
        List<Derivation> operands = new ArrayList<>();
        for (JsonNode node : given) {
            boolean separator = separators
                    && node.isTextual()
                    && node.textValue().codePoints().noneMatch(Character::isLetterOrDigit);
            operands.add(separator ? new Derivation.Separator(node.textValue()) : operand(node, at, depth));
        }
        return operands;
    }

    private Derivation operand(JsonNode node, String at, int depth) {
        if (node.isTextual() && !node.textValue().isBlank()) {
            return new Derivation.Column(node.textValue());
        }
        if (node.isObject()) {
            return operation(node, at, depth + 1);
        }
        throw document.invalid(at, "must hold column names or derivations, has " + node);
    }
}
