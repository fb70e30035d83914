package nl.plint.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What holds for every province, and the same numbers found by trying every pair. */
class HuffPropertiesTest {
    /** A province made up from a seed: some points without people, some centres without shops, some at one place. */
    private static final class Province {
        private final List<DemandPoint> points;
        private final List<RetailCenter> centers;
        private final double[] spending;
        private final double[] attraction;

        Province(List<DemandPoint> points, List<RetailCenter> centers, double[] spending, double[] attraction) {
            this.points = points;
            this.centers = centers;
            this.spending = spending;
            this.attraction = attraction;
        }

        static Province of(long seed, int points, int centers) {
            Random random = new Random(seed);
            List<DemandPoint> demand = new ArrayList<>();
            for (int i = 0; i < points; i++) {
                demand.add(new DemandPoint(place(random), place(random), random.nextInt(3) * 1e6));
            }
            List<RetailCenter> shops = new ArrayList<>();
            for (int j = 0; j < centers; j++) {
                DemandPoint village = demand.get(random.nextInt(points));
                shops.add(
                        random.nextInt(4) == 0
                                ? new RetailCenter(village.x(), village.y())
                                : new RetailCenter(place(random), place(random)));
            }
            return new Province(demand, shops, amounts(random, points, 1e7), amounts(random, centers, 1e5));
        }

        private static double place(Random random) {
            return 200_000 + 70_000 * random.nextDouble();
        }

        private static double[] amounts(Random random, int count, double most) {
            return DoubleStream.generate(() -> random.nextInt(5) == 0 ? 0 : random.nextDouble() * most)
                    .limit(count)
                    .toArray();
        }
    }

    private static DistanceDecay decay(boolean power, double strength) {
        return power ? new DistanceDecay.Power(strength) : new DistanceDecay.Exponential(strength / 10);
    }

    @Property(tries = 200)
    void every_share_is_that_of_trying_each_pair(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int points,
            @ForAll @IntRange(min = 0, max = 30) int centers,
            @ForAll @DoubleRange(min = 0, max = 3) double strength,
            @ForAll @DoubleRange(min = 0, max = 2) double alpha,
            @ForAll @DoubleRange(min = 1, max = 90) double cutoff,
            @ForAll boolean power) {
        Province province = Province.of(seed, points, centers);
        TravelTimes times = TravelTimes.straight(province.points, province.centers, TravelMode.CAR, cutoff);
        Patronage patronage = new HuffModel(times, alpha, decay(power, strength)).patronage(province.attraction, 7);
        for (int i = 0; i < points; i++) {
            DemandPoint point = province.points.get(i);
            double[] pull = new double[centers];
            for (int j = 0; j < centers; j++) {
                RetailCenter center = province.centers.get(j);
                double straight = Math.max(
                        Math.sqrt(Math.pow(center.x() - point.x(), 2) + Math.pow(center.y() - point.y(), 2)),
                        0.4 * Math.sqrt(point.areaM2() / Math.PI));
                double road = 1.3 * straight;
                double minutes = Math.max(1, road <= 3_000 ? road / 500 : 6 + (road - 3_000) / 1_000);
                // A time within rounding of the cut-off may fall on either side.
                if (Math.abs(minutes - cutoff) < 1e-9) {
                    return;
                }
                pull[j] = minutes > cutoff || province.attraction[j] == 0
                        ? 0
                        : Math.pow(province.attraction[j], alpha)
                                * (power ? Math.pow(minutes, -strength) : Math.exp(-strength / 10 * minutes));
            }
            double all = Arrays.stream(pull).sum();
            for (int j = 0; j < centers; j++) {
                assertThat(patronage.share(i, j)).isCloseTo(all == 0 ? 0 : pull[j] / (all + 7), within(1e-12));
            }
            assertThat(patronage.online(i)).isCloseTo(all == 0 ? 0 : 7 / (all + 7), within(1e-12));
            assertThat(patronage.unserved(i)).isEqualTo(all == 0 ? 1 : 0);
        }
    }

