package nl.plint.encode;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.wololo.flatgeobuf.generated.Geometry;
import org.wololo.flatgeobuf.generated.GeometryType;

/** Writes the geometry of one FlatGeobuf feature: x and y only. */
final class FlatGeobufGeometryWriter {
    private FlatGeobufGeometryWriter() {}

    static int type(org.locationtech.jts.geom.Geometry geometry) {
        if (geometry instanceof Point) {
            return GeometryType.Point;
        }
        if (geometry instanceof LineString) {
            return GeometryType.LineString;
        }
        if (geometry instanceof Polygon) {
            return GeometryType.Polygon;
        }
        if (geometry instanceof MultiPoint) {
            return GeometryType.MultiPoint;
        }
        if (geometry instanceof MultiLineString) {
            return GeometryType.MultiLineString;
        }
        return geometry instanceof MultiPolygon ? GeometryType.MultiPolygon : GeometryType.GeometryCollection;
    }

    /** The offset of the geometry in the buffer; with its type when that is not in the header. */
    static int write(FlatBufferBuilder builder, org.locationtech.jts.geom.Geometry geometry, boolean withType) {
        int type = withType ? type(geometry) : GeometryType.Unknown;
        if (geometry instanceof MultiPolygon || geometry.getClass() == GeometryCollection.class) {
            int[] parts = new int[geometry.getNumGeometries()];
            for (int part = 0; part < parts.length; part++) {
                parts[part] = write(builder, geometry.getGeometryN(part), true);
            }
            int vector = Geometry.createPartsVector(builder, parts);
            return Geometry.createGeometry(builder, 0, 0, 0, 0, 0, 0, type, vector);
        }
        List<Coordinate[]> lines = lines(geometry);
        int xy = xy(builder, lines);
        int ends = 0;
        if (lines.size() > 1 && !(geometry instanceof MultiPoint)) {
            long[] last = new long[lines.size()];
            long points = 0;
            for (int line = 0; line < last.length; line++) {
                points += lines.get(line).length;
                last[line] = points;
            }
            ends = Geometry.createEndsVector(builder, last);
        }
        return Geometry.createGeometry(builder, ends, xy, 0, 0, 0, 0, type, 0);
    }

    /** Its lines, or rings, or points. */
    private static List<Coordinate[]> lines(org.locationtech.jts.geom.Geometry geometry) {
        List<Coordinate[]> lines = new ArrayList<>();
        if (geometry instanceof Polygon polygon && !polygon.isEmpty()) {
            lines.add(polygon.getExteriorRing().getCoordinates());
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                lines.add(polygon.getInteriorRingN(hole).getCoordinates());
            }
        } else {
            for (int part = 0; part < geometry.getNumGeometries(); part++) {
                lines.add(geometry.getGeometryN(part).getCoordinates());
            }
        }
        return lines;
    }

    private static int xy(FlatBufferBuilder builder, List<Coordinate[]> lines) {
        double[] numbers =
                new double[2 * lines.stream().mapToInt(line -> line.length).sum()];
        int at = 0;
        for (Coordinate[] line : lines) {
            for (Coordinate point : line) {
                numbers[at++] = point.x;
                numbers[at++] = point.y;
            }
        }
        return Geometry.createXyVector(builder, numbers);
    }
}
