package nl.plint.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConditionalPermutationTest {
    private static final int SIZE = 60;
    private static final double[] X = new Random(1).doubles(SIZE, 0, 1000).toArray();
    private static final double[] Y = new Random(2).doubles(SIZE, 0, 1000).toArray();
    private static final double[] VALUES = clustered();

    /** Values that rise to the east, so that some p-values are small. */
    private static double[] clustered() {
        Random random = new Random(3);
        double[] values = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            values[i] = X[i] / 300 + random.nextGaussian();
        }
        return values;
    }

    @Test
    void agrees_with_shuffling_everything_for_each_feature_on_its_own() {
        SpatialWeights weights = NeighborFinder.nearest(X, Y, 6);
        int permutations = 20_000;
        var fast = ConditionalPermutation.of(VALUES, weights, permutations, 42);
        for (int i = 0; i < SIZE; i++) {
            double slow = shuffle(VALUES, weights, i, permutations, new Random(i));
            double sigma = Math.sqrt(2 * slow * (1 - slow) / permutations);
            assertThat(fast.foldedPValue(i))
                    .as("feature %d", i)
                    .isCloseTo(slow, within(5 * sigma + 2.0 / permutations));
        }
    }

    @Test
    void agrees_with_shuffling_for_weights_that_differ() {
        SpatialWeights band = NeighborFinder.withinDistance(X, Y, 200);
        SpatialWeights weights = inverseDistance(band);
        int permutations = 20_000;
        var fast = ConditionalPermutation.of(VALUES, weights, permutations, 7);
        for (int i = 0; i < SIZE; i++) {
            if (weights.isIsland(i)) {
                continue;
            }
            double slow = shuffle(VALUES, weights, i, permutations, new Random(i));
            double sigma = Math.sqrt(2 * slow * (1 - slow) / permutations);
            assertThat(fast.foldedPValue(i))
                    .as("feature %d", i)
                    .isCloseTo(slow, within(5 * sigma + 2.0 / permutations));
        }
    }

    @Test
    void is_exact_where_all_arrangements_can_be_counted() {
        // Feature 0 has one neighbor, 1; the others hold 1, 2, 3, 4 in turn: each is drawn a quarter of the time.
        SpatialWeights weights = SpatialWeights.ofNeighbors(
                List.of(new int[] {1}, new int[] {0}, new int[] {3}, new int[] {2}, new int[] {0, 1, 2, 3}));
        double[] values = {9, 4, 1, 2, 3};
        var result = ConditionalPermutation.of(values, weights, 100_000, 1);
        assertThat(result.foldedPValue(0)).isCloseTo(0.25, within(0.01));
        assertThat(result.twoSidedPValue(0)).isCloseTo(0.5, within(0.02));
        assertThat(result.foldedPValue(4))
                .as("every arrangement gives the same sum: all ties")
                .isEqualTo(1);
    }

    @Test
    void the_same_seed_gives_the_same_answer_on_any_number_of_threads() {
        SpatialWeights weights = NeighborFinder.withinDistance(X, Y, 200).includingSelf();
        var one = ConditionalPermutation.of(VALUES, weights, 999, 42, 1);
        for (int threads : new int[] {2, 3, 7, 16}) {
            var many = ConditionalPermutation.of(VALUES, weights, 999, 42, threads);
            for (int i = 0; i < SIZE; i++) {
                assertThat(many.foldedPValue(i)).isEqualTo(Double.valueOf(one.foldedPValue(i)));
            }
        }
        var other = ConditionalPermutation.of(VALUES, weights, 999, 43, 1);
        long different = 0;
        for (int i = 0; i < SIZE; i++) {
            different += other.foldedPValue(i) != one.foldedPValue(i) ? 1 : 0;
        }
        assertThat(different).as("another seed is another answer").isGreaterThan(SIZE / 2);
    }

    @Test
    void it_makes_no_difference_whether_the_feature_is_among_its_neighbors() {
        SpatialWeights weights = NeighborFinder.nearest(X, Y, 5);
        var without = ConditionalPermutation.of(VALUES, weights, 999, 5);
        var with = ConditionalPermutation.of(VALUES, weights.includingSelf(), 999, 5);
        for (int i = 0; i < SIZE; i++) {
            assertThat(with.foldedPValue(i)).isEqualTo(without.foldedPValue(i));
        }
    }

    @Test
    void equal_sums_are_ties_whatever_the_rounding() {
        double[] tenths = new double[SIZE];
        double[] whole = new double[SIZE];
        Random random = new Random(8);
        for (int i = 0; i < SIZE; i++) {
            whole[i] = random.nextInt(4);
            tenths[i] = whole[i] / 10 + 0.1;
        }
        SpatialWeights weights = NeighborFinder.nearest(X, Y, 8);
        var exact = ConditionalPermutation.of(whole, weights, 999, 1);
        var rounded = ConditionalPermutation.of(tenths, weights, 999, 1);
        for (int i = 0; i < SIZE; i++) {
            assertThat(rounded.foldedPValue(i)).isEqualTo(exact.foldedPValue(i));
        }
    }

    @Test
    void an_isolated_feature_and_a_constant_variable_have_no_p_value() {
        SpatialWeights weights = SpatialWeights.ofNeighbors(List.of(new int[] {1}, new int[] {0}, new int[] {}));
        assertThat(ConditionalPermutation.of(new double[] {1, 2, 3}, weights, 99, 1)
                        .foldedPValue(2))
                .isNaN();
        assertThat(ConditionalPermutation.of(new double[] {4, 4, 4}, weights, 99, 1)
                        .twoSidedPValue(0))
                .isNaN();
    }

    private static double shuffle(
            double[] values, SpatialWeights weights, int feature, int permutations, Random random) {
        List<Double> others = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (i != feature) {
                others.add(values[i]);
            }
        }
        double observed = weights.lag(feature, values);
        int atLeast = 0;
        int atMost = 0;
        for (int r = 0; r < permutations; r++) {
            Collections.shuffle(others, random);
            double lag = 0;
            for (int place = 0; place < weights.count(feature); place++) {
                lag += weights.weight(feature, place) * others.get(place);
            }
            atLeast += lag >= observed ? 1 : 0;
            atMost += lag <= observed ? 1 : 0;
        }
        return (Math.min(atLeast, atMost) + 1.0) / (permutations + 1.0);
    }

    private static SpatialWeights inverseDistance(SpatialWeights band) {
        int[] offsets = new int[SIZE + 1];
        List<Integer> neighbors = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            for (int place = 0; place < band.count(i); place++) {
                int j = band.neighbor(i, place);
                neighbors.add(j);
                weights.add(1 / Math.hypot(X[i] - X[j], Y[i] - Y[j]));
            }
            offsets[i + 1] = neighbors.size();
        }
        return new SpatialWeights(
                offsets,
                neighbors.stream().mapToInt(Integer::intValue).toArray(),
                weights.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
