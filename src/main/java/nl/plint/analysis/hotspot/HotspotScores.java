package nl.plint.analysis.hotspot;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.hotspot.HotspotQuestion.Inference;
import nl.plint.analysis.hotspot.HotspotQuestion.NeighborRule;
import nl.plint.analysis.hotspot.HotspotQuestion.Statistic;
import nl.plint.analysis.hotspot.HotspotQuestion.WeightsType;
import nl.plint.stats.ConditionalPermutation;
import nl.plint.stats.GetisOrdGiStar;
import nl.plint.stats.LocalMoran;
import nl.plint.stats.LocalMoran.Randomization;
import nl.plint.stats.NeighborFinder;
import nl.plint.stats.SpatialWeights;
import org.jspecify.annotations.Nullable;

/**
 * The statistic of every area with its p-values and class.
 *
 * <p>Gi* is classed by its adjusted p-value at 1, 5 and 10 %, as GIS tools do ({@code hot-99}, {@code hot-95}, {@code
 * hot-90}, and cold likewise); local Moran by quadrant where its adjusted p-value is at most alpha. An area without other
 * neighbors is {@code isolated}; one whose score is not defined (no variance, or next to everything) {@code undefined}.
 */
final class HotspotScores {
    private static final String ISOLATED = "isolated";
    private static final String UNDEFINED = "undefined";
    private static final String NOT_SIGNIFICANT = "not-significant";

    private final double[] statistic;
    private final double[] zScores;
    private final double[] pValues;
    private final double[] simulated;
    private final double[] adjusted;
    private final String[] classes;
    private final int[] neighborCounts;
    private final double alpha;

    private HotspotScores(HotspotQuestion question, double[] values, SpatialWeights neighbors) {
        int size = values.length;
        alpha = question.alpha();
        neighborCounts = new int[size];
        Arrays.setAll(neighborCounts, neighbors::neighborCount);
        LocalMoran moran = null;
        if (question.statistic() == Statistic.GI_STAR) {
            GetisOrdGiStar giStar = GetisOrdGiStar.of(values, neighbors.includingSelf());
            zScores = giStar.zScores();
            statistic = zScores;
            pValues = giStar.pValues();
        } else {
            LocalMoran local = LocalMoran.of(values, neighbors.rowStandardized());
            statistic = each(size, local::statistic);
            zScores = each(size, i -> local.zScore(i, Randomization.CONDITIONAL));
            pValues = each(size, i -> local.pValue(i, Randomization.CONDITIONAL));
            moran = local;
        }
        simulated = simulate(question, values, neighbors);
        adjusted = question.correction().adjust(question.inference() == Inference.PERMUTATION ? simulated : pValues);
        classes = new String[size];
        for (int i = 0; i < size; i++) {
            if (neighborCounts[i] == 0) {
                classes[i] = ISOLATED;
            } else if (Double.isNaN(adjusted[i])) {
                classes[i] = UNDEFINED;
            } else if (moran != null) {
                classes[i] =
                        adjusted[i] <= alpha ? nl.plint.analysis.Inputs.wireName(moran.quadrant(i)) : NOT_SIGNIFICANT;
            } else {
                classes[i] = giStarClass(zScores[i], adjusted[i]);
            }
        }
    }

    static HotspotScores of(HotspotQuestion question, ObservedAreas observed) {
        return new HotspotScores(question, observed.values(), neighbors(question.weights(), observed));
    }

    private static SpatialWeights neighbors(NeighborRule rule, ObservedAreas observed) {
        if (rule.type() == WeightsType.K_NEAREST) {
            int size = observed.areas().size();
            if (rule.k() >= size) {
                throw new InvalidInputException("weights.k", rule.k(), "below the number of areas, " + size);
            }
            return NeighborFinder.nearest(observed.x(), observed.y(), rule.k());
        }
        try {
            return NeighborFinder.withinDistance(observed.x(), observed.y(), rule.distanceMeters());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "weights.distanceMeters", rule.distanceMeters(), "smaller: " + e.getMessage());
        }
    }

    private static double[] simulate(HotspotQuestion question, double[] values, SpatialWeights neighbors) {
        if (question.permutations() == 0) {
            double[] none = new double[values.length];
            Arrays.fill(none, Double.NaN);
            return none;
        }
        return each(
                values.length,
                ConditionalPermutation.of(values, neighbors, question.permutations(), question.seed())::twoSidedPValue);
    }

    private static double[] each(int size, java.util.function.IntToDoubleFunction of) {
        double[] values = new double[size];
        Arrays.setAll(values, of);
        return values;
    }

    private static String giStarClass(double z, double p) {
        String side = z > 0 ? "hot-" : "cold-";
        if (p <= 0.01) {
            return side + "99";
        }
        if (p <= 0.05) {
            return side + "95";
        }
        return p <= 0.10 ? side + "90" : NOT_SIGNIFICANT;
    }

    /**
     * The values of one area, in the order of the answer's schema after {@code value}.
     *
     * @param isShown whether they may be shown; if not, only the number of neighbors is there
     */
    List<@Nullable Object> valuesOf(int index, boolean isShown) {
        if (!isShown) {
            return Arrays.asList(null, null, null, null, null, null, null, (long) neighborCounts[index]);
        }
        return Arrays.asList(
                known(statistic[index]),
                known(zScores[index]),
                known(pValues[index]),
                known(simulated[index]),
                known(adjusted[index]),
                classes[index],
                isTested(index) ? isSignificant(index) : null,
                (long) neighborCounts[index]);
    }

    private boolean isTested(int index) {
        return !Double.isNaN(adjusted[index]);
    }

    private boolean isSignificant(int index) {
        return adjusted[index] <= alpha;
    }

    private static @Nullable Object known(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** Number of areas that were tested. */
    int tested() {
        return (int) Arrays.stream(adjusted).filter(p -> !Double.isNaN(p)).count();
    }

    /** Number of areas whose adjusted p-value is at most alpha. */
    long significantCount() {
        return Arrays.stream(adjusted).filter(p -> p <= alpha).count();
    }

    /** How many of the areas that are shown each class has, by name. */
    Map<String, @Nullable Object> countsByClass(ObservedAreas observed) {
        Map<String, @Nullable Object> counts = new LinkedHashMap<>();
        IntStream.range(0, classes.length)
                .filter(index -> observed.areas().get(index).isShown())
                .mapToObj(index -> classes[index])
                .sorted()
                .forEach(name -> counts.merge(name, 1L, (a, b) -> (Long) a + (Long) b));
        return counts;
    }
}
