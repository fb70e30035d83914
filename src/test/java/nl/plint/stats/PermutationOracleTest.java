package nl.plint.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Moments against all arrangements there are, and simulated p-values against exact ones: seven features, 5,040 arrangements. */
class PermutationOracleTest {
    private static final int SIZE = 7;
    private static final List<double[]> ORDERS = orders();

    private static List<double[]> orders() {
        List<double[]> orders = new ArrayList<>();
        permute(new double[] {0, 1, 2, 3, 4, 5, 6}, 0, orders);
        return orders;
    }

    private static void permute(double[] order, int from, List<double[]> orders) {
        if (from == order.length) {
            orders.add(order.clone());
            return;
        }
        for (int i = from; i < order.length; i++) {
            double kept = order[from];
            order[from] = order[i];
            order[i] = kept;
            permute(order, from + 1, orders);
            order[i] = order[from];
            order[from] = kept;
        }
    }

    /** Weights without any symmetry, some rows empty. */
    private static SpatialWeights weights(Random random) {
        List<int[]> neighbors = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            int self = i;
            int[] row = random.ints(0, SIZE)
                    .filter(j -> j != self)
                    .limit(4)
                    .distinct()
                    .toArray();
            neighbors.add(i == 5 ? new int[0] : row);
            values.add(random.doubles(i == 5 ? 0 : row.length, 0.1, 2).toArray());
        }
        return SpatialWeights.of(neighbors, values);
    }

    private static double[] values(Random random) {
        return random.ints(SIZE, 0, 30).mapToDouble(value -> value).toArray();
    }

    private static double[] outcomes(double[] values, ToDoubleFunction<double[]> statistic) {
        return ORDERS.stream()
                .mapToDouble(order -> statistic.applyAsDouble(
                        Arrays.stream(order).map(i -> values[(int) i]).toArray()))
                .toArray();
    }

    private static void hasMoments(GlobalStatistic found, double[] outcomes) {
        double mean = Arrays.stream(outcomes).average().orElseThrow();
        double variance = Arrays.stream(outcomes)
                .map(outcome -> (outcome - mean) * (outcome - mean))
                .average()
                .orElseThrow();
        assertThat(found.expectation()).isCloseTo(mean, within(1e-9 * Math.max(1, Math.abs(mean))));
        assertThat(found.varianceRandomization()).isCloseTo(variance, within(1e-9 * Math.max(1, variance)));
    }

    @Property(tries = 10)
    void moments_under_randomization_are_those_of_all_arrangements(@ForAll @LongRange(max = 1_000_000) long seed) {
        Random random = new Random(seed);
        SpatialWeights weights = weights(random);
        double[] values = values(random);
        if (Arrays.stream(values).distinct().count() < 2) {
            return;
        }
        hasMoments(GlobalMoran.of(values, weights), outcomes(values, v -> GlobalMoran.statistic(v, weights)));
        hasMoments(GlobalGeary.of(values, weights), outcomes(values, v -> GlobalGeary.statistic(v, weights)));
        hasMoments(GlobalG.of(values, weights), outcomes(values, v -> GlobalG.statistic(v, weights)));
        ToDoubleFunction<double[]> mixed =
                v -> JoinCounts.of(marks(v), weights).mixed().value();
        hasMoments(JoinCounts.of(marks(values), weights).mixed(), outcomes(values, mixed));
        ToDoubleFunction<double[]> marked =
                v -> JoinCounts.of(marks(v), weights).marked().value();
        hasMoments(JoinCounts.of(marks(values), weights).marked(), outcomes(values, marked));
    }

    private static boolean[] marks(double[] values) {
        boolean[] marks = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            marks[i] = values[i] > 14;
        }
        return marks;
    }

    @Property(tries = 10)
    void local_geary_has_the_moments_and_p_values_of_all_arrangements_that_keep_its_own_value(
            @ForAll @LongRange(max = 1_000_000) long seed, @ForAll @IntRange(max = SIZE - 1) int feature) {
        Random random = new Random(seed);
        SpatialWeights weights = weights(random);
        double[] values = values(random);
        LocalGeary geary = LocalGeary.of(values, weights);
        if (!geary.isScored(feature)) {
            assertThat(geary.statistic(feature)).isNaN();
            return;
        }
        double[] outcomes = ORDERS.stream()
                .filter(order -> order[feature] == feature)
                .map(order -> Arrays.stream(order).map(i -> values[(int) i]).toArray())
                .mapToDouble(v -> LocalGeary.of(v, weights).statistic(feature))
                .toArray();
        double mean = Arrays.stream(outcomes).average().orElseThrow();
        double variance = Arrays.stream(outcomes)
                .map(outcome -> (outcome - mean) * (outcome - mean))
                .average()
                .orElseThrow();
        assertThat(geary.expectation(feature)).isCloseTo(mean, within(1e-9 * Math.max(1, mean)));
        assertThat(geary.variance(feature)).isCloseTo(variance, within(1e-8 * Math.max(1, variance)));
        double observed = geary.statistic(feature);
        long low = Arrays.stream(outcomes).filter(o -> o <= observed + 1e-9).count();
        long high = Arrays.stream(outcomes).filter(o -> o >= observed - 1e-9).count();
        double exact = Math.min(low, high) / (double) outcomes.length;
        int permutations = 20_000;
        double simulated = ConditionalPermutation.ofSquaredDifferences(values, weights, permutations, seed)
                .foldedPValue(feature);
        double sigma = Math.sqrt(exact * (1 - exact) / permutations);
        assertThat(simulated).isCloseTo(exact, within(6 * sigma + 2.0 / permutations));
    }

    @Property(tries = 5)
    void the_global_p_value_is_near_that_of_all_arrangements(@ForAll @LongRange(max = 1_000_000) long seed) {
        Random random = new Random(seed);
        SpatialWeights weights = weights(random);
        double[] values = values(random);
        if (Arrays.stream(values).distinct().count() < 2) {
            return;
        }
        double[] outcomes = outcomes(values, v -> GlobalMoran.statistic(v, weights));
        double observed = GlobalMoran.statistic(values, weights);
        long low = Arrays.stream(outcomes).filter(o -> o <= observed + 1e-12).count();
        long high = Arrays.stream(outcomes).filter(o -> o >= observed - 1e-12).count();
        double exact = Math.min(low, high) / (double) outcomes.length;
        var simulated = GlobalPermutation.of(values, v -> GlobalMoran.statistic(v, weights), 5_000, seed);
        assertThat(simulated.permutations()).isEqualTo(5_000);
        assertThat(simulated.foldedPValue())
                .isCloseTo(exact, within(6 * Math.sqrt(exact * (1 - exact) / 5_000) + 2.0 / 5_000));
    }
}
