package nl.plint.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Geometries in CQL2 text: well-known text, with a height or without, whether Z is written or not, and boxes. A collection of
 * one geometry is that geometry.
 */
final class WellKnownText {
    private static final Set<String> TYPES = Set.of(
            "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION");

    private final GeometryFactory factory = new GeometryFactory();
    private final Cql2Tokens tokens;
    private final Limits limits;

    WellKnownText(Cql2Tokens tokens, Limits limits) {
        this.tokens = tokens;
        this.limits = limits;
    }

    static boolean isType(String upper) {
        return TYPES.contains(upper);
    }

    /** Whether a geometry begins at a word that is a type. */
    boolean begins() {
        return tokens.following(1).is("(")
                || (tokens.following(1).is("Z") && tokens.following(2).is("("));
    }

    Expression shape() {
        limits.enter(tokens.offset());
        Geometry geometry = geometry(true);
        limits.leave();
        return new Expression.Shape(geometry);
    }

    /** A box, whose parenthesis was read. */
    Expression box() {
        int offset = tokens.offset();
        List<Double> ordinates = new ArrayList<>();
        do {
            ordinates.add(tokens.signedNumber());
        } while (ordinates.size() < 6 && tokens.accept(","));
        if (ordinates.size() != 4 && ordinates.size() != 6) {
            throw tokens.expected("4 or 6 numbers in a box");
        }
        tokens.expect(")");
        try {
            return new Expression.Box(ordinates);
        } catch (IllegalArgumentException e) {
            throw Cql2Exception.at(offset, String.valueOf(e.getMessage()));
        }
    }

    private Geometry geometry(boolean collectionToo) {
        String type = tokens.current().text().toUpperCase(Locale.ROOT);
        if (!isType(type) || (type.equals("GEOMETRYCOLLECTION") && !collectionToo)) {
            throw tokens.expected("a geometry other than a collection");
        }
        tokens.next();
        tokens.accept("Z");
        return switch (type) {
            case "POINT" -> point();
            case "LINESTRING" -> line();
            case "POLYGON" -> polygon();
            case "MULTIPOINT" ->
                factory.createMultiPoint(list(this::memberPoint).toArray(Point[]::new));
            case "MULTILINESTRING" ->
                factory.createMultiLineString(list(this::line).toArray(LineString[]::new));
            case "MULTIPOLYGON" ->
                factory.createMultiPolygon(list(this::polygon).toArray(Polygon[]::new));
            default -> {
                List<Geometry> members = list(() -> geometry(false));
                yield members.size() == 1
                        ? members.get(0)
                        : factory.createGeometryCollection(members.toArray(Geometry[]::new));
            }
        };
    }

    private Point point() {
        tokens.expect("(");
        Coordinate coordinate = coordinate();
        tokens.expect(")");
        return factory.createPoint(coordinate);
    }

    /** A point of several, whose parentheses may be missing. */
    private Point memberPoint() {
        return tokens.current().is("(") ? point() : factory.createPoint(coordinate());
    }

    private LineString line() {
        return factory.createLineString(coordinates(2));
    }

    private Polygon polygon() {
        List<LinearRing> rings = list(this::ring);
        return factory.createPolygon(
                rings.get(0), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
    }

    private LinearRing ring() {
        int offset = tokens.offset();
        Coordinate[] coordinates = coordinates(4);
        if (!coordinates[0].equals2D(coordinates[coordinates.length - 1])) {
            throw Cql2Exception.at(offset, "the ring that begins here does not end at the point where it begins");
        }
        return factory.createLinearRing(coordinates);
    }

    private Coordinate[] coordinates(int least) {
        int offset = tokens.offset();
        List<Coordinate> coordinates = list(this::coordinate);
        if (coordinates.size() < least) {
            throw Cql2Exception.at(offset, "expected " + least + " or more positions, found " + coordinates.size());
        }
        return coordinates.toArray(Coordinate[]::new);
    }

    private Coordinate coordinate() {
        limits.coordinate(tokens.offset());
        double x = tokens.signedNumber();
        double y = tokens.signedNumber();
        return tokens.current().is(",") || tokens.current().is(")")
                ? new Coordinate(x, y)
                : new Coordinate(x, y, tokens.signedNumber());
    }

    private <T> List<T> list(Supplier<T> one) {
        List<T> all = new ArrayList<>();
        tokens.expect("(");
        do {
            all.add(one.get());
        } while (tokens.accept(","));
        tokens.expect(")");
        return all;
    }
}
