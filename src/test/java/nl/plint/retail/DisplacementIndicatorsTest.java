package nl.plint.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import nl.plint.retail.CompositeIndex.Standardization;
import nl.plint.retail.DisplacementIndicators.Context;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked // test code: a null that should not be there fails the test anyway
class DisplacementIndicatorsTest {
    private static final ShopRules RULES = new ShopRules(7, 200, 1500, Map.of("11", 0.02, "22", 0.14));

    // Four years. The chain stays and grows; small independents b and c: b closes, c stays; d opens as a chain; e stays
    // vacant.
    private static final List<Shop> BEFORE = List.of(
            shop("a", "11", 1000, 30), shop("b", "22", 100, 1), shop("c", "22", 150, 1), vacant("e", 250, false));
    private static final List<Shop> AFTER = List.of(
            shop("a", "11", 1600, 30),
            vacant("b", 100, false),
            shop("c", "22", 150, 1),
            shop("d", "22", 650, 12),
            vacant("e", 250, true),
            shop("f", "59", 250, 1));

    @Test
    void each_indicator_follows_its_formula_by_hand() {
        ShopStock before = ShopStock.of(BEFORE, RULES);
        ShopStock after = ShopStock.of(AFTER, RULES);
        ShopChurn churn = ShopChurn.between(BEFORE, AFTER, RULES);
        DisplacementIndicators of =
                DisplacementIndicators.of(before, after, churn, 4, new Context(1500, 1.6, 0.9, -0.05, 150, 3, 6));

        assertThat(churn).isEqualTo(new ShopChurn(3, 1, 1, 2, 0, 1));
        assertThat(after.floorAreaM2()).isEqualTo(3000);
        assertThat(after.meanFloorAreaM2()).isEqualTo(800);
        assertThat(after.medianFloorAreaM2()).isEqualTo(650);
        assertThat(after.largeShare()).isCloseTo(1600 / 2400.0, within(1e-12));
        assertThat(after.structuralShare()).isCloseTo(250 / 350.0, within(1e-12));
        Map<Indicator, Double> byHand = Map.ofEntries(
                Map.entry(Indicator.CHAIN_SHARE, 2 / 3.0 - 1 / 3.0),
                Map.entry(Indicator.SCALE, 800 / (1250 / 3.0) - 1),
                Map.entry(Indicator.SMALL_SHOP_LOSS, 1 / 2.0 / 4),
                Map.entry(Indicator.CHURN, 0.0),
                Map.entry(Indicator.FLOOR_PRESSURE, 3000 / 1500.0 / 1.6),
                Map.entry(Indicator.MARKET_BALANCE, 0.1),
                Map.entry(Indicator.CATCHMENT_LOSS, 0.05),
                Map.entry(Indicator.ONLINE_EXPOSURE, (1600 * 0.02 + 800 * 0.14) / 2400),
                Map.entry(Indicator.VACANCY, 350 / 3000.0),
                Map.entry(Indicator.PLAN_PRESSURE, 0.05),
                Map.entry(Indicator.WEB_SHOP_GROWTH, 2.0));
        assertThat(of.values()).hasSameSizeAs(byHand);
        byHand.forEach((indicator, value) ->
                assertThat(of.value(indicator)).as(indicator.code()).isCloseTo(value, within(1e-12)));
        assertThat(of.vacancyRise()).isCloseTo(350 / 3000.0 - 250 / 1500.0, within(1e-12));
    }

