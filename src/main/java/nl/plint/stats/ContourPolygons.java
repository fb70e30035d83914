package nl.plint.stats;

import java.util.ArrayList;
import java.util.List;
import nl.plint.stats.GridValues.Grid;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/**
 * The area where a grid's values are at least a level: marching squares between the middles of cells, with values that run
 * straight along their sides. Squares with a corner that has no value are left out, and what is outside the outermost middles.
 */
public final class ContourPolygons {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /** Part of a side by which a crossing stays off a corner, so that no two pieces touch at one point only. */
    private static final double OFF_CORNER = 1e-6;

    private final GridValues values;
    private final double level;

    private ContourPolygons(GridValues values, double level) {
        this.values = values;
        this.level = level;
    }

    /** A valid polygon or multipolygon in the coordinates of the grid; empty where nothing reaches the level. */
    public static Geometry atLeast(GridValues values, double level) {
        return new ContourPolygons(values, level).area();
    }

    private Geometry area() {
        Grid grid = values.grid();
        List<Polygon> pieces = new ArrayList<>();
        for (int row = 0; row + 1 < grid.rows(); row++) {
            for (int column = 0; column + 1 < grid.columns(); column++) {
                pieces(column, row, pieces);
            }
        }
        return pieces.isEmpty() ? GEOMETRIES.createPolygon() : CoverageUnion.union(pieces.toArray(Polygon[]::new));
    }

    /** What lies at or above the level in the square whose south-western corner is the middle of a cell. */
    private void pieces(int column, int row, List<Polygon> pieces) {
        int[][] corners = {{column, row}, {column + 1, row}, {column + 1, row + 1}, {column, row + 1}};
        int high = 0;
        double sum = 0;
        for (int[] corner : corners) {
            double value = values.value(corner[0], corner[1]);
            if (Double.isNaN(value)) {
                return;
            }
            high += value >= level ? 1 : 0;
            sum += value;
        }
        boolean saddle = high == 2 && isHigh(corners[0]) == isHigh(corners[2]);
        if (saddle && sum / 4 < level) {
            // Two corners opposite each other, with a low middle: two triangles that do not touch.
            for (int i = 0; i < 4; i++) {
                if (isHigh(corners[i])) {
                    add(
                            pieces,
                            List.of(
                                    place(corners[i]),
                                    crossing(corners[i], corners[(i + 1) % 4]),
                                    crossing(corners[i], corners[(i + 3) % 4])));
                }
            }
            return;
        }
        List<Coordinate> ring = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int[] here = corners[i];
            int[] next = corners[(i + 1) % 4];
            if (isHigh(here)) {
                ring.add(place(here));
            }
            if (isHigh(here) != isHigh(next)) {
                ring.add(crossing(here, next));
            }
        }
        if (!ring.isEmpty()) {
            add(pieces, ring);
        }
    }

    private static void add(List<Polygon> pieces, List<Coordinate> corners) {
        List<Coordinate> ring = new ArrayList<>(corners);
        ring.add(ring.get(0));
        pieces.add(GEOMETRIES.createPolygon(ring.toArray(Coordinate[]::new)));
    }

    private boolean isHigh(int[] corner) {
        return values.value(corner[0], corner[1]) >= level;
    }

    private Coordinate place(int[] corner) {
        return new Coordinate(values.grid().x(corner[0]), values.grid().y(corner[1]));
    }

    /** Where the level lies between two corners, reckoned from the western or southern one so that both squares get one point. */
    private Coordinate crossing(int[] a, int[] b) {
        boolean inOrder = a[0] < b[0] || a[1] < b[1];
        int[] from = inOrder ? a : b;
        int[] to = inOrder ? b : a;
        double low = values.value(from[0], from[1]);
        double high = values.value(to[0], to[1]);
        double part = Math.min(1 - OFF_CORNER, Math.max(OFF_CORNER, (level - low) / (high - low)));
        Coordinate start = place(from);
        Coordinate end = place(to);
        return new Coordinate(start.x + part * (end.x - start.x), start.y + part * (end.y - start.y));
    }
}
