package nl.plint.analysis.emerging;

import java.util.Arrays;
import java.util.stream.IntStream;
import nl.plint.stats.MannKendall;

/**
 * How an area was a hot spot over the reference dates, in the classes of Esri's Emerging Hot Spot Analysis. Hot is where Gi* is
 * significant and above 0; the same patterns are told of cold spots, with the signs exchanged.
 *
 * <p>With fewer than about 8 dates the trend test finds nothing, so that {@link #PERSISTENT} then stands for {@link #INTENSIFYING} and
 * {@link #DIMINISHING} as well.
 */
enum EmergingPattern {
    /** Never hot, or not often enough for the other patterns. */
    NONE,
    /** Hot on the last date only. */
    NEW,
    /** Hot on the last dates without a break, not before, and on fewer than 90 % of all. */
    CONSECUTIVE,
    /** Hot on at least 90 % of the dates and the last, without a trend. */
    PERSISTENT,
    /** As persistent, and ever hotter. */
    INTENSIFYING,
    /** As persistent, and ever less hot. */
    DIMINISHING,
    /** Hot on the last date, on and off before, never cold. */
    SPORADIC,
    /** Hot on the last date, and cold before. */
    OSCILLATING,
    /** Hot on at least 90 % of the dates, but not on the last. */
    HISTORICAL;

    private static final double MOST_OF_THEM = 0.90;

    /**
     * The pattern of a series.
     *
     * @param signs for each date in the order of time 1 where hot, -1 where cold, 0 where neither
     * @param zScores Gi* of each date
     * @param side 1 for patterns of hot spots, -1 for those of cold spots
     * @param alpha level of the trend test
     */
    static EmergingPattern of(int[] signs, double[] zScores, int side, double alpha) {
        int last = signs.length - 1;
        long on = Arrays.stream(signs).filter(sign -> sign == side).count();
        boolean mostly = on >= MOST_OF_THEM * signs.length;
        if (signs.length == 0 || on == 0) {
            return NONE;
        }
        if (signs[last] != side) {
            return mostly ? HISTORICAL : NONE;
        }
        if (on == 1 && last > 0) {
            return IntStream.range(0, last).anyMatch(date -> signs[date] == -side) ? OSCILLATING : NEW;
        }
        if (mostly) {
            return trend(zScores, side, alpha);
        }
        if (Arrays.stream(signs).anyMatch(sign -> sign == -side)) {
            return OSCILLATING;
        }
        boolean isOneRun =
                IntStream.range(signs.length - (int) on, signs.length).allMatch(date -> signs[date] == side);
        return isOneRun ? CONSECUTIVE : SPORADIC;
    }

    private static EmergingPattern trend(double[] zScores, int side, double alpha) {
        MannKendall test = MannKendall.of(zScores);
        if (!(test.pValue() <= alpha)) {
            return PERSISTENT;
        }
        return test.s() * side > 0 ? INTENSIFYING : DIMINISHING;
    }
}
