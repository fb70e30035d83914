package nl.plint.stats;

import java.util.Arrays;

/**
 * Rates of areas with unequal numbers at risk, drawn towards the rate of all as far as their numbers are small: the global
 * empirical Bayes estimator of Marshall (1991), and the standardised rates of Assunção and Reis (1999) for Moran's I.
 *
 * <p>With r_i = V_i / N_i and m = sum V / sum N, the variance between areas is {@code s2 = max(0, sum N_i (r_i - m)^2 / sum N
 * - m / mean N)}; an area keeps the part {@code s2 / (s2 + m / N_i)} of its own departure.
 */
public final class RateSmoothing {
    private final double[] events;
    private final double[] atRisk;
    private final double mean;
    private final double variance;

    private RateSmoothing(double[] events, double[] atRisk, double mean, double variance) {
        this.events = events;
        this.atRisk = atRisk;
        this.mean = mean;
        this.variance = variance;
    }

    /**
     * @param events V of each area, 0 or more
     * @param atRisk N of each area; an area with 0 has no rate and takes no part
     * @throws IllegalArgumentException when no area has anything at risk, or a number is negative
     */
    public static RateSmoothing of(double[] events, double[] atRisk) {
        double all = Arrays.stream(atRisk).sum();
        if (!(all > 0)
                || Arrays.stream(atRisk).anyMatch(n -> !(n >= 0))
                || Arrays.stream(events).anyMatch(v -> !(v >= 0))) {
            throw new IllegalArgumentException("numbers must be 0 or more, and some area must have something at risk");
        }
        double mean = Arrays.stream(events).sum() / all;
        double spread = 0;
        int areas = 0;
        for (int i = 0; i < events.length; i++) {
            if (atRisk[i] > 0) {
                double departure = events[i] / atRisk[i] - mean;
                spread += atRisk[i] * departure * departure;
                areas++;
            }
        }
        return new RateSmoothing(
                events.clone(), atRisk.clone(), mean, Math.max(0, spread / all - mean / (all / areas)));
    }

    /** m, the rate of all together. */
    public double mean() {
        return mean;
    }

    /** s2, the variance between areas beyond what their numbers explain. */
    public double variance() {
        return variance;
    }

    /** The smoothed rate of an area; NaN with nothing at risk. */
    public double rate(int area) {
        if (atRisk[area] == 0) {
            return Double.NaN;
        }
        double own = variance == 0 ? 0 : variance / (variance + mean / atRisk[area]);
        return mean + own * (events[area] / atRisk[area] - mean);
    }

    /** The standardised rate of an area, {@code (r - m) / sqrt(s2 + m / N)}; NaN with nothing at risk or no events at all. */
    public double standardized(int area) {
        double spread = variance + mean / atRisk[area];
        return atRisk[area] == 0 || spread == 0 ? Double.NaN : (events[area] / atRisk[area] - mean) / Math.sqrt(spread);
    }
}
