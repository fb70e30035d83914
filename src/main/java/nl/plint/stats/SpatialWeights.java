package nl.plint.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who is whose neighbor, and with what weight: a sparse matrix in compressed rows, the neighbors of a feature in ascending
 * order. Memory is O(n k). It never changes; the methods that transform it give a new one.
 */
public final class SpatialWeights {
    private final int[] offsets;
    private final int[] neighbors;
    private final double[] weights;

    SpatialWeights(int[] offsets, int[] neighbors, double[] weights) {
        this.offsets = offsets;
        this.neighbors = neighbors;
        this.weights = weights;
    }

    /**
     * Binary weights from lists of neighbors, such as a GAL file holds: entry i lists the neighbors of feature i.
     *
     * @throws IllegalArgumentException when a neighbor is not one of the features or is listed twice
     */
    public static SpatialWeights ofNeighbors(List<int[]> neighborsOfEach) {
        int[] offsets = new int[neighborsOfEach.size() + 1];
        for (int i = 0; i < neighborsOfEach.size(); i++) {
            offsets[i + 1] = offsets[i] + neighborsOfEach.get(i).length;
        }
        int[] neighbors = new int[offsets[neighborsOfEach.size()]];
        for (int i = 0; i < neighborsOfEach.size(); i++) {
            int[] sorted = neighborsOfEach.get(i).clone();
            Arrays.sort(sorted);
            for (int j = 0; j < sorted.length; j++) {
                if (sorted[j] < 0 || sorted[j] >= neighborsOfEach.size() || (j > 0 && sorted[j] == sorted[j - 1])) {
                    throw new IllegalArgumentException("feature " + i + " has neighbor " + sorted[j]
                            + ", which is listed twice or is not one of the " + neighborsOfEach.size() + " features");
                }
            }
            System.arraycopy(sorted, 0, neighbors, offsets[i], sorted.length);
        }
        return binary(offsets, neighbors);
    }

    /**
     * Weights from lists of neighbors and a weight for each of them.
     *
     * @throws IllegalArgumentException when the lists differ in length, a weight is not a finite number, or a neighbor is
     *     not one of the features or is listed twice
     */
    public static SpatialWeights of(List<int[]> neighborsOfEach, List<double[]> weightsOfEach) {
        SpatialWeights binary = ofNeighbors(neighborsOfEach);
        if (weightsOfEach.size() != neighborsOfEach.size()) {
            throw new IllegalArgumentException("there are neighbors of " + neighborsOfEach.size()
                    + " features and weights of " + weightsOfEach.size());
        }
        double[] weights = new double[binary.neighbors.length];
        for (int i = 0; i < neighborsOfEach.size(); i++) {
            int[] neighbors = neighborsOfEach.get(i);
            double[] row = weightsOfEach.get(i);
            for (int place = 0; place < neighbors.length; place++) {
                if (row.length != neighbors.length || !Double.isFinite(row[place])) {
                    throw new IllegalArgumentException(
                            "feature " + i + " must have a finite weight for each of its neighbors");
                }
                int at = Arrays.binarySearch(
                        binary.neighbors, binary.offsets[i], binary.offsets[i + 1], neighbors[place]);
                weights[at] = row[place];
            }
        }
        return new SpatialWeights(binary.offsets, binary.neighbors, weights);
    }

    static SpatialWeights binary(int[] offsets, int[] neighbors) {
        double[] ones = new double[neighbors.length];
        Arrays.fill(ones, 1);
        return new SpatialWeights(offsets, neighbors, ones);
    }

    /** Number of features. */
    public int size() {
        return offsets.length - 1;
    }

    /** Number of entries in the row of a feature; it counts itself when {@link #includingSelf} made it so. */
    public int count(int feature) {
        return offsets[feature + 1] - offsets[feature];
    }

    /** The neighbor at a place, 0 to {@code count - 1}, of the row of a feature. */
    public int neighbor(int feature, int place) {
        return neighbors[offsets[feature] + place];
    }

    /** The weight at a place of the row of a feature. */
    public double weight(int feature, int place) {
        return weights[offsets[feature] + place];
    }

    /** The weight of one feature for another, 0 where they are no neighbors. */
    public double weightBetween(int feature, int other) {
        int at = Arrays.binarySearch(neighbors, offsets[feature], offsets[feature + 1], other);
        return at < 0 ? 0 : weights[at];
    }

    /** Number of neighbors other than the feature itself. */
    public int neighborCount(int feature) {
        return count(feature) - (hasSelf(feature) ? 1 : 0);
    }

    /** Whether a feature has no neighbor other than itself. */
    public boolean isIsland(int feature) {
        return neighborCount(feature) == 0;
    }

    /** Number of features without a neighbor other than themselves. */
    public int islandCount() {
        return (int) IntStream.range(0, size()).filter(this::isIsland).count();
    }

    /** Mean number of neighbors other than the feature itself; NaN without features. */
    public double meanNeighborCount() {
        return IntStream.range(0, size()).map(this::neighborCount).average().orElse(Double.NaN);
    }

