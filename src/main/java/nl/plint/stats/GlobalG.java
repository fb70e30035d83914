package nl.plint.stats;

import java.util.Arrays;

/**
 * General G of Getis and Ord (1992): the part that neighbors have in the sum of all products,
 * {@code G = sum_ij w_ij x_i x_j / sum_ij x_i x_j} over i other than j. Above its expectation high values lie together, below
 * it low values do. Meant for binary weights by distance and for values that are not negative.
 *
 * <p>The variance is that under randomization, with the coefficient 6 in B1 that corrects the 3 printed in 1992 (spdep's
 * {@code B1correct}). There is none under normality.
 */
public final class GlobalG {
    private GlobalG() {}

    /**
     * @throws IllegalArgumentException when a value is negative or a feature is among its own neighbors
     */
    public static GlobalStatistic of(double[] values, SpatialWeights weights) {
        if (Arrays.stream(values).anyMatch(value -> value < 0)) {
            throw new IllegalArgumentException("general G asks for values that are not negative");
        }
        WeightSums sums = WeightSums.of(weights);
        double n = values.length;
        if (n < 4 || Moments.of(values).isConstant() || sums.s0() == 0) {
            return GlobalStatistic.UNDEFINED;
        }
        double s0s0 = sums.s0() * sums.s0();
        double s1 = sums.s1();
        double s2 = sums.s2();
        double b0 = (n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0s0;
        double b1 = -((n * n - n) * s1 - 2 * n * s2 + 6 * s0s0);
        double b2 = -(2 * n * s1 - (n + 3) * s2 + 6 * s0s0);
        double b3 = 4 * (n - 1) * s1 - 2 * (n + 1) * s2 + 8 * s0s0;
        double b4 = s1 - s2 + s0s0;
        double m1 = 0;
        double m2 = 0;
        double m3 = 0;
        double m4 = 0;
        for (double value : values) {
            m1 += value;
            m2 += value * value;
            m3 += value * value * value;
            m4 += value * value * value * value;
        }
        double pairs = m1 * m1 - m2;
        double expectation = sums.s0() / (n * (n - 1));
        double second = (b0 * m2 * m2 + b1 * m4 + b2 * m1 * m1 * m2 + b3 * m1 * m3 + b4 * m1 * m1 * m1 * m1)
                / (pairs * pairs * n * (n - 1) * (n - 2) * (n - 3));
        return new GlobalStatistic(
                statistic(values, weights), expectation, Double.NaN, second - expectation * expectation);
    }

    /** G alone, such as a permutation asks for; NaN when it is not defined. */
    public static double statistic(double[] values, SpatialWeights weights) {
        double products = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            products += values[i] * weights.lag(i, values);
            sum += values[i];
            squares += values[i] * values[i];
        }
        return products / (sum * sum - squares);
    }
}
