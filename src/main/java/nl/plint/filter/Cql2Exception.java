package nl.plint.filter;

/** A text or a document that is not CQL2, or not an expression that can be used here: what, where, and what was expected. */
public final class Cql2Exception extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_AROUND = 40;

    private final int offset;

    private Cql2Exception(String message, int offset) {
        super(message);
        this.offset = offset;
    }

    /** @param offset of the character that is wrong, from 0 */
    static Cql2Exception at(int offset, String message) {
        return new Cql2Exception("at character " + (offset + 1) + ": " + message, offset);
    }

    /** For what is wrong as a whole rather than at a character. */
    static Cql2Exception of(String message) {
        return new Cql2Exception(message, -1);
    }

    /** The offset of the character that is wrong, from 0; -1 when it is not one character. */
    public int offset() {
        return offset;
    }

    /**
     * The message and, where a character is wrong, the source around it on the next line, with a caret below the character.
     *
     * @param source what was read
     */
    public String explained(String source) {
        if (offset < 0) {
            return String.valueOf(getMessage());
        }
        int at = Math.min(offset, source.length());
        int from = Math.max(0, at - SHOWN_AROUND);
        int to = Math.min(source.length(), at + SHOWN_AROUND);
        String shown = source.substring(from, to).replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
        return getMessage() + "\n" + shown + "\n" + " ".repeat(at - from) + "^";
    }
}
