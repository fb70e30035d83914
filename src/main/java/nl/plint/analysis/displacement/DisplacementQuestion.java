package nl.plint.analysis.displacement;

import java.time.LocalDate;
import java.util.Map;
import nl.plint.analysis.parameter.Parameters;
import nl.plint.analysis.region.RegionChoice;
import nl.plint.dataset.Audience;
import nl.plint.retail.CompositeIndex.Standardization;
import nl.plint.retail.Indicator;
import org.jspecify.annotations.Nullable;

/**
 * How retail changed between two dates, and whether a region differs.
 *
 * @param from the first reference date, null for the one before {@code to}
 * @param to the second, null for the newest
 * @param areas id of the layer whose areas are wanted
 * @param method null for the only one there is
 * @param minimumShops an area with fewer gets no shares
 * @param given what other models and registers say of an area, by its id
 * @param weights of the indicators in the index, 0 or more
 * @param shuffles of the permutation test
 */
record DisplacementQuestion(
        String layer,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        String areas,
        @Nullable String method,
        RegionChoice region,
        int minimumShops,
        Map<String, Given> given,
        Map<Indicator, Double> weights,
        Standardization standardization,
        int shuffles,
        long seed,
        Parameters parameters,
        Audience audience) {
    DisplacementQuestion {
        given = Map.copyOf(given);
        weights = Map.copyOf(weights);
    }

    /** What is known of an area from elsewhere; NaN where it is not. */
    record Given(double marketRatio, double catchmentChange, double planFloorAreaM2) {
        static final Given NOTHING = new Given(Double.NaN, Double.NaN, Double.NaN);
    }
}
