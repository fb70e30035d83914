package nl.plint.policy;

import nl.plint.quantity.Unit;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * One thing that makes a site better or worse.
 *
 * @param measure a CQL2 value: a number, a text or true or false
 * @param unit of the measured number, null where it has none
 * @param weight greater than 0; weights are relative to each other
 */
public record Criterion(
        String id,
        LocalizedText title,
        String source,
        Condition measure,
        @Nullable Unit unit,
        ValueFunction valueFunction,
        double weight,
        MissingValue missing) {
    public Criterion {
        if (!(weight > 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException("the weight of a criterion must be greater than 0, was " + weight);
        }
    }
}
