package nl.plint.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GroupPermutationTest {
    @Test
    void agrees_with_all_arrangements_written_out() {
        // Two strata: 2 of 4 and 1 of 3 are in the group, so 6 x 3 arrangements.
        double[] values = {3, 1, 4, 1.5, 9, 2.6, 5.3};
        boolean[] inGroup = {true, false, true, false, false, false, true};
        int[] strata = {1, 1, 1, 1, 2, 2, 2};

        double observed = difference(values, inGroup, strata);
        int atLeast = 0;
        int arrangements = 0;
        for (int bits = 0; bits < 128; bits++) {
            boolean[] other = new boolean[7];
            for (int i = 0; i < 7; i++) {
                other[i] = (bits >> i & 1) == 1;
            }
            if (Integer.bitCount(bits & 0b0001111) == 2 && Integer.bitCount(bits & 0b1110000) == 1) {
                arrangements++;
                atLeast += Math.abs(difference(values, other, strata)) >= Math.abs(observed) - 1e-12 ? 1 : 0;
            }
        }
        GroupPermutation.Result result = GroupPermutation.test(values, inGroup, strata, 20_000, 7);

        assertThat(arrangements).isEqualTo(18);
        assertThat(result.difference()).isCloseTo(observed, within(1e-12));
        assertThat(result.pValue()).isCloseTo((double) atLeast / arrangements, within(0.015));
        assertThat(result.inside()).isEqualTo(3);
        assertThat(result.outside()).isEqualTo(4);
        assertThat(result.strata()).isEqualTo(2);
    }

    @Test
    void a_stratum_without_contrast_and_unknown_values_take_no_part() {
        double[] values = {1, 2, 3, 100, 200, Double.NaN};
        boolean[] inGroup = {true, false, false, true, true, false};
        int[] strata = {1, 1, 1, 2, 2, 2};

        GroupPermutation.Result result = GroupPermutation.test(values, inGroup, strata, 999, 1);

        assertThat(result.strata()).isEqualTo(1);
        assertThat(result.difference()).isCloseTo(1 - 2.5, within(1e-12));
        assertThat(GroupPermutation.test(new double[] {1, 2}, new boolean[] {true, true}, new int[] {1, 1}, 99, 1)
                        .pValue())
                .isNaN();
    }

    @Test
    void shifts_of_a_whole_stratum_are_no_difference_between_groups() {
        double[] values = {1, 5, 2, 4, 3, 7};
        boolean[] inGroup = {true, false, false, true, false, true};
        int[] strata = {1, 1, 1, 2, 2, 2};
        double[] shifted = values.clone();
        for (int i = 3; i < 6; i++) {
            shifted[i] += 1000;
        }

        assertThat(GroupPermutation.test(shifted, inGroup, strata, 999, 3).pValue())
                .isEqualTo(
                        GroupPermutation.test(values, inGroup, strata, 999, 3).pValue());
    }

    /** 100 landscapes without an effect: at 5 % about 5 of them are called different; with one, nearly all are. */
    @Test
    void it_is_wrong_as_often_as_it_says_and_finds_what_is_there() {
        int wrong = 0;
        int found = 0;
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            double[] none = new double[146];
            double[] planted = new double[146];
            boolean[] inGroup = new boolean[146];
            int[] strata = new int[146];
            for (int i = 0; i < 146; i++) {
                strata[i] = i % 3;
                inGroup[i] = random.nextInt(3) == 0;
                none[i] = 0.05 * strata[i] + 0.06 * random.nextGaussian(); // strata differ, groups do not
                planted[i] = none[i] + (inGroup[i] ? 0.05 : 0);
            }
            wrong += GroupPermutation.test(none, inGroup, strata, 999, seed).pValue() <= 0.05 ? 1 : 0;
            found += GroupPermutation.test(planted, inGroup, strata, 999, seed).pValue() <= 0.05 ? 1 : 0;
        }
        // Binomial(100, 0.05): 12 or more in 0.4 % of all cases.
        assertThat(wrong).isBetween(1, 11);
        assertThat(found).isGreaterThanOrEqualTo(95);
    }

    @Property(tries = 200)
    void a_p_value_is_a_share_or_unknown(
            @ForAll @Size(min = 1, max = 12) double[] raw,
            @ForAll long labels,
            @ForAll @IntRange(min = 1, max = 4) int kinds) {
        double[] values = Arrays.stream(raw)
                .map(v -> Double.isInfinite(v) ? Double.NaN : v / 4)
                .toArray();
        boolean[] inGroup = new boolean[values.length];
        int[] strata = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            inGroup[i] = (labels >> i & 1) == 1;
            strata[i] = (int) Math.floorMod(labels >> (i + 13), (long) kinds);
        }
        GroupPermutation.Result result = GroupPermutation.test(values, inGroup, strata, 49, 11);
        if (result.strata() == 0) {
            assertThat(result.pValue()).isNaN();
        } else {
            assertThat(result.pValue()).isBetween(1 / 50.0, 1.0);
        }
    }

    private static double difference(double[] values, boolean[] inGroup, int[] strata) {
        double sum = 0;
        double weights = 0;
        for (int stratum = 1; stratum <= 2; stratum++) {
            double in = 0;
            double out = 0;
            int n = 0;
            int m = 0;
            for (int i = 0; i < values.length; i++) {
                if (strata[i] == stratum) {
                    in += inGroup[i] ? values[i] : 0;
                    out += inGroup[i] ? 0 : values[i];
                    n += inGroup[i] ? 1 : 0;
                    m += inGroup[i] ? 0 : 1;
                }
            }
            double weight = (double) n * m / (n + m);
            sum += weight * (in / n - out / m);
            weights += weight;
        }
        return sum / weights;
    }
}
