package nl.plint.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Conditional permutation: the value of a feature stays in its place, its neighbors are given values drawn without
 * replacement from all other features, again and again; how often is the outcome at least as extreme as the one observed?
 *
 * <p>Gi, Gi* and local Moran of a feature all rise or fall with the weighted sum over its other neighbors (the lag), and local
 * Geary with that of squared differences, so one engine that counts lags serves all of them. The folded p-value is {@code (min(#{lag* >= lag}, #{lag* <= lag}) + 1) / (R +
 * 1)}, one-sided as in PySAL; the two-sided one is twice that, at most 1. The least possible folded p-value is 1 / (R + 1).
 *
 * <p>One arrangement of all values is shared by the features, as in PySAL's esda: each feature takes the first values of it
 * that are not its own. For one feature that is an exact conditional permutation; between features the simulation error is
 * shared, which concerns neither the p-value of a feature nor a correction for many tests. Arrangement r depends on the
 * seed and r alone and counts are added as whole numbers, so the answer is the same on any number of threads. With equal
 * weights in a row the work is O(R (n + k)).
 */
public final class ConditionalPermutation {
    /** Differences below this part of the scale of the values are rounding: such lags are ties, and ties count on both sides. */
    private static final double TIE = 1e-10;

    private final int permutations;
    private final int[] atLeast;
    private final int[] atMost;
    private final boolean[] tested;

    private ConditionalPermutation(int permutations, int[] atLeast, int[] atMost, boolean[] tested) {
        this.permutations = permutations;
        this.atLeast = atLeast;
        this.atMost = atMost;
        this.tested = tested;
    }

    /** {@link #of(double[], SpatialWeights, int, long, int)} on all processors. */
    public static ConditionalPermutation of(double[] values, SpatialWeights weights, int permutations, long seed) {
        return of(values, weights, permutations, seed, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Permutes.
     *
     * @param weights with or without the feature itself, which stays where it is either way
     * @param permutations R, 1 or more
     * @param threads number of threads to use
     */
    public static ConditionalPermutation of(
            double[] values, SpatialWeights weights, int permutations, long seed, int threads) {
        return of(new Problem(values, weights, false), permutations, seed, threads);
    }

    /** The same for local Geary, whose lag is the weighted sum of squared differences with the neighbors. */
    public static ConditionalPermutation ofSquaredDifferences(
            double[] values, SpatialWeights weights, int permutations, long seed) {
        return of(
                new Problem(values, weights, true),
                permutations,
                seed,
                Runtime.getRuntime().availableProcessors());
    }

    private static ConditionalPermutation of(Problem problem, int permutations, long seed, int threads) {
        if (permutations < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "permutations and threads must be 1 or more, were " + permutations + ", " + threads);
        }
        Counts total = IntStream.range(0, threads)
                .parallel()
                .mapToObj(thread -> problem.count(thread, threads, permutations, seed))
                .reduce(Counts::plus)
                .orElseThrow();
        return new ConditionalPermutation(permutations, total.atLeast, total.atMost, problem.tested);
    }

    /** One-sided, on the side where the observed lag lies; NaN for an isolated feature. */
    public double foldedPValue(int feature) {
        return tested[feature]
                ? (Math.min(atLeast[feature], atMost[feature]) + 1.0) / (permutations + 1.0)
                : Double.NaN;
    }

    /** Twice the folded one, at most 1; NaN for an isolated feature. */
    public double twoSidedPValue(int feature) {
        return tested[feature] ? Math.min(1, 2 * foldedPValue(feature)) : Double.NaN;
    }

    /**
     * The p-value of the lag of a feature; NaN for an isolated one. {@link Alternative#GREATER}: {@code (#{lag* >= lag} + 1) / (R +
     * 1)}. A statistic that falls where the lag rises has the other side.
     */
    public double pValue(int feature, Alternative alternative) {
        return tested[feature]
                ? alternative.of(
                        (atLeast[feature] + 1.0) / (permutations + 1.0), (atMost[feature] + 1.0) / (permutations + 1.0))
                : Double.NaN;
    }

    /** How often a lag was at least, and at most, the one observed. */
    private static final class Counts {
        private final int[] atLeast;
        private final int[] atMost;

        Counts(int size) {
            atLeast = new int[size];
            atMost = new int[size];
        }

        Counts plus(Counts other) {
            for (int i = 0; i < atLeast.length; i++) {
                atLeast[i] += other.atLeast[i];
                atMost[i] += other.atMost[i];
            }
            return this;
        }
    }

    /** Values and weights, prepared once and read by all threads. */
    private static final class Problem {
        private final double[] values;
        /** Whether the lag is of (v_j - v_i)^2, counted as v_j^2 - 2 v_i v_j: v_i^2 stays the same. */
        private final boolean squared;

        private final int size;
        private final boolean[] tested;
        /** Number of other neighbors of each feature. */
        private final int[] others;
        /** Weights of the other neighbors where they differ, null for a row of equal weights. */
        private final double[] @Nullable [] unequal;
        /** The least sum of drawn values that is at most, and the greatest that is at least, the observed one: ties included. */
        private final double[] low;

        private final double[] high;
        private final int mostOthers;

        Problem(double[] given, SpatialWeights weights, boolean squaredDifferences) {
            size = given.length;
            squared = squaredDifferences;
            double mean = Moments.of(given).mean();
            values = new double[size];
            double scale = 0;
            for (int i = 0; i < size; i++) {
                values[i] = given[i] - mean;
                scale = Math.max(scale, Math.abs(values[i]));
            }
            tested = new boolean[size];
            others = new int[size];
            unequal = new double[size][];
            low = new double[size];
            high = new double[size];
            int most = 0;
            for (int i = 0; i < size; i++) {
                others[i] = weights.neighborCount(i);
                tested[i] = others[i] > 0 && others[i] < size && scale > 0;
                most = Math.max(most, others[i]);
                double[] row = new double[others[i]];
                double sum = 0;
                boolean equal = true;
                for (int place = 0, to = 0; place < weights.count(i); place++) {
                    int neighbor = weights.neighbor(i, place);
                    if (neighbor != i) {
                        row[to] = weights.weight(i, place);
                        sum += row[to] * term(i, neighbor);
                        equal &= row[to] == row[0];
                        to++;
                    }
                }
                if (equal && others[i] > 0) {
                    sum /= row[0];
                } else {
                    unequal[i] = row;
                }
                double tie = TIE
                        * (squared ? 4 * scale * scale : scale)
                        * Math.max(1, others[i])
                        * (equal || others[i] == 0 ? 1 : largest(row));
                low[i] = sum - tie;
                high[i] = sum + tie;
            }
            mostOthers = most;
        }

        private double term(int feature, int other) {
            return squared ? values[other] * (values[other] - 2 * values[feature]) : values[other];
        }

        private static double largest(double[] row) {
            double largest = 0;
            for (double weight : row) {
                largest = Math.max(largest, Math.abs(weight));
            }
            return largest;
        }

        Counts count(int thread, int threads, int permutations, long seed) {
            Counts counts = new Counts(size);
            int drawn = Math.min(size, mostOthers + 1);
            int[] order = IntStream.range(0, size).toArray();
            int[] swaps = new int[drawn];
            int[] placeOf = new int[size];
            Arrays.fill(placeOf, Integer.MAX_VALUE);
            double[] sums = new double[drawn + 1];
            double[] squareSums = new double[squared ? drawn + 1 : 0];
            for (int r = thread; r < permutations; r += threads) {
                arrange(RandomStreams.of(seed, r), order, swaps);
                for (int place = 0; place < drawn; place++) {
                    placeOf[order[place]] = place;
                    sums[place + 1] = sums[place] + values[order[place]];
                    if (squared) {
                        squareSums[place + 1] = squareSums[place] + values[order[place]] * values[order[place]];
                    }
                }
                for (int i = 0; i < size; i++) {
                    if (!tested[i]) {
                        continue;
                    }
                    double @Nullable [] row = unequal[i];
                    int k = others[i];
                    double sum;
                    if (row != null) {
                        sum = weighted(row, order, i);
                    } else {
                        sum = placeOf[i] < k ? sums[k + 1] - values[i] : sums[k];
                        if (squared) {
                            double squares = placeOf[i] < k ? squareSums[k + 1] - values[i] * values[i] : squareSums[k];
                            sum = squares - 2 * values[i] * sum;
                        }
                    }
                    if (sum >= low[i]) {
                        counts.atLeast[i]++;
                    }
                    if (sum <= high[i]) {
                        counts.atMost[i]++;
                    }
                }
                for (int place = 0; place < drawn; place++) {
                    placeOf[order[place]] = Integer.MAX_VALUE;
                }
                for (int place = drawn - 1; place >= 0; place--) {
                    swap(order, place, swaps[place]);
                }
            }
            return counts;
        }

        /** Puts a random choice of features, in random order, in the first places; the swaps can be undone. */
        private static void arrange(SplittableRandom random, int[] order, int[] swaps) {
            for (int place = 0; place < swaps.length; place++) {
                swaps[place] = place + random.nextInt(order.length - place);
                swap(order, place, swaps[place]);
            }
        }

        private double weighted(double[] row, int[] order, int feature) {
            double sum = 0;
            for (int place = 0, to = 0; to < row.length; place++) {
                if (order[place] != feature) {
                    sum += row[to++] * term(feature, order[place]);
                }
            }
            return sum;
        }

        private static void swap(int[] order, int a, int b) {
            int kept = order[a];
            order[a] = order[b];
            order[b] = kept;
        }
    }
}
