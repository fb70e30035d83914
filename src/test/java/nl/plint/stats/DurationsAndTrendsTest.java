package nl.plint.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked // test code: a null that should not be there fails the test anyway
class DurationsAndTrendsTest {
    private static List<Map<String, String>> rows(String file, String name) {
        return GoldenFiles.rows(file).stream()
                .filter(row -> name.equals(row.get("name")))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"leukaemia", "lung", "late"})
    void kaplan_meier_agrees_with_survfit_of_r(String name) {
        List<Map<String, String>> spells = rows("durations.csv", name);
        boolean[] ended = new boolean[spells.size()];
        for (int i = 0; i < ended.length; i++) {
            ended[i] = "1".equals(spells.get(i).get("ended"));
        }
        KaplanMeier curve =
                KaplanMeier.of(GoldenFiles.column(spells, "entry"), GoldenFiles.column(spells, "time"), ended);
        List<Map<String, String>> expected = rows("survival.csv", name);
        assertThat(curve.steps()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            KaplanMeier.Step step = curve.steps().get(i);
            int place = i;
            assertThat(new double[] {step.time(), step.atRisk(), step.ended(), step.survival(), step.low(), step.high()
                    })
                    .as("step %d", i)
                    .containsExactly(
                            Arrays.stream(new String[] {"time", "risk", "ended", "survival", "low", "high"})
                                    .mapToDouble(column -> number(expected.get(place), column))
                                    .toArray(),
                            within(1e-9));
        }
        Map<String, String> first = expected.get(0);
        assertThat(orNaN(curve.median())).isEqualTo(Double.valueOf(number(first, "median")));
        assertThat(orNaN(curve.medianLow())).isEqualTo(Double.valueOf(number(first, "medianLow")));
        assertThat(orNaN(curve.medianHigh())).isEqualTo(Double.valueOf(number(first, "medianHigh")));
    }

    private static double number(Map<String, String> row, String column) {
        String cell = row.getOrDefault(column, "NA");
        return cell.equals("NA") ? Double.NaN : Double.parseDouble(cell);
    }

    private static Double orNaN(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }

    @Test
    void without_an_end_there_is_no_median() {
        KaplanMeier curve = KaplanMeier.of(new double[] {10, 20}, new boolean[] {false, false});
        assertThat(curve.median()).isEmpty();
        assertThat(curve.survival(100)).isEqualTo(1);
        assertThatThrownBy(() -> KaplanMeier.of(new double[] {0}, new boolean[] {true}))
                .hasMessageContaining("must last longer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rising", "ties", "flat", "nile"})
    void mann_kendall_agrees_with_r(String name) {
        Map<String, String> row = rows("trends.csv", name).get(0);
        double[] values = Arrays.stream(row.getOrDefault("values", "").split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        MannKendall test = MannKendall.of(values);
        assertThat(test.zScore()).isCloseTo(number(row, "z"), within(1e-9));
        assertThat(test.pValue()).isCloseTo(number(row, "p"), within(1e-9));
    }

    @Test
    void a_constant_series_has_no_trend_to_test() {
        assertThat(MannKendall.of(new double[] {3, 3, 3}).zScore()).isNaN();
    }
}
