package nl.plint.policy;

import java.util.Locale;

/** What a rule says about a facility on a site, when it speaks. */
public enum Effect {
    PERMIT(Result.PERMITTED),
    /** Allowed when an open condition is met, such as a connection within a year. */
    CONDITIONAL(Result.CONDITIONAL),
    /** The municipality may allow it, with reasons. */
    DISCRETIONARY(Result.DISCRETIONARY),
    PROHIBIT(Result.PROHIBITED);

    private final Result result;

    Effect(Result result) {
        this.result = result;
    }

    /** The result when this effect alone speaks. */
    public Result result() {
        return result;
    }

    /** The name as written in policies and answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
