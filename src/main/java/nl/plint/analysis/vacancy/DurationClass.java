package nl.plint.analysis.vacancy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How long a unit has been vacant, in the classes of Dutch practice (DOMAIN section 3.2). */
public enum DurationClass {
    /** Aanvangs- or frictieleegstand: at most 365 days. */
    INITIAL,
    /** Langdurig: over 365 and at most 1,095 days. */
    LONG_TERM,
    /** Structureel: over 1,095 days. */
    STRUCTURAL,
    /** It is not known since when. */
    UNKNOWN;

    private static final long INITIAL_DAYS = 365;
    private static final long LONG_TERM_DAYS = 1095;

    /**
     * The class on a reference date.
     *
     * @param since when the vacancy began, or was first seen: then the class is a lower bound
     */
    public static DurationClass of(@Nullable LocalDate since, LocalDate referenceDate) {
        if (since == null || since.isAfter(referenceDate)) {
            return UNKNOWN;
        }
        long days = ChronoUnit.DAYS.between(since, referenceDate);
        if (days <= INITIAL_DAYS) {
            return INITIAL;
        }
        return days <= LONG_TERM_DAYS ? LONG_TERM : STRUCTURAL;
    }
}
