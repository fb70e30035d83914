package nl.plint.retail;

/** A traffic light for an indicator. */
public enum Signal {
    GREEN,
    AMBER,
    RED,
    /** There is no value, or no threshold. */
    NONE;

    /**
     * The signal of a value: from {@code red} it is red, from {@code amber} amber. NaN gives {@link #NONE}.
     *
     * @param amber at most {@code red}
     */
    public static Signal of(double value, double amber, double red) {
        if (Double.isNaN(value) || Double.isNaN(amber) || Double.isNaN(red)) {
            return NONE;
        }
        return value >= red ? RED : value >= amber ? AMBER : GREEN;
    }

    /** The worse of two; none where neither is known. */
    public Signal worse(Signal other) {
        if (this == NONE || other == NONE) {
            return this == NONE ? other : this;
        }
        return compareTo(other) >= 0 ? this : other;
    }
}
