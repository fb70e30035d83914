package nl.plint.stats;

/**
 * Join counts: how often neighbors are both marked, both unmarked, or differ, beside what a random arrangement of the same
 * number of marks would give (nonfree sampling, Cliff and Ord 1981).
 *
 * <p>A join counts half its weight in each direction, so with binary symmetric weights a pair of neighbors counts once.
 *
 * @param marked joins between two marked features (BB)
 * @param unmarked joins between two that are not (WW)
 * @param mixed joins between one of each (BW)
 */
public record JoinCounts(GlobalStatistic marked, GlobalStatistic unmarked, GlobalStatistic mixed) {
    /**
     * @throws IllegalArgumentException when a feature is among its own neighbors
     */
    public static JoinCounts of(boolean[] marks, SpatialWeights weights) {
        WeightSums sums = WeightSums.of(weights);
        int n = marks.length;
        int b = 0;
        double both = 0;
        double none = 0;
        double differ = 0;
        for (int i = 0; i < n; i++) {
            b += marks[i] ? 1 : 0;
            for (int place = 0; place < weights.count(i); place++) {
                double half = weights.weight(i, place) / 2;
                boolean other = marks[weights.neighbor(i, place)];
                if (marks[i] != other) {
                    differ += half;
                } else if (other) {
                    both += half;
                } else {
                    none += half;
                }
            }
        }
        if (n < 4 || sums.s0() == 0) {
            return new JoinCounts(GlobalStatistic.UNDEFINED, GlobalStatistic.UNDEFINED, GlobalStatistic.UNDEFINED);
        }
        return new JoinCounts(alike(both, b, n, sums), alike(none, n - b, n, sums), mixed(differ, b, n, sums));
    }

    private static GlobalStatistic alike(double count, int marked, int n, WeightSums sums) {
        double expectation = sums.s0() / 2 * falling(marked, 2) / falling(n, 2);
        double second = sums.s1() * falling(marked, 2) / falling(n, 2)
                + (sums.s2() - 2 * sums.s1()) * falling(marked, 3) / falling(n, 3)
                + (sums.s0() * sums.s0() + sums.s1() - sums.s2()) * falling(marked, 4) / falling(n, 4);
        return new GlobalStatistic(count, expectation, Double.NaN, second / 4 - expectation * expectation);
    }

    private static GlobalStatistic mixed(double count, int marked, int n, WeightSums sums) {
        double b = marked;
        double w = n - b;
        double expectation = sums.s0() * b * w / falling(n, 2);
        double second = 2 * sums.s1() * b * w / falling(n, 2)
                + (sums.s2() - 2 * sums.s1()) * b * w * (n - 2.0) / falling(n, 3)
                + 4
                        * (sums.s0() * sums.s0() + sums.s1() - sums.s2())
                        * falling(marked, 2)
                        * falling(n - marked, 2)
                        / falling(n, 4);
        return new GlobalStatistic(count, expectation, Double.NaN, second / 4 - expectation * expectation);
    }

    /** n (n - 1) ... of so many factors. */
    private static double falling(int n, int factors) {
        double product = 1;
        for (int factor = 0; factor < factors; factor++) {
            product *= n - factor;
        }
        return product;
    }
}
