package nl.plint.ingest;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.plint.quantity.Unit;

/** The words in the name of a column or property: in camelCase, or with anything but letters between. */
final class ColumnWords {
    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("ha", Unit.HECTARE),
            Map.entry("m2", Unit.SQUARE_METER),
            Map.entry("pct", Unit.PERCENT),
            Map.entry("perc", Unit.PERCENT),
            Map.entry("procent", Unit.PERCENT),
            Map.entry("percentage", Unit.PERCENT),
            Map.entry("kbit", Unit.KILOBIT_PER_SECOND),
            Map.entry("kbits", Unit.KILOBIT_PER_SECOND),
            Map.entry("kbps", Unit.KILOBIT_PER_SECOND),
            Map.entry("mbit", Unit.MEGABIT_PER_SECOND),
            Map.entry("mbits", Unit.MEGABIT_PER_SECOND),
            Map.entry("mbps", Unit.MEGABIT_PER_SECOND),
            Map.entry("km", Unit.KILOMETER),
            Map.entry("m", Unit.METER));

    private final List<String> words;

    private ColumnWords(List<String> words) {
        this.words = words;
    }

    static ColumnWords of(String name) {
        String spaced = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return new ColumnWords(Arrays.stream(spaced.split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    /** Letters and digits of a text only, in lower case. */
    static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The unit that the last word names, or the first. */
    Optional<Unit> findUnit() {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        Unit last = UNITS.get(words.get(words.size() - 1));
        return Optional.ofNullable(last == null ? UNITS.get(words.get(0)) : last);
    }

    /** Whether all words of the one are among those of the other, units aside. */
    boolean isAkinTo(ColumnWords other) {
        Set<String> ours = withoutUnits();
        Set<String> theirs = other.withoutUnits();
        return !ours.isEmpty() && !theirs.isEmpty() && (ours.containsAll(theirs) || theirs.containsAll(ours));
    }

    private Set<String> withoutUnits() {
        Set<String> plain = new LinkedHashSet<>(words);
        plain.removeAll(UNITS.keySet());
        return plain;
    }
}
