package nl.plint.stats;

/**
 * Moran's I: whether neighbors resemble each other, {@code I = (n / S0) sum_ij w_ij z_i z_j / sum_i z_i^2} (Moran 1950), with
 * its moments under normality and under randomization (Cliff and Ord 1981).
 *
 * <p>Above its expectation, -1 / (n - 1), neighbors are alike; below it they differ. n counts islands too, as PySAL does and
 * spdep with {@code adjust.n = FALSE}.
 */
public final class GlobalMoran {
    private GlobalMoran() {}

    /**
     * @throws IllegalArgumentException when a feature is among its own neighbors
     */
    public static GlobalStatistic of(double[] values, SpatialWeights weights) {
        Moments moments = Moments.of(values);
        WeightSums sums = WeightSums.of(weights);
        double n = values.length;
        if (n < 4 || moments.isConstant() || sums.s0() == 0) {
            return GlobalStatistic.UNDEFINED;
        }
        double s0s0 = sums.s0() * sums.s0();
        double kurtosis = moments.fourth() / (moments.variance() * moments.variance());
        double expectation = -1 / (n - 1);
        double normality = (n * n * sums.s1() - n * sums.s2() + 3 * s0s0) / ((n * n - 1) * s0s0);
        double randomization = (n * ((n * n - 3 * n + 3) * sums.s1() - n * sums.s2() + 3 * s0s0)
                        - kurtosis * ((n * n - n) * sums.s1() - 2 * n * sums.s2() + 6 * s0s0))
                / ((n - 1) * (n - 2) * (n - 3) * s0s0);
        return new GlobalStatistic(
                statistic(values, weights),
                expectation,
                normality - expectation * expectation,
                randomization - expectation * expectation);
    }

    /** I alone, such as a permutation asks for; NaN when it is not defined. */
    public static double statistic(double[] values, SpatialWeights weights) {
        double mean = Moments.of(values).mean();
        double products = 0;
        double squares = 0;
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            double z = values[i] - mean;
            double sum = weights.sum(i);
            products += z * (weights.lag(i, values) - sum * mean);
            squares += z * z;
            total += sum;
        }
        return values.length / total * products / squares;
    }
}
