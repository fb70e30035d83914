package nl.plint.analysis.vacancy;

/**
 * What happened to the vacancy of an area from one reference date to the next. What was vacant stayed so or ended; what is vacant
 * stayed so or started; but for units whose place moved to another area, or whose vacancy is not known any more.
 */
public enum Flow {
    /** Spells that were not there yet on the first date. */
    STARTED,
    /** Spells that go on. */
    STAYED,
    /** Spells that ended, in whatever way. */
    ENDED,
    /** Ended: the unit is or was in use. */
    LET,
    /** Ended: used as something outside the universe. */
    TRANSFORMED,
    /** Ended: demolished. */
    DEMOLISHED,
    /** Ended: the layer does not have the unit any more. */
    WITHDRAWN;

    /** The flow that a way to end is counted in, beside {@link #ENDED}. */
    public static Flow of(VacancySpell.End end) {
        return switch (end) {
            case LET -> LET;
            case TRANSFORMED -> TRANSFORMED;
            case DEMOLISHED -> DEMOLISHED;
            case WITHDRAWN -> WITHDRAWN;
        };
    }

    /** Whether it is a way to end. */
    boolean isEnd() {
        return switch (this) {
            case STARTED, STAYED, ENDED -> false;
            case LET, TRANSFORMED, DEMOLISHED, WITHDRAWN -> true;
        };
    }
}
