package nl.plint.ingest.format;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;
import org.wololo.flatgeobuf.generated.Geometry;
import org.wololo.flatgeobuf.generated.GeometryType;

/**
 * Reads the geometry of one FlatGeobuf feature. Heights, measures and times are dropped. Surfaces of flat faces become
 * polygons; curves are read where all their parts are straight.
 *
 * <p>The bytes are not trusted: offsets in them can point anywhere, at themselves too, so what is read is counted, and
 * can never be more than the bytes of the feature could hold.
 */
final class FlatGeobufGeometry {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final int MOST_DEPTH = 32;

    /** Each part is an object: many empty ones would take far more memory than the bytes of the feature. */
    private static final int MOST_PARTS = 1_000_000;

    private long bytesLeft;
    private int partsLeft = MOST_PARTS;

    private FlatGeobufGeometry(long featureBytes) {
        bytesLeft = featureBytes;
    }

    /** A geometry that is as the file means it, but that cannot be had as straight lines, or is none. */
    static final class UnusableGeometryException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableGeometryException(String message) {
            super(message);
        }
    }

    /**
     * Reads a geometry.
     *
     * @param typeOfAll the type in the header, 0 when the geometry tells its own
     * @param featureBytes the size of the feature that it is in
     * @throws UnusableGeometryException when the feature cannot be used, but those behind it can
     * @throws IllegalArgumentException or IndexOutOfBoundsException when the bytes are damaged
     */
    static org.locationtech.jts.geom.Geometry read(Geometry geometry, int typeOfAll, long featureBytes)
            throws UnusableGeometryException {
        int type = typeOfAll == GeometryType.Unknown ? geometry.type() : typeOfAll;
        return new FlatGeobufGeometry(featureBytes).read(geometry, type, 0);
    }

    private org.locationtech.jts.geom.Geometry read(Geometry geometry, int type, int depth)
            throws UnusableGeometryException {
        return switch (type) {
            case GeometryType.Point -> point(take(ordinates(geometry)));
            case GeometryType.MultiPoint -> FACTORY.createMultiPoint(points(ordinates(geometry)));
            case GeometryType.LineString -> line(take(ordinates(geometry)));
            case GeometryType.MultiLineString ->
                FACTORY.createMultiLineString(lines(geometry).toArray(LineString[]::new));
            case GeometryType.Polygon, GeometryType.Triangle -> polygon(geometry);
            case GeometryType.MultiPolygon, GeometryType.TIN, GeometryType.PolyhedralSurface ->
                FACTORY.createMultiPolygon(polygons(geometry, depth).toArray(Polygon[]::new));
            case GeometryType.GeometryCollection ->
                FACTORY.createGeometryCollection(
                        parts(geometry, depth).toArray(org.locationtech.jts.geom.Geometry[]::new));
            case GeometryType.CompoundCurve -> joined(only(LineString.class, parts(geometry, depth)));
            case GeometryType.CurvePolygon -> curvePolygon(only(LineString.class, parts(geometry, depth)));
            case GeometryType.MultiCurve ->
                FACTORY.createMultiLineString(
                        only(LineString.class, parts(geometry, depth)).toArray(LineString[]::new));
            case GeometryType.MultiSurface ->
                FACTORY.createMultiPolygon(
                        only(Polygon.class, parts(geometry, depth)).toArray(Polygon[]::new));
            case GeometryType.CircularString, GeometryType.Curve, GeometryType.Surface ->
                throw new UnusableGeometryException(
                        "a " + GeometryType.name(type) + " cannot be read; write the file with straight lines");
            default -> throw new IllegalArgumentException("geometry type " + type + " is not known");
        };
    }

    private static <T> List<T> only(Class<T> kind, List<org.locationtech.jts.geom.Geometry> parts) {
        List<T> all = new ArrayList<>();
        for (org.locationtech.jts.geom.Geometry part : parts) {
            if (!kind.isInstance(part)) {
                throw new IllegalArgumentException(
                        "a " + part.getGeometryType() + " stands where a " + kind.getSimpleName() + " should");
            }
            all.add(kind.cast(part));
        }
        return all;
    }

    private List<org.locationtech.jts.geom.Geometry> parts(Geometry geometry, int depth)
            throws UnusableGeometryException {
        int count = countOfParts(geometry, depth);
        List<org.locationtech.jts.geom.Geometry> parts = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            Geometry part = geometry.parts(at);
            parts.add(read(part, part.type(), depth + 1));
        }
        return parts;
    }

    /** Parts that are polygons whatever they say; a lone polygon may stand in its multipolygon itself. */
    private List<Polygon> polygons(Geometry geometry, int depth) throws UnusableGeometryException {
        int count = countOfParts(geometry, depth);
        List<Polygon> polygons = new ArrayList<>();
        if (count == 0 && geometry.xyLength() > 0) {
            polygons.add(polygon(geometry));
        }
        for (int at = 0; at < count; at++) {
            polygons.add(polygon(geometry.parts(at)));
        }
        return polygons;
    }

    private int countOfParts(Geometry geometry, int depth) throws UnusableGeometryException {
        int count = geometry.partsLength();
        if (depth >= MOST_DEPTH) {
            throw new IllegalArgumentException("geometries are nested more than " + MOST_DEPTH + " deep");
        }
        claim(count, Integer.BYTES);
        claimParts(count);
        return count;
    }

    private void claim(long count, int bytesEach) {
        if (count < 0 || count * bytesEach > bytesLeft) {
            throw new IllegalArgumentException("a geometry promises " + count + " items, more than its feature holds");
        }
        bytesLeft -= count * bytesEach;
    }

    private void claimParts(int count) throws UnusableGeometryException {
        if (count > partsLeft) {
            throw new UnusableGeometryException("a geometry of more than " + MOST_PARTS + " parts is not read");
        }
        partsLeft -= count;
    }

    /** All positions of a geometry, as x, y, x, y. */
    private DoubleBuffer ordinates(Geometry geometry) {
        int count = geometry.xyLength();
        ByteBuffer bytes = geometry.xyAsByteBuffer();
        if (bytes == null) {
            return DoubleBuffer.allocate(0);
        }
        claim(count, Double.BYTES);
        if (count % 2 != 0 || bytes.remaining() != (long) count * Double.BYTES) {
            throw new IllegalArgumentException("its " + count + " ordinates are not pairs inside the feature");
        }
        return bytes.asDoubleBuffer();
    }

    private static double[] take(DoubleBuffer ordinates) {
        double[] xy = new double[ordinates.remaining()];
        ordinates.get(xy);
        return xy;
    }

    private static Point point(double[] xy) {
        if (xy.length > 2) {
            throw new IllegalArgumentException("a point has " + xy.length / 2 + " positions");
        }
        boolean none = xy.length == 0 || (Double.isNaN(xy[0]) && Double.isNaN(xy[1]));
        return none ? FACTORY.createPoint() : FACTORY.createPoint(sequence(xy));
    }

    private Point[] points(DoubleBuffer ordinates) throws UnusableGeometryException {
        int count = ordinates.remaining() / 2;
        claimParts(count);
        Point[] points = new Point[count];
        for (int at = 0; at < points.length; at++) {
            points[at] = point(new double[] {ordinates.get(), ordinates.get()});
        }
        return points;
    }

    private static CoordinateSequence sequence(double[] xy) {
        // Packed, so that a great geometry takes hardly more memory than it takes in the file.
        return new PackedCoordinateSequence.Double(xy, 2, 0);
    }

    private static LineString line(double[] xy) throws UnusableGeometryException {
        if (xy.length == 2) {
            throw new UnusableGeometryException("a line has 1 position");
        }
        return FACTORY.createLineString(sequence(xy));
    }

    private List<LineString> lines(Geometry geometry) throws UnusableGeometryException {
        List<LineString> lines = new ArrayList<>();
        for (double[] part : cut(geometry)) {
            lines.add(line(part));
        }
        return lines;
    }

    private Polygon polygon(Geometry geometry) throws UnusableGeometryException {
        List<LinearRing> rings = new ArrayList<>();
        for (double[] part : cut(geometry)) {
            rings.add(ring(sequence(part)));
        }
        return polygon(rings);
    }

    private static Polygon curvePolygon(List<LineString> curves) throws UnusableGeometryException {
        List<LinearRing> rings = new ArrayList<>();
        for (LineString curve : curves) {
            rings.add(ring(curve.getCoordinateSequence()));
        }
        return polygon(rings);
    }

    private static LinearRing ring(CoordinateSequence positions) throws UnusableGeometryException {
        try {
            return FACTORY.createLinearRing(positions);
        } catch (IllegalArgumentException e) {
            // A ring that is not closed, or of too few positions: the feature is at fault and not the file.
            throw new UnusableGeometryException("the geometry cannot be read: " + e.getMessage());
        }
    }

    private static Polygon polygon(List<LinearRing> rings) throws UnusableGeometryException {
        if (rings.isEmpty()) {
            return FACTORY.createPolygon();
        }
        try {
            return FACTORY.createPolygon(
                    rings.get(0), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
        } catch (IllegalArgumentException e) {
            throw new UnusableGeometryException("the geometry cannot be read: " + e.getMessage());
        }
    }

    /** The curve made of curves that each begin where the one before ended. */
    private static LineString joined(List<LineString> curves) {
        int size = 0;
        for (LineString curve : curves) {
            size += size == 0 || curve.isEmpty() ? curve.getNumPoints() : curve.getNumPoints() - 1;
        }
        double[] xy = new double[2 * size];
        int at = 0;
        for (LineString curve : curves) {
            CoordinateSequence positions = curve.getCoordinateSequence();
            for (int position = at == 0 ? 0 : 1; position < positions.size(); position++) {
                xy[at++] = positions.getX(position);
                xy[at++] = positions.getY(position);
            }
        }
        return FACTORY.createLineString(sequence(xy));
    }

    /** The positions cut at the ends that the geometry gives, each counted in positions; without ends they are one piece. */
    private List<double[]> cut(Geometry geometry) throws UnusableGeometryException {
        DoubleBuffer all = ordinates(geometry);
        int positions = all.remaining() / 2;
        int count = geometry.endsLength();
        claim(count, Integer.BYTES);
        claimParts(count);
        if (count == 0) {
            return positions == 0 ? List.of() : List.of(take(all));
        }
        List<double[]> pieces = new ArrayList<>();
        long start = 0;
        for (int at = 0; at < count; at++) {
            long end = geometry.ends(at);
            if (end < start || end > positions) {
                throw new IllegalArgumentException("part " + (at + 1) + " of a geometry ends outside it");
            }
            double[] piece = new double[(int) (end - start) * 2];
            all.get(piece);
            pieces.add(piece);
            start = end;
        }
        if (start != positions) {
            throw new IllegalArgumentException("the parts of a geometry end before its positions do");
        }
        return pieces;
    }
}
