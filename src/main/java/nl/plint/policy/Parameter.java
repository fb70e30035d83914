package nl.plint.policy;

import java.util.List;
import nl.plint.quantity.Unit;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a scenario that a planner may turn. In conditions it is {@code parameter.name}.
 *
 * @param unit of a number, null for a text
 * @param defaultValue a {@link Double}, or a {@link String} for a choice
 * @param minimum least value of a number
 * @param maximum greatest value of a number
 * @param values the texts that can be chosen; empty for a number
 */
public record Parameter(
        String name,
        LocalizedText title,
        @Nullable Unit unit,
        Object defaultValue,
        double minimum,
        double maximum,
        List<String> values) {
    public Parameter {
        values = List.copyOf(values);
        if (!accepts(defaultValue, minimum, maximum, values)) {
            throw new IllegalArgumentException(
                    "parameter " + name + " does not accept its own default " + defaultValue);
        }
    }

    /** Whether the value may take the place of the default. */
    public boolean accepts(Object value) {
        return accepts(value, minimum, maximum, values);
    }

    /** What is accepted, in words. */
    public String accepted() {
        return values.isEmpty() ? "a number from " + minimum + " to " + maximum : "one of " + values;
    }

    private static boolean accepts(Object value, double minimum, double maximum, List<String> values) {
        return values.isEmpty()
                ? value instanceof Double number && number >= minimum && number <= maximum
                : value instanceof String && values.contains(value);
    }
}
