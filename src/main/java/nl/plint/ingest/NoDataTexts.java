package nl.plint.ingest;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Gathers texts that say that there is no value: words such as {@code n.v.t.}, which always mean so, and rows of nines, which
 * do where they stand far from the other numbers of the column.
 */
final class NoDataTexts {
    private static final Set<String> WORDS = Set.of(
            "-",
            "--",
            "---",
            ".",
            "..",
            "?",
            "n.v.t.",
            "nvt",
            "n.b.",
            "nb",
            "n.a.",
            "n/a",
            "#n/a",
            "nan",
            "null",
            "onbekend",
            "onbek.",
            "unknown",
            "0000-00-00",
            "00-00-0000");
    private static final Pattern NINES = Pattern.compile("-9{3,}|9{4,}");
    private static final double FAR = 4;

    private final Set<String> words = new TreeSet<>();
    private final Set<String> nines = new TreeSet<>();
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    /** Whether a text is a word for no value, whatever else is in its column. */
    boolean add(String text) {
        if (WORDS.contains(ValueTable.key(text))) {
            words.add(text);
            return true;
        }
        if (NINES.matcher(text).matches()) {
            nines.add(text);
            return false;
        }
        // In which way the numbers of the file are written is not known yet.
        Values.number(text, false).ifPresent(this::extend);
        Values.number(text, true).ifPresent(this::extend);
        return false;
    }

    private void extend(double number) {
        least = Math.min(least, number);
        most = Math.max(most, number);
    }

    /** All that were found, in alphabetical order. */
    Set<String> found() {
        Set<String> found = new TreeSet<>(words);
        for (String text : nines) {
            double number = Double.parseDouble(text);
            boolean otherNumbers = least <= most;
            if (otherNumbers && (number < 0 ? least >= 0 : number > FAR * most)) {
                found.add(text);
            }
        }
        return found;
    }
}