    /** Whether a feature is among its own neighbors. */
    public boolean hasSelf(int feature) {
        return Arrays.binarySearch(neighbors, offsets[feature], offsets[feature + 1], feature) >= 0;
    }

    /** The sum of the weights of a feature. */
    public double sum(int feature) {
        double sum = 0;
        for (int at = offsets[feature]; at < offsets[feature + 1]; at++) {
            sum += weights[at];
        }
        return sum;
    }

    /** The sum of the squared weights of a feature. */
    public double sumOfSquares(int feature) {
        double sum = 0;
        for (int at = offsets[feature]; at < offsets[feature + 1]; at++) {
            sum += weights[at] * weights[at];
        }
        return sum;
    }

    /** The spatial lag: the weighted sum of the values of the neighbors of a feature. */
    public double lag(int feature, double[] values) {
        double sum = 0;
        for (int at = offsets[feature]; at < offsets[feature + 1]; at++) {
            sum += weights[at] * values[neighbors[at]];
        }
        return sum;
    }

    /** A weight of one feature for another. */
    @FunctionalInterface
    public interface LinkWeight {
        double of(int feature, int neighbor);
    }

    /** The same neighbors with other weights. */
    public SpatialWeights weighted(LinkWeight weight) {
        double[] others = new double[neighbors.length];
        for (int feature = 0; feature < size(); feature++) {
            for (int at = offsets[feature]; at < offsets[feature + 1]; at++) {
                others[at] = weight.of(feature, neighbors[at]);
            }
        }
        return new SpatialWeights(offsets, neighbors, others);
    }

    /** The same with every feature among its own neighbors, at weight 1. */
    public SpatialWeights includingSelf() {
        int[] newOffsets = new int[offsets.length];
        int[] newNeighbors = new int[neighbors.length + size()];
        double[] newWeights = new double[neighbors.length + size()];
        int to = 0;
        for (int feature = 0; feature < size(); feature++) {
            boolean placed = hasSelf(feature);
            for (int at = offsets[feature]; at < offsets[feature + 1]; at++) {
                if (!placed && neighbors[at] > feature) {
                    newNeighbors[to] = feature;
                    newWeights[to++] = 1;
                    placed = true;
                }
                newNeighbors[to] = neighbors[at];
                newWeights[to++] = weights[at];
            }
            if (!placed) {
                newNeighbors[to] = feature;
                newWeights[to++] = 1;
            }
            newOffsets[feature + 1] = to;
        }
        return new SpatialWeights(newOffsets, Arrays.copyOf(newNeighbors, to), Arrays.copyOf(newWeights, to));
    }

    /** The same without features that are among their own neighbors. */
    public SpatialWeights withoutSelf() {
        return filtered((feature, neighbor) -> feature != neighbor);
    }

    private SpatialWeights filtered(LinkTest test) {
        int[] newOffsets = new int[offsets.length];
        int[] newNeighbors = new int[neighbors.length];
        double[] newWeights = new double[neighbors.length];
        int to = 0;
        for (int feature = 0; feature < size(); feature++) {
            for (int at = offsets[feature]; at < offsets[feature + 1]; at++) {
                if (test.holds(feature, neighbors[at])) {
                    newNeighbors[to] = neighbors[at];
                    newWeights[to++] = weights[at];
                }
            }
            newOffsets[feature + 1] = to;
        }
        return new SpatialWeights(newOffsets, Arrays.copyOf(newNeighbors, to), Arrays.copyOf(newWeights, to));
    }

    @FunctionalInterface
    private interface LinkTest {
        boolean holds(int feature, int neighbor);
    }

    /**
     * The weights between some of the features, numbered in the order given.
     *
     * @param kept features in ascending order
     */
    public SpatialWeights among(int[] kept) {
        int[] numberOf = new int[size()];
        Arrays.fill(numberOf, -1);
        for (int number = 0; number < kept.length; number++) {
            numberOf[kept[number]] = number;
        }
        SpatialWeights between = filtered((feature, neighbor) -> numberOf[feature] >= 0 && numberOf[neighbor] >= 0);
        int[] newOffsets = new int[kept.length + 1];
        for (int number = 0; number < kept.length; number++) {
            newOffsets[number + 1] = between.offsets[kept[number] + 1];
        }
        int[] newNeighbors = Arrays.stream(between.neighbors)
                .map(neighbor -> numberOf[neighbor])
                .toArray();
        return new SpatialWeights(newOffsets, newNeighbors, between.weights);
    }

    /** The same with the weights of each feature divided by their sum; islands stay without. */
    public SpatialWeights rowStandardized() {
        double[] standardized = weights.clone();
        for (int feature = 0; feature < size(); feature++) {
            double sum = sum(feature);
            for (int at = offsets[feature]; at < offsets[feature + 1] && sum != 0; at++) {
                standardized[at] /= sum;
            }
        }
        return new SpatialWeights(offsets, neighbors, standardized);
    }
}
