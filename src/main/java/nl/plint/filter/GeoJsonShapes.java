package nl.plint.filter;

import java.util.List;
import java.util.function.Function;
import nl.plint.filter.JsonNodes.Node;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Geometries and boxes in CQL2 JSON, as GeoJSON writes them. A collection of one geometry is that geometry. */
final class GeoJsonShapes {
    private final GeometryFactory factory = new GeometryFactory();
    private final Limits limits;

    GeoJsonShapes(Limits limits) {
        this.limits = limits;
    }

    Expression shape(Node node) {
        return new Expression.Shape(geometry(node, true));
    }

    Expression box(Node node) {
        List<Double> ordinates = node.elements("4 or 6 numbers").stream()
                .map(GeoJsonShapes::number)
                .toList();
        try {
            return new Expression.Box(ordinates);
        } catch (IllegalArgumentException e) {
            throw Cql2Exception.at(node.offset(), String.valueOf(e.getMessage()));
        }
    }

    private Geometry geometry(Node node, boolean collectionToo) {
        Node named = node.members().get("type");
        Object type = named == null ? null : named.value();
        Node geometries = node.members().get("geometries");
        if (collectionToo && "GeometryCollection".equals(type) && geometries != null) {
            List<Geometry> members = list(geometries, 1, member -> geometry(member, false));
            return members.size() == 1
                    ? members.get(0)
                    : factory.createGeometryCollection(members.toArray(Geometry[]::new));
        }
        Node coordinates = node.members().get("coordinates");
        if (!(type instanceof String name) || coordinates == null) {
            throw node.expected("a GeoJSON geometry with type and coordinates"
                    + (collectionToo ? ", or a collection with geometries" : ", no collection within a collection"));
        }
        return switch (name) {
            case "Point" -> factory.createPoint(coordinate(coordinates));
            case "LineString" -> line(coordinates);
            case "Polygon" -> polygon(coordinates);
            case "MultiPoint" ->
                factory.createMultiPoint(list(coordinates, 1, point -> factory.createPoint(coordinate(point)))
                        .toArray(Point[]::new));
            case "MultiLineString" ->
                factory.createMultiLineString(list(coordinates, 1, this::line).toArray(LineString[]::new));
            case "MultiPolygon" ->
                factory.createMultiPolygon(list(coordinates, 1, this::polygon).toArray(Polygon[]::new));
            default -> throw node.expected("a GeoJSON geometry");
        };
    }

    private LineString line(Node node) {
        return factory.createLineString(list(node, 2, this::coordinate).toArray(Coordinate[]::new));
    }

    private Polygon polygon(Node node) {
        List<LinearRing> rings = list(node, 1, this::ring);
        return factory.createPolygon(
                rings.get(0), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
    }

    private LinearRing ring(Node node) {
        Coordinate[] coordinates = list(node, 4, this::coordinate).toArray(Coordinate[]::new);
        if (!coordinates[0].equals2D(coordinates[coordinates.length - 1])) {
            throw Cql2Exception.at(
                    node.offset(), "the ring that begins here does not end at the point where it begins");
        }
        return factory.createLinearRing(coordinates);
    }

    private Coordinate coordinate(Node node) {
        limits.coordinate(node.offset());
        List<Node> ordinates = node.elements("a position");
        if (ordinates.size() < 2 || ordinates.size() > 3) {
            throw node.expected("a position of 2 or 3 numbers");
        }
        double x = number(ordinates.get(0));
        double y = number(ordinates.get(1));
        return ordinates.size() == 2 ? new Coordinate(x, y) : new Coordinate(x, y, number(ordinates.get(2)));
    }

    private static double number(Node node) {
        if (node.value() instanceof Double number) {
            return number;
        }
        throw node.expected("a number");
    }

    private static <T> List<T> list(Node node, int least, Function<Node, T> one) {
        List<Node> elements = node.elements("an array of positions or geometries");
        if (elements.size() < least) {
            throw node.expected(least + " or more positions or geometries");
        }
        return elements.stream().map(one).toList();
    }
}
