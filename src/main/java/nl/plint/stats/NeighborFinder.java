package nl.plint.stats;

import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/**
 * Finds neighbors among points in a plane, in metres (RD New).
 *
 * <p>Points are sorted into square cells, so the work grows with the number of links, not with its square. Points at one
 * place are neighbors of each other.
 */
public final class NeighborFinder {
    /** Links that fit in about 600 MB; a distance that gives more is most likely a mistake in its unit. */
    private static final long MOST_LINKS = 50_000_000;

    private NeighborFinder() {}

    /** {@link #withinDistance(double[], double[], double)} for coordinates. */
    public static SpatialWeights withinDistance(List<Coordinate> points, double distanceMeters) {
        return withinDistance(
                points.stream().mapToDouble(Coordinate::getX).toArray(),
                points.stream().mapToDouble(Coordinate::getY).toArray(),
                distanceMeters);
    }

    /**
     * Binary weights: every other point at most so far away, the border included.
     *
     * @throws IllegalArgumentException when the distance is not above 0, or gives more links than fit in memory
     */
    public static SpatialWeights withinDistance(double[] x, double[] y, double distanceMeters) {
        if (!(distanceMeters > 0) || !Double.isFinite(distanceMeters)) {
            throw new IllegalArgumentException("distanceMeters must be above 0, was " + distanceMeters);
        }
        Cells cells = new Cells(x, y, distanceMeters);
        int[] offsets = new int[x.length + 1];
        int[] neighbors = new int[Math.max(16, x.length * 8)];
        int size = 0;
        for (int i = 0; i < x.length; i++) {
            int from = size;
            int column = cells.column(x[i]);
            int row = cells.row(y[i]);
            int reach = cells.reach(distanceMeters);
            for (int r = Math.max(0, row - reach); r <= Math.min(cells.rows - 1, row + reach); r++) {
                for (int c = Math.max(0, column - reach); c <= Math.min(cells.columns - 1, column + reach); c++) {
                    for (int at = cells.start(c, r); at < cells.end(c, r); at++) {
                        int j = cells.points[at];
                        if (j != i && Math.hypot(x[j] - x[i], y[j] - y[i]) <= distanceMeters) {
                            if (size == neighbors.length) {
                                if (size >= MOST_LINKS) {
                                    throw new IllegalArgumentException(
                                            "a distance of " + distanceMeters + " m gives more than " + MOST_LINKS
                                                    + " pairs of neighbors; choose a smaller one");
                                }
                                neighbors = Arrays.copyOf(neighbors, (int) Math.min(MOST_LINKS, size * 2L));
                            }
                            neighbors[size++] = j;
                        }
                    }
                }
            }
            Arrays.sort(neighbors, from, size);
            offsets[i + 1] = size;
        }
        return SpatialWeights.binary(offsets, Arrays.copyOf(neighbors, size));
    }

    /**
     * Binary weights: the k nearest other points; among points equally far the one with the lower index.
     *
     * @throws IllegalArgumentException when there are not more than k points, or k is below 1
     */
    public static SpatialWeights nearest(double[] x, double[] y, int k) {
        int n = x.length;
        if (k < 1 || k >= n) {
            throw new IllegalArgumentException(
                    "k must be from 1 to " + (n - 1) + ", the number of other points, was " + k);
        }
        if ((long) n * k > MOST_LINKS) {
            throw new IllegalArgumentException(n + " points with " + k + " neighbors each are more than " + MOST_LINKS
                    + " links; choose a smaller k");
        }
        Cells cells = new Cells(x, y, 0);
        int[] offsets = new int[n + 1];
        int[] neighbors = new int[n * k];
        Nearest nearest = new Nearest(k);
        for (int i = 0; i < n; i++) {
            nearest.clear();
            int column = cells.column(x[i]);
            int row = cells.row(y[i]);
            for (int ring = 0; ring <= Math.max(cells.columns, cells.rows); ring++) {
                // All points in rings below this one are seen: none beyond can be nearer than this.
                double seenMeters = (ring - 1) * cells.sizeMeters;
                if (nearest.isFull() && nearest.farthest() < seenMeters) {
                    break;
                }
                for (int r = row - ring; r <= row + ring; r++) {
                    if (r < 0 || r >= cells.rows) {
                        continue;
                    }
                    int step = r == row - ring || r == row + ring || ring == 0 ? 1 : 2 * ring;
                    for (int c = column - ring; c <= column + ring; c += step) {
                        if (c < 0 || c >= cells.columns) {
                            continue;
                        }
                        for (int at = cells.start(c, r); at < cells.end(c, r); at++) {
                            int j = cells.points[at];
                            if (j != i) {
                                nearest.offer(j, Math.hypot(x[j] - x[i], y[j] - y[i]));
                            }
                        }
                    }
                }
            }
            nearest.copyTo(neighbors, i * k);
            Arrays.sort(neighbors, i * k, (i + 1) * k);
            offsets[i + 1] = (i + 1) * k;
        }
        return SpatialWeights.binary(offsets, neighbors);
    }

