package nl.plint.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.plint.stats.GlobalStatistic.Assumption;
import nl.plint.stats.LocalMoran.Randomization;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agreement with spdep on columbus; {@code scripts/goldens/stats.R} makes the figures anew. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class SpdepAgreementTest {
    private static final List<Map<String, String>> LOCAL = GoldenFiles.rows("local.csv");
    private static final double[] CRIME = GoldenFiles.column(LOCAL, "crime");
    private static final double[] X = GoldenFiles.column(LOCAL, "x");
    private static final double[] Y = GoldenFiles.column(LOCAL, "y");

    private static Map<String, Double> global(String weights) {
        return GoldenFiles.rows("global.csv").stream()
                .filter(row -> weights.equals(row.get("weights")))
                .collect(Collectors.toMap(
                        row -> row.getOrDefault("statistic", ""),
                        row -> Double.valueOf(row.getOrDefault("value", "")),
                        (first, again) -> first));
    }

    private static SpatialWeights weights(String name) {
        SpatialWeights queen = Contiguity.of(GoldenFiles.columbus(), Contiguity.Rule.QUEEN, 0);
        SpatialWeights band = NeighborFinder.withinDistance(X, Y, NeighborFinder.smallestBandMeters(X, Y));
        return switch (name) {
            case "queen-row" -> queen.rowStandardized();
            case "queen-binary" -> queen;
            case "rook-row" ->
                Contiguity.of(GoldenFiles.columbus(), Contiguity.Rule.ROOK, 0).rowStandardized();
            case "nearest4-row" -> NeighborFinder.nearest(X, Y, 4).rowStandardized();
            case "band-binary" -> band;
            default -> DistanceWeights.inverse(band, X, Y, 1);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"queen-row", "queen-binary", "rook-row", "nearest4-row", "band-binary", "inverse"})
    void global_statistics_and_their_moments_agree(String name) {
        Map<String, Double> expected = global(name);
        SpatialWeights weights = weights(name);
        GlobalStatistic moran = GlobalMoran.of(CRIME, weights);
        GlobalStatistic geary = GlobalGeary.of(CRIME, weights);
        GlobalStatistic g = GlobalG.of(CRIME, weights);
        double median = Arrays.stream(CRIME).sorted().toArray()[24];
        boolean[] high = new boolean[CRIME.length];
        for (int i = 0; i < high.length; i++) {
            high[i] = CRIME[i] > median;
        }
        JoinCounts joins = JoinCounts.of(high, weights);
        agree(expected, "moran", moran);
        agree(expected, "geary", geary);
        agree(expected, "g", g);
        agree(expected, "joins-B:B", joins.marked());
        agree(expected, "joins-W:W", joins.unmarked());
        agree(expected, "joins-W:B", joins.mixed());
        assertThat(moran.varianceNormality()).isCloseTo(expected.get("moran-variance-normality"), within(1e-9));
        assertThat(geary.varianceNormality()).isCloseTo(expected.get("geary-variance-normality"), within(1e-9));
    }

    private static void agree(Map<String, Double> expected, String name, GlobalStatistic found) {
        String variance = expected.containsKey(name + "-variance") ? "-variance" : "-variance-randomisation";
        assertThat(found.value()).as(name).isCloseTo(expected.get(name), within(1e-9));
        assertThat(found.expectation()).as(name).isCloseTo(expected.get(name + "-expectation"), within(1e-9));
        assertThat(found.varianceRandomization())
                .as(name)
                .isCloseTo(expected.get(name + variance), within(1e-9 * Math.max(1, expected.get(name + variance))));
    }

    @Test
    void the_smallest_band_without_islands_agrees() {
        assertThat(NeighborFinder.smallestBandMeters(X, Y))
                .isCloseTo(global("distance").get("smallest-band"), within(1e-9));
        assertThat(weights("band-binary").islandCount()).isZero();
    }

    @Test
    void local_statistics_agree() {
        SpatialWeights inverse = weights("inverse");
        LocalGeary geary = LocalGeary.of(CRIME, weights("queen-row"));
        LocalMoran moran = LocalMoran.of(CRIME, inverse);
        double[] gi = GetisOrdGiStar.of(CRIME, inverse).zScores();
        for (int i = 0; i < CRIME.length; i++) {
            Map<String, String> row = LOCAL.get(i);
            // spdep divides by n - 1 where PySAL and we divide by n.
            assertThat(geary.statistic(i) * 48 / 49).isCloseTo(number(row, "geary"), within(1e-9));
            assertThat(moran.statistic(i)).isCloseTo(number(row, "moranInverse"), within(1e-9));
            assertThat(moran.zScore(i, Randomization.CONDITIONAL))
                    .isCloseTo(number(row, "moranInverseZ"), within(1e-9));
            assertThat(gi[i]).isCloseTo(number(row, "giInverse"), within(1e-9));
        }
    }

    @Test
    void empirical_bayes_agrees_and_so_does_moran_of_the_standardised_rates() {
        RateSmoothing rates =
                RateSmoothing.of(GoldenFiles.column(LOCAL, "events"), GoldenFiles.column(LOCAL, "atRisk"));
        Map<String, Double> expected = global("");
        assertThat(rates.mean()).isCloseTo(expected.get("eb-mean"), within(1e-12));
        assertThat(rates.variance()).isCloseTo(expected.get("eb-variance"), within(1e-12));
        double[] standardized = new double[CRIME.length];
        for (int i = 0; i < CRIME.length; i++) {
            standardized[i] = rates.standardized(i);
            assertThat(rates.rate(i)).isCloseTo(number(LOCAL.get(i), "ebRate"), within(1e-12));
            assertThat(standardized[i]).isCloseTo(number(LOCAL.get(i), "ebStandardised"), within(1e-9));
        }
        assertThat(GlobalMoran.of(standardized, weights("queen-row")).value())
                .isCloseTo(global("queen-row").get("eb-moran"), within(1e-9));
    }

    /** The figures of the shared data's README, whose queen weights come from columbus.gal. */
    @Test
    void z_scores_and_p_values_agree_with_the_shared_figures() {
        SpatialWeights queen = weights("queen-row");
        GlobalStatistic moran = GlobalMoran.of(CRIME, queen);
        assertThat(moran.zScore(Assumption.RANDOMIZATION)).isCloseTo(5.5893826750445, within(1e-6));
        assertThat(moran.pValue(Assumption.RANDOMIZATION)).isCloseTo(2 * 1.13939135039129e-08, within(1e-12));
        assertThat(moran.zScore(Assumption.NORMALITY)).isCloseTo(5.63031278773818, within(1e-6));
        assertThat(GlobalGeary.of(CRIME, queen).zScore(Assumption.RANDOMIZATION))
                .as("spdep prints the opposite sign")
                .isCloseTo(-4.74306150050446, within(1e-6));
        GlobalStatistic g = GlobalG.of(CRIME, weights("queen-binary"));
        assertThat(g.value()).isCloseTo(0.127807457381954, within(1e-9));
        assertThat(g.expectation()).isCloseTo(0.100340136054422, within(1e-9));
    }

    private static double number(Map<String, String> row, String name) {
        return Double.parseDouble(row.getOrDefault(name, ""));
    }
}
