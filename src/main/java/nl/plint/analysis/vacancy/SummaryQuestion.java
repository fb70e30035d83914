package nl.plint.analysis.vacancy;

import java.time.LocalDate;
import nl.plint.dataset.Audience;
import org.jspecify.annotations.Nullable;

/**
 * How much is vacant, and where.
 *
 * @param referenceDate null for the newest
 * @param method null for the only one there is
 * @param minimumUnits areas with fewer units have no share
 */
record SummaryQuestion(
        String layer,
        @Nullable LocalDate referenceDate,
        AreaChoice areas,
        Universe universe,
        @Nullable String method,
        int minimumUnits,
        Audience audience) {}
