package nl.plint.stats;

/**
 * Getis-Ord Gi and Gi*: how far the sum of values around each feature departs from what a random arrangement of the same
 * values would give, as a z-score (Getis and Ord 1992, Ord and Getis 1995).
 *
 * <p>Where the weights hold the feature itself it is Gi*, with mean and variance (divided by n) of all values; where they
 * do not it is Gi, with those of all others. Scores stay the same when all values are shifted, or scaled by a positive
 * factor. A feature without other neighbors is isolated and not scored; a constant variable has no scores, nor has a
 * feature that neighbors everything. Does not correct for population at risk.
 */
public final class GetisOrdGiStar {
    private final double[] zScores;

    private GetisOrdGiStar(double[] zScores) {
        this.zScores = zScores;
    }

    /** The scores of values under weights of the same size. */
    public static GetisOrdGiStar of(double[] values, SpatialWeights weights) {
        Moments all = Moments.of(values);
        int n = values.length;
        double[] zScores = new double[n];
        for (int i = 0; i < n; i++) {
            zScores[i] = weights.isIsland(i) || all.isConstant() ? Double.NaN : score(values, weights, all, n, i);
        }
        return new GetisOrdGiStar(zScores);
    }

    private static double score(double[] values, SpatialWeights weights, Moments all, int n, int i) {
        double sum = weights.sum(i);
        double squares = weights.sumOfSquares(i);
        boolean star = weights.hasSelf(i);
        int others = star ? n : n - 1;
        // Values are taken from their mean, which changes nothing but keeps the digits of large values.
        double own = values[i] - all.mean();
        double mean = star ? 0 : -own / others;
        double variance = star ? all.variance() : (all.variance() * n - own * own) / others - mean * mean;
        double lag = weights.lag(i, values) - sum * all.mean();
        double spread = variance * (others * squares - sum * sum) / (others - 1);
        return spread <= 1e-12 * variance * squares || variance <= 0
                ? Double.NaN
                : (lag - sum * mean) / Math.sqrt(spread);
    }

    /** The z-score of each feature, NaN where it has none. A copy. */
    public double[] zScores() {
        return zScores.clone();
    }

    /** The two-sided p-value of each feature under the normal distribution, NaN where it has none. */
    public double[] pValues() {
        double[] pValues = new double[zScores.length];
        for (int i = 0; i < zScores.length; i++) {
            pValues[i] = Normal.twoSided(zScores[i]);
        }
        return pValues;
    }
}
