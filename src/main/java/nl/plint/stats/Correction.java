package nl.plint.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Correction of p-values for many tests. A p-value that is NaN was no test: it stays NaN and is not counted.
 */
public enum Correction {
    /** The false discovery rate: q(k) = min over l &gt;= k of m p(l) / l, at most 1 (Benjamini and Hochberg 1995). */
    FDR {
        @Override
        public double[] adjust(double[] pValues) {
            int[] ascending = IntStream.range(0, pValues.length)
                    .filter(i -> !Double.isNaN(pValues[i]))
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> pValues[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            double[] adjusted = pValues.clone();
            double least = 1;
            for (int rank = ascending.length; rank >= 1; rank--) {
                int i = ascending[rank - 1];
                least = Math.min(least, pValues[i] * ascending.length / rank);
                adjusted[i] = least;
            }
            return adjusted;
        }
    },
    /** Each p-value times the number of tests, at most 1. */
    BONFERRONI {
        @Override
        public double[] adjust(double[] pValues) {
            long tests = IntStream.range(0, pValues.length)
                    .filter(i -> !Double.isNaN(pValues[i]))
                    .count();
            return IntStream.range(0, pValues.length)
                    .mapToDouble(i -> Math.min(1, pValues[i] * tests))
                    .toArray();
        }
    },
    /** The p-values as they are. */
    NONE {
        @Override
        public double[] adjust(double[] pValues) {
            return pValues.clone();
        }
    };

    /** Adjusted p-values in the order given; the array given is left as it was. */
    public abstract double[] adjust(double[] pValues);
}
