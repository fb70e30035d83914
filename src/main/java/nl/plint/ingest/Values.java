package nl.plint.ingest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads numbers, dates and booleans as people write them. Each is empty when the text is not one. */
public final class Values {
    private static final Pattern PLAIN = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");
    private static final Pattern DUTCH = Pattern.compile("[-+]?(\\d{1,3}(\\.\\d{3})+|\\d+)(,\\d+)?");
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Map<String, Boolean> BOOLEANS = Map.of(
            "true", true, "false", false, "ja", true, "nee", false, "j", true, "n", false, "yes", true, "no", false,
            "1", true, "0", false);

    /** No number that is kept has more; to match what is longer is to let the pattern call itself. */
    private static final int MOST_DIGITS = 400;

    private Values() {}

    /**
     * A number.
     *
     * @param dutch whether it is written as {@code 1.234,5} rather than {@code 1234.5}
     */
    public static Optional<Double> number(String text, boolean dutch) {
        if (text.length() > MOST_DIGITS
                || !(dutch
                        ? DUTCH.matcher(text).matches()
                        : isDecimal(text) || PLAIN.matcher(text).matches())) {
            return Optional.empty();
        }
        double value = Double.parseDouble(dutch ? text.replace(".", "").replace(',', '.') : text);
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }

    /** Whether it is digits with at most one point among them: the quick way out for nearly all numbers. */
    private static boolean isDecimal(String text) {
        int points = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '.') {
                points++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return points <= 1 && text.length() > points && text.length() < 400;
    }

    /** A coordinate: Dutch where it has a comma or more than one point, which no other way of writing has. */
    public static Optional<Double> coordinate(String text) {
        boolean dutch = text.indexOf(',') >= 0 || text.indexOf('.') != text.lastIndexOf('.');
        return number(text, dutch);
    }

    /** A date in the years 1 to 9999: ISO, also with a time behind it, or by the pattern. */
    public static Optional<LocalDate> date(String text, @Nullable DateTimeFormatter pattern) {
        return anyDate(text, pattern).filter(date -> date.getYear() >= 1 && date.getYear() <= 9999);
    }

    private static Optional<LocalDate> anyDate(String text, @Nullable DateTimeFormatter pattern) {
        try {
            if (pattern != null && !text.matches("\\d{4}-\\d{2}-\\d{2}.*")) {
                return Optional.of(LocalDate.parse(text, pattern));
            }
            return Optional.of(
                    LocalDate.parse(text.length() > 10 && text.charAt(10) == 'T' ? text.substring(0, 10) : text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A value as a text: a whole number without a point, the elements of a list with a comma between. */
    static String text(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().filter(Objects::nonNull).map(Values::text).collect(Collectors.joining(", "));
        }
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString(number.longValue())
                : withoutNul(value.toString());
    }

    /** A text without the character NUL, which stands for nothing in any file and which PostgreSQL cannot keep. */
    static String withoutNul(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    /** A code as codes are compared: {@code 9401 ab} is {@code 9401AB}. */
    static String code(Object value) {
        return SPACE.matcher(text(value)).replaceAll("").toUpperCase(Locale.ROOT);
    }

    /** A boolean: true, ja, j, yes or 1, and their opposites. */
    public static Optional<Boolean> flag(String text) {
        return Optional.ofNullable(BOOLEANS.get(text.toLowerCase(Locale.ROOT)));
    }
}
