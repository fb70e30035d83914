package nl.plint.policy.file;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * A value in a policy document that knows where it stands, so that every complaint about it can say so.
 *
 * @param path such as {@code rules[3].condition}; empty for the whole document
 * @param line counted from 1, 0 for an inline policy
 * @param value a map of nodes, a list of nodes, a text, a number, a boolean or null
 */
record PolicyNode(String document, String path, int line, @Nullable Object value) {
    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** A node of plain maps, lists and values, as an inline policy has them. */
    static PolicyNode ofPlain(String document, String path, @Nullable Object plain) {
        if (plain instanceof Map<?, ?> map) {
            Map<String, PolicyNode> nodes = new LinkedHashMap<>();
            map.forEach((key, value) ->
                    nodes.put(String.valueOf(key), ofPlain(document, below(path, String.valueOf(key)), value)));
            return new PolicyNode(document, path, 0, nodes);
        }
        if (plain instanceof List<?> list) {
            List<PolicyNode> nodes = new ArrayList<>();
            for (Object element : list) {
                nodes.add(ofPlain(document, path + "[" + nodes.size() + "]", element));
            }
            return new PolicyNode(document, path, 0, nodes);
        }
        return new PolicyNode(document, path, 0, plain);
    }

    /** Returns an id when it is kebab-case. */
    static String requireKebabCase(String id) {
        if (!KEBAB_CASE.matcher(id).matches()) {
            throw new IllegalArgumentException("expected an id in kebab-case, such as 'shop-units', was '" + id + "'");
        }
        return id;
    }

    static String below(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    InvalidPolicyException invalid(String fault) {
        return new InvalidPolicyException(document, path, line, fault);
    }

    /** Refuses keys that are not among these: most often they are misspelled. */
    void requireKeys(List<String> known) {
        map().forEach((key, node) -> {
            if (!known.contains(key)) {
                throw node.invalid("unknown key '" + key + "', known are " + known);
            }
        });
    }

    PolicyNode get(String key) {
        return find(key).orElseThrow(() -> invalid("'" + key + "' is missing"));
    }

    Optional<PolicyNode> find(String key) {
        PolicyNode node = map().get(key);
        return node == null || node.value == null ? Optional.empty() : Optional.of(node);
    }

    @SuppressWarnings("unchecked") // maps and lists in a node hold nodes
    Map<String, PolicyNode> map() {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, PolicyNode>) map;
        }
        throw expected("an object");
    }

    @SuppressWarnings("unchecked")
    List<PolicyNode> list() {
        if (value instanceof List<?> list) {
            return (List<PolicyNode>) list;
        }
        throw expected("a list");
    }

    /** The elements of a list under a key, each read by a function; empty when there is none. */
    <T> List<T> list(String key, Function<PolicyNode, T> reader) {
        return find(key).map(node -> node.list().stream().map(reader).toList()).orElse(List.of());
    }

    String text() {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw expected("a text");
    }

    double number() {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw expected("a number");
    }

    LocalDate date() {
        try {
            return LocalDate.parse(text());
        } catch (DateTimeParseException e) {
            throw expected("a date such as 2013-06-01");
        }
    }

    LocalizedText localized() {
        if (value instanceof String text && !text.isBlank()) {
            return LocalizedText.same(text);
        }
        requireKeys(List.of("nl", "en"));
        return new LocalizedText(get("nl").text(), get("en").text());
    }

    /** What a function makes of a text; its complaint becomes one about this place. */
    <T> T parsed(Function<String, T> parser) {
        String text = value instanceof Number ? String.valueOf(value) : text();
        return checked(() -> parser.apply(text));
    }

    /** What a maker makes; when it refuses, the reason becomes a complaint about this place. */
    <T> T checked(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (InvalidPolicyException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private InvalidPolicyException expected(String what) {
        return invalid("expected " + what + ", was "
                + (value instanceof Map ? "an object" : value instanceof List ? "a list" : "'" + value + "'"));
    }
}
