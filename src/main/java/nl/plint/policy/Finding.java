package nl.plint.policy;

import java.util.Locale;
import java.util.Optional;
import nl.plint.quantity.Unit;
import org.jspecify.annotations.Nullable;

/**
 * What one rule found on a site.
 *
 * @param effect what the rule says, empty when it says nothing with this outcome or when that is not known
 * @param said its word in the result, {@link Result#UNKNOWN} when that is not known; empty when it says nothing
 * @param observation the comparison that decided, empty when the condition has none
 */
public record Finding(
        Rule rule, Outcome outcome, Optional<Effect> effect, Optional<Result> said, Optional<Observation> observation) {

    /** Whether the rule's condition holds. */
    public enum Outcome {
        PASS,
        FAIL,
        UNKNOWN;

        /** The name as written in answers. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One comparison, with the values that it met.
     *
     * @param measure what was measured, as CQL2
     * @param observed the value of the measure, null when not known
     * @param required operator and threshold, such as {@code >= 500}
     * @param margin the room left: 0 or more where the comparison holds (above 0 for a strict one), less where it fails;
     *     null where the values are no numbers
     * @param unit of observed, threshold and margin; null where none is known
     */
    public record Observation(
            String measure, @Nullable Object observed, String required, @Nullable Double margin, @Nullable Unit unit) {}
}
