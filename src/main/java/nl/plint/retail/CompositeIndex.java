package nl.plint.retail;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One number of several indicators over comparable areas, and what each adds to it: {@code I = sum of w z}, with weights that sum to
 * 1 over the indicators that an area has. An indicator that is the same everywhere adds nothing. An area that lacks more than half of
 * the weight has no index.
 */
public final class CompositeIndex {
    private static final double LEAST_WEIGHT = 0.5;
    private static final double ROUNDING = 1e-12;

    /** How an indicator is made comparable with the others. */
    public enum Standardization {
        /** Distance to the mean in standard deviations (of a population). */
        Z_SCORE,
        /** 0 for the least, 1 for the greatest. */
        MIN_MAX
    }

    private final double[][] standardized;
    private final double[] weights;
    private final int areas;

    private CompositeIndex(double[][] standardized, double[] weights, int areas) {
        this.standardized = standardized;
        this.weights = weights;
        this.areas = areas;
    }

    /**
     * Makes an index.
     *
     * @param values by indicator, then area; NaN where unknown
     * @param weights by indicator, 0 or more
     */
    public static CompositeIndex of(double[][] values, double[] weights, Standardization standardization) {
        if (values.length != weights.length || Arrays.stream(weights).anyMatch(weight -> !(weight >= 0))) {
            throw new IllegalArgumentException("every indicator needs a weight of 0 or more");
        }
        int areas = values.length == 0 ? 0 : values[0].length;
        double[][] standardized = Arrays.stream(values)
                .map(row -> standardization == Standardization.Z_SCORE ? zScores(row) : minMax(row))
                .toArray(double[][]::new);
        double[] used = weights.clone();
        for (int i = 0; i < used.length; i++) {
            used[i] = Arrays.stream(values[i]).allMatch(Double::isNaN) ? 0 : used[i];
        }
        return new CompositeIndex(standardized, used, areas);
    }

    private static double[] zScores(double[] row) {
        double mean = Arrays.stream(row)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
        double variance = Arrays.stream(row)
                .filter(value -> !Double.isNaN(value))
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        double deviation = Math.sqrt(variance);
        double scale = Arrays.stream(row)
                .filter(value -> !Double.isNaN(value))
                .map(Math::abs)
                .max()
                .orElse(0);
        boolean constant = deviation <= ROUNDING * scale;
        return Arrays.stream(row)
                .map(value -> Double.isNaN(value) ? value : constant ? 0 : (value - mean) / deviation)
                .toArray();
    }

    private static double[] minMax(double[] row) {
        double least =
                Arrays.stream(row).filter(value -> !Double.isNaN(value)).min().orElse(0);
        double greatest =
                Arrays.stream(row).filter(value -> !Double.isNaN(value)).max().orElse(0);
        return Arrays.stream(row)
                .map(value ->
                        Double.isNaN(value) ? value : greatest == least ? 0 : (value - least) / (greatest - least))
                .toArray();
    }

    /** An indicator of an area as it counts: a z-score or 0 to 1; NaN where unknown. */
    public double standardized(int indicator, int area) {
        return standardized[indicator][area];
    }

    /** The weight of an indicator in an area, of 1 in all; 0 where its value is unknown. */
    public double weight(int indicator, int area) {
        double weight = Double.isNaN(standardized[indicator][area]) ? 0 : weights[indicator];
        return weight == 0 ? 0 : weight / present(weights, area);
    }

    /** What an indicator adds to the index of an area. */
    public double contribution(int indicator, int area) {
        double weight = weight(indicator, area);
        return weight == 0 ? 0 : weight * standardized[indicator][area];
    }

    /** The share of the weight for which an area has values, 0 to 1. */
    public double completeness(int area) {
        double all = Arrays.stream(weights).sum();
        return all == 0 ? 0 : present(weights, area) / all;
    }

    private double present(double[] used, int area) {
        double sum = 0;
        for (int i = 0; i < used.length; i++) {
            sum += Double.isNaN(standardized[i][area]) ? 0 : used[i];
        }
        return sum;
    }

    /** The index of an area, NaN where it lacks too much. */
    public double index(int area) {
        return index(weights, area);
    }

    private double index(double[] used, int area) {
        if (completeness(area) < LEAST_WEIGHT) {
            return Double.NaN;
        }
        double present = present(used, area);
        double sum = 0;
        for (int i = 0; i < used.length; i++) {
            sum += Double.isNaN(standardized[i][area]) ? 0 : used[i] * standardized[i][area];
        }
        return present > 0 ? sum / present : 0;
    }

    /** Ranks from the highest index, 1, downward; equal ones share the mean of their ranks, NaN without an index. */
    public double[] ranks() {
        return ranks(weights);
    }

    private double[] ranks(double[] used) {
        double[] index = new double[areas];
        Arrays.setAll(index, area -> index(used, area));
        double[] ranks = new double[areas];
        for (int area = 0; area < areas; area++) {
            int above = 0;
            int equal = 0;
            for (int other = 0; other < areas; other++) {
                above += index[other] > index[area] ? 1 : 0;
                equal += index[other] == index[area] ? 1 : 0;
            }
            ranks[area] = Double.isNaN(index[area]) ? Double.NaN : above + (equal + 1) / 2.0;
        }
        return ranks;
    }

    /**
     * How ranks move with the weights: these are drawn from a Dirichlet distribution around those in force.
     *
     * @param concentration such as 50: the higher, the nearer to the weights in force
     * @param seed the same gives the same answer
     * @return by area: the 5th percentile, the mean and the 95th percentile of its rank; NaN without an index
     */
    public double[][] rankSensitivity(int draws, double concentration, long seed) {
        double[][] drawn = new double[areas][draws];
        double total = Arrays.stream(weights).sum();
        SplittableRandom random = new SplittableRandom(seed);
        for (int draw = 0; draw < draws; draw++) {
            double[] used = new double[weights.length];
            for (int i = 0; i < used.length; i++) {
                used[i] = weights[i] == 0 ? 0 : gamma(concentration * weights[i] / total, random);
            }
            double[] ranks = ranks(used);
            for (int area = 0; area < areas; area++) {
                drawn[area][draw] = ranks[area];
            }
        }
        return Arrays.stream(drawn)
                .map(ranks -> {
                    Arrays.sort(ranks);
                    return new double[] {
                        ranks[(int) Math.floor(0.05 * (draws - 1))],
                        Arrays.stream(ranks).average().orElse(Double.NaN),
                        ranks[(int) Math.ceil(0.95 * (draws - 1))]
                    };
                })
                .toArray(double[][]::new);
    }

    /** A draw from the gamma distribution with scale 1 (Marsaglia and Tsang 2000; shapes under 1 by a power of a uniform draw). */
    private static double gamma(double shape, SplittableRandom random) {
        if (shape < 1) {
            return gamma(shape + 1, random) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double normal =
                    Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
            double v = Math.pow(1 + c * normal, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < normal * normal / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