    @Property(tries = 200)
    void shares_sum_to_one_and_all_that_is_spent_lands_somewhere(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 80) int points,
            @ForAll @IntRange(min = 0, max = 40) int centers,
            @ForAll @DoubleRange(min = 0, max = 20) double strength,
            @ForAll @DoubleRange(min = 0, max = 5) double alpha,
            @ForAll @DoubleRange(min = 0, max = 0.95) double onlineShare,
            @ForAll boolean power) {
        Province province = Province.of(seed, points, centers);
        TravelTimes times = TravelTimes.straight(province.points, province.centers, TravelMode.CAR, 60);
        HuffModel model = new HuffModel(times, alpha, decay(power, strength));
        double pull = model.onlinePull(province.attraction, province.spending, onlineShare);
        Patronage patronage = model.patronage(province.attraction, pull);
        for (int i = 0; i < points; i++) {
            double sum = patronage.online(i) + patronage.unserved(i);
            for (int j = 0; j < centers; j++) {
                sum += patronage.share(i, j);
            }
            assertThat(sum).isCloseTo(1, within(1e-12));
        }
        Turnover turnover = patronage.turnover(province.spending);
        double spent = Arrays.stream(province.spending).sum();
        assertThat(turnover.total()).isCloseTo(spent, within(1e-12 * Math.max(1, spent)));
        double served = spent - turnover.unserved();
        assertThat(turnover.online()).isCloseTo(onlineShare * served, within(1e-9 * Math.max(1, spent)));
    }

    @Property(tries = 200)
    void what_one_loses_others_gain(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int points,
            @ForAll @IntRange(min = 1, max = 25) int centers,
            @ForAll @DoubleRange(min = 0, max = 0.5) double onlineBefore,
            @ForAll @DoubleRange(min = 0, max = 0.5) double onlineAfter) {
        Province before = Province.of(seed, points, centers);
        Province after = Province.of(seed + 1, points, centers);
        TravelTimes times = TravelTimes.straight(before.points, before.centers, TravelMode.CAR, 20);
        HuffModel model = new HuffModel(times, 1, new DistanceDecay.Power(2));
        Patronage was =
                model.patronage(before.attraction, model.onlinePull(before.attraction, before.spending, onlineBefore));
        Patronage is =
                model.patronage(after.attraction, model.onlinePull(after.attraction, after.spending, onlineAfter));
        Displacement displacement = Displacement.between(was, before.spending, is, after.spending);
        Turnover had = was.turnover(before.spending);
        Turnover has = is.turnover(after.spending);
        double scale = Math.max(1, had.total() + has.total());
        double sum = 0;
        for (int a = 0; a < centers + 2; a++) {
            double then = a < centers ? had.center(a) : a == centers ? had.online() : had.unserved();
            double now = a < centers ? has.center(a) : a == centers ? has.online() : has.unserved();
            assertThat(displacement.change(a)).isCloseTo(now - then, within(1e-12 * scale));
            double net = 0;
            for (int b = 0; b < centers + 2; b++) {
                assertThat(displacement.taken(a, b)).isNotNegative();
                net += displacement.taken(a, b) - displacement.taken(b, a);
            }
            assertThat(net).isCloseTo(displacement.competitionEffect(a), within(1e-12 * scale));
            sum += displacement.competitionEffect(a);
        }
        assertThat(sum).isCloseTo(0, within(1e-9 * scale));
    }

    @Property(tries = 100)
    void flows_between_areas_add_up_to_spending_and_turnover(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 50) int points,
            @ForAll @IntRange(min = 1, max = 25) int centers) {
        Province province = Province.of(seed, points, centers);
        TravelTimes times = TravelTimes.straight(province.points, province.centers, TravelMode.CAR, 30);
        Patronage patronage =
                new HuffModel(times, 1, new DistanceDecay.Exponential(0.08)).patronage(province.attraction, 100);
        Random random = new Random(seed);
        int[] areaOfPoint = random.ints(points, -1, 3).toArray();
        int[] areaOfCenter = random.ints(centers, -1, 3).toArray();
        AreaFlows flows = patronage.flows(province.spending, areaOfPoint, areaOfCenter, 3);
        Turnover turnover = patronage.turnover(province.spending);
        for (int area = -1; area < 3; area++) {
            double spent = 0;
            for (int i = 0; i < points; i++) {
                spent += areaOfPoint[i] == area ? province.spending[i] : 0;
            }
            double sold = 0;
            for (int j = 0; j < centers; j++) {
                sold += areaOfCenter[j] == area ? turnover.center(j) : 0;
            }
            assertThat(flows.spending(area)).isCloseTo(spent, within(1e-4));
            assertThat(flows.turnover(area)).isCloseTo(sold, within(1e-4));
            assertThat(flows.binding(area).isPresent()).isEqualTo(spent > 0);
            flows.binding(area).ifPresent(share -> assertThat(share).isBetween(0.0, 1.0));
            flows.inflow(area).ifPresent(share -> assertThat(share).isBetween(0.0, 1.0));
        }
    }

    @Property(tries = 100)
    void floor_in_reach_times_people_is_the_floor_that_reaches_anyone(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int points,
            @ForAll @IntRange(min = 0, max = 30) int centers,
            @ForAll @DoubleRange(min = 1, max = 60) double threshold,
            @ForAll boolean enhanced) {
        Province province = Province.of(seed, points, centers);
        TravelTimes times = TravelTimes.straight(province.points, province.centers, TravelMode.BICYCLE, 60);
        TwoStepFloatingCatchment reach = TwoStepFloatingCatchment.of(
                times,
                province.spending,
                province.attraction,
                threshold,
                enhanced ? TwoStepFloatingCatchment.gaussian() : TwoStepFloatingCatchment.binary());
        double reached = 0;
        for (int j = 0; j < centers; j++) {
            reached += reach.perInhabitant(j) > 0 ? province.attraction[j] : 0;
        }
        double sum = 0;
        for (int i = 0; i < points; i++) {
            sum += reach.accessibility(i) * province.spending[i];
        }
        assertThat(sum).isCloseTo(reached, within(1e-9 * Math.max(1, reached)));
    }

    @Test
    void amounts_that_are_none_are_refused_by_number() {
        TravelTimes times = TravelTimes.of(new double[][] {{1, 2}}, 60);
        HuffModel model = new HuffModel(times, 1, new DistanceDecay.Power(1));
        assertThatThrownBy(() -> model.patronage(new double[] {1, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("attraction")
                .hasMessageContaining("number 1");
        assertThatThrownBy(() -> model.patronage(new double[] {1})).hasMessageContaining("each of the 2");
        assertThatThrownBy(() -> model.onlinePull(new double[2], new double[1], 1))
                .hasMessageContaining("online share");
        assertThatThrownBy(() -> TravelTimes.of(new double[][] {{1, 0}}, 60)).hasMessageContaining("centre 1");
        Patronage other = new HuffModel(TravelTimes.of(new double[][] {{1, 2}}, 60), 1, new DistanceDecay.Power(1))
                .patronage(new double[2]);
        assertThatThrownBy(
                        () -> Displacement.between(model.patronage(new double[2]), new double[1], other, new double[1]))
                .hasMessageContaining("same travel times");
    }
}
