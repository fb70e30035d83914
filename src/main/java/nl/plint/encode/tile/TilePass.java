package nl.plint.encode.tile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import nl.plint.geo.TileAddress;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;

/** Goes once through what a tile shows and writes the features that are more important than a measure. */
final class TilePass {
    private final TiledTable table;
    private final TileValues values;
    private final TileAddress tile;
    private final TileGrid.Window window;
    private final IntPredicate rows;
    private final double above;
    private final LayerWriter writer;
    private final int[] shared;
    private final Envelope bounds;
    private final Map<Long, Tiny> tinyPolygons = new LinkedHashMap<>();
    private final Map<Long, Tiny> tinyLines = new LinkedHashMap<>();
    private double[] importance = new double[64];
    private int offered;

    /**
     * @param rows which rows may be shown
     * @param above only features with more importance than this are written
     */
    TilePass(TiledTable table, TileValues values, TileAddress tile, IntPredicate rows, double above) {
        this.table = table;
        this.values = values;
        this.tile = tile;
        this.window = TileGrid.Window.of(tile);
        this.rows = rows;
        this.above = above;
        this.writer = new LayerWriter(values, window);
        this.shared = new int[values.keyCount()];
        this.bounds = new Envelope(window.minX(), window.maxX(), window.minY(), window.maxY());
        shapes();
        TilePoints points = table.points();
        points.visit(
                tile.zoom(), tile.row(), tile.column(), points.isGathered(tile.zoom()) ? this::gathered : this::single);
    }

    byte[] tile(String layer) {
        return writer.tile(layer);
    }

    /** How many features were written. */
    int written() {
        return writer.count();
    }

    /** How many features there were to write. */
    int offered() {
        return offered;
    }

    /** The importance that leaves at most so many of the features that were written. */
    double leastImportanceOf(int count) {
        double[] sorted = Arrays.copyOf(importance, writer.count());
        Arrays.sort(sorted);
        return sorted[Math.max(0, sorted.length - count - 1)];
    }

    private boolean isWritten(double ofFeature) {
        offered++;
        if (ofFeature <= above) {
            return false;
        }
        int position = writer.count();
        if (position == importance.length) {
            importance = Arrays.copyOf(importance, position * 2);
        }
        importance[position] = ofFeature;
        return true;
    }

    /** A number from 0 to 1 that only the row decides, and that has nothing to do with the order of rows. */
    private static double ofPoint(int row) {
        int bits = (row ^ 0x5BD1E995) * 0x85EBCA6B;
        bits = (bits ^ bits >>> 13) * 0xC2B2AE35;
        return ((bits ^ bits >>> 16) & 0x7FFFFFFF) / (double) Integer.MAX_VALUE;
    }

    private static double ofShape(int row, double size) {
        return 1 + size + ofPoint(row);
    }

    private void single(int from, int to) {
        TilePoints points = table.points();
        int shift = TileGrid.shift(tile.zoom());
        for (int at = from; at < to; at++) {
            int row = points.row(at);
            if (rows.test(row) && isWritten(ofPoint(row))) {
                writer.point(row, points.x(at) >> shift, points.y(at) >> shift);
            }
        }
    }

    private void gathered(int from, int to) {
        TilePoints points = table.points();
        int start = from;
        for (int at = from + 1; at <= to; at++) {
            if (at == to || points.cell(at, tile.zoom()) != points.cell(start, tile.zoom())) {
                cell(start, at);
                start = at;
            }
        }
    }

    private void cell(int from, int to) {
        TilePoints points = table.points();
        long sumX = 0;
        long sumY = 0;
        int count = 0;
        int first = -1;
        for (int at = from; at < to; at++) {
            int row = points.row(at);
            if (rows.test(row)) {
                sumX += points.x(at);
                sumY += points.y(at);
                count++;
                first = first < 0 ? row : first;
            }
        }
        if (count > 0 && isWritten(ofPoint(first))) {
            share(first, from, to);
            int shift = TileGrid.shift(tile.zoom());
            writer.gathered(first, shared, count, (int) (sumX / count) >> shift, (int) (sumY / count) >> shift);
        }
    }

