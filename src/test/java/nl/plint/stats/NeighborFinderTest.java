package nl.plint.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NeighborFinderTest {

    @Property(tries = 200)
    void within_distance_agrees_with_measuring_every_pair(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 80) int size,
            @ForAll @IntRange(min = 1, max = 60) int distance) {
        double[][] points = points(seed, size);
        SpatialWeights found = NeighborFinder.withinDistance(points[0], points[1], distance);
        for (int i = 0; i < size; i++) {
            int here = i;
            int[] expected = IntStream.range(0, size)
                    .filter(j -> j != here && apart(points, here, j) <= distance)
                    .toArray();
            assertThat(row(found, i)).containsExactly(expected);
        }
    }

    @Property(tries = 200)
    void nearest_agrees_with_sorting_all_points(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 80) int size,
            @ForAll @IntRange(min = 1, max = 12) int wanted) {
        int k = Math.min(wanted, size - 1);
        double[][] points = points(seed, size);
        SpatialWeights found = NeighborFinder.nearest(points[0], points[1], k);
        for (int i = 0; i < size; i++) {
            int here = i;
            int[] expected = IntStream.range(0, size)
                    .filter(j -> j != here)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(j -> apart(points, here, j))
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(k)
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .toArray();
            assertThat(row(found, i)).containsExactly(expected);
        }
    }

    @Property(tries = 100)
    void gi_star_stays_the_same_when_values_are_shifted_or_scaled(@ForAll long seed) {
        double[][] points = points(seed, 40);
        double[] values = new Random(seed).doubles(40, 0, 10).toArray();
        SpatialWeights weights = NeighborFinder.nearest(points[0], points[1], 5).includingSelf();
        double[] shifted = Arrays.stream(values).map(value -> 3 * value + 1e6).toArray();
        assertThat(GetisOrdGiStar.of(shifted, weights).zScores())
                .containsExactly(GetisOrdGiStar.of(values, weights).zScores(), within(1e-6));
    }

    @Test
    void an_isolated_feature_is_not_scored() {
        double[] x = {0, 1, 2, 1000};
        SpatialWeights weights = NeighborFinder.withinDistance(x, new double[4], 1.5);
        assertThat(weights.isIsland(3)).isTrue();
        double[] z = GetisOrdGiStar.of(new double[] {1, 2, 4, 8}, weights.includingSelf())
                .zScores();
        assertThat(z[3]).isNaN();
        assertThat(z[0]).isFinite();
        assertThat(LocalMoran.of(new double[] {1, 2, 4, 8}, weights).isScored(3))
                .isFalse();
    }

    @Test
    void a_constant_variable_and_a_feature_next_to_everything_have_no_score() {
        SpatialWeights all = NeighborFinder.withinDistance(new double[] {0, 1, 2}, new double[3], 5)
                .includingSelf();
        assertThat(GetisOrdGiStar.of(new double[] {1, 2, 3}, all).zScores()).containsOnly(Double.NaN);
        SpatialWeights line = NeighborFinder.withinDistance(new double[] {0, 1, 2}, new double[3], 1)
                .includingSelf();
        assertThat(GetisOrdGiStar.of(new double[] {.1, .1, .1}, line).zScores()).containsOnly(Double.NaN);
    }

    @Test
    void a_distance_that_makes_neighbors_of_everything_is_refused_when_it_does_not_fit() {
        double[] x = new Random(1).doubles(8_000, 0, 100).toArray();
        assertThatThrownBy(() -> NeighborFinder.withinDistance(x, x, 1000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose a smaller one");
        assertThatThrownBy(() -> NeighborFinder.nearest(new double[3], new double[3], 3))
                .hasMessageContaining("from 1 to 2");
    }

    /** Whole coordinates in a small square, so that distances tie and points coincide. */
    private static double[][] points(long seed, int size) {
        Random random = new Random(seed);
        return new double[][] {
            random.ints(size, 0, 50).asDoubleStream().toArray(),
            random.ints(size, 0, 50).asDoubleStream().toArray()
        };
    }

    private static double apart(double[][] points, int i, int j) {
        return Math.hypot(points[0][i] - points[0][j], points[1][i] - points[1][j]);
    }

    private static int[] row(SpatialWeights weights, int i) {
        return IntStream.range(0, weights.count(i))
                .map(place -> weights.neighbor(i, place))
                .toArray();
    }
}
