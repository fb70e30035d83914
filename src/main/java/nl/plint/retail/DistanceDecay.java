package nl.plint.retail;

/** How the pull of a centre falls with travel time. */
public sealed interface DistanceDecay {
    /**
     * The pull that is left.
     *
     * @param minutes travel time, above 0
     * @return 0 or more
     */
    double at(double minutes);

    /**
     * {@code minutes^-beta} (Huff 1963).
     *
     * @param beta 0 to 20; 1.5 to 2.5 is usual for daily goods, 1 to 2 for comparison goods
     */
    record Power(double beta) implements DistanceDecay {
        public Power {
            Require.that(beta >= 0 && beta <= 20, "beta", beta, "0 to 20");
        }

        @Override
        public double at(double minutes) {
            // Squares are by far the most asked, and a multiplication is many times faster than a power.
            return beta == 2 ? 1 / (minutes * minutes) : Math.pow(minutes, -beta);
        }
    }

    /**
     * {@code e^(-gamma minutes)} (Wilson 1971).
     *
     * @param gamma per minute, 0 to 20
     */
    record Exponential(double gamma) implements DistanceDecay {
        public Exponential {
            Require.that(gamma >= 0 && gamma <= 20, "gamma", gamma, "0 to 20 per minute");
        }

        @Override
        public double at(double minutes) {
            return Math.exp(-gamma * minutes);
        }
    }
}
