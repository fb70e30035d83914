package nl.plint.analysis.density;

import java.time.LocalDate;
import java.util.List;
import nl.plint.analysis.vacancy.Universe;
import nl.plint.dataset.Audience;
import org.jspecify.annotations.Nullable;

/**
 * How densely something lies.
 *
 * @param referenceDate null for the newest
 * @param method null for the only one there is
 * @param levels where contours are drawn; empty for levels that suit the answer
 */
record DensityQuestion(
        String layer,
        @Nullable LocalDate referenceDate,
        Universe universe,
        @Nullable String method,
        Subject of,
        Weight weight,
        double bandwidthMeters,
        double cellSizeMeters,
        List<Double> levels,
        Audience audience) {
    /** What is shown. */
    enum Subject {
        /** The density of what is vacant as a share of the density of all. */
        RATIO,
        /** The density of what is vacant. */
        VACANT,
        /** The density of all. */
        ALL
    }

    /** What a unit counts for. */
    enum Weight {
        UNITS,
        FLOOR_AREA
    }

    DensityQuestion {
        levels = List.copyOf(levels);
    }
}
