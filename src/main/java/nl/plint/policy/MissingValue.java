package nl.plint.policy;

import java.util.Locale;

/** What a score does with a criterion whose value is not known. */
public enum MissingValue {
    /** Leaves it out and lets the others share its weight; the completeness says how much was left out. */
    EXCLUDE_AND_RENORMALISE,
    /** Counts it as neither good nor bad: 0.5. */
    NEUTRAL;

    /** The name as written in policies. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
