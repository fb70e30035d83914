package nl.plint.filter;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON with the place of every value, so that a mistake can be pointed at. */
final class JsonNodes {
    private static final int MOST_DEPTH = 4 * Limits.DEPTH;
    private static final int MOST_NODES = 10 * Limits.EXPRESSIONS;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxStringLength(Limits.LENGTH)
                    .build())
            .build();

    private int nodes;

    private JsonNodes() {}

    /**
     * A value.
     *
     * @param value a {@link String}, {@link Double} or {@link Boolean}, a list or a map of nodes; null for null
     * @param offset of its first character
     */
    record Node(@Nullable Object value, int offset) {
        /** The members of an object, empty for anything else. */
        @SuppressWarnings("unchecked") // the reader below puts nothing else in
        Map<String, Node> members() {
            return value instanceof Map<?, ?> map ? (Map<String, Node>) map : Map.of();
        }

        Cql2Exception expected(String what) {
            return Cql2Exception.at(offset, "expected " + what + ", found " + shown());
        }

        /** The elements of an array. */
        @SuppressWarnings("unchecked") // the reader below puts nothing else in
        List<Node> elements(String what) {
            if (value instanceof List<?> list) {
                return (List<Node>) list;
            }
            throw expected(what);
        }

        private String shown() {
            if (value instanceof Map<?, ?> map) {
                return map.isEmpty()
                        ? "an empty object"
                        : "an object with " + map.keySet().stream().limit(5).toList();
            }
            if (value instanceof List<?> list) {
                return "an array of " + list.size();
            }
            if (value instanceof String text) {
                return "the text \"" + (text.length() <= 30 ? text : text.substring(0, 30) + "...") + "\"";
            }
            return String.valueOf(value);
        }
    }

    /** @throws Cql2Exception when it is not JSON */
    static Node read(String source) {
        try (JsonParser parser = FACTORY.createParser(source)) {
            parser.nextToken();
            Node node = new JsonNodes().node(parser);
            if (parser.nextToken() != null) {
                throw Cql2Exception.at(offset(parser), "expected the end of the JSON document");
            }
            return node;
        } catch (JacksonException e) {
            int offset = e.getLocation() == null
                    ? 0
                    : (int) Math.max(0, e.getLocation().getCharOffset());
            throw Cql2Exception.at(Math.min(offset, source.length()), "not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("reading a text in memory", e);
        }
    }

    private static int offset(JsonParser parser) {
        return (int) Math.max(0, parser.currentTokenLocation().getCharOffset());
    }

    private Node node(JsonParser parser) throws IOException {
        int offset = offset(parser);
        if (++nodes > MOST_NODES) {
            throw Cql2Exception.at(offset, "too many values, at most " + MOST_NODES + " are taken");
        }
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw Cql2Exception.at(offset, "expected a JSON document, found nothing");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Node> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, node(parser));
                }
                yield new Node(members, offset);
            }
            case START_ARRAY -> {
                List<Node> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(node(parser));
                }
                yield new Node(elements, offset);
            }
            case VALUE_STRING -> new Node(parser.getText(), offset);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                double number = Double.parseDouble(parser.getText());
                if (!Double.isFinite(number)) {
                    throw Cql2Exception.at(offset, "expected a number below 1.8E308");
                }
                yield new Node(number, offset);
            }
            case VALUE_TRUE -> new Node(true, offset);
            case VALUE_FALSE -> new Node(false, offset);
            default -> new Node(null, offset);
        };
    }
}
