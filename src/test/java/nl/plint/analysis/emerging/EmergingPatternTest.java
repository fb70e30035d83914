package nl.plint.analysis.emerging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series of ten dates, drawn: H hot, C cold, a dot neither; and how z goes from the first date to the last. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class EmergingPatternTest {
    @ParameterizedTest
    @CsvSource({
        ".........., 0, NONE",
        ".........H, 0, NEW",
        "........HH, 0, CONSECUTIVE",
        "..HHHHHHHH, 0, CONSECUTIVE",
        "HHHHHHHHHH, 0, PERSISTENT",
        "HHHHHHHHHH, 1, INTENSIFYING",
        "HHHHHHHHHH, -1, DIMINISHING",
        ".HHHHHHHHH, 1, INTENSIFYING",
        "H.HHHHHHHH, 0, PERSISTENT",
        "H..H.....H, 0, SPORADIC",
        "H...C....H, 0, OSCILLATING",
        "C........H, 0, OSCILLATING",
        "HHHHHHHHH., 0, HISTORICAL",
        "HHHHHHHH.., 0, NONE",
        "CCCCCCCCCC, 0, NONE",
        "H, 0, PERSISTENT",
        ".H, 0, NEW",
        "HH, 1, PERSISTENT",
        "H., 0, NONE"
    })
    void a_series_has_its_pattern_whether_hot_or_cold(String drawn, int slope, EmergingPattern expected) {
        int[] signs = drawn.chars().map(c -> c == 'H' ? 1 : c == 'C' ? -1 : 0).toArray();
        double[] z = new double[signs.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = slope == 0 ? 3 + i % 2 : 3 + slope * 0.1 * i;
        }
        assertThat(EmergingPattern.of(signs, z, 1, 0.05)).isEqualTo(expected);
        int[] turned = Arrays.stream(signs).map(sign -> -sign).toArray();
        double[] below = Arrays.stream(z).map(value -> -value).toArray();
        assertThat(EmergingPattern.of(turned, below, -1, 0.05)).isEqualTo(expected);
    }
}
