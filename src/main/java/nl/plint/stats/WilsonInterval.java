package nl.plint.stats;

/**
 * The score interval of a proportion (Wilson 1927): unlike the textbook interval it stays within 0 and 1 and is of use for few
 * and for none. Where all units were counted it does not tell of sampling; it tells how stable the share of so small a number is.
 *
 * @param low lower bound, 0 to 1
 * @param high upper bound, 0 to 1
 */
public record WilsonInterval(double low, double high) {
    /** The z-score of a two-sided 95 % interval. */
    public static final double Z_95 = 1.959963984540054;

    /**
     * @param events how many of the trials, 0 to trials
     * @param trials 1 or more
     * @param z the z-score of the level, such as {@link #Z_95}
     */
    public static WilsonInterval of(long events, long trials, double z) {
        if (trials < 1 || events < 0 || events > trials || !(z > 0)) {
            throw new IllegalArgumentException(
                    "there must be 0 to trials events, and trials; were " + events + ", " + trials + " at z " + z);
        }
        double n = trials;
        double p = events / n;
        double scale = 1 + z * z / n;
        double center = (p + z * z / (2 * n)) / scale;
        double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / scale;
        return new WilsonInterval(
                events == 0 ? 0 : Math.max(0, center - half), events == trials ? 1 : Math.min(1, center + half));
    }
}
