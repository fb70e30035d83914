package nl.plint.stats;

import java.util.Locale;

/**
 * Which outcomes count as at least as extreme as the one observed. Packages differ in what they call a p-value: spdep's tests are
 * one-sided unless asked otherwise, PySAL's simulated ones are {@link #FOLDED}.
 */
public enum Alternative {
    /** On either side: twice the folded p-value, at most 1. */
    TWO_SIDED {
        @Override
        double of(double greater, double less) {
            return Math.min(1, 2 * Math.min(greater, less));
        }
    },
    /** The statistic is greater than chance gives. */
    GREATER {
        @Override
        double of(double greater, double less) {
            return greater;
        }
    },
    /** The statistic is less than chance gives. */
    LESS {
        @Override
        double of(double greater, double less) {
            return less;
        }
    },
    /** One-sided, on whichever side the statistic lies; never above one half but for ties, so half of a two-sided p-value. */
    FOLDED {
        @Override
        double of(double greater, double less) {
            return Math.min(greater, less);
        }
    };

    /** The p-value, from that of each side. NaN stays NaN. */
    abstract double of(double greater, double less);

    /** The p-value of a z-score under the normal distribution; NaN for NaN. */
    public double pValue(double zScore) {
        return Double.isNaN(zScore) ? Double.NaN : of(Normal.above(zScore), Normal.above(-zScore));
    }

    /** How many times a p-value is the least that R permutations can give, 1 / (R + 1). */
    public int sides() {
        return this == TWO_SIDED ? 2 : 1;
    }

    /** As it is written in a question: {@code two-sided}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
