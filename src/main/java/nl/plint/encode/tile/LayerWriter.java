package nl.plint.encode.tile;

import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/** Writes the features of one layer, as the Mapbox Vector Tile specification 2.1 says, with the keys and values that they use. */
final class LayerWriter {
    private static final int POINT = 1;
    private static final int LINE = 2;
    private static final int POLYGON = 3;
    private static final int MOVE_TO = 1;
    private static final int LINE_TO = 2;
    private static final int CLOSE_PATH = 7;

    private final TileValues values;
    private final TileGrid.Window window;
    private final WireBuffer features = new WireBuffer(1 << 14);
    private final WireBuffer tags = new WireBuffer(128);
    private final WireBuffer geometry = new WireBuffer(256);
    private final CodeIndex keys = new CodeIndex(16);
    private final CodeIndex used = new CodeIndex(1 << 11);
    private final int[] keyPositions;
    private int cursorX;
    private int cursorY;
    private int count;

    LayerWriter(TileValues values, TileGrid.Window window) {
        this.values = values;
        this.window = window;
        this.keyPositions = new int[values.keyCount()];
        Arrays.fill(keyPositions, -1);
    }

    int count() {
        return count;
    }

    /** A point, given on the grid of the zoom. */
    void point(int row, int x, int y) {
        tagsOf(row);
        startPath();
        command(MOVE_TO, 1);
        to(x, y);
        end(row, POINT);
    }

    /**
     * Points that are gathered in one.
     *
     * @param row the row, when there is one only; its id is given to the feature
     * @param codes for each key the code that all of them share, or {@link TileValues#UNKNOWN}
     */
    void gathered(int row, int[] codes, int pointCount, int x, int y) {
        tags.clear();
        for (int key = 0; key < codes.length; key++) {
            if (!values.key(key).equals(VectorTileEncoder.POINT_COUNT)) {
                tag(key, codes[key]);
            }
        }
        tags.varint(keys.position(values.keyCount()));
        tags.varint(used.position(numberCode(pointCount)));
        startPath();
        command(MOVE_TO, 1);
        to(x, y);
        end(pointCount == 1 ? row : -1, POINT);
    }

    /** Several points of one feature. */
    void points(int row, List<Geometry> points) {
        tagsOf(row);
        startPath();
        command(MOVE_TO, points.size());
        for (Geometry point : points) {
            to((int) point.getCoordinate().x, (int) point.getCoordinate().y);
        }
        end(row, POINT);
    }

    void lines(int row, List<LineString> lines) {
        tagsOf(row);
        startPath();
        for (LineString line : lines) {
            CoordinateSequence sequence = line.getCoordinateSequence();
            path(sequence, sequence.size(), false);
        }
        end(row, LINE);
    }

