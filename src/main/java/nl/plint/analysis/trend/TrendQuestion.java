package nl.plint.analysis.trend;

import java.time.LocalDate;
import nl.plint.analysis.vacancy.AreaChoice;
import nl.plint.analysis.vacancy.Universe;
import nl.plint.dataset.Audience;
import org.jspecify.annotations.Nullable;

/**
 * How vacancy changed.
 *
 * @param from null for the oldest reference date
 * @param to null for the newest
 * @param method null for the only one of each date
 * @param minimumUnits areas with fewer units have no share
 */
record TrendQuestion(
        String layer,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        AreaChoice areas,
        Universe universe,
        @Nullable String method,
        int minimumUnits,
        Audience audience) {}
