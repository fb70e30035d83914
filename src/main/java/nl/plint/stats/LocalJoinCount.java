package nl.plint.stats;

/**
 * Local join count: how many of the neighbors of a marked feature are marked too, {@code BB_i = x_i sum_j w_ij x_j} with x 0 or 1
 * (Anselin and Li 2019). A feature that is not marked is not tested, nor is one without neighbors. Expectation and variance are
 * those under conditional randomization: the mark of the feature stays, those of the others are shuffled.
 */
public final class LocalJoinCount {
    private final double[] marks;
    private final SpatialWeights weights;
    private final int marked;

    private LocalJoinCount(double[] marks, SpatialWeights weights) {
        this.marks = marks;
        this.weights = weights;
        int count = 0;
        for (double mark : marks) {
            count += mark == 1 ? 1 : 0;
        }
        this.marked = count;
    }

    /**
     * @param marks 1 for a marked feature, 0 for another
     * @throws IllegalArgumentException when a mark is something else, or a feature is among its own neighbors
     */
    public static LocalJoinCount of(double[] marks, SpatialWeights weights) {
        for (int i = 0; i < marks.length; i++) {
            if (marks[i] != 0 && marks[i] != 1) {
                throw new IllegalArgumentException("a mark is 0 or 1, was " + marks[i]);
            }
            if (weights.hasSelf(i)) {
                throw new IllegalArgumentException("feature " + i + " is among its own neighbors");
            }
        }
        return new LocalJoinCount(marks.clone(), weights);
    }

    /** Whether a feature is marked, has neighbors, and not all others are alike. */
    public boolean isScored(int feature) {
        return marks[feature] == 1 && !weights.isIsland(feature) && marked > 1 && marked < marks.length;
    }

    /** BB of a feature, NaN where it is not tested. */
    public double statistic(int feature) {
        return isScored(feature) ? weights.lag(feature, marks) : Double.NaN;
    }

    /** The expectation of BB of a feature. */
    public double expectation(int feature) {
        return isScored(feature) ? weights.sum(feature) * share() : Double.NaN;
    }

    /** The z-score of a feature, NaN where it has none. Counts of few neighbors are far from normal: rather permute. */
    public double zScore(int feature) {
        if (!isScored(feature) || marks.length < 3) {
            return Double.NaN;
        }
        double others = marks.length - 1.0;
        double sum = weights.sum(feature);
        double variance = share() * (1 - share()) * (others * weights.sumOfSquares(feature) - sum * sum) / (others - 1);
        return variance > 1e-12 ? (statistic(feature) - expectation(feature)) / Math.sqrt(variance) : Double.NaN;
    }

    /** The share of marked features among all others than a marked one. */
    private double share() {
        return (marked - 1) / (marks.length - 1.0);
    }
}
