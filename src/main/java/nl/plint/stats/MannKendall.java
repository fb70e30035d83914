package nl.plint.stats;

import java.util.Arrays;

/**
 * Whether a series rises or falls (Mann 1945, Kendall 1975): S is the number of pairs that rise less those that fall; its variance
 * takes account of ties, its z-score of continuity. With fewer than 8 or so values the normal p-value is rough.
 *
 * @param s the number of rising less falling pairs
 * @param variance the variance of S when the order is chance
 */
public record MannKendall(long s, double variance) {
    /** The test of values in the order of time. */
    public static MannKendall of(double[] values) {
        int n = values.length;
        long s = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                s += Double.compare(values[j], values[i]) > 0 ? 1 : values[j] == values[i] ? 0 : -1;
            }
        }
        double variance = term(n);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        for (int from = 0, to = 0; from < n; from = to) {
            while (to < n && sorted[to] == sorted[from]) {
                to++;
            }
            variance -= term(to - from);
        }
        return new MannKendall(s, variance / 18);
    }

    private static double term(double n) {
        return n * (n - 1) * (2 * n + 5);
    }

    /** The z-score, one step nearer to 0 for continuity; NaN when all values are equal or there is only one. */
    public double zScore() {
        return variance > 0 ? (s - Long.signum(s)) / Math.sqrt(variance) : Double.NaN;
    }

    /** The two-sided p-value under the normal distribution. */
    public double pValue() {
        return Normal.twoSided(zScore());
    }
}
