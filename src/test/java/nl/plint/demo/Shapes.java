package nl.plint.demo;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.PolygonExtracter;

/** Made-up outlines in RD New, in meters. */
final class Shapes {
    static final GeometryFactory FACTORY = new GeometryFactory();

    private Shapes() {}

    static Point point(Coordinate at) {
        return FACTORY.createPoint(at);
    }

    /** To the decimeter. */
    static double rounded(double meters) {
        return Math.round(meters * 10) / 10.0;
    }

    /** An irregular star-shaped outline with exactly the given area (before rounding to decimeters). */
    static Polygon blob(Coordinate center, double areaM2, double stretch, double angleDegrees, int corners, Draw draw) {
        var ring = new Coordinate[corners + 1];
        double radius = draw.between(0.85, 1.15);
        for (int i = 0; i < corners; i++) {
            double angle = 2 * StrictMath.PI * i / corners;
            radius = 0.5 * radius + 0.5 * draw.between(0.8, 1.2);
            ring[i] = new Coordinate(
                    radius * StrictMath.cos(angle) * StrictMath.sqrt(stretch),
                    radius * StrictMath.sin(angle) / StrictMath.sqrt(stretch));
        }
        ring[corners] = new Coordinate(ring[0]);
        Polygon unit = FACTORY.createPolygon(ring);
        double scale = StrictMath.sqrt(areaM2 / unit.getArea());
        Geometry placed = new AffineTransformation()
                .scale(scale, scale)
                .rotate(StrictMath.toRadians(angleDegrees))
                .translate(center.x, center.y)
                .transform(unit);
        return (Polygon) onDecimeters(placed);
    }

    /** The same shape with every corner on a whole decimeter. */
    static Geometry onDecimeters(Geometry shape) {
        Geometry copy = shape.copy();
        copy.apply(new CoordinateSequenceFilter() {
            @Override
            public void filter(CoordinateSequence corners, int i) {
                corners.setOrdinate(i, 0, rounded(corners.getX(i)));
                corners.setOrdinate(i, 1, rounded(corners.getY(i)));
            }

            @Override
            public boolean isDone() {
                return false;
            }

            @Override
            public boolean isGeometryChanged() {
                return true;
            }
        });
        return copy;
    }

    /** The polygons of a shape that are not slivers: at least {@code leastM2}. Never fewer than the largest one. */
    static Geometry withoutSlivers(Geometry shape, double leastM2) {
        List<Polygon> kept = new ArrayList<>();
        Polygon largest = FACTORY.createPolygon();
        for (Object part : PolygonExtracter.getPolygons(shape)) {
            Polygon polygon = (Polygon) part;
            if (polygon.getArea() >= leastM2) {
                kept.add(polygon);
            }
            if (polygon.getArea() > largest.getArea()) {
                largest = polygon;
            }
        }
        if (kept.size() < 2) {
            return onDecimeters(largest);
        }
        return onDecimeters(FACTORY.createMultiPolygon(kept.toArray(new Polygon[0])));
    }

    /** A random point inside an area, on whole decimeters. */
    static Coordinate pointIn(Geometry area, Draw draw) {
        var bounds = area.getEnvelopeInternal();
        while (true) {
            var candidate = new Coordinate(
                    rounded(draw.between(bounds.getMinX(), bounds.getMaxX())),
                    rounded(draw.between(bounds.getMinY(), bounds.getMaxY())));
            if (area.contains(point(candidate))) {
                return candidate;
            }
        }
    }
}
