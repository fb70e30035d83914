package nl.plint.analysis.hotspot;

import nl.plint.stats.Correction;

/**
 * A question about clusters, with every choice made.
 *
 * @param subject what is asked about
 * @param permutations random arrangements for the simulated p-values, 0 for none
 * @param seed of the random arrangements
 * @param alpha significance level, 0 to 1
 */
record HotspotQuestion(
        Subject subject,
        Statistic statistic,
        NeighborRule weights,
        int permutations,
        long seed,
        Inference inference,
        Correction correction,
        double alpha) {

    /** Which statistic. */
    enum Statistic {
        GI_STAR,
        LOCAL_MORAN
    }

    /** Which p-value is corrected for many tests and decides on the class. */
    enum Inference {
        /** From the normal distribution of the z-score. */
        ANALYTIC,
        /** From the permutations: two-sided, twice the folded one. */
        PERMUTATION
    }

    /** How neighbors are found. */
    enum WeightsType {
        DISTANCE_BAND,
        K_NEAREST
    }

    /**
     * Which areas are neighbors.
     *
     * @param distanceMeters reach of a distance band, border included
     * @param k number of nearest neighbors
     */
    record NeighborRule(WeightsType type, double distanceMeters, int k) {}
}