    /**
     * The smallest distance band in which every point has a neighbor: the greatest distance of a point to its nearest one.
     *
     * @throws IllegalArgumentException when there are fewer than two points
     */
    public static double smallestBandMeters(double[] x, double[] y) {
        SpatialWeights nearest = nearest(x, y, 1);
        double band = 0;
        for (int i = 0; i < x.length; i++) {
            int j = nearest.neighbor(i, 0);
            band = Math.max(band, Math.hypot(x[j] - x[i], y[j] - y[i]));
        }
        return band;
    }

    /** The k best so far, by distance and then by index. */
    private static final class Nearest {
        private final int[] points;
        private final double[] distances;
        private int size;

        Nearest(int k) {
            points = new int[k];
            distances = new double[k];
        }

        void clear() {
            size = 0;
        }

        boolean isFull() {
            return size == points.length;
        }

        double farthest() {
            return distances[size - 1];
        }

        void offer(int point, double distance) {
            if (isFull()
                    && (distance > distances[size - 1]
                            || (distance == distances[size - 1] && point > points[size - 1]))) {
                return;
            }
            int at = isFull() ? size - 1 : size++;
            while (at > 0
                    && (distances[at - 1] > distance || (distances[at - 1] == distance && points[at - 1] > point))) {
                distances[at] = distances[at - 1];
                points[at] = points[at - 1];
                at--;
            }
            distances[at] = distance;
            points[at] = point;
        }

        void copyTo(int[] target, int from) {
            System.arraycopy(points, 0, target, from, size);
        }
    }

    /** Points sorted into square cells. */
    private static final class Cells {
        private final double minX;
        private final double minY;
        private final double sizeMeters;
        private final int columns;
        private final int rows;
        private final int[] starts;
        private final int[] points;

        /** With cells of at least the given size; larger ones where there would be many more cells than points. */
        Cells(double[] x, double[] y, double leastSizeMeters) {
            minX = Arrays.stream(x).min().orElse(0);
            minY = Arrays.stream(y).min().orElse(0);
            double width = Arrays.stream(x).max().orElse(0) - minX;
            double height = Arrays.stream(y).max().orElse(0) - minY;
            if (!Double.isFinite(width + height)) {
                throw new IllegalArgumentException("a coordinate is not a finite number");
            }
            double fewPerCell = Math.sqrt(Math.max(width * height, 1e-9) * 2 / Math.max(1, x.length));
            double atMost = Math.max(width, height) / 4096;
            sizeMeters = Math.max(Math.max(leastSizeMeters, fewPerCell), Math.max(atMost, 1e-9));
            columns = (int) (width / sizeMeters) + 1;
            rows = (int) (height / sizeMeters) + 1;
            starts = new int[columns * rows + 1];
            int[] cell = new int[x.length];
            for (int i = 0; i < x.length; i++) {
                cell[i] = row(y[i]) * columns + column(x[i]);
                starts[cell[i] + 1]++;
            }
            for (int c = 0; c < columns * rows; c++) {
                starts[c + 1] += starts[c];
            }
            int[] next = starts.clone();
            points = new int[x.length];
            for (int i = 0; i < x.length; i++) {
                points[next[cell[i]]++] = i;
            }
        }

        int column(double x) {
            return (int) ((x - minX) / sizeMeters);
        }

        int row(double y) {
            return (int) ((y - minY) / sizeMeters);
        }

        int reach(double distanceMeters) {
            return (int) Math.ceil(distanceMeters / sizeMeters);
        }

        int start(int column, int row) {
            return starts[row * columns + column];
        }

        int end(int column, int row) {
            return starts[row * columns + column + 1];
        }
    }
}
