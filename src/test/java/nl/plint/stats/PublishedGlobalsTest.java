package nl.plint.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import nl.plint.stats.GlobalStatistic.Assumption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures of PySAL's tests and of DOMAIN section 3. */
class PublishedGlobalsTest {
    private static final double[] SIX_X = {10, 20, 40, 15, 30, 30};
    private static final double[] SIX_Y = {10, 10, 10, 20, 20, 30};
    private static final double[] SIX_VALUES = {2, 3, 3.2, 5, 8, 7};

    private static SpatialWeights rook3() {
        double[] x = {0, 1, 2, 0, 1, 2, 0, 1, 2};
        double[] y = {0, 0, 0, 1, 1, 1, 2, 2, 2};
        return NeighborFinder.withinDistance(x, y, 1);
    }

    @Test
    void general_g_agrees_with_pysal_on_its_six_points() {
        GlobalStatistic g = GlobalG.of(SIX_VALUES, NeighborFinder.withinDistance(SIX_X, SIX_Y, 15));
        assertThat(g.value()).isCloseTo(0.55709779, within(1e-8));
        assertThat(g.pValue(Assumption.RANDOMIZATION) / 2)
                .as("PySAL prints the one-sided p-value")
                .isCloseTo(0.172936, within(1e-6));
    }

    @Test
    void the_variances_of_moran_agree_with_pysal_on_a_grid_of_three() {
        GlobalStatistic moran = GlobalMoran.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, rook3());
        assertThat(moran.varianceRandomization()).isCloseTo(0.0596875, within(1e-9));
        assertThat(moran.varianceNormality()).isCloseTo(0.053125, within(1e-9));
    }

    @Test
    void the_golden_grid_has_its_global_i() {
        double[] grid = {1, 2, 3, 2, 8, 9, 3, 9, 10};
        assertThat(GlobalMoran.of(grid, rook3().rowStandardized()).value()).isCloseTo(0.488120, within(1e-6));
    }

    @Test
    void what_does_not_vary_or_has_no_neighbors_is_not_defined() {
        assertThat(GlobalMoran.of(new double[9], rook3()).isDefined()).isFalse();
        assertThat(GlobalGeary.of(new double[9], rook3()).isDefined()).isFalse();
        SpatialWeights none = NeighborFinder.withinDistance(SIX_X, SIX_Y, 0.5);
        assertThat(none.islandCount()).isEqualTo(6);
        assertThat(GlobalMoran.of(SIX_VALUES, none).pValue(Assumption.NORMALITY))
                .isNaN();
        assertThat(LocalGeary.of(SIX_VALUES, none).statistic(0)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"7, 60, 0.0577, 0.2218", "0, 12, 0, 0.2425", "12, 12, 0.7575, 1"})
    void wilson_agrees_with_the_worked_examples(long events, long trials, double low, double high) {
        WilsonInterval interval = WilsonInterval.of(events, trials, WilsonInterval.Z_95);
        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }
}
