package nl.plint.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The worked examples of the method description, section 3.6. */
class WorkedExamplesTest {
    private static final Offset<Double> SIX_DIGITS = within(5e-7);

    @Test
    void three_centres_draw_by_size_and_the_square_of_travel_time() {
        TravelTimes times = TravelTimes.of(new double[][] {{12, 6, 3}}, 20);
        Patronage patronage =
                new HuffModel(times, 1, new DistanceDecay.Power(2)).patronage(new double[] {10_000, 4_000, 1_000});
        assertThat(patronage.share(0, 0)).isCloseTo(0.238095, SIX_DIGITS);
        assertThat(patronage.share(0, 1)).isCloseTo(0.380952, SIX_DIGITS);
        assertThat(patronage.share(0, 2)).isCloseTo(0.380952, SIX_DIGITS);
        assertThat(patronage.dominantCenter(0)).isEqualTo(1);
    }

    @Test
    void without_any_shop_nobody_is_served() {
        TravelTimes times = TravelTimes.of(new double[][] {{12, 6, 3}}, 20);
        Patronage patronage = new HuffModel(times, 0, new DistanceDecay.Power(2)).patronage(new double[3], 5);
        assertThat(patronage.unserved(0)).isEqualTo(1);
        assertThat(patronage.online(0)).isZero();
        assertThat(patronage.dominantCenter(0)).isEqualTo(-1);
    }

    @Test
    void the_break_point_between_emmen_and_coevorden_lies_8_40_km_from_coevorden() {
        assertThat(BreakPoint.fromSmaller(25, 57_010, 14_600)).isCloseTo(8.40, within(0.005));
        assertThatThrownBy(() -> BreakPoint.fromSmaller(25, 1, 2)).hasMessageContaining("larger");
    }

    @Test
    void market_room_of_eight_thousand_inhabitants() {
        MarketCapacity room = new MarketCapacity(8_000, 2_400, 1, 0.65, 0.15, 7_500, 1_800);
        assertThat(room.fromResidents()).isCloseTo(12_480_000, within(1e-6));
        assertThat(room.turnover()).isCloseTo(14_682_353, within(0.5));
        assertThat(room.requiredM2()).isCloseTo(1_957.65, within(0.005));
        assertThat(room.roomM2()).isCloseTo(157.65, within(0.005));
        assertThat(MarketCapacity.incomeCorrection(90, 0.5)).isCloseTo(0.95, within(1e-12));
    }

    @Test
    void market_room_refuses_what_cannot_be() {
        assertThatThrownBy(() -> new MarketCapacity(1, 1, 1, 0, 0, 1, 1)).hasMessageContaining("binding");
        assertThatThrownBy(() -> new MarketCapacity(1, 1, 1, 1.01, 0, 1, 1)).hasMessageContaining("binding");
        assertThatThrownBy(() -> new MarketCapacity(1, 1, 1, 1, 1, 1, 1)).hasMessageContaining("inflow");
        assertThatThrownBy(() -> new MarketCapacity(1, 1, 1, 1, -0.1, 1, 1)).hasMessageContaining("inflow");
        assertThatThrownBy(() -> new MarketCapacity(1, 1, 1, 1, 0, 0, 1)).hasMessageContaining("productivity");
        assertThatThrownBy(() -> new MarketCapacity(Double.NaN, 1, 1, 1, 0, 1, 1))
                .hasMessageContaining("inhabitants");
    }

    @Test
    void a_shop_of_a_thousand_square_metres_needs_4327_people() {
        double threshold = SupportBase.threshold(1_000, 7_500, 0.1, 2_400, 0.65);
        assertThat(threshold).isCloseTo(4_327, within(0.5));
        assertThat(SupportBase.of(1.2 * threshold, threshold)).isEqualTo(SupportBase.SUFFICIENT);
        assertThat(SupportBase.of(1.19 * threshold, threshold)).isEqualTo(SupportBase.FRAGILE);
        assertThat(SupportBase.of(0.8 * threshold, threshold)).isEqualTo(SupportBase.FRAGILE);
        assertThat(SupportBase.of(0.79 * threshold, threshold)).isEqualTo(SupportBase.INSUFFICIENT);
    }

    @Test
    void floor_in_reach_of_three_villages() {
        TravelTimes times = TravelTimes.of(new double[][] {{4, 12}, {9, 5}, {16, 8}}, 60);
        double[] people = {2_000, 1_500, 800};
        TwoStepFloatingCatchment reach = TwoStepFloatingCatchment.of(
                times, people, new double[] {1_000, 600}, 10, TwoStepFloatingCatchment.binary());
        assertThat(new double[] {reach.perInhabitant(0), reach.perInhabitant(1)})
                .containsExactly(new double[] {.285714, .260870}, SIX_DIGITS);
        assertThat(new double[] {reach.accessibility(0), reach.accessibility(1), reach.accessibility(2)})
                .containsExactly(new double[] {.285714, .546584, .260870}, SIX_DIGITS);
        double floor = 0;
        for (int i = 0; i < people.length; i++) {
            floor += people[i] * reach.accessibility(i);
        }
        assertThat(floor).isCloseTo(1_600, within(1e-9));
    }

    @Test
    void weights_of_the_enhanced_form_run_from_one_to_nothing() {
        assertThat(TwoStepFloatingCatchment.gaussian().applyAsDouble(0)).isEqualTo(1);
        assertThat(TwoStepFloatingCatchment.gaussian().applyAsDouble(1)).isZero();
        // (e^-0.125 - e^-0.5) / (1 - e^-0.5)
        assertThat(TwoStepFloatingCatchment.gaussian().applyAsDouble(0.5)).isCloseTo(0.701367, SIX_DIGITS);
    }

    @Test
    void a_car_needs_six_minutes_for_the_first_three_kilometres_and_one_for_each_after() {
        assertThat(TravelMode.CAR.minutes(10_000 / 1.3)).isCloseTo(13, within(1e-9));
        assertThat(TravelMode.CAR.minutes(0)).isEqualTo(1);
        assertThat(TravelMode.CAR.reach(13)).isCloseTo(10_000 / 1.3, within(1e-9));
        assertThat(TravelMode.BICYCLE.minutes(3_000 / 1.3)).isCloseTo(12, within(1e-9));
        assertThatThrownBy(() -> new TravelMode(1.3, List.of(new TravelMode.Stage(5, 30)), 1))
                .hasMessageContaining("0 metres");
    }
}
