package nl.plint.analysis.hotspot;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import nl.plint.analysis.hotspot.InferenceChoice.Kind;
import nl.plint.stats.Alternative;
import nl.plint.stats.GlobalG;
import nl.plint.stats.GlobalGeary;
import nl.plint.stats.GlobalMoran;
import nl.plint.stats.GlobalPermutation;
import nl.plint.stats.GlobalStatistic;
import nl.plint.stats.GlobalStatistic.Assumption;
import nl.plint.stats.JoinCounts;
import nl.plint.stats.SpatialWeights;
import org.jspecify.annotations.Nullable;

/**
 * Whether the map as a whole clusters: Moran's I and Geary's C with row-standardised weights, general G with binary ones, and join
 * counts of marks. Variances are those under randomization. The z-score of Geary is negative where neighbors are alike.
 */
final class GlobalFigures {
    private final InferenceChoice inference;
    private final double[] values;

    private GlobalFigures(InferenceChoice inference, double[] values) {
        this.inference = inference;
        this.values = values;
    }

    static Map<String, @Nullable Object> of(InferenceChoice inference, double[] values, AreaWeights weights) {
        GlobalFigures figures = new GlobalFigures(inference, values);
        SpatialWeights asGiven = weights.neighbors();
        SpatialWeights row = asGiven.rowStandardized();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put(
                "moran", figures.shown(GlobalMoran.of(values, row), drawn -> GlobalMoran.statistic(drawn, row), "row"));
        shown.put(
                "geary", figures.shown(GlobalGeary.of(values, row), drawn -> GlobalGeary.statistic(drawn, row), "row"));
        if (Arrays.stream(values).allMatch(value -> value >= 0)) {
            shown.put(
                    "generalG",
                    figures.shown(GlobalG.of(values, asGiven), drawn -> GlobalG.statistic(drawn, asGiven), "none"));
        } else {
            shown.put("generalG", reason("NEGATIVE_VALUES"));
        }
        if (Arrays.stream(values).allMatch(value -> value == 0 || value == 1)) {
            boolean[] marks = new boolean[values.length];
            for (int i = 0; i < marks.length; i++) {
                marks[i] = values[i] == 1;
            }
            JoinCounts joins = JoinCounts.of(marks, asGiven);
            Map<String, @Nullable Object> ofJoins = new LinkedHashMap<>();
            ofJoins.put("marked", figures.shown(joins.marked(), null, "none"));
            ofJoins.put("unmarked", figures.shown(joins.unmarked(), null, "none"));
            ofJoins.put("mixed", figures.shown(joins.mixed(), null, "none"));
            shown.put("joinCounts", ofJoins);
        }
        return shown;
    }

    private static Map<String, @Nullable Object> reason(String reason) {
        Map<String, @Nullable Object> none = new LinkedHashMap<>();
        none.put("statistic", null);
        none.put("reason", reason);
        return none;
    }

    private Map<String, @Nullable Object> shown(
            GlobalStatistic found, @Nullable ToDoubleFunction<double[]> statistic, String standardization) {
        if (!found.isDefined()) {
            return reason(Arrays.stream(values).distinct().count() < 2 ? "NO_VARIANCE" : "NO_NEIGHBORS");
        }
        double z = found.zScore(Assumption.RANDOMIZATION);
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("statistic", found.value());
        shown.put("expectation", found.expectation());
        shown.put("variance", found.variance(Assumption.RANDOMIZATION));
        shown.put("zScore", HotspotScores.known(z));
        shown.put("pValue", HotspotScores.known(inference.alternative().pValue(z)));
        if (statistic != null && inference.kind() == Kind.PERMUTATION) {
            Alternative alternative = inference.alternative();
            shown.put(
                    "pValueSimulated",
                    GlobalPermutation.of(values, statistic, inference.permutations(), inference.seed())
                            .pValue(alternative));
        }
        shown.put("standardization", standardization);
        return shown;
    }
}
