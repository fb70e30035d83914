package nl.plint.retail;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Minutes from each demand point to the centres that it can reach: a sparse matrix in compressed rows, the centres of a point in
 * ascending order. Centres beyond a cut-off are not in it. It never changes.
 */
public final class TravelTimes {
    /** Marks, in a matrix that is given, that a centre cannot be reached. */
    public static final double UNREACHABLE = Double.POSITIVE_INFINITY;

    private final int centers;
    private final int[] offsets;
    private final int[] center;
    private final double[] minutes;

    private TravelTimes(int centers, int[] offsets, int[] center, double[] minutes) {
        this.centers = centers;
        this.offsets = offsets;
        this.center = center;
        this.minutes = minutes;
    }

    /**
     * Times along the straight line times a detour. A centre is never nearer than {@link DemandPoint#leastDistance()}.
     *
     * @param cutoffMinutes centres farther than this are left out; above 0, may be infinite
     */
    public static TravelTimes straight(
            List<DemandPoint> points, List<RetailCenter> centers, TravelMode mode, double cutoffMinutes) {
        Require.that(cutoffMinutes > 0, "cutoffMinutes", cutoffMinutes, "above 0");
        CenterGrid grid = new CenterGrid(centers, mode.reach(Math.min(cutoffMinutes, 1e6)));
        Row[] rows = IntStream.range(0, points.size())
                .parallel()
                .mapToObj(i -> row(points.get(i), centers, grid, mode, cutoffMinutes))
                .toArray(Row[]::new);
        return ofRows(centers.size(), rows);
    }

    /**
     * Times that were found elsewhere, such as over a road network.
     *
     * @param minutesOfEach for each demand point the minutes to each centre, above 0, or {@link #UNREACHABLE}
     * @param cutoffMinutes centres farther than this are left out; above 0, may be infinite
     * @throws IllegalArgumentException when rows differ in length, or a time is zero, negative or not a number
     */
    public static TravelTimes of(double[][] minutesOfEach, double cutoffMinutes) {
        Require.that(cutoffMinutes > 0, "cutoffMinutes", cutoffMinutes, "above 0");
        int centers = minutesOfEach.length == 0 ? 0 : minutesOfEach[0].length;
        Row[] rows = new Row[minutesOfEach.length];
        for (int i = 0; i < rows.length; i++) {
            double[] given = minutesOfEach[i];
            if (given.length != centers) {
                throw new IllegalArgumentException(
                        "row " + i + " has times to " + given.length + " centres, row 0 to " + centers);
            }
            Row row = new Row(centers);
            for (int j = 0; j < centers; j++) {
                if (!(given[j] > 0)) {
                    throw new IllegalArgumentException(
                            "the time from point " + i + " to centre " + j + " must be above 0, was " + given[j]);
                }
                if (given[j] <= cutoffMinutes && given[j] < UNREACHABLE) {
                    row.add(j, given[j]);
                }
            }
            rows[i] = row;
        }
        return ofRows(centers, rows);
    }

    private static Row row(
            DemandPoint point, List<RetailCenter> centers, CenterGrid grid, TravelMode mode, double cutoffMinutes) {
        double least = point.leastDistance();
        int[] near = grid.near(point.x(), point.y());
        Row row = new Row(near.length);
        for (int j : near) {
            RetailCenter at = centers.get(j);
            double distance = Math.hypot(at.x() - point.x(), at.y() - point.y());
            double minutes = mode.minutes(Math.max(distance, least));
            if (minutes <= cutoffMinutes) {
                row.add(j, minutes);
            }
        }
        return row;
    }

    private static TravelTimes ofRows(int centers, Row[] rows) {
        int[] offsets = new int[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            offsets[i + 1] = Math.addExact(offsets[i], rows[i].size);
        }
        int[] center = new int[offsets[rows.length]];
        double[] minutes = new double[center.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i].centers, 0, center, offsets[i], rows[i].size);
            System.arraycopy(rows[i].minutes, 0, minutes, offsets[i], rows[i].size);
        }
        return new TravelTimes(centers, offsets, center, minutes);
    }

    /** The number of demand points. */
    public int points() {
        return offsets.length - 1;
    }

    /** The number of centres, reached or not. */
    public int centers() {
        return centers;
    }

    /** The minutes from a point to a centre, {@link #UNREACHABLE} beyond the cut-off. */
    public double minutes(int point, int center) {
        int at = find(point, center);
        return at < 0 ? UNREACHABLE : minutes[at];
    }

    /** The place in the compressed rows of a point and a centre; negative when the centre is out of reach. */
    int find(int point, int wanted) {
        return Arrays.binarySearch(center, offsets[point], offsets[point + 1], wanted);
    }

    int size() {
        return center.length;
    }

    int from(int point) {
        return offsets[point];
    }

    int to(int point) {
        return offsets[point + 1];
    }

    int centerAt(int place) {
        return center[place];
    }

    double minutesAt(int place) {
        return minutes[place];
    }

    private static final class Row {
        private final int[] centers;
        private final double[] minutes;
        private int size;

        Row(int capacity) {
            centers = new int[capacity];
            minutes = new double[capacity];
        }

        void add(int center, double time) {
            centers[size] = center;
            minutes[size++] = time;
        }
    }
}