    /** Finds the codes that all points of a cell share with the row of the first. */
    private void share(int first, int from, int to) {
        TilePoints points = table.points();
        int left = 0;
        for (int key = 0; key < shared.length; key++) {
            shared[key] = values.code(key, first);
            left += shared[key] == TileValues.UNKNOWN ? 0 : 1;
        }
        for (int at = from; at < to && left > 0; at++) {
            int row = points.row(at);
            if (row != first && rows.test(row)) {
                for (int key = 0; key < shared.length; key++) {
                    if (shared[key] != TileValues.UNKNOWN && values.code(key, row) != shared[key]) {
                        shared[key] = TileValues.UNKNOWN;
                        left--;
                    }
                }
            }
        }
    }

    private void shapes() {
        TileShapes shapes = table.shapes();
        for (int shape : shapes.meeting(window, tile.zoom())) {
            int row = shapes.row(shape);
            if (rows.test(row)) {
                shape(row, shapes.at(tile.zoom(), shape));
            }
        }
        tinyPolygons.values().stream()
                .filter(tiny -> tiny.area >= TileGrid.PIXEL * TileGrid.PIXEL / 2.0)
                .filter(tiny -> isWritten(ofShape(tiny.row, tiny.largest.size())))
                .forEach(tiny -> writer.pixel(tiny.row, tiny.largest.pixelX(), tiny.largest.pixelY()));
        tinyLines.values().forEach(tiny -> lines(tiny.row, tiny.largest));
    }

    private void shape(int row, GridShape shape) {
        Geometry geometry = shape.geometry();
        switch (shape.dimension()) {
            case 0 -> points(row, shape);
            case 1 -> {
                if (geometry != null && shape.size() >= TileGrid.PIXEL) {
                    lines(row, shape);
                } else if (geometry != null) {
                    tiny(row, shape, tinyLines);
                }
            }
            default -> {
                if (geometry == null) {
                    tiny(row, shape, tinyPolygons);
                } else {
                    polygons(row, geometry, shape.size());
                }
            }
        }
    }

    private void tiny(int row, GridShape shape, Map<Long, Tiny> ofPixels) {
        int x = shape.pixelX() * TileGrid.PIXEL;
        int y = shape.pixelY() * TileGrid.PIXEL;
        if (x >= window.minX() && x < window.maxX() && y >= window.minY() && y < window.maxY()) {
            ofPixels.merge((long) shape.pixelX() << 32 | shape.pixelY(), new Tiny(row, shape, shape.size()), Tiny::and);
        }
    }

    private void points(int row, GridShape shape) {
        List<Geometry> inside = parts(shape).stream()
                .filter(point -> bounds.contains(point.getCoordinate()))
                .toList();
        if (!inside.isEmpty() && isWritten(ofShape(row, 0))) {
            writer.points(row, inside);
        }
    }

    private void lines(int row, GridShape shape) {
        List<LineString> inside = new ArrayList<>();
        for (Geometry line : parts(shape)) {
            if (bounds.covers(line.getEnvelopeInternal())) {
                inside.add((LineString) line);
            } else if (bounds.intersects(line.getEnvelopeInternal())) {
                inside.addAll(LineClip.clip((LineString) line, window));
            }
        }
        if (!inside.isEmpty() && isWritten(ofShape(row, shape.size()))) {
            writer.lines(row, inside);
        }
    }

    private static List<Geometry> parts(GridShape shape) {
        List<Geometry> parts = new ArrayList<>();
        Geometry geometry = shape.geometry();
        for (int part = 0; geometry != null && part < geometry.getNumGeometries(); part++) {
            parts.add(geometry.getGeometryN(part));
        }
        return parts;
    }

    private void polygons(int row, Geometry geometry, double size) {
        Geometry inside = geometry;
        if (!bounds.covers(geometry.getEnvelopeInternal())) {
            if (!bounds.intersects(geometry.getEnvelopeInternal())) {
                return;
            }
            inside = PolygonClip.clip(geometry, window);
        }
        if (!inside.isEmpty() && isWritten(ofShape(row, size))) {
            writer.polygons(row, inside);
        }
    }

    /**
     * Shapes of less than a pixel whose middle is in the same pixel: the row and shape of the largest, and their size together. Of two
     * that are equal the first row stays.
     */
    private record Tiny(int row, GridShape largest, double area) {
        Tiny and(Tiny other) {
            Tiny shown = other.largest.size() > largest.size() ? other : this;
            return new Tiny(shown.row, shown.largest, area + other.area);
        }
    }
}
