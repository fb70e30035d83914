package nl.plint.analysis.vacancy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time for which one unit was vacant, as far as a series of reference dates tells of it.
 *
 * @param places the place of the unit among the units of each reference date from {@code first} to {@code last}
 * @param start when it began, null where that is unknown
 * @param first number of the reference date on which it was first seen
 * @param last number of the reference date on which it was last seen
 * @param end how it ended, null while it runs or when the unit is lost from sight
 * @param ended when it ended, to half the time between two reference dates; null when {@code end} is
 */
public record VacancySpell(
        List<Integer> places,
        @Nullable LocalDate start,
        int first,
        int last,
        @Nullable End end,
        @Nullable LocalDate ended) {

    /** How a spell ended. */
    public enum End {
        /** The unit is in use, or was in between. */
        LET,
        /** It is used as something outside the universe, or the layer says that it was transformed. */
        TRANSFORMED,
        /** The layer says that it was demolished. */
        DEMOLISHED,
        /** It is in the layer no more, and nothing says why. */
        WITHDRAWN
    }

    public VacancySpell {
        places = List.copyOf(places);
    }

    /** The place of the unit among the units of a reference date on which it was vacant. */
    int place(int date) {
        return places.get(date - first);
    }

    /** Whether it was seen on both ends of a step from one reference date to the next. */
    boolean spans(int step) {
        return first <= step && last > step;
    }

    /** Days from its start to a date; negative where the start is not known. */
    long daysUntil(LocalDate date) {
        return start == null ? -1 : ChronoUnit.DAYS.between(start, date);
    }
}
