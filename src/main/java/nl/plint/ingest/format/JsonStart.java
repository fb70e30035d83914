package nl.plint.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What the first bytes of a file tell about the JSON that follows. */
final class JsonStart {
    /** Stands before each record of a text sequence (RFC 7464, for GeoJSON RFC 8142). */
    static final char RECORD_SEPARATOR = 0x1E;

    private static final Set<String> OVERPASS_MEMBERS = Set.of("version", "generator", "osm3s");
    private static final Set<String> OSM_TYPES = Set.of("node", "way", "relation");
    private static final JsonFactory JSON = new JsonFactory();

    private JsonStart() {}

    /** The text from its first character that says something; its end may be cut off in the middle of a character. */
    static String text(byte[] start) {
        String text = new String(start, charset(start));
        int first = 0;
        while (first < text.length() && isNothing(text.charAt(first))) {
            first++;
        }
        return text.substring(first);
    }

    /** Whether records are separated by {@link #RECORD_SEPARATOR}; such a file is in UTF-8 by its standard. */
    static boolean isTextSequence(byte[] start) {
        String text = text(start);
        return !text.isEmpty()
                && text.charAt(0) == RECORD_SEPARATOR
                && charset(start).equals(StandardCharsets.UTF_8);
    }

    /** Whether it starts with an object, alone or as the first record of a text sequence. */
    static boolean isObject(byte[] start) {
        String text = text(start);
        int first = 0;
        while (first < text.length()
                && (text.charAt(first) == RECORD_SEPARATOR || Character.isWhitespace(text.charAt(first)))) {
            first++;
        }
        return first < text.length() && text.charAt(first) == '{';
    }

    /**
     * Whether it is an answer of the Overpass API: an object with elements, and one of the members that say who answered,
     * or elements of the types of OpenStreetMap.
     */
    static boolean isOverpass(byte[] start) {
        boolean elements = false;
        boolean answer = false;
        try (JsonParser parser = JSON.createParser(text(start))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                answer |= OVERPASS_MEMBERS.contains(name);
                if (name.equals("elements") && value == JsonToken.START_ARRAY) {
                    elements = true;
                    answer |= parser.nextToken() == JsonToken.START_OBJECT && hasOsmType(parser);
                    skipList(parser);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            // The start is cut off somewhere: what was seen up to there must do.
            return elements && answer;
        }
        return elements && answer;
    }

    /** Reads an element to its end. */
    private static boolean hasOsmType(JsonParser parser) throws IOException {
        boolean osm = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean type = parser.currentName().equals("type");
            parser.nextToken();
            osm |= type && OSM_TYPES.contains(parser.getText());
            parser.skipChildren();
        }
        return osm;
    }

    private static void skipList(JsonParser parser) throws IOException {
        while (parser.currentToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            parser.nextToken();
        }
    }

    private static boolean isNothing(char c) {
        return c == '\uFEFF' || (c != RECORD_SEPARATOR && Character.isWhitespace(c));
    }

    /** The encodings that JSON files come in: the first character is always ASCII, so zeros tell the width and order. */
    private static Charset charset(byte[] start) {
        if (start.length < 2) {
            return StandardCharsets.UTF_8;
        }
        int first = start[0] & 0xFF;
        int second = start[1] & 0xFF;
        if ((first == 0xFE && second == 0xFF) || (first == 0 && second != 0)) {
            return StandardCharsets.UTF_16BE;
        }
        if ((first == 0xFF && second == 0xFE) || (first != 0 && second == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.UTF_8;
    }
}
