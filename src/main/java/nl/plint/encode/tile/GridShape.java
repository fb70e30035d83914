package nl.plint.encode.tile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequences;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.Puntal;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.precision.GeometryPrecisionReducer;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/**
 * A geometry on the grid of one zoom: simplified by half a pixel (not at the deepest zoom), in whole numbers, polygons valid.
 * It is made of the whole geometry, so two tiles that meet draw the same shape.
 *
 * @param geometry points, lines or polygons; null for a polygon of less than a square pixel and for what has no extent left
 * @param dimension 0 for points, 1 for lines, 2 for polygons
 * @param size its area in square units, or its length
 * @param pixelX the pixel, counted over the grid, that the middle of the shape lies in
 */
record GridShape(@Nullable Geometry geometry, int dimension, double size, int pixelX, int pixelY) {
    private static final double TOLERANCE = TileGrid.PIXEL / 2.0;

    /** Makes geometries of whole numbers in packed form. */
    static final GeometryFactory GRID =
            new GeometryFactory(new PrecisionModel(1), 0, PackedCoordinateSequenceFactory.DOUBLE_FACTORY);

    /**
     * Puts points, lines or polygons of the finest grid on that of a zoom.
     *
     * @param simplified whether they may be simplified
     */
    static GridShape of(Geometry finest, int zoom, boolean simplified) {
        double scale = 1.0 / (1 << TileGrid.shift(zoom));
        Geometry scaled = AffineTransformation.scaleInstance(scale, scale).transform(finest);
        Coordinate middle = scaled.getEnvelopeInternal().centre();
        int pixelX = Math.floorDiv((int) Math.floor(middle.x), TileGrid.PIXEL);
        int pixelY = Math.floorDiv((int) Math.floor(middle.y), TileGrid.PIXEL);
        if (scaled instanceof Puntal) {
            return new GridShape(points(scaled), 0, 0, pixelX, pixelY);
        }
        boolean polygons = scaled instanceof Polygonal;
        double size = polygons ? scaled.getArea() : scaled.getLength();
        double tolerance = simplified ? TOLERANCE : 0;
        Geometry onGrid = null;
        if (!polygons) {
            onGrid = lines(scaled, tolerance);
        } else if (size >= TileGrid.PIXEL * TileGrid.PIXEL) {
            onGrid = polygons(scaled, tolerance);
        }
        return new GridShape(
                onGrid == null || onGrid.isEmpty() ? null : onGrid, polygons ? 2 : 1, size, pixelX, pixelY);
    }

    private static Geometry points(Geometry scaled) {
        Set<Coordinate> places = new LinkedHashSet<>();
        for (Coordinate coordinate : scaled.getCoordinates()) {
            places.add(new Coordinate(Math.floor(coordinate.x), Math.floor(coordinate.y)));
        }
        return GRID.createMultiPointFromCoords(places.toArray(Coordinate[]::new));
    }

    private static Geometry lines(Geometry scaled, double tolerance) {
        Geometry simple = tolerance > 0 ? DouglasPeuckerSimplifier.simplify(scaled, tolerance) : scaled;
        List<LineString> lines = new ArrayList<>();
        for (int part = 0; part < simple.getNumGeometries(); part++) {
            CoordinateSequence rounded = rounded(((LineString) simple.getGeometryN(part)).getCoordinateSequence());
            if (rounded.size() >= 2) {
                lines.add(GRID.createLineString(rounded));
            }
        }
        return GRID.createMultiLineString(lines.toArray(LineString[]::new));
    }

    private static @Nullable Geometry polygons(Geometry scaled, double tolerance) {
        Geometry quick = quick(scaled, tolerance);
        if (quick != null && quick.isValid()) {
            return quick;
        }
        Geometry simple = tolerance > 0 ? TopologyPreservingSimplifier.simplify(scaled, tolerance) : scaled;
        Geometry reduced = reduced(simple);
        return reduced == null ? reduced(GeometryFixer.fix(scaled)) : reduced;
    }

    /** The polygons with each ring simplified and rounded for itself: nearly always valid, and much the fastest. */
    private static @Nullable Geometry quick(Geometry scaled, double tolerance) {
        DouglasPeuckerSimplifier simplifier = new DouglasPeuckerSimplifier(scaled);
        simplifier.setDistanceTolerance(tolerance);
        simplifier.setEnsureValid(false);
        Geometry simple = tolerance > 0 ? simplifier.getResultGeometry() : scaled;
        List<Polygon> polygons = new ArrayList<>();
        for (int part = 0; part < simple.getNumGeometries(); part++) {
            if (!(simple.getGeometryN(part) instanceof Polygon polygon)) {
                return null;
            }
            LinearRing shell = ring(polygon.getExteriorRing());
            if (shell != null) {
                List<LinearRing> holes = new ArrayList<>();
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    LinearRing ring = ring(polygon.getInteriorRingN(hole));
                    if (ring != null) {
                        holes.add(ring);
                    }
                }
                polygons.add(GRID.createPolygon(shell, holes.toArray(LinearRing[]::new)));
            }
        }
        return GRID.createMultiPolygon(polygons.toArray(Polygon[]::new));
    }

    private static @Nullable LinearRing ring(LinearRing ring) {
        CoordinateSequence rounded = rounded(ring.getCoordinateSequence());
        return rounded.size() < 4 ? null : GRID.createLinearRing(rounded);
    }

    /** Whole numbers, without repeating one. */
    private static CoordinateSequence rounded(CoordinateSequence sequence) {
        CoordinateSequence rounded = GRID.getCoordinateSequenceFactory().create(sequence.size(), 2, 0);
        int count = 0;
        for (int at = 0; at < sequence.size(); at++) {
            double x = Math.rint(sequence.getX(at));
            double y = Math.rint(sequence.getY(at));
            if (count == 0 || x != rounded.getX(count - 1) || y != rounded.getY(count - 1)) {
                rounded.setOrdinate(count, CoordinateSequence.X, x);
                rounded.setOrdinate(count, CoordinateSequence.Y, y);
                count++;
            }
        }
        if (count == rounded.size()) {
            return rounded;
        }
        CoordinateSequence shorter = GRID.getCoordinateSequenceFactory().create(count, 2, 0);
        CoordinateSequences.copy(rounded, 0, shorter, 0, count);
        return shorter;
    }

    /** Valid polygons in whole numbers, null when they cannot be made of this. */
    private static @Nullable Geometry reduced(Geometry polygons) {
        try {
            Geometry reduced = GeometryPrecisionReducer.reduce(polygons, GRID.getPrecisionModel());
            return reduced instanceof Polygonal ? GRID.createGeometry(reduced) : null;
        } catch (IllegalArgumentException e) {
            return null; // what JTS says of an invalid input
        }
    }
}
