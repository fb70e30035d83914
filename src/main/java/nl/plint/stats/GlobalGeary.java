package nl.plint.stats;

/**
 * Geary's C: how much neighbors differ, {@code C = (n - 1) sum_ij w_ij (x_i - x_j)^2 / (2 S0 sum_i z_i^2)} (Geary 1954), with
 * its moments under normality and under randomization (Cliff and Ord 1981).
 *
 * <p>Its expectation is 1; below it neighbors are alike. The z-score is {@code (C - E) / sd} as in PySAL, so it is negative
 * where neighbors are alike; spdep prints the opposite sign.
 */
public final class GlobalGeary {
    private GlobalGeary() {}

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
        double normality = ((2 * sums.s1() + sums.s2()) * (n - 1) - 4 * s0s0) / (2 * (n + 1) * s0s0);
        double randomization = ((n - 1) * sums.s1() * (n * n - 3 * n + 3 - (n - 1) * kurtosis)
                        - (n - 1) * sums.s2() * (n * n + 3 * n - 6 - (n * n - n + 2) * kurtosis) / 4
                        + s0s0 * (n * n - 3 - (n - 1) * (n - 1) * kurtosis))
                / (n * (n - 2) * (n - 3) * s0s0);
        return new GlobalStatistic(statistic(values, weights), 1, normality, randomization);
    }

    /** C alone, such as a permutation asks for; NaN when it is not defined. */
    public static double statistic(double[] values, SpatialWeights weights) {
        double mean = Moments.of(values).mean();
        double differences = 0;
        double squares = 0;
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            for (int place = 0; place < weights.count(i); place++) {
                double difference = values[i] - values[weights.neighbor(i, place)];
                differences += weights.weight(i, place) * difference * difference;
            }
            squares += (values[i] - mean) * (values[i] - mean);
            total += weights.sum(i);
        }
        return (values.length - 1) * differences / (2 * total * squares);
    }
}
