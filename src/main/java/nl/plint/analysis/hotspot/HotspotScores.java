package nl.plint.analysis.hotspot;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nl.plint.analysis.hotspot.InferenceChoice.Kind;
import nl.plint.analysis.hotspot.WeightsChoice.Standardization;
import org.jspecify.annotations.Nullable;

/**
 * The statistic of every area with its p-values and class.
 *
 * <p>Gi and Gi* are classed by their adjusted p-value at 1, 5 and 10 %, as GIS tools do ({@code hot-99}, {@code hot-95}, {@code
 * hot-90}, and cold likewise), the others where it is at most alpha. An area without other neighbors is {@code isolated}; one whose
 * score is not defined {@code undefined}; one that join counts do not mark {@code unmarked}.
 */
final class HotspotScores {
    private static final String NOT_SIGNIFICANT = "not-significant";
    private static final double LEAST_OF_GI = 0.10;

    private final LocalScores scores;
    private final double[] pValues;
    private final double[] simulated;
    private final double[] adjusted;
    private final String[] classes;
    private final @Nullable String[] reasons;
    private final double alpha;

    private HotspotScores(HotspotQuestion question, double[] values, LocalScores scores) {
        InferenceChoice inference = question.inference();
        int size = values.length;
        this.scores = scores;
        alpha = inference.alpha();
        pValues = scores.pValues(inference.alternative());
        simulated = inference.permutations() == 0
                ? nothing(size)
                : scores.simulated(inference.alternative(), inference.permutations(), inference.seed());
        adjusted = inference.correction().adjust(inference.kind() == Kind.PERMUTATION ? simulated : pValues);
        double least = question.statistic().isOfGetisAndOrd() ? LEAST_OF_GI : alpha;
        boolean constant = Arrays.stream(values).distinct().count() < 2;
        classes = new String[size];
        reasons = new @Nullable String[size];
        for (int i = 0; i < size; i++) {
            if (scores.weights().isIsland(i)) {
                classes[i] = "isolated";
                reasons[i] = "NO_NEIGHBORS";
            } else if (!Double.isNaN(adjusted[i])) {
                classes[i] = adjusted[i] <= least ? scores.significantClass(i, adjusted[i]) : NOT_SIGNIFICANT;
            } else if (question.statistic() == LocalStatistic.JOIN_COUNT && values[i] == 0 && !constant) {
                classes[i] = "unmarked";
            } else {
                classes[i] = "undefined";
                reasons[i] = constant ? "NO_VARIANCE" : "NO_SCORE";
            }
        }
    }

    /** @param values as the statistic takes them: of join counts, marks of 0 and 1 */
    static HotspotScores of(
            HotspotQuestion question, double[] values, AreaWeights weights, Standardization standardization) {
        return new HotspotScores(
                question, values, LocalScores.of(question.statistic(), values, weights, standardization));
    }

    private static double[] nothing(int size) {
        double[] none = new double[size];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    LocalScores local() {
        return scores;
    }

    /**
     * The values of one area, in the order of the answer's schema after {@code value}.
     *
     * @param isShown whether they may be shown; if not, only the number of neighbors is there
     */
    List<@Nullable Object> valuesOf(int index, boolean isShown) {
        long neighbors = scores.weights().neighborCount(index);
        if (!isShown) {
            return Arrays.asList(null, null, null, null, null, null, null, null, null, neighbors);
        }
        return Arrays.asList(
                known(scores.statistic(index)),
                known(scores.expectation(index)),
                known(scores.neighborMean(index)),
                known(scores.zScore(index)),
                known(pValues[index]),
                known(simulated[index]),
                known(adjusted[index]),
                classes[index],
                isTested(index) ? isSignificant(index) : null,
                neighbors);
    }

    String classOf(int index) {
        return classes[index];
    }

    /** Why an area has no score; null where it has one. */
    @Nullable
    String reason(int index) {
        return reasons[index];
    }

    double pValue(int index) {
        return pValues[index];
    }

    double simulated(int index) {
        return simulated[index];
    }

    double adjusted(int index) {
        return adjusted[index];
    }

    private boolean isTested(int index) {
        return !Double.isNaN(adjusted[index]);
    }

    private boolean isSignificant(int index) {
        return adjusted[index] <= alpha;
    }

    static @Nullable Object known(double value) {
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
