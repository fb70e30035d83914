package nl.plint.ingest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression with one group, held to little work: an expression such as {@code a*a*a*a*(b)} would otherwise try for
 * ages on a text that does not fit. Looks at the first 1,000 characters.
 */
final class Extraction {
    static final int LONGEST_REGEX = 200;
    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_STEPS = 1_000_000;

    private final Pattern pattern;

    /**
     * @throws IllegalArgumentException when it is too long, is no regular expression or has not one group; the message
     *     continues a sentence
     */
    Extraction(String regex) {
        if (regex.length() > LONGEST_REGEX) {
            throw new IllegalArgumentException(
                    "must be at most " + LONGEST_REGEX + " characters long, was " + regex.length());
        }
        try {
            pattern = Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("is no regular expression: " + e.getDescription(), e);
        }
        int groups = pattern.matcher("").groupCount();
        if (groups != 1) {
            throw new IllegalArgumentException("must have exactly one group in parentheses, has " + groups);
        }
    }

    /** What the group matches first, without white space around it; null for nothing. */
    @Nullable
    String of(String text) throws UnusableValue {
        Counted counted = new Counted(text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
        try {
            Matcher matcher = pattern.matcher(counted);
            String found = matcher.find() ? matcher.group(1) : null;
            return found == null || found.isBlank() ? null : found.strip();
        } catch (TooMuchWork | StackOverflowError e) {
            String shown = UnusableValue.shortened(text);
            throw new UnusableValue(
                    IssueCode.NOT_IN_DOMAIN,
                    "'" + shown + "' kost de reguliere expressie te veel werk",
                    "'" + shown + "' takes the regular expression too much work");
        }
    }

    private static final class TooMuchWork extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuchWork() {
            super("too many steps", null, false, false);
        }
    }

    /** A text that may be looked at a limited number of times. */
    private static final class Counted implements CharSequence {
        private final String text;
        private int steps;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > MOST_STEPS) {
                throw new TooMuchWork();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
