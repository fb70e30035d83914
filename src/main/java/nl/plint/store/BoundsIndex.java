package nl.plint.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.shape.fractal.HilbertCode;

/**
 * The bounds of rows as an R-tree packed in the order of a Hilbert curve (Kamel and Faloutsos 1993), in two arrays: what a question
 * goes through stands together in memory.
 */
final class BoundsIndex {
    private static final int NODE = 16;
    private static final int CURVE_LEVEL = 15;

    private final int[] rows;
    /** Least and most x, least and most y of each row, then of each node above them, a level after the other. */
    private final double[] bounds;
    /** Where each level begins, counted in bounds; the rows are level 0, and the last level is one node. */
    private final int[] levels;

    /** Is told of a row and its bounds. */
    @FunctionalInterface
    interface Visitor {
        void visit(int row, double minX, double maxX, double minY, double maxY);
    }

    /** Indexes the rows that have a geometry with a place. */
    BoundsIndex(@Nullable Geometry[] geometries) {
        this.rows = inOrder(geometries);
        int[] starts = new int[16];
        int depth = 0;
        int total = rows.length;
        for (int size = rows.length; size > 1; total += size) {
            starts[++depth] = total;
            size = (size + NODE - 1) / NODE;
        }
        this.levels = Arrays.copyOf(starts, depth + 2);
        levels[depth + 1] = total;
        this.bounds = new double[total * 4];
        for (int at = 0; at < rows.length; at++) {
            Geometry geometry = geometries[rows[at]];
            if (geometry != null) {
                Envelope envelope = geometry.getEnvelopeInternal();
                set(at, envelope.getMinX(), envelope.getMaxX(), envelope.getMinY(), envelope.getMaxY());
            }
        }
        for (int level = 1; level <= depth; level++) {
            for (int node = levels[level]; node < levels[level + 1]; node++) {
                unite(node, levels[level - 1] + (node - levels[level]) * NODE, levels[level]);
            }
        }
    }

    private static int[] inOrder(@Nullable Geometry[] geometries) {
        Envelope all = new Envelope();
        int count = 0;
        for (Geometry geometry : geometries) {
            if (geometry != null && !geometry.isEmpty()) {
                all.expandToInclude(geometry.getEnvelopeInternal());
                count++;
            }
        }
        double stepX = Math.max(all.getWidth(), Double.MIN_NORMAL) / ((1 << CURVE_LEVEL) - 1);
        double stepY = Math.max(all.getHeight(), Double.MIN_NORMAL) / ((1 << CURVE_LEVEL) - 1);
        long[] keys = new long[count];
        int at = 0;
        for (int row = 0; row < geometries.length; row++) {
            Geometry geometry = geometries[row];
            if (geometry != null && !geometry.isEmpty()) {
                Envelope envelope = geometry.getEnvelopeInternal();
                int x = (int) ((envelope.getMinX() + envelope.getWidth() / 2 - all.getMinX()) / stepX);
                int y = (int) ((envelope.getMinY() + envelope.getHeight() / 2 - all.getMinY()) / stepY);
                keys[at++] = (long) HilbertCode.encode(CURVE_LEVEL, x, y) << 32 | row;
            }
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private void set(int at, double minX, double maxX, double minY, double maxY) {
        bounds[at * 4] = minX;
        bounds[at * 4 + 1] = maxX;
        bounds[at * 4 + 2] = minY;
        bounds[at * 4 + 3] = maxY;
    }

    private void unite(int node, int from, int end) {
        set(
                node,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY);
        for (int at = from * 4; at < Math.min(from + NODE, end) * 4; at += 4) {
            set(
                    node,
                    Math.min(bounds[node * 4], bounds[at]),
                    Math.max(bounds[node * 4 + 1], bounds[at + 1]),
                    Math.min(bounds[node * 4 + 2], bounds[at + 2]),
                    Math.max(bounds[node * 4 + 3], bounds[at + 3]));
        }
    }

    /** How many rows have a place. */
    int size() {
        return rows.length;
    }

    /** Visits the rows whose bounds meet an envelope, in no order. */
    void visit(Envelope envelope, Visitor visitor) {
        if (rows.length > 0 && !envelope.isNull()) {
            visit(levels.length - 2, levels[levels.length - 2], levels[levels.length - 1], envelope, visitor);
        }
    }

    private void visit(int level, int from, int end, Envelope envelope, Visitor visitor) {
        for (int at = from; at < end; at++) {
            double minX = bounds[at * 4];
            double maxX = bounds[at * 4 + 1];
            double minY = bounds[at * 4 + 2];
            double maxY = bounds[at * 4 + 3];
            boolean meets = minX <= envelope.getMaxX()
                    && maxX >= envelope.getMinX()
                    && minY <= envelope.getMaxY()
                    && maxY >= envelope.getMinY();
            if (meets && level == 0) {
                visitor.visit(rows[at], minX, maxX, minY, maxY);
            } else if (meets) {
                int below = levels[level - 1] + (at - levels[level]) * NODE;
                visit(level - 1, below, Math.min(below + NODE, levels[level]), envelope, visitor);
            }
        }
    }
}
