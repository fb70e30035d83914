package nl.plint.stats;

/** How weight falls with distance, as a function of u = distance / bandwidth; 1 at 0, and for all but the Gaussian 0 from u = 1. */
public enum Kernel {
    UNIFORM {
        @Override
        public double weight(double u) {
            return u <= 1 ? 1 : 0;
        }
    },
    TRIANGULAR {
        @Override
        public double weight(double u) {
            return u < 1 ? 1 - u : 0;
        }
    },
    EPANECHNIKOV {
        @Override
        public double weight(double u) {
            return u < 1 ? 1 - u * u : 0;
        }
    },
    QUARTIC {
        @Override
        public double weight(double u) {
            return u < 1 ? (1 - u * u) * (1 - u * u) : 0;
        }
    },
    GAUSSIAN {
        @Override
        public double weight(double u) {
            return Math.exp(-u * u / 2);
        }
    };

    /** The weight at a distance of u bandwidths, 0 or more. */
    public abstract double weight(double u);
}
