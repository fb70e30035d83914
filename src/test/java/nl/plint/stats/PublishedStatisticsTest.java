package nl.plint.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nl.plint.stats.LocalMoran.Quadrant;
import nl.plint.stats.LocalMoran.Randomization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;

/** Agreement with figures that others published or that spdep computed (see the README of the shared test data). */
class PublishedStatisticsTest {
    private static final Path DATA = Path.of("../shared/data/spatial-stats");
    private static final double[] SIX_X = {10, 20, 40, 15, 30, 30};
    private static final double[] SIX_Y = {10, 10, 10, 20, 20, 30};
    private static final double[] SIX_VALUES = {2, 3, 3.2, 5, 8, 7};

    /** The 3 x 3 grid of DOMAIN section 3.4, rook contiguity. */
    private static final double[] GRID = {1, 2, 3, 2, 8, 9, 3, 9, 10};

    private static SpatialWeights rook3() {
        double[] x = {0, 1, 2, 0, 1, 2, 0, 1, 2};
        double[] y = {0, 0, 0, 1, 1, 1, 2, 2, 2};
        return NeighborFinder.withinDistance(x, y, 1);
    }

    @Test
    void gi_star_agrees_with_pysal_on_its_six_points() {
        List<Coordinate> points = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            points.add(new Coordinate(SIX_X[i], SIX_Y[i]));
        }
        var weights = NeighborFinder.withinDistance(points, 15).includingSelf();
        assertThat(GetisOrdGiStar.of(SIX_VALUES, weights).zScores())
                .containsExactly(
                        new double[] {-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331},
                        within(1e-8));
    }

    /**
     * The scores of Ord and Getis do not change when a row of weights is scaled. PySAL prints -0.62074534 and -0.62488094
     * for row-standardised weights because it puts W = 1 in the variance of binary weights; that is its own convention.
     */
    @Test
    void equal_weights_give_the_same_scores_row_standardised_or_not() {
        var gi = NeighborFinder.withinDistance(SIX_X, SIX_Y, 15);
        for (var weights : List.of(gi, gi.includingSelf())) {
            assertThat(GetisOrdGiStar.of(SIX_VALUES, weights.rowStandardized()).zScores())
                    .containsExactly(GetisOrdGiStar.of(SIX_VALUES, weights).zScores(), within(1e-12));
        }
    }

    @Test
    void gi_agrees_with_pysal_on_its_six_points() {
        var weights = NeighborFinder.withinDistance(SIX_X, SIX_Y, 15);
        assertThat(GetisOrdGiStar.of(SIX_VALUES, weights).zScores()[0]).isCloseTo(-1.0136729, within(1e-7));
    }

    @Test
    void gi_star_and_its_corrected_p_values_agree_with_the_golden_grid() {
        var giStar = GetisOrdGiStar.of(GRID, rook3().includingSelf());
        assertThat(giStar.zScores())
                .containsExactly(
                        new double[] {
                            -2.057038, -1.260329, -0.321412, -1.260329, 0.711476, 1.666887, -0.321412, 1.666887,
                            2.378450
                        },
                        within(1e-6));
        assertThat(giStar.pValues())
                .containsExactly(
                        new double[] {.039683, .207551, .747898, .207551, .476789, .095537, .747898, .095537, .017386},
                        within(1e-6));
        assertThat(Correction.FDR.adjust(giStar.pValues()))
                .containsExactly(
                        new double[] {.178572, .311326, .747898, .311326, .613015, .214958, .747898, .214958, .156470},
                        within(1e-6));
    }

    @Test
    void local_moran_agrees_with_the_golden_grid() {
        var moran = LocalMoran.of(GRID, rook3().rowStandardized());
        double[] expected = {1.138430, 0.329545, -0.051653, 0.329545, 0.064566, 0.561983, -0.051653, 0.561983, 1.510331
        };
        double sum = 0;
        for (int i = 0; i < 9; i++) {
            assertThat(moran.statistic(i)).isCloseTo(expected[i], within(1e-6));
            sum += moran.statistic(i);
        }
        assertThat(sum / 9).as("the mean is the global I").isCloseTo(0.488120, within(1e-6));
        assertThat(moran.quadrant(0)).isEqualTo(Quadrant.LOW_LOW);
        assertThat(moran.quadrant(2)).isEqualTo(Quadrant.LOW_HIGH);
        assertThat(moran.quadrant(8)).isEqualTo(Quadrant.HIGH_HIGH);
    }

    @Test
    void the_false_discovery_rate_agrees_with_the_textbook() {
        assertThat(Correction.FDR.adjust(new double[] {.001, .008, .039, .041, .042, .060, .074, .205, .212, .216}))
                .containsExactly(
                        new double[] {.010, .040, .084, .084, .084, .100, .1057142857, .216, .216, .216}, within(1e-9));
        assertThat(Correction.BONFERRONI.adjust(new double[] {.01, .2, Double.NaN, .5}))
                .containsExactly(new double[] {.03, .6, Double.NaN, 1}, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 60, 90, 120, 150})
    void gi_and_gi_star_agree_with_spdep_on_the_grid_of_getis_and_ord(int distance) throws IOException {
        List<String> lines = Files.readAllLines(DATA.resolve("getisord/getisord_expected_localG.csv"));
        List<String> header = Arrays.asList(lines.get(0).replace("\"", "").split(","));
        double[][] rows = lines.stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        var weights = NeighborFinder.withinDistance(column(rows, 0), column(rows, 1), distance);
        double[] values = column(rows, 2);
        assertThat(rows).hasDimensions(256, header.size());
        assertThat(GetisOrdGiStar.of(values, weights).zScores())
                .containsExactly(column(rows, header.indexOf("Gi_" + distance)), within(1e-6));
        assertThat(GetisOrdGiStar.of(values, weights.includingSelf()).zScores())
                .containsExactly(column(rows, header.indexOf("GiStar_" + distance)), within(1e-6));
    }

    @Test
    void everything_agrees_with_spdep_on_columbus() throws IOException {
        SpatialWeights weights = readGal(DATA.resolve("columbus/columbus.gal"));
        List<String> lines = Files.readAllLines(DATA.resolve("columbus_CRIME_expected_local.csv"));
        double[][] rows = lines.stream()
                .skip(1)
                .map(line -> Arrays.stream(line.replace("\"", "").split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        assertThat(rows).hasNumberOfRows(49);
        double[] values = column(rows, 3);
        var moran = LocalMoran.of(values, weights.rowStandardized());
        var gi = GetisOrdGiStar.of(values, weights);
        var giStar = GetisOrdGiStar.of(values, weights.includingSelf());
        double[] fdr = Correction.FDR.adjust(giStar.pValues());
        double[] bonferroni = Correction.BONFERRONI.adjust(giStar.pValues());
        for (int i = 0; i < rows.length; i++) {
            double[] found = {
                weights.neighborCount(i),
                values[i],
                moran.statistic(i),
                moran.expectation(i, Randomization.CONDITIONAL),
                moran.variance(i, Randomization.CONDITIONAL),
                moran.zScore(i, Randomization.CONDITIONAL),
                moran.pValue(i, Randomization.CONDITIONAL),
                moran.expectation(i, Randomization.TOTAL),
                moran.variance(i, Randomization.TOTAL),
                moran.zScore(i, Randomization.TOTAL),
                gi.zScores()[i],
                giStar.zScores()[i],
                giStar.pValues()[i],
                fdr[i],
                bonferroni[i]
            };
            assertThat(found).as("row %d", i + 1).containsExactly(Arrays.copyOfRange(rows[i], 2, 17), within(1e-6));
        }
        assertThat(Arrays.stream(fdr).filter(q -> q <= 0.05).count()).isEqualTo(9);
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    /** GAL: a header with the number of areas, then for each its number and count, and a line with its neighbors. */
    private static SpatialWeights readGal(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] header = lines.get(0).trim().split("\\s+");
        int size = Integer.parseInt(header[header.length == 1 ? 0 : 1]);
        List<int[]> neighbors = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            neighbors.add(Arrays.stream(lines.get(2 + 2 * i).trim().split("\\s+"))
                    .mapToInt(id -> Integer.parseInt(id) - 1)
                    .toArray());
        }
        return SpatialWeights.ofNeighbors(neighbors);
    }
}
