package nl.plint.encode.tile;

import java.util.Arrays;

/**
 * Points on the finest grid in the order of a Z-curve (Morton order), in which the points of any tile of any zoom, and those of
 * any cell of a tile, stand together.
 *
 * <p>Where some tile of a zoom holds more than {@value #MOST_IN_TILE} points, those of that zoom are gathered by cells of
 * {@value #CELL} units, 64 by 64 in a tile. So a layer is gathered at a zoom everywhere or nowhere, whatever a request selects.
 */
final class TilePoints {
    /** Units along the side of a cell. */
    static final int CELL = 64;

    private static final int CELL_LEVELS = 6;
    private static final int MOST_IN_TILE = (1 << CELL_LEVELS) * (1 << CELL_LEVELS);

    private final long[] places;
    private final int[] rows;
    private final int gatheredBelow;

    /** Is told of points that stand together. */
    @FunctionalInterface
    interface Visitor {
        void visit(int from, int to);
    }

    /** Takes the first so many of places, as {@link #place} gives them, and the rows that they belong to. */
    TilePoints(long[] places, int[] rows, int count) {
        this.places = Arrays.copyOf(places, count);
        this.rows = Arrays.copyOf(rows, count);
        sort();
        int zoom = 0;
        while (zoom <= TileGrid.LAST_ZOOM && fullest(zoom) > MOST_IN_TILE) {
            zoom++;
        }
        this.gatheredBelow = zoom;
    }

    /** Where a point of the finest grid stands on the curve: the bits of x and y in turn. */
    static long place(int x, int y) {
        return spread(x) | spread(y) << 1;
    }

    private static long spread(int value) {
        long bits = value;
        bits = (bits | bits << 16) & 0x0000FFFF0000FFFFL;
        bits = (bits | bits << 8) & 0x00FF00FF00FF00FFL;
        bits = (bits | bits << 4) & 0x0F0F0F0F0F0F0F0FL;
        bits = (bits | bits << 2) & 0x3333333333333333L;
        return (bits | bits << 1) & 0x5555555555555555L;
    }

    private static int gather(long bits) {
        long value = bits & 0x5555555555555555L;
        value = (value | value >> 1) & 0x3333333333333333L;
        value = (value | value >> 2) & 0x0F0F0F0F0F0F0F0FL;
        value = (value | value >> 4) & 0x00FF00FF00FF00FFL;
        value = (value | value >> 8) & 0x0000FFFF0000FFFFL;
        return (int) (value | value >> 16);
    }

    int x(int at) {
        return gather(places[at]);
    }

    int y(int at) {
        return gather(places[at] >> 1);
    }

    int row(int at) {
        return rows[at];
    }

    /** Whether points are gathered at a zoom. */
    boolean isGathered(int zoom) {
        return zoom < gatheredBelow;
    }

    /** The cell that a point is gathered in. */
    long cell(int at, int zoom) {
        return places[at] >>> (2 * (TileGrid.BITS - zoom - CELL_LEVELS));
    }

    /** Visits all points of a tile and its buffer; a cell is visited as a whole and at once. */
    void visit(int zoom, int row, int column, Visitor visitor) {
        int first = 1 << CELL_LEVELS;
        new Descent(zoom + CELL_LEVELS, column * first - 1, row * first - 1, first + 1, visitor)
                .down(0, 0, 0, 0, places.length);
    }

    private final class Descent {
        private final int depth;
        private final int minX;
        private final int minY;
        private final int width;
        private final Visitor visitor;

        Descent(int depth, int minX, int minY, int width, Visitor visitor) {
            this.depth = depth;
            this.minX = minX;
            this.minY = minY;
            this.width = width;
            this.visitor = visitor;
        }

        /** Looks into one square of a level and the points that stand in it. */
        void down(int level, int x, int y, int from, int to) {
            int rest = depth - level;
            int lastX = ((x + 1) << rest) - 1;
            int lastY = ((y + 1) << rest) - 1;
            boolean apart = x << rest > minX + width || lastX < minX || y << rest > minY + width || lastY < minY;
            if (from == to || apart) {
                return;
            }
            if (x << rest >= minX && lastX <= minX + width && y << rest >= minY && lastY <= minY + width) {
                visitor.visit(from, to);
                return;
            }
            long square = place(x, y) << 2;
            int start = from;
            for (int quarter = 0; quarter < 4; quarter++) {
                int end = quarter == 3
                        ? to
                        : firstFrom((square + quarter + 1) << (2 * (TileGrid.BITS - level - 1)), start, to);
                down(level + 1, x * 2 + (quarter & 1), y * 2 + (quarter >> 1), start, end);
                start = end;
            }
        }
    }

    /** The first position from which on places are not below a given one. */
    private int firstFrom(long place, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places[middle] < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int fullest(int zoom) {
        int shift = 2 * (TileGrid.BITS - zoom);
        int most = 0;
        int start = 0;
        for (int at = 1; at <= places.length; at++) {
            if (at == places.length || places[at] >>> shift != places[start] >>> shift) {
                most = Math.max(most, at - start);
                start = at;
            }
        }
        return most;
    }

    /** Radix sort by the places, 16 bits at a time; points at the same place stay in the order of their rows. */
    private void sort() {
        long[] places = this.places;
        int[] rows = this.rows;
        long[] nextPlaces = new long[places.length];
        int[] nextRows = new int[places.length];
        for (int shift = 0; shift < 64; shift += 16) {
            int[] starts = new int[(1 << 16) + 1];
            for (long place : places) {
                starts[(int) (place >>> shift & 0xFFFF) + 1]++;
            }
            for (int digit = 0; digit < 1 << 16; digit++) {
                starts[digit + 1] += starts[digit];
            }
            for (int at = 0; at < places.length; at++) {
                int target = starts[(int) (places[at] >>> shift & 0xFFFF)]++;
                nextPlaces[target] = places[at];
                nextRows[target] = rows[at];
            }
            System.arraycopy(nextPlaces, 0, places, 0, places.length);
            System.arraycopy(nextRows, 0, rows, 0, rows.length);
        }
    }
}
