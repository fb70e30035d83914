package nl.plint.analysis.hotspot;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.hotspot.WeightsChoice.Standardization;
import nl.plint.stats.Alternative;
import nl.plint.stats.ConditionalPermutation;
import nl.plint.stats.GetisOrdGiStar;
import nl.plint.stats.LocalGeary;
import nl.plint.stats.LocalJoinCount;
import nl.plint.stats.LocalMoran;
import nl.plint.stats.LocalMoran.Randomization;
import nl.plint.stats.SpatialWeights;
import org.jspecify.annotations.Nullable;

/**
 * A statistic of every area, with its p-values as they are: not corrected for many tests. NaN where there is none. A z-score of
 * local Geary is negative where neighbors are alike.
 */
final class LocalScores {
    private final LocalStatistic kind;
    private final double[] values;
    private final SpatialWeights weights;
    private final double mean;
    private final double[] statistic;
    private final double[] expectation;
    private final double[] zScores;
    private final @Nullable LocalMoran moran;

    private LocalScores(LocalStatistic kind, double[] values, AreaWeights areas, Standardization standardization) {
        this.kind = kind;
        this.values = values;
        this.weights =
                kind == LocalStatistic.GI_STAR ? areas.withSelf(standardization) : areas.withoutSelf(standardization);
        this.mean = Arrays.stream(values).average().orElse(Double.NaN);
        LocalMoran ofMoran = null;
        switch (kind) {
            case GI_STAR, GI -> {
                zScores = GetisOrdGiStar.of(values, weights).zScores();
                statistic = zScores;
                expectation = each(i -> Double.isNaN(zScores[i]) ? Double.NaN : 0);
            }
            case LOCAL_MORAN -> {
                LocalMoran local = LocalMoran.of(values, weights);
                ofMoran = local;
                statistic = each(local::statistic);
                expectation = each(i -> local.expectation(i, Randomization.CONDITIONAL));
                zScores = each(i -> local.zScore(i, Randomization.CONDITIONAL));
            }
            case LOCAL_GEARY -> {
                LocalGeary local = LocalGeary.of(values, weights);
                statistic = each(local::statistic);
                expectation = each(local::expectation);
                zScores = each(local::zScore);
            }
            case JOIN_COUNT -> {
                LocalJoinCount local = LocalJoinCount.of(values, weights);
                statistic = each(local::statistic);
                expectation = each(local::expectation);
                zScores = each(local::zScore);
            }
            default -> throw new IllegalStateException("no such statistic: " + kind);
        }
        this.moran = ofMoran;
    }

    /** @param values of join counts, marks of 0 and 1 */
    static LocalScores of(LocalStatistic kind, double[] values, AreaWeights areas, Standardization standardization) {
        return new LocalScores(kind, values, areas, standardization);
    }

    private double[] each(IntToDoubleFunction of) {
        double[] all = new double[values.length];
        Arrays.setAll(all, of);
        return all;
    }

    double statistic(int area) {
        return statistic[area];
    }

    /** What chance would give, of the statistic. */
    double expectation(int area) {
        return expectation[area];
    }

    double zScore(int area) {
        return zScores[area];
    }

    /** The mean of the neighbors' values, each by its weight; of Gi* with the area itself. NaN without weight. */
    double neighborMean(int area) {
        double sum = weights.sum(area);
        return weights.isIsland(area) || sum == 0 ? Double.NaN : weights.lag(area, values) / sum;
    }

    /** The mean of all values. */
    double mean() {
        return mean;
    }

    SpatialWeights weights() {
        return weights;
    }

    /** The p-values under the normal distribution. */
    double[] pValues(Alternative alternative) {
        return each(i -> alternative.pValue(zScores[i]));
    }

    /** The p-values of conditional permutations, by one engine for all statistics. */
    double[] simulated(Alternative alternative, int permutations, long seed) {
        ConditionalPermutation permuted = kind == LocalStatistic.LOCAL_GEARY
                ? ConditionalPermutation.ofSquaredDifferences(values, weights, permutations, seed)
                : ConditionalPermutation.of(values, weights, permutations, seed);
        return each(i -> Double.isNaN(statistic[i])
                ? Double.NaN
                // What the engine counts is the lag: Moran's I falls with it where the area itself is below the mean.
                : permuted.pValue(
                        i,
                        kind == LocalStatistic.LOCAL_MORAN && values[i] < mean ? opposite(alternative) : alternative));
    }

    private static Alternative opposite(Alternative alternative) {
        return switch (alternative) {
            case GREATER -> Alternative.LESS;
            case LESS -> Alternative.GREATER;
            case TWO_SIDED, FOLDED -> alternative;
        };
    }

    /**
     * The class of an area that is significant: {@code hot-} or {@code cold-} with the level of Gi and Gi*, the quadrant of Moran, who
     * is alike of Geary.
     */
    String significantClass(int area, double pValue) {
        return switch (kind) {
            case GI_STAR, GI ->
                (zScores[area] > 0 ? "hot-" : "cold-") + (pValue <= 0.01 ? "99" : pValue <= 0.05 ? "95" : "90");
            case LOCAL_MORAN -> moran == null ? "" : Inputs.wireName(moran.quadrant(area));
            case LOCAL_GEARY -> gearyClass(area);
            case JOIN_COUNT -> statistic[area] >= expectation[area] ? "clustered" : "dispersed";
        };
    }

    private String gearyClass(int area) {
        if (statistic[area] > expectation[area]) {
            return "unlike";
        }
        double around = neighborMean(area);
        if (values[area] >= mean && around >= mean) {
            return "alike-high";
        }
        return values[area] < mean && around < mean ? "alike-low" : "alike";
    }
}
