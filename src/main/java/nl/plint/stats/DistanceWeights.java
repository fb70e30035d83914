package nl.plint.stats;

/** Weights that fall with distance, for neighbors that were found before. Distances in metres (RD New). */
public final class DistanceWeights {
    /** Nearer than this counts as this far: points at one place would weigh without bound. */
    static final double NEAREST_METERS = 1;

    private DistanceWeights() {}

    /**
     * {@code 1 / d^power}, with d at least 1 m.
     *
     * @throws IllegalArgumentException when the power is not above 0
     */
    public static SpatialWeights inverse(SpatialWeights neighbors, double[] x, double[] y, double power) {
        if (!(power > 0) || !Double.isFinite(power)) {
            throw new IllegalArgumentException("power must be above 0, was " + power);
        }
        return neighbors.weighted((i, j) -> Math.pow(Math.max(NEAREST_METERS, distance(x, y, i, j)), -power));
    }

    /**
     * {@code K(d / bandwidth)}. A neighbor beyond the reach of the kernel stays a neighbor, with weight 0.
     *
     * @throws IllegalArgumentException when the bandwidth is not above 0
     */
    public static SpatialWeights kernel(
            SpatialWeights neighbors, double[] x, double[] y, Kernel kernel, double bandwidthMeters) {
        if (!(bandwidthMeters > 0) || !Double.isFinite(bandwidthMeters)) {
            throw new IllegalArgumentException("bandwidthMeters must be above 0, was " + bandwidthMeters);
        }
        return neighbors.weighted((i, j) -> kernel.weight(distance(x, y, i, j) / bandwidthMeters));
    }

    private static double distance(double[] x, double[] y, int i, int j) {
        return Math.hypot(x[j] - x[i], y[j] - y[i]);
    }
}
