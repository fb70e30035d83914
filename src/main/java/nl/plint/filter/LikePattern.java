package nl.plint.filter;

/**
 * A pattern of LIKE: % stands for any characters, _ for one, a backslash takes the meaning of what follows. Matching takes
 * at most the length of the text times that of the pattern, whatever they are.
 */
final class LikePattern {
    private static final int ANY = -1;
    private static final int ONE = -2;

    private final int[] parts;

    LikePattern(String pattern) {
        int[] characters = pattern.codePoints().toArray();
        int[] read = new int[characters.length];
        int size = 0;
        for (int at = 0; at < characters.length; at++) {
            int character = characters[at];
            if (character == '\\' && at + 1 < characters.length) {
                at++;
                read[size++] = characters[at];
            } else if (character == '%') {
                if (size == 0 || read[size - 1] != ANY) {
                    read[size++] = ANY;
                }
            } else {
                read[size++] = character == '_' ? ONE : character;
            }
        }
        parts = java.util.Arrays.copyOf(read, size);
    }

    boolean matches(String text) {
        int[] characters = text.codePoints().toArray();
        int at = 0;
        int part = 0;
        int partAfterAny = -1;
        int atAfterAny = 0;
        while (at < characters.length) {
            if (part < parts.length && parts[part] == ANY) {
                partAfterAny = ++part;
                atAfterAny = at;
            } else if (part < parts.length && (parts[part] == ONE || parts[part] == characters[at])) {
                part++;
                at++;
            } else if (partAfterAny >= 0) {
                part = partAfterAny;
                at = ++atAfterAny;
            } else {
                return false;
            }
        }
        while (part < parts.length && parts[part] == ANY) {
            part++;
        }
        return part == parts.length;
    }
}
