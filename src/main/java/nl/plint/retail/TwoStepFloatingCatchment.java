package nl.plint.retail;

import java.util.function.DoubleUnaryOperator;

/**
 * Floor within reach per inhabitant, counting those who share it (2SFCA; Luo and Wang 2003): the floor of each centre is divided
 * by the people who can reach it, and each demand point adds up what it can reach. Weighted by distance it is the enhanced form
 * (Luo and Qi 2009).
 */
public final class TwoStepFloatingCatchment {
    private final double[] accessibility;
    private final double[] perInhabitant;

    private TwoStepFloatingCatchment(double[] accessibility, double[] perInhabitant) {
        this.accessibility = accessibility;
        this.perInhabitant = perInhabitant;
    }

    /** Floor in reach of a demand point, m2 per inhabitant. */
    public double accessibility(int point) {
        return accessibility[point];
    }

    /** Floor of a centre per inhabitant who can reach it, m2; 0 where nobody can. */
    public double perInhabitant(int center) {
        return perInhabitant[center];
    }

    /** All who are within the threshold count in full. */
    public static DoubleUnaryOperator binary() {
        return ratio -> 1;
    }

    /** Weight falls from 1 at the door to 0 at the threshold: {@code (e^(-r^2/2) - e^(-1/2)) / (1 - e^(-1/2))}. */
    public static DoubleUnaryOperator gaussian() {
        double end = Math.exp(-0.5);
        return ratio -> Math.max(0, (Math.exp(-0.5 * ratio * ratio) - end) / (1 - end));
    }

    /**
     * Works it out. Over the centres that reach anyone, accessibility times inhabitants sums to the floor.
     *
     * @param inhabitants of each demand point
     * @param floorM2 of each centre, m2
     * @param thresholdMinutes who is farther does not count; above 0
     * @param weight of minutes divided by the threshold, such as {@link #binary()}
     */
    public static TwoStepFloatingCatchment of(
            TravelTimes times,
            double[] inhabitants,
            double[] floorM2,
            double thresholdMinutes,
            DoubleUnaryOperator weight) {
        Require.amounts("inhabitants", inhabitants, times.points());
        Require.amounts("floorM2", floorM2, times.centers());
        Require.that(thresholdMinutes > 0, "thresholdMinutes", thresholdMinutes, "above 0");
        double[] weights = new double[times.size()];
        double[] people = new double[times.centers()];
        for (int point = 0; point < times.points(); point++) {
            for (int place = times.from(point); place < times.to(point); place++) {
                double ratio = times.minutesAt(place) / thresholdMinutes;
                weights[place] = ratio <= 1 ? weight.applyAsDouble(ratio) : 0;
                people[times.centerAt(place)] += weights[place] * inhabitants[point];
            }
        }
        double[] perInhabitant = new double[times.centers()];
        for (int center = 0; center < perInhabitant.length; center++) {
            perInhabitant[center] = people[center] > 0 ? floorM2[center] / people[center] : 0;
        }
        double[] accessibility = new double[times.points()];
        for (int point = 0; point < times.points(); point++) {
            for (int place = times.from(point); place < times.to(point); place++) {
                accessibility[point] += weights[place] * perInhabitant[times.centerAt(place)];
            }
        }
        return new TwoStepFloatingCatchment(accessibility, perInhabitant);
    }
}
