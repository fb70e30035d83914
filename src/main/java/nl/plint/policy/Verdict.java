package nl.plint.policy;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one rule says, given what is known of its two tests.
 *
 * <p>Where a test is unknown every effect that it could lead to is considered. When they are all the same the rule says
 * just that; otherwise what it says is unknown. So a gap in the data never passes or fails anything in silence, nor does
 * it hide what holds either way.
 *
 * @param speaks whether the rule applies, or may apply
 * @param effect what it says, empty when nothing or when that is unknown
 * @param said its word in the combination, empty when it says nothing
 */
record Verdict(boolean speaks, Finding.Outcome outcome, Optional<Effect> effect, Optional<Result> said) {
    /**
     * @param applies whether the rule applies; null for unknown
     * @param holds whether its condition holds; null for unknown
     */
    static Verdict of(
            @Nullable Boolean applies,
            @Nullable Boolean holds,
            Optional<Effect> whenHolds,
            Optional<Effect> whenFails) {
        if (Boolean.FALSE.equals(applies)) {
            return new Verdict(false, Finding.Outcome.UNKNOWN, Optional.empty(), Optional.empty());
        }
        Set<Optional<Effect>> possible = new LinkedHashSet<>();
        if (applies == null) {
            possible.add(Optional.empty());
        }
        if (!Boolean.FALSE.equals(holds)) {
            possible.add(whenHolds);
        }
        if (!Boolean.TRUE.equals(holds)) {
            possible.add(whenFails);
        }
        Finding.Outcome outcome = applies == null || holds == null
                ? Finding.Outcome.UNKNOWN
                : holds ? Finding.Outcome.PASS : Finding.Outcome.FAIL;
        if (possible.size() > 1) {
            return new Verdict(true, outcome, Optional.empty(), Optional.of(Result.UNKNOWN));
        }
        Optional<Effect> effect = possible.iterator().next();
        return new Verdict(true, outcome, effect, effect.map(Effect::result));
    }
}
