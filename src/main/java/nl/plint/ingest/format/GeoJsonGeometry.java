package nl.plint.ingest.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Reads the geometry object of GeoJSON, given as maps and lists. Heights are dropped; a ring that is open is closed. */
final class GeoJsonGeometry {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private GeoJsonGeometry() {}

    /**
     * @throws IllegalArgumentException when it is not a geometry; the message says what is wrong
     */
    static Geometry read(Map<?, ?> geometry) {
        Object type = geometry.get("type");
        Object coordinates = geometry.get("coordinates");
        if (!(type instanceof String name)) {
            throw new IllegalArgumentException("the geometry has no type");
        }
        return switch (name) {
            case "Point" ->
                list(coordinates).isEmpty() ? FACTORY.createPoint() : FACTORY.createPoint(position(coordinates));
            case "MultiPoint" -> FACTORY.createMultiPointFromCoords(positions(coordinates));
            case "LineString" -> line(coordinates);
            case "MultiLineString" ->
                FACTORY.createMultiLineString(
                        list(coordinates).stream().map(GeoJsonGeometry::line).toArray(LineString[]::new));
            case "Polygon" -> polygon(coordinates);
            case "MultiPolygon" ->
                FACTORY.createMultiPolygon(
                        list(coordinates).stream().map(GeoJsonGeometry::polygon).toArray(Polygon[]::new));
            case "GeometryCollection" ->
                FACTORY.createGeometryCollection(list(geometry.get("geometries")).stream()
                        .map(part -> {
                            if (part instanceof Map<?, ?> map) {
                                return read(map);
                            }
                            throw new IllegalArgumentException("a part of the geometry collection is not an object");
                        })
                        .toArray(Geometry[]::new));
            default -> throw new IllegalArgumentException("'" + name + "' is not a type of geometry in GeoJSON");
        };
    }

    private static LineString line(@Nullable Object coordinates) {
        return FACTORY.createLineString(positions(coordinates));
    }

    private static Polygon polygon(@Nullable Object coordinates) {
        List<LinearRing> rings = new ArrayList<>();
        for (Object ring : list(coordinates)) {
            rings.add(ring(positions(ring)));
        }
        return rings.isEmpty()
                ? FACTORY.createPolygon()
                : FACTORY.createPolygon(
                        rings.get(0), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
    }

    private static LinearRing ring(Coordinate[] given) {
        List<Coordinate> closed = new ArrayList<>(List.of(given));
        if (!closed.isEmpty() && !closed.get(0).equals2D(closed.get(closed.size() - 1))) {
            closed.add(closed.get(0).copy());
        }
        // A ring of too few points cannot be made in JTS: its last point is repeated, and the repair will drop it.
        while (!closed.isEmpty() && closed.size() < 4) {
            closed.add(closed.get(closed.size() - 1).copy());
        }
        return FACTORY.createLinearRing(closed.toArray(Coordinate[]::new));
    }

    private static Coordinate[] positions(@Nullable Object coordinates) {
        return list(coordinates).stream().map(GeoJsonGeometry::position).toArray(Coordinate[]::new);
    }

    private static Coordinate position(@Nullable Object position) {
        List<?> numbers = list(position);
        if (numbers.size() < 2 || !(numbers.get(0) instanceof Number x) || !(numbers.get(1) instanceof Number y)) {
            throw new IllegalArgumentException("a position is not two numbers: " + position);
        }
        return new CoordinateXY(x.doubleValue(), y.doubleValue());
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("coordinates are not a list: " + value);
    }
}
