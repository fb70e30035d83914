package nl.plint.stats;

/**
 * Local Moran's I: how much a feature and its neighbors depart from the mean in the same direction (Anselin 1995).
 *
 * <p>{@code I_i = (z_i / m2) sum_j w_ij z_j}, z the departure from the mean and m2 its mean square, divided by n as in
 * spdep and DOMAIN section 3.4 (GeoDa and PySAL divide by n - 1). A feature is not its own neighbor. With
 * row-standardised weights and no islands the mean of I_i is the global I. Expectation and variance are those under
 * conditional randomization (Sokal, Oden and Thomson 1998), or, on request, under total randomization (Anselin 1995). A
 * feature without neighbors is isolated and not scored; a constant variable has no scores.
 */
public final class LocalMoran {
    /** Where a feature stands: itself against the mean, and its neighbors against the mean. */
    public enum Quadrant {
        HIGH_HIGH,
        LOW_HIGH,
        LOW_LOW,
        HIGH_LOW
    }

    /** How chance is thought to work. */
    public enum Randomization {
        /** The value of the feature stays, those of all others are shuffled. */
        CONDITIONAL,
        /** All values are shuffled. */
        TOTAL
    }

    private final double[] values;
    private final SpatialWeights weights;
    private final Moments moments;

    private LocalMoran(double[] values, SpatialWeights weights) {
        this.values = values;
        this.weights = weights;
        this.moments = Moments.of(values);
    }

    /**
     * Local Moran of values under weights of the same size.
     *
     * @throws IllegalArgumentException when a feature is among its own neighbors
     */
    public static LocalMoran of(double[] values, SpatialWeights weights) {
        for (int i = 0; i < values.length; i++) {
            if (weights.hasSelf(i)) {
                throw new IllegalArgumentException("feature " + i + " is among its own neighbors");
            }
        }
        return new LocalMoran(values.clone(), weights);
    }

    /** I of a feature, NaN where it has none. */
    public double statistic(int feature) {
        return isScored(feature) ? departure(feature) * lag(feature) / moments.variance() : Double.NaN;
    }

    /** The expectation of I of a feature. */
    public double expectation(int feature, Randomization randomization) {
        if (!isScored(feature)) {
            return Double.NaN;
        }
        double chance = -weights.sum(feature) / (values.length - 1);
        double z = departure(feature);
        return randomization == Randomization.TOTAL ? chance : chance * z * z / moments.variance();
    }

    /** The variance of I of a feature. */
    public double variance(int feature, Randomization randomization) {
        if (!isScored(feature)) {
            return Double.NaN;
        }
        double n = values.length;
        double sum = weights.sum(feature);
        double squares = weights.sumOfSquares(feature);
        double m2 = moments.variance();
        if (randomization == Randomization.TOTAL) {
            double kurtosis = moments.fourth() / (m2 * m2);
            return squares * (n - kurtosis) / (n - 1)
                    + (sum * sum - squares) * (2 * kurtosis - n) / ((n - 1) * (n - 2))
                    - sum * sum / ((n - 1) * (n - 1));
        }
        double z = departure(feature);
        return (z / m2) * (z / m2) * (n / (n - 2)) * (squares - sum * sum / (n - 1)) * (m2 - z * z / (n - 1));
    }

    /** The z-score of a feature, NaN where it has none. */
    public double zScore(int feature, Randomization randomization) {
        double variance = variance(feature, randomization);
        return variance > 0
                ? (statistic(feature) - expectation(feature, randomization)) / Math.sqrt(variance)
                : Double.NaN;
    }

    /** The two-sided p-value of a feature under the normal distribution, NaN where it has none. */
    public double pValue(int feature, Randomization randomization) {
        return Normal.twoSided(zScore(feature, randomization));
    }

    /**
     * Where a feature stands; a value or a lag at the mean counts as high.
     *
     * @throws IllegalStateException for a feature that is not scored
     */
    public Quadrant quadrant(int feature) {
        if (!isScored(feature)) {
            throw new IllegalStateException("feature " + feature + " is not scored");
        }
        boolean high = departure(feature) >= 0;
        if (lag(feature) >= 0) {
            return high ? Quadrant.HIGH_HIGH : Quadrant.LOW_HIGH;
        }
        return high ? Quadrant.HIGH_LOW : Quadrant.LOW_LOW;
    }

    /** Whether a feature has neighbors and the variable varies. */
    public boolean isScored(int feature) {
        return !weights.isIsland(feature) && !moments.isConstant();
    }

    private double departure(int feature) {
        return values[feature] - moments.mean();
    }

    private double lag(int feature) {
        return weights.lag(feature, values) - weights.sum(feature) * moments.mean();
    }
}
