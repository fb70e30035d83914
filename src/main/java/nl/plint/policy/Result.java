package nl.plint.policy;

import java.util.Collection;
import java.util.Locale;

/**
 * What a scenario says about a facility on a site, from the weakest to the strongest word: the strongest of all that
 * rules say decides (deny overrides).
 */
public enum Result {
    PERMITTED,
    CONDITIONAL,
    DISCRETIONARY,
    /** Something that matters is not known. */
    UNKNOWN,
    PROHIBITED;

    /** The strongest of what was said, or the scenario's default when nothing was. */
    public static Result combine(Collection<Result> said, Effect otherwise) {
        return said.stream().max(Result::compareTo).orElse(otherwise.result());
    }

    /** Whether a site with this result takes part in a ranking: it is, or may become, possible. */
    public boolean isPossible() {
        return this != UNKNOWN && this != PROHIBITED;
    }

    /** The name as written in answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