    @Test
    void what_has_no_denominator_has_no_value() {
        DisplacementIndicators of = DisplacementIndicators.of(
                ShopStock.of(List.of(), RULES),
                ShopStock.of(List.of(), RULES),
                ShopChurn.between(List.of(), List.of(), RULES),
                4,
                new Context(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN));

        assertThat(of.values()).isEmpty();
        assertThat(of.vacancyRise()).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"0.0499, GREEN", "0.05, GREEN", "0.08, AMBER", "0.1199, AMBER", "0.12, RED", "NaN, NONE", "-1, GREEN"})
    void signals_follow_the_thresholds(double value, Signal expected) {
        assertThat(Signal.of(value, 0.08, 0.12)).isEqualTo(expected);
    }

    @Test
    void of_two_signals_the_worse_counts() {
        assertThat(Signal.GREEN.worse(Signal.RED)).isEqualTo(Signal.RED);
        assertThat(Signal.NONE.worse(Signal.GREEN)).isEqualTo(Signal.GREEN);
        assertThat(Signal.AMBER.worse(Signal.NONE)).isEqualTo(Signal.AMBER);
    }

    @Test
    void an_index_is_the_sum_of_what_each_indicator_adds() {
        double[][] values = {{1, 2, 3}, {30, 10, 20}, {7, 7, 7}};
        CompositeIndex index = CompositeIndex.of(values, new double[] {1, 1, 2}, Standardization.Z_SCORE);

        // z of 1, 2, 3 is -1.2247, 0, 1.2247; of 30, 10, 20 it is 1.2247, -1.2247, 0; a constant adds nothing.
        assertThat(index.index(0)).isCloseTo(0, within(1e-12));
        assertThat(index.index(1)).isCloseTo(-0.25 * Math.sqrt(1.5), within(1e-12));
        assertThat(index.index(2)).isCloseTo(0.25 * Math.sqrt(1.5), within(1e-12));
        assertThat(index.ranks()).containsExactly(2, 3, 1);
        CompositeIndex between = CompositeIndex.of(values, new double[] {1, 3, 0}, Standardization.MIN_MAX);
        assertThat(between.index(0)).isCloseTo(0.75, within(1e-12));
        assertThat(between.index(2)).isCloseTo(0.25 * 1 + 0.75 * 0.5, within(1e-12));
    }

    @Test
    void weights_are_shared_among_the_indicators_that_an_area_has() {
        double[][] values = {{1, Double.NaN, 3}, {Double.NaN, 2, 4}, {5, Double.NaN, 6}};
        CompositeIndex index = CompositeIndex.of(values, new double[] {1, 1, 1}, Standardization.MIN_MAX);

        assertThat(index.completeness(0)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(index.weight(0, 0)).isCloseTo(0.5, within(1e-12));
        assertThat(index.index(1)).as("it lacks more than half").isNaN();
        assertThat(index.ranks()[1]).isNaN();
    }

    @Test
    void ranks_that_hang_on_weights_move_with_them_and_others_do_not() {
        // The first is worst in all; the second and third change places with the weights.
        CompositeIndex index = CompositeIndex.of(
                new double[][] {{9, 1, 0, -5}, {9, 0, 1, -5}}, new double[] {1, 1}, Standardization.MIN_MAX);
        double[][] ranks = index.rankSensitivity(1000, 50, 7);

        assertThat(ranks[0]).containsExactly(1, 1, 1);
        assertThat(ranks[3]).containsExactly(4, 4, 4);
        assertThat(ranks[1][0]).isEqualTo(2);
        assertThat(ranks[1][2]).isEqualTo(3);
        assertThat(ranks[1][1]).isCloseTo(2.5, within(0.1));
        assertThat(index.rankSensitivity(1000, 50, 7)).isEqualTo(ranks);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.1, DISPLACEMENT",
        "-1, 0.1, AUTONOMOUS_DECLINE",
        "1, 0, WITHSTANDING",
        "-1, -2, STABLE",
        "NaN, 1, UNKNOWN"
    })
    void causes_and_effects_stand_apart(double causes, double worsening, Typology expected) {
        assertThat(Typology.of(causes, 0, worsening)).isEqualTo(expected);
    }

    @Test
    void no_change_is_not_worsening_however_others_change() {
        double[] worsening = Typology.worsening(new double[][] {{0, 3, 4}, {0, Double.NaN, -2}});

        assertThat(worsening[0]).isZero();
        assertThat(worsening[1]).isCloseTo(3 / Math.sqrt(25 / 3.0), within(1e-12));
    }

    @Test
    void closures_near_an_opening_count_beyond_those_further_off() {
        OpeningEffect effect = OpeningEffect.of(20, 1, 6, 50, 5, 10, 5);

        assertThat(effect.difference()).isZero();
        assertThat(effect.effect()).isCloseTo(5 / 20.0 - 5 / 50.0, within(1e-12));
        assertThat(effect.closures()).isCloseTo(3, within(1e-12));
        assertThat(effect.standardError()).isCloseTo(Math.sqrt(7 / 400.0 + 15 / 2500.0), within(1e-12));
        assertThat(OpeningEffect.of(20, 0, 2, 50, 1, 1, 5).reason()).isEqualTo(OpeningEffect.Reason.BELOW_MIN_N);
        assertThat(OpeningEffect.of(20, 0, 2, 0, 0, 0, 1).reason()).isEqualTo(OpeningEffect.Reason.NO_UNITS);
    }

    /** Whatever the units: a value is finite or there is none, and contributions add up to the index. */
    @Property(tries = 150)
    void nothing_is_ever_not_a_number(@ForAll long seed, @ForAll @IntRange(min = 0, max = 12) int units) {
        Random random = new Random(seed);
        int areas = 1 + random.nextInt(5);
        double[][] values = new double[Indicator.values().length][areas];
        for (int area = 0; area < areas; area++) {
            List<Shop> before = units(random, units);
            List<Shop> after = units(random, units);
            DisplacementIndicators of = DisplacementIndicators.of(
                    ShopStock.of(before, RULES),
                    ShopStock.of(after, RULES),
                    ShopChurn.between(before, after, RULES),
                    0.25 + random.nextInt(5),
                    new Context(
                            odd(random), odd(random), odd(random), odd(random), odd(random), odd(random), odd(random)));
            assertThat(of.values().values()).allMatch(Double::isFinite);
            for (Indicator indicator : Indicator.values()) {
                values[List.of(Indicator.values()).indexOf(indicator)][area] = of.value(indicator);
            }
        }
        double[] weights =
                random.doubles(values.length).map(w -> w < 0.3 ? 0 : w).toArray();
        for (Standardization standardization : Standardization.values()) {
            CompositeIndex index = CompositeIndex.of(values, weights, standardization);
            for (int area = 0; area < areas; area++) {
                double sum = 0;
                for (int i = 0; i < values.length; i++) {
                    assertThat(index.contribution(i, area)).isFinite();
                    sum += index.contribution(i, area);
                }
                assertThat(index.completeness(area)).isBetween(0.0, 1.0 + 1e-9);
                if (index.completeness(area) >= 0.5) {
                    assertThat(index.index(area)).isCloseTo(sum, within(1e-9));
                }
            }
        }
        double[] worsening = Typology.worsening(values);
        assertThat(Arrays.stream(worsening).filter(Double::isInfinite)).isEmpty();
    }

    private static List<Shop> units(Random random, int count) {
        List<Shop> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (random.nextInt(4) > 0) {
                String group = random.nextInt(5) == 0 ? null : random.nextBoolean() ? "11" : "22";
                double area = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(3) * 900.0;
                units.add(
                        new Shop("u" + i, random.nextBoolean(), area, random.nextBoolean(), group, random.nextInt(9)));
            }
        }
        return units;
    }

    private static double odd(Random random) {
        double[] odd = {Double.NaN, 0, -1, 1, 1e300, 250};
        return odd[random.nextInt(odd.length)];
    }

    private static Shop shop(String id, String group, double areaM2, int branches) {
        return new Shop(id, false, areaM2, false, group, branches);
    }

    private static Shop vacant(String id, double areaM2, boolean structural) {
        return new Shop(id, true, areaM2, structural, null, 0);
    }
}
