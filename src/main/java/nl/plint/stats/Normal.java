package nl.plint.stats;

import org.apache.commons.numbers.gamma.Erfc;

/** The standard normal distribution. */
final class Normal {
    private Normal() {}

    /** The chance of a score of z or more: 1 - Phi(z). */
    static double above(double z) {
        return Erfc.value(z / Math.sqrt(2)) / 2;
    }

    /** The chance of a score at least so far from 0 on either side: 2 (1 - Phi(|z|)); NaN for NaN. */
    static double twoSided(double z) {
        return Double.isNaN(z) ? Double.NaN : Erfc.value(Math.abs(z) / Math.sqrt(2));
    }
}
