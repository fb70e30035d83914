package nl.plint.ingest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers, dates and booleans as people write them. Each is empty when the text is not one. */
public final class Values {
    private static final Pattern PLAIN = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");
    private static final Pattern DUTCH = Pattern.compile("[-+]?(\\d{1,3}(\\.\\d{3})+|\\d+)(,\\d+)?");
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
                || !(dutch ? DUTCH : PLAIN).matcher(text).matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(dutch ? text.replace(".", "").replace(',', '.') : text);
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }

    /** A coordinate: Dutch where it has a comma or more than one point, which no other way of writing has. */
    public static Optional<Double> coordinate(String text) {
        boolean dutch = text.indexOf(',') >= 0 || text.indexOf('.') != text.lastIndexOf('.');
        return number(text, dutch);
    }

    /** A date: ISO, also with a time behind it, or by the pattern. */
    public static Optional<LocalDate> date(String text, @Nullable DateTimeFormatter pattern) {
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

    /** A boolean: true, ja, j, yes or 1, and their opposites. */
    public static Optional<Boolean> flag(String text) {
        return Optional.ofNullable(BOOLEANS.get(text.toLowerCase(Locale.ROOT)));
    }
}
