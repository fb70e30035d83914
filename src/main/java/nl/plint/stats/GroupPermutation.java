package nl.plint.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Permutation test of a difference between two groups within strata: could it come about if it made no difference which features of
 * a stratum are in the group? (Fisher 1935; stratified as in Good 2005, section 5.)
 *
 * <p>The difference is the mean of the group less that of the others in each stratum, averaged over strata with weight {@code
 * inside x outside / all}: the coefficient of membership in a least-squares fit with a constant for each stratum. Labels are
 * shuffled within strata. A stratum that is wholly in the group or wholly outside says nothing and is left out, as are features
 * without a value. Two-sided: {@code p = (1 + number of shuffles with at least this difference either way) / (1 + shuffles)}.
 *
 * <p>Features of a stratum are taken to be exchangeable. Neighbors that resemble one another make p too small.
 */
public final class GroupPermutation {
    private static final double ROUNDING = 1e-12;

    private GroupPermutation() {}

    /**
     * What was found.
     *
     * @param difference group less others, within strata; NaN where no stratum has both
     * @param pValue two-sided; NaN where there is no difference to test
     * @param inside features of the group that took part
     * @param outside the others that did
     * @param strata how many had both
     */
    public record Result(double difference, double pValue, int inside, int outside, int strata) {}

    /**
     * Tests a difference.
     *
     * @param values NaN where unknown
     * @param inGroup whether a feature is in the group
     * @param strata a number for the stratum of each feature
     * @param shuffles how many, such as 9,999
     * @param seed of the shuffles: the same gives the same answer
     * @throws IllegalArgumentException when the arrays are not of one length, a value is infinite or shuffles are under 1
     */
    public static Result test(double[] values, boolean[] inGroup, int[] strata, int shuffles, long seed) {
        if (values.length != inGroup.length || values.length != strata.length) {
            throw new IllegalArgumentException("values, groups and strata must be of one length");
        }
        if (shuffles < 1 || Arrays.stream(values).anyMatch(Double::isInfinite)) {
            throw new IllegalArgumentException("values must be finite or unknown, and shuffles at least 1");
        }
        Stratum[] parts = Arrays.stream(strata)
                .distinct()
                .sorted()
                .mapToObj(stratum -> stratum(values, inGroup, strata, stratum))
                .filter(Stratum::hasBoth)
                .toArray(Stratum[]::new);
        int inside = Arrays.stream(parts).mapToInt(part -> part.inside).sum();
        int all = Arrays.stream(parts).mapToInt(part -> part.values.length).sum();
        if (parts.length == 0) {
            return new Result(Double.NaN, Double.NaN, 0, 0, 0);
        }
        double difference = difference(parts);
        double scale = Arrays.stream(parts)
                .flatMapToDouble(part -> Arrays.stream(part.values))
                .map(Math::abs)
                .max()
                .orElse(0);
        int atLeast = 1;
        for (int shuffle = 0; shuffle < shuffles; shuffle++) {
            SplittableRandom random = RandomStreams.of(seed, shuffle);
            for (Stratum part : parts) {
                part.shuffle(random);
            }
            if (Math.abs(difference(parts)) >= Math.abs(difference) - ROUNDING * scale) {
                atLeast++;
            }
        }
        return new Result(difference, atLeast / (1.0 + shuffles), inside, all - inside, parts.length);
    }

    private static Stratum stratum(double[] values, boolean[] inGroup, int[] strata, int stratum) {
        double[] sorted = new double[values.length];
        int inside = 0;
        int size = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < values.length; i++) {
                if (strata[i] == stratum && !Double.isNaN(values[i]) && inGroup[i] == (pass == 0)) {
                    sorted[size++] = values[i];
                }
            }
            inside = pass == 0 ? size : inside;
        }
        return new Stratum(Arrays.copyOf(sorted, size), inside);
    }

    private static double difference(Stratum[] parts) {
        double sum = 0;
        double weights = 0;
        for (Stratum part : parts) {
            double weight = (double) part.inside * (part.values.length - part.inside) / part.values.length;
            sum += weight * part.difference();
            weights += weight;
        }
        return sum / weights;
    }

    /** The values of a stratum; the first are those of the group. */
    private static final class Stratum {
        private final double[] values;
        private final int inside;

        Stratum(double[] values, int inside) {
            this.values = values;
            this.inside = inside;
            double mean = Arrays.stream(values).average().orElse(0);
            for (int i = 0; i < values.length; i++) {
                values[i] -= mean; // the difference stays; sums stay exact for large values
            }
        }

        boolean hasBoth() {
            return inside > 0 && inside < values.length;
        }

        double difference() {
            double group = 0;
            double others = 0;
            for (int i = 0; i < values.length; i++) {
                if (i < inside) {
                    group += values[i];
                } else {
                    others += values[i];
                }
            }
            return group / inside - others / (values.length - inside);
        }

        /** Draws a group of the same size. */
        void shuffle(SplittableRandom random) {
            for (int i = 0; i < inside; i++) {
                int other = random.nextInt(i, values.length);
                double value = values[i];
                values[i] = values[other];
                values[other] = value;
            }
        }
    }
}
