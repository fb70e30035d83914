package nl.plint.ingest.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Reads the contents of one record of a {@code .shp} (ESRI Shapefile Technical Description, 1998). Heights and measures are
 * dropped. Clockwise rings are shells and the others holes, each in the smallest shell around it; where a file has it the
 * other way round, a ring in no shell is a shell.
 */
final class ShapeGeometry {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private ShapeGeometry() {}

    /**
     * @return null for the null shape
     * @throws IllegalArgumentException when the record is not what its type promises
     */
    static @Nullable Geometry read(ByteBuffer record) {
        record.order(ByteOrder.LITTLE_ENDIAN);
        int type = record.getInt();
        return switch (type) {
            case 0 -> null;
            case 1, 11, 21 -> FACTORY.createPoint(position(record));
            case 8, 18, 28 -> {
                skipBounds(record);
                yield FACTORY.createMultiPointFromCoords(positions(record, count(record, 16)));
            }
            case 3, 13, 23 -> lines(parts(record));
            case 5, 15, 25 -> polygons(parts(record));
            default -> throw new IllegalArgumentException("shape type " + type + " is not known");
        };
    }

    private static void skipBounds(ByteBuffer record) {
        record.position(record.position() + 32);
    }

    private static int count(ByteBuffer record, int bytesEach) {
        int count = record.getInt();
        if (count < 0 || (long) count * bytesEach > record.remaining()) {
            throw new IllegalArgumentException("the record promises " + count + " items, more than it holds");
        }
        return count;
    }

    private static Coordinate position(ByteBuffer record) {
        return new CoordinateXY(record.getDouble(), record.getDouble());
    }

    private static Coordinate[] positions(ByteBuffer record, int count) {
        Coordinate[] positions = new Coordinate[count];
        for (int at = 0; at < count; at++) {
            positions[at] = position(record);
        }
        return positions;
    }

    private static List<Coordinate[]> parts(ByteBuffer record) {
        skipBounds(record);
        int parts = count(record, 4);
        int points = count(record, 16);
        int[] starts = new int[parts + 1];
        for (int part = 0; part < parts; part++) {
            starts[part] = record.getInt();
        }
        starts[parts] = points;
        Coordinate[] all = positions(record, points);
        List<Coordinate[]> list = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            if (starts[part] < 0 || starts[part] > starts[part + 1] || starts[part + 1] > points) {
                throw new IllegalArgumentException("part " + (part + 1) + " of the shape starts outside it");
            }
            list.add(java.util.Arrays.copyOfRange(all, starts[part], starts[part + 1]));
        }
        return list;
    }

    private static Geometry lines(List<Coordinate[]> parts) {
        LineString[] lines = parts.stream().map(FACTORY::createLineString).toArray(LineString[]::new);
        return lines.length == 1 ? lines[0] : FACTORY.createMultiLineString(lines);
    }

    private static Geometry polygons(List<Coordinate[]> parts) {
        List<LinearRing> shells = new ArrayList<>();
        List<LinearRing> holes = new ArrayList<>();
        for (Coordinate[] part : parts) {
            if (part.length < 4) {
                continue; // no extent: nothing is lost with it
            }
            LinearRing ring = FACTORY.createLinearRing(part);
            (Orientation.isCCW(part) ? holes : shells).add(ring);
        }
        ShellFinder finder = new ShellFinder(shells);
        List<List<LinearRing>> holesOf = new ArrayList<>();
        shells.forEach(shell -> holesOf.add(new ArrayList<>()));
        for (LinearRing hole : holes) {
            int shell = finder.around(hole);
            if (shell < 0) {
                finder.add(hole);
                holesOf.add(new ArrayList<>());
            } else {
                holesOf.get(shell).add(hole);
            }
        }
        Polygon[] polygons = new Polygon[shells.size()];
        for (int at = 0; at < polygons.length; at++) {
            polygons[at] = FACTORY.createPolygon(shells.get(at), holesOf.get(at).toArray(LinearRing[]::new));
        }
        return polygons.length == 1 ? polygons[0] : FACTORY.createMultiPolygon(polygons);
    }
}
