package nl.plint.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nl.plint.ingest.Mapping.ColumnRule;
import org.jspecify.annotations.Nullable;

/**
 * What the texts of a column stand for. White space around them and case do not count; the key {@code *} is for every other
 * text, the key {@code ""} for none, and some texts may mean that there is no value. Of a list each element is looked up.
 */
final class ValueTable {
    /** Takes everything as it is. */
    static final ValueTable NONE = new ValueTable(Set.of(), Map.of());

    static final String ANY_OTHER = "*";
    static final String EMPTY = "";

    private final Set<String> empty = new HashSet<>();
    private final Map<String, Object> meanings = new HashMap<>();
    private final Set<String> keys;

    private ValueTable(Set<String> empty, Map<String, Object> values) {
        empty.forEach(text -> this.empty.add(key(text)));
        values.forEach((text, meaning) -> meanings.put(key(text), meaning));
        this.keys = values.keySet();
    }

    /**
     * @param rule null for a column that no rule names
     */
    static ValueTable of(Mapping mapping, @Nullable ColumnRule rule) {
        Set<String> empty = new HashSet<>(mapping.empty());
        if (rule != null) {
            empty.addAll(rule.empty());
        }
        Map<String, Object> values = rule == null ? Map.of() : rule.values();
        return empty.isEmpty() && values.isEmpty() ? NONE : new ValueTable(empty, values);
    }

    /** How texts are compared. */
    static String key(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** The value, or null when there is none or its text means so. */
    @Nullable
    Object known(@Nullable Object given) {
        if (given == null || empty.isEmpty()) {
            return given;
        }
        return empty.contains(key(Values.text(given))) ? null : given;
    }

    /** What stands for rows without a value; null for nothing. */
    @Nullable
    Object meaningOfEmpty() {
        return meanings.get(EMPTY);
    }

    /**
     * What a value stands for; null for none.
     *
     * @throws UnusableValue when there is a table and the value is not in it
     */
    @Nullable
    Object meaning(@Nullable Object given) throws UnusableValue {
        Object known = known(given);
        if (meanings.isEmpty()) {
            return known;
        }
        if (known instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            for (Object element : list) {
                Object meaning = element == null ? null : meaningOf(element);
                if (meaning != null) {
                    all.add(meaning);
                }
            }
            return all.isEmpty() ? meaningOfEmpty() : all.size() == 1 ? all.get(0) : all;
        }
        return known == null ? meaningOfEmpty() : meaningOf(known);
    }

    private @Nullable Object meaningOf(Object given) throws UnusableValue {
        Object known = known(given);
        String key = known == null ? EMPTY : key(Values.text(known));
        Object meaning = meanings.get(key);
        if (meaning == null && !key.isEmpty()) {
            meaning = meanings.get(ANY_OTHER);
        }
        if (meaning != null || key.isEmpty()) {
            return meaning;
        }
        if (meanings.size() == 1 && meanings.containsKey(EMPTY)) {
            // A table that speaks of empty values only leaves the others as they are.
            return given;
        }
        String shown = UnusableValue.shortened(given);
        throw new UnusableValue(
                IssueCode.NOT_IN_DOMAIN,
                "'" + shown + "' staat niet in de waardetabel " + keys,
                "'" + shown + "' is not in the value table " + keys);
    }
}
