package nl.plint.stats;

/**
 * The sums over a weights matrix that moments of global statistics are made of (Cliff and Ord 1981).
 *
 * @param s0 sum of all weights
 * @param s1 half the sum of (w_ij + w_ji)^2
 * @param s2 sum over features of (row sum + column sum)^2
 */
record WeightSums(double s0, double s1, double s2) {
    /**
     * @throws IllegalArgumentException when a feature is among its own neighbors
     */
    static WeightSums of(SpatialWeights weights) {
        int n = weights.size();
        double[] rowAndColumn = new double[n];
        double s0 = 0;
        double s1 = 0;
        for (int i = 0; i < n; i++) {
            for (int place = 0; place < weights.count(i); place++) {
                int j = weights.neighbor(i, place);
                if (j == i) {
                    throw new IllegalArgumentException("feature " + i + " is among its own neighbors");
                }
                double weight = weights.weight(i, place);
                s0 += weight;
                rowAndColumn[i] += weight;
                rowAndColumn[j] += weight;
                s1 += weight * (weight + weights.weightBetween(j, i));
            }
        }
        double s2 = 0;
        for (double sum : rowAndColumn) {
            s2 += sum * sum;
        }
        return new WeightSums(s0, s1, s2);
    }
}
