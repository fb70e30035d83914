package nl.plint.stats;

/**
 * Mean and central moments of values, divided by n.
 *
 * @param fourth the fourth central moment
 */
record Moments(double mean, double variance, double fourth, double largest) {
    static Moments of(double[] values) {
        double sum = 0;
        double largest = 0;
        for (double value : values) {
            sum += value;
            largest = Math.max(largest, Math.abs(value));
        }
        double mean = sum / values.length;
        double squares = 0;
        double fourths = 0;
        for (double value : values) {
            double square = (value - mean) * (value - mean);
            squares += square;
            fourths += square * square;
        }
        return new Moments(mean, squares / values.length, fourths / values.length, largest);
    }

    /** Whether all values are equal, but for rounding. */
    boolean isConstant() {
        return !(Math.sqrt(variance) > 1e-12 * largest);
    }
}
