package nl.plint.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nl.plint.retail.HuffCalibration.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HuffCalibrationTest {
    private static final Path GOLDENS = Path.of("src/test/resources/retail");

    /** {@code scripts/goldens/retail.R} drew the choices and fitted them with R's glm. */
    @ParameterizedTest
    @EnumSource(Form.class)
    void the_fit_is_that_of_glm(Form form) throws IOException {
        double[][] minutes = new double[40][9];
        double[][] counts = new double[40][9];
        double[] attraction = new double[9];
        for (String[] row : rows("choices.csv", form)) {
            int point = Integer.parseInt(row[1]);
            int center = Integer.parseInt(row[2]);
            minutes[point][center] = Double.parseDouble(row[3]);
            attraction[center] = Double.parseDouble(row[4]);
            counts[point][center] = Double.parseDouble(row[5]);
        }
        HuffCalibration fit = HuffCalibration.fit(TravelTimes.of(minutes, 60), attraction, counts, form);
        double[] expected = new double[6];
        String[] golden = rows("fits.csv", form).get(0);
        for (int i = 0; i < expected.length; i++) {
            expected[i] = Double.parseDouble(golden[i + 1]);
        }
        assertThat(fit.alpha()).isCloseTo(expected[0], within(1e-7));
        assertThat(fit.decay()).isCloseTo(expected[1], within(1e-7));
        assertThat(fit.alphaError()).isCloseTo(expected[2], within(1e-7));
        assertThat(fit.decayError()).isCloseTo(expected[3], within(1e-7));
        assertThat(fit.logLikelihood()).isCloseTo(expected[4], within(1e-6));
        assertThat(fit.nullLogLikelihood()).isCloseTo(expected[5], within(1e-6));
        assertThat(fit.observations()).isEqualTo(8_000);
        assertThat(fit.pseudoRSquared()).isBetween(0.35, 0.5);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void known_parameters_come_back_within_four_standard_errors(Form form) {
        double alpha = 0.8;
        double strength = form == Form.POWER ? 1.4 : 0.09;
        Random random = new Random(2013);
        double[][] minutes = new double[60][12];
        double[] attraction = new double[12];
        for (int j = 0; j < 12; j++) {
            attraction[j] = 200 + 20_000 * random.nextDouble();
        }
        for (double[] row : minutes) {
            for (int j = 0; j < 12; j++) {
                row[j] = 1 + 50 * random.nextDouble();
            }
        }
        TravelTimes times = TravelTimes.of(minutes, 45);
        Patronage truth = new HuffModel(
                        times,
                        alpha,
                        form == Form.POWER
                                ? new DistanceDecay.Power(strength)
                                : new DistanceDecay.Exponential(strength))
                .patronage(attraction);
        double[][] counts = new double[60][12];
        for (int i = 0; i < 60; i++) {
            for (int draw = 0; draw < 100; draw++) {
                counts[i][choose(truth, i, random.nextDouble())]++;
            }
        }
        HuffCalibration fit = HuffCalibration.fit(times, attraction, counts, form);
        assertThat(fit.alphaError()).isBetween(0.001, 0.1);
        assertThat(fit.alpha()).isCloseTo(alpha, within(4 * fit.alphaError()));
        assertThat(fit.decay()).isCloseTo(strength, within(4 * fit.decayError()));
    }

    @Test
    void exact_shares_give_the_parameters_that_made_them() {
        TravelTimes times = TravelTimes.of(new double[][] {{3, 8, 20}, {15, 4, 7}, {9, 9, 2}}, 60);
        double[] attraction = {500, 8_000, 2_500};
        Patronage truth = new HuffModel(times, 1.1, new DistanceDecay.Power(1.9)).patronage(attraction);
        double[][] shares = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                shares[i][j] = truth.share(i, j);
            }
        }
        HuffCalibration fit = HuffCalibration.fit(times, attraction, shares, Form.POWER);
        assertThat(fit.alpha()).isCloseTo(1.1, within(1e-9));
        assertThat(fit.decay()).isCloseTo(1.9, within(1e-9));
    }

    @Test
    void choices_that_determine_nothing_are_refused() {
        double[] attraction = {500, 8_000};
        TravelTimes times = TravelTimes.of(new double[][] {{3, 8}, {3, 9}}, 60);
        double[][] nearest = {{10, 0}, {10, 0}};
        assertThatThrownBy(() -> HuffCalibration.fit(times, attraction, nearest, Form.POWER))
                .hasMessageContaining("do not determine");
        assertThatThrownBy(() -> HuffCalibration.fit(times, attraction, new double[2][2], Form.POWER))
                .hasMessageContaining("do not determine");
        assertThatThrownBy(() -> HuffCalibration.fit(
                        TravelTimes.of(new double[][] {{3, 80}}, 60), attraction, new double[][] {{1, 1}}, Form.POWER))
                .hasMessageContaining("out of reach");
    }

    private static int choose(Patronage patronage, int point, double at) {
        double sum = 0;
        for (int j = 0; j < 12; j++) {
            sum += patronage.share(point, j);
            if (at < sum) {
                return j;
            }
        }
        throw new IllegalStateException("shares do not sum to one");
    }

    private static List<String[]> rows(String file, Form form) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(GOLDENS.resolve(file))) {
            String[] cells = line.split(",");
            if (cells[0].equals(form.name())) {
                rows.add(cells);
            }
        }
        return rows;
    }
}
