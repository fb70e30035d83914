package nl.plint.stats;

/**
 * A figure about the whole map, beside what chance would give.
 *
 * @param value the statistic; NaN when it is not defined: no variance, no neighbors, or fewer than 4 features
 * @param expectation its mean under chance
 * @param varianceNormality its variance when values are draws from one normal distribution; NaN where that makes no sense
 * @param varianceRandomization its variance when the values at hand are shuffled over the features
 */
public record GlobalStatistic(
        double value, double expectation, double varianceNormality, double varianceRandomization) {
    /** What chance is thought to be. */
    public enum Assumption {
        NORMALITY,
        RANDOMIZATION
    }

    static final GlobalStatistic UNDEFINED = new GlobalStatistic(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    public boolean isDefined() {
        return !Double.isNaN(value);
    }

    public double variance(Assumption assumption) {
        return assumption == Assumption.NORMALITY ? varianceNormality : varianceRandomization;
    }

    /** {@code (value - expectation) / sd}; NaN where it is not defined. */
    public double zScore(Assumption assumption) {
        double variance = variance(assumption);
        return variance > 0 ? (value - expectation) / Math.sqrt(variance) : Double.NaN;
    }

    /** The two-sided p-value of the z-score under the normal distribution. */
    public double pValue(Assumption assumption) {
        return Normal.twoSided(zScore(assumption));
    }
}
