package nl.plint.analysis.emerging;

import nl.plint.analysis.vacancy.AreaChoice;
import nl.plint.analysis.vacancy.Universe;
import nl.plint.dataset.Audience;
import org.jspecify.annotations.Nullable;

/**
 * How hot spots of vacancy come and go.
 *
 * @param method null for the only one of each date
 * @param minimumUnits areas with fewer units on any date take no part
 * @param k number of nearest areas that are neighbors
 * @param alpha level of both tests: a hot spot after correction, and a trend
 */
record EmergingQuestion(
        String layer,
        AreaChoice areas,
        Universe universe,
        @Nullable String method,
        int minimumUnits,
        int k,
        double alpha,
        Audience audience) {}
