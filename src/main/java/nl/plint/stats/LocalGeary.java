package nl.plint.stats;

/**
 * Local Geary: how much a feature differs from its neighbors, {@code c_i = sum_j w_ij (x_i - x_j)^2 / m2} with m2 the mean
 * squared departure from the mean, divided by n (Anselin 1995, 2019; PySAL divides by n too, spdep's {@code localC} by n - 1).
 *
 * <p>Small: a feature and its neighbors are alike, whether high or low. Expectation and variance are those under conditional
 * randomization: the value of the feature stays, the others are shuffled. A feature without neighbors is isolated and not
 * scored; a constant variable has no scores.
 */
public final class LocalGeary {
    private final double[] departures;
    private final SpatialWeights weights;
    private final Moments moments;
    /** Sums of the first to the fourth power of all departures from the mean. */
    private final double[] powerSums = new double[5];

    private LocalGeary(double[] values, SpatialWeights weights) {
        this.weights = weights;
        this.moments = Moments.of(values);
        this.departures = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            departures[i] = values[i] - moments.mean();
            double power = 1;
            for (int exponent = 0; exponent <= 4; exponent++) {
                powerSums[exponent] += power;
                power *= departures[i];
            }
        }
    }

    /**
     * @throws IllegalArgumentException when a feature is among its own neighbors
     */
    public static LocalGeary of(double[] values, SpatialWeights weights) {
        for (int i = 0; i < values.length; i++) {
            if (weights.hasSelf(i)) {
                throw new IllegalArgumentException("feature " + i + " is among its own neighbors");
            }
        }
        return new LocalGeary(values, weights);
    }

    /** Whether a feature has neighbors and the variable varies. */
    public boolean isScored(int feature) {
        return !weights.isIsland(feature) && !moments.isConstant();
    }

    /** c of a feature, NaN where it has none. */
    public double statistic(int feature) {
        if (!isScored(feature)) {
            return Double.NaN;
        }
        double sum = 0;
        for (int place = 0; place < weights.count(feature); place++) {
            double difference = departures[feature] - departures[weights.neighbor(feature, place)];
            sum += weights.weight(feature, place) * difference * difference;
        }
        return sum / moments.variance();
    }

    /** The expectation of c of a feature. */
    public double expectation(int feature) {
        return isScored(feature) ? weights.sum(feature) * meanSquare(feature) / moments.variance() : Double.NaN;
    }

    /** The variance of c of a feature. */
    public double variance(int feature) {
        double others = departures.length - 1.0;
        if (!isScored(feature) || others < 2) {
            return Double.NaN;
        }
        double z = departures[feature];
        // The sum over all of (z - z_j)^4; the feature itself adds 0.
        double fourths = powerSums[4]
                - 4 * z * powerSums[3]
                + 6 * z * z * powerSums[2]
                - 4 * z * z * z * powerSums[1]
                + z * z * z * z * powerSums[0];
        double mean = meanSquare(feature);
        double spread = Math.max(0, fourths / others - mean * mean);
        double sum = weights.sum(feature);
        double variance = spread * (others * weights.sumOfSquares(feature) - sum * sum) / (others - 1);
        return variance / (moments.variance() * moments.variance());
    }

    /** The z-score of a feature, negative where neighbors are alike; NaN where it has none. */
    public double zScore(int feature) {
        double variance = variance(feature);
        return variance > 1e-12 ? (statistic(feature) - expectation(feature)) / Math.sqrt(variance) : Double.NaN;
    }

    /** The two-sided p-value of a feature under the normal distribution, NaN where it has none. */
    public double pValue(int feature) {
        return Normal.twoSided(zScore(feature));
    }

    /** The mean of (z - z_j)^2 over all other features. */
    private double meanSquare(int feature) {
        double z = departures[feature];
        double sum = powerSums[2] - 2 * z * powerSums[1] + z * z * powerSums[0];
        return sum / (departures.length - 1.0);
    }
}
