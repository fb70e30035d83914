package nl.plint.ingest.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What the first bytes of a file tell about the JSON that follows. */
final class JsonStart {
    /** Stands before each record of a text sequence (RFC 7464, for GeoJSON RFC 8142). */
    static final char RECORD_SEPARATOR = 0x1E;

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
