package nl.plint.analysis.hotspot;

import nl.plint.stats.Alternative;
import nl.plint.stats.Correction;

/**
 * How chance is judged.
 *
 * @param kind which p-value is corrected for many tests and decides on the class
 * @param alternative which outcomes are as extreme
 * @param permutations random arrangements for the simulated p-values, 0 for none
 * @param seed of the random arrangements
 * @param alpha significance level, 0 to 1
 */
public record InferenceChoice(
        Kind kind, Alternative alternative, int permutations, long seed, Correction correction, double alpha) {
    /** Where a p-value comes from. */
    public enum Kind {
        /** From the normal distribution of the z-score. */
        ANALYTIC,
        /** From conditional permutations. */
        PERMUTATION
    }

    /** The permutations with which a single area among so many tests can be significant: R of at least m / alpha - 1 a side. */
    long permutationsNeeded(int tests) {
        return (long) Math.ceil((double) alternative.sides() * tests / alpha) - 1;
    }
}