    void polygons(int row, Geometry polygons) {
        tagsOf(row);
        startPath();
        for (int part = 0; part < polygons.getNumGeometries(); part++) {
            Polygon polygon = (Polygon) polygons.getGeometryN(part);
            ring(polygon.getExteriorRing(), true);
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                ring(polygon.getInteriorRingN(hole), false);
            }
        }
        end(row, POLYGON);
    }

    /** A square of one pixel. */
    void pixel(int row, int pixelX, int pixelY) {
        int x = pixelX * TileGrid.PIXEL;
        int y = pixelY * TileGrid.PIXEL;
        tagsOf(row);
        startPath();
        command(MOVE_TO, 1);
        to(x, y);
        command(LINE_TO, 3);
        to(x + TileGrid.PIXEL, y);
        to(x + TileGrid.PIXEL, y + TileGrid.PIXEL);
        to(x, y + TileGrid.PIXEL);
        command(CLOSE_PATH, 1);
        end(row, POLYGON);
    }

    /** An outer ring runs clockwise as one looks at the tile, a hole the other way. */
    private void ring(LineString ring, boolean outer) {
        CoordinateSequence sequence = ring.getCoordinateSequence();
        // JTS thinks of y upward, the tile has it downward: what JTS calls counterclockwise is clockwise to the eye.
        boolean clockwise = Orientation.isCCW(sequence);
        path(sequence, sequence.size() - 1, clockwise != outer);
        command(CLOSE_PATH, 1);
    }

    private void path(CoordinateSequence sequence, int size, boolean backward) {
        int last = sequence.size() - 1;
        for (int step = 0; step < size; step++) {
            int at = backward ? last - step : step;
            if (step == 0) {
                command(MOVE_TO, 1);
            } else if (step == 1) {
                command(LINE_TO, size - 1);
            }
            to((int) sequence.getX(at), (int) sequence.getY(at));
        }
    }

    private void tagsOf(int row) {
        tags.clear();
        for (int key = 0; key < values.keyCount(); key++) {
            tag(key, values.code(key, row));
        }
    }

    private void tag(int key, int code) {
        if (code >= 0) {
            if (keyPositions[key] < 0) {
                keyPositions[key] = keys.position(key);
            }
            tags.varint(keyPositions[key]);
            // A value that the table has once needs no search for where it was used before.
            tags.varint(values.isRepeated(code) ? used.position(code) : used.add(code));
        }
    }

    private void startPath() {
        geometry.clear();
        cursorX = window.firstX();
        cursorY = window.firstY();
    }

    private void command(int command, int times) {
        geometry.varint((times << 3) | command);
    }

    private void to(int x, int y) {
        int deltaX = x - cursorX;
        int deltaY = y - cursorY;
        geometry.varint((deltaX << 1) ^ (deltaX >> 31));
        geometry.varint((deltaY << 1) ^ (deltaY >> 31));
        cursorX = x;
        cursorY = y;
    }

    private void end(int id, int type) {
        int length = (id < 0 ? 0 : 1 + WireBuffer.varintSize(id))
                + WireBuffer.bufferFieldSize(tags)
                + 2
                + WireBuffer.bufferFieldSize(geometry);
        features.lengthField(2, length);
        if (id >= 0) {
            features.varintField(1, id);
        }
        features.bufferField(2, tags);
        features.varintField(3, type);
        features.bufferField(4, geometry);
        count++;
    }

    /** The whole tile with this one layer; nothing when it has no feature. */
    byte[] tile(String name) {
        if (count == 0) {
            return new byte[0];
        }
        WireBuffer layer = new WireBuffer(features.size() + 1024);
        layer.varintField(15, 2);
        layer.textField(1, name);
        layer.raw(features);
        for (int position = 0; position < keys.size(); position++) {
            int key = keys.code(position);
            layer.textField(3, key == values.keyCount() ? VectorTileEncoder.POINT_COUNT : values.key(key));
        }
        for (int position = 0; position < used.size(); position++) {
            int code = used.code(position);
            if (code >= 0) {
                values.write(code, layer);
            } else {
                TileValues.writeNumber(numberOf(code), layer);
            }
        }
        layer.varintField(5, TileGrid.EXTENT);
        WireBuffer tile = new WireBuffer(layer.size() + 8);
        tile.bufferField(3, layer);
        return tile.toBytes();
    }

    /** A code for a number that is no value of the table: below zero. */
    private static int numberCode(int number) {
        return -number;
    }

    private static int numberOf(int code) {
        return -code;
    }

    /** Gives codes positions in the order in which they are first used. */
    private static final class CodeIndex {
        private int[] codes;
        private int[] slots;
        private int size;
        private int searched;

        CodeIndex(int expected) {
            codes = new int[expected];
            slots = new int[expected * 2];
        }

        int size() {
            return size;
        }

        int code(int position) {
            return codes[position];
        }

        /** The position of a code that may have one already. */
        int position(int code) {
            int mask = slots.length - 1;
            int slot = ((code * 0x9E3779B9) >>> 7) & mask;
            while (slots[slot] != 0) {
                int position = slots[slot] - 1;
                if (codes[position] == code) {
                    return position;
                }
                slot = (slot + 1) & mask;
            }
            int position = add(code);
            slots[slot] = position + 1;
            if (++searched * 2 >= slots.length) {
                grow();
            }
            return position;
        }

        /** A new position for a code, which {@link #position} does not know of. */
        int add(int code) {
            if (size == codes.length) {
                codes = Arrays.copyOf(codes, size * 2);
            }
            codes[size] = code;
            return size++;
        }

        private void grow() {
            int[] old = slots;
            slots = new int[old.length * 2];
            int mask = slots.length - 1;
            for (int taken : old) {
                if (taken != 0) {
                    int slot = ((codes[taken - 1] * 0x9E3779B9) >>> 7) & mask;
                    while (slots[slot] != 0) {
                        slot = (slot + 1) & mask;
                    }
                    slots[slot] = taken;
                }
            }
        }
    }
}
