package nl.plint.stats;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Permutation of a statistic about the whole map: all values are shuffled over all features, again and again.
 *
 * <p>The folded p-value is {@code (min(#{S* >= S}, #{S* <= S}) + 1) / (R + 1)}, one-sided as in PySAL; the two-sided one is
 * twice that, at most 1. Shuffle r depends on the seed and r alone, so the answer is the same on any number of threads.
 *
 * @param permutations R
 * @param atLeast number of shuffles whose statistic was at least the one observed
 * @param atMost number of shuffles whose statistic was at most the one observed
 */
public record GlobalPermutation(int permutations, int atLeast, int atMost) {
    private static final double TIE = 1e-12;

    /** Shuffles values and asks the statistic of each arrangement, on all processors. */
    public static GlobalPermutation of(
            double[] values, ToDoubleFunction<double[]> statistic, int permutations, long seed) {
        if (permutations < 1) {
            throw new IllegalArgumentException("permutations must be 1 or more, was " + permutations);
        }
        double observed = statistic.applyAsDouble(values.clone());
        double tie = TIE * Math.abs(observed);
        return IntStream.range(0, permutations)
                .parallel()
                .mapToObj(r -> {
                    double value = statistic.applyAsDouble(shuffled(values, RandomStreams.of(seed, r)));
                    return new GlobalPermutation(1, value >= observed - tie ? 1 : 0, value <= observed + tie ? 1 : 0);
                })
                .reduce(new GlobalPermutation(0, 0, 0), GlobalPermutation::plus);
    }

    private static double[] shuffled(double[] values, SplittableRandom random) {
        double[] shuffled = values.clone();
        for (int last = shuffled.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            double kept = shuffled[last];
            shuffled[last] = shuffled[other];
            shuffled[other] = kept;
        }
        return shuffled;
    }

    private GlobalPermutation plus(GlobalPermutation other) {
        return new GlobalPermutation(permutations + other.permutations, atLeast + other.atLeast, atMost + other.atMost);
    }

    /** The p-value of the statistic. */
    public double pValue(Alternative alternative) {
        return alternative.of((atLeast + 1.0) / (permutations + 1.0), (atMost + 1.0) / (permutations + 1.0));
    }

    /** One-sided, on the side where the observed statistic lies. */
    public double foldedPValue() {
        return (Math.min(atLeast, atMost) + 1.0) / (permutations + 1.0);
    }

    /** Twice the folded one, at most 1. */
    public double twoSidedPValue() {
        return Math.min(1, 2 * foldedPValue());
    }
}
