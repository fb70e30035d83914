package nl.plint.analysis;

import org.jspecify.annotations.Nullable;

/** An input of an analysis cannot be used. Says which, what it was and what is accepted. */
public final class InvalidInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String input;

    public InvalidInputException(String input, @Nullable Object value, String accepted) {
        super(input + " must be " + accepted + ", was " + shown(value));
        this.input = input;
    }

    /** The name of the input, with dots for a part of it: {@code weights.distanceMeters}. */
    public String input() {
        return input;
    }

    private static String shown(@Nullable Object value) {
        String text = value instanceof String s ? "'" + s + "'" : String.valueOf(value);
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }
}
