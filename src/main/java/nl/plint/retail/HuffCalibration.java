package nl.plint.retail;

/**
 * The parameters with which Huff's model fits observed choices best, by maximum likelihood: a conditional logit (McFadden 1974)
 * with utility {@code alpha ln(attraction) - beta ln(minutes)}, or {@code - gamma minutes}. The likelihood has one top, which
 * Newton's method finds.
 *
 * @param alpha how attraction weighs
 * @param decay beta of a power or gamma of an exponential
 * @param alphaError standard error of alpha
 * @param decayError standard error of the decay
 * @param logLikelihood at the top
 * @param nullLogLikelihood when all centres in reach are equal
 * @param observations number of choices, the sum of the counts
 */
public record HuffCalibration(
        double alpha,
        double decay,
        double alphaError,
        double decayError,
        double logLikelihood,
        double nullLogLikelihood,
        double observations) {
    /** What falls with travel time. */
    public enum Form {
        /** {@code minutes^-beta}. */
        POWER,
        /** {@code e^(-gamma minutes)}. */
        EXPONENTIAL
    }

    private static final int MOST_STEPS = 100;

    /** Share of the log-likelihood of equal centres that the model explains (McFadden), 0 to 1. */
    public double pseudoRSquared() {
        return nullLogLikelihood == 0 ? 0 : 1 - logLikelihood / nullLogLikelihood;
    }

    /**
     * Fits.
     *
     * @param times the centres that each point may choose from
     * @param attraction of each centre; those with 0 are not chosen from
     * @param counts for each point how many choose each centre (or what they spend); 0 or more
     * @throws IllegalArgumentException when a centre that is out of reach or has no attraction was chosen, or the choices do
     *     not determine both parameters: too few centres, all as large or as far, or a choice that is always the nearest or largest
     */
    public static HuffCalibration fit(TravelTimes times, double[] attraction, double[][] counts, Form form) {
        Likelihood likelihood = new Likelihood(times, attraction, counts, form);
        double[] at = {0, 0};
        State state = likelihood.at(at);
        double none = state.value;
        for (int step = 0; step < MOST_STEPS; step++) {
            double determinant = state.h00 * state.h11 - state.h01 * state.h01;
            if (!(determinant > 1e-12 * Math.max(1e-300, state.h00 * state.h11))) {
                throw undetermined();
            }
            double d0 = (state.h11 * state.g0 - state.h01 * state.g1) / determinant;
            double d1 = (state.h00 * state.g1 - state.h01 * state.g0) / determinant;
            if (Math.abs(d0) + Math.abs(d1) < 1e-11 * (1 + Math.abs(at[0]) + Math.abs(at[1]))) {
                return new HuffCalibration(
                        at[0],
                        at[1],
                        Math.sqrt(state.h11 / determinant),
                        Math.sqrt(state.h00 / determinant),
                        state.value,
                        none,
                        likelihood.observations);
            }
            double length = 1;
            double[] next = at;
            State reached = state;
            // A full step may overshoot far from the top.
            for (int halving = 0; halving < 40; halving++, length /= 2) {
                next = new double[] {at[0] + length * d0, at[1] + length * d1};
                reached = likelihood.at(next);
                if (reached.value >= state.value - 1e-12 * Math.abs(state.value)) {
                    break;
                }
            }
            at = next;
            state = reached;
        }
        throw undetermined();
    }

    private static IllegalArgumentException undetermined() {
        return new IllegalArgumentException(
                "the observed choices do not determine alpha and the decay: they need points with"
                        + " several centres that differ in size and in travel time, and choices that are not all for the nearest"
                        + " or the largest");
    }

    /** Value, gradient and negative second derivatives of the log-likelihood. */
    private static final class State {
        private double value;
        private double g0;
        private double g1;
        private double h00;
        private double h01;
        private double h11;
    }

    private static final class Likelihood {
        private final TravelTimes times;
        private final double[] size;
        private final double[] nearness;
        private final double[] counts;
        private double observations;

        Likelihood(TravelTimes times, double[] attraction, double[][] counts, Form form) {
            Require.amounts("attraction", attraction, times.centers());
            if (counts.length != times.points()) {
                throw new IllegalArgumentException(
                        "there must be counts for each of " + times.points() + " points, there were " + counts.length);
            }
            this.times = times;
            size = new double[times.size()];
            nearness = new double[times.size()];
            this.counts = new double[times.size()];
            for (int point = 0; point < counts.length; point++) {
                Require.amounts("counts of point " + point, counts[point], times.centers());
                double within = 0;
                double all = 0;
                for (double count : counts[point]) {
                    all += count;
                }
                for (int place = times.from(point); place < times.to(point); place++) {
                    int center = times.centerAt(place);
                    size[place] = Math.log(attraction[center]);
                    double minutes = times.minutesAt(place);
                    nearness[place] = form == Form.POWER ? -Math.log(minutes) : -minutes;
                    if (attraction[center] > 0) {
                        this.counts[place] = counts[point][center];
                        within += counts[point][center];
                    }
                }
                if (within < all) {
                    throw new IllegalArgumentException(
                            "point " + point + " has choices for a centre that is out of reach or has no attraction");
                }
                observations += all;
            }
        }

        State at(double[] parameters) {
            State state = new State();
            for (int point = 0; point < times.points(); point++) {
                addPoint(point, parameters[0], parameters[1], state);
            }
            return state;
        }

        private void addPoint(int point, double alpha, double decay, State state) {
            double chosen = 0;
            double highest = Double.NEGATIVE_INFINITY;
            for (int place = times.from(point); place < times.to(point); place++) {
                chosen += counts[place];
                if (size[place] > Double.NEGATIVE_INFINITY) {
                    highest = Math.max(highest, alpha * size[place] + decay * nearness[place]);
                }
            }
            if (chosen == 0) {
                return;
            }
            double sum = 0;
            double s0 = 0;
            double s1 = 0;
            double s00 = 0;
            double s01 = 0;
            double s11 = 0;
            for (int place = times.from(point); place < times.to(point); place++) {
                double x = size[place];
                if (x > Double.NEGATIVE_INFINITY) {
                    double y = nearness[place];
                    double pull = Math.exp(alpha * x + decay * y - highest);
                    sum += pull;
                    s0 += pull * x;
                    s1 += pull * y;
                    s00 += pull * x * x;
                    s01 += pull * x * y;
                    s11 += pull * y * y;
                    if (counts[place] > 0) {
                        state.value += counts[place] * (alpha * x + decay * y - highest);
                        state.g0 += counts[place] * x;
                        state.g1 += counts[place] * y;
                    }
                }
            }
            double meanX = s0 / sum;
            double meanY = s1 / sum;
            state.value -= chosen * Math.log(sum);
            state.g0 -= chosen * meanX;
            state.g1 -= chosen * meanY;
            state.h00 += chosen * (s00 / sum - meanX * meanX);
            state.h01 += chosen * (s01 / sum - meanX * meanY);
            state.h11 += chosen * (s11 / sum - meanY * meanY);
        }
    }
}
