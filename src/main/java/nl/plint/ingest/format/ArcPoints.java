package nl.plint.ingest.format;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;

/**
 * Draws circular arcs as chords that stay within a distance of the arc: the arc over an angle a of radius r lies r (1 - cos
 * (a / 2)) from its chord.
 */
final class ArcPoints {
    /** Distance in metres for coordinates in metres. */
    static final double METERS = 0.0005;

    /** About the same distance for coordinates in degrees. */
    static final double DEGREES = 5e-9;

    private static final int MOST_CHORDS = 20_000;

    private final double tolerance;

    /**
     * @param tolerance the most that a chord may stray, in the unit of the coordinates
     */
    ArcPoints(double tolerance) {
        this.tolerance = tolerance;
    }

    /** Adds the arc from the last point of a line through a second to a third; both stay as they are given. */
    void addArc(List<Coordinate> line, Coordinate through, Coordinate end) {
        Coordinate start = line.get(line.size() - 1);
        if (start.equals2D(end)) {
            // By SQL/MM an arc that ends where it starts is a circle, of which the second point is the far side.
            Coordinate center = new CoordinateXY((start.x + through.x) / 2, (start.y + through.y) / 2);
            addSweep(line, center, through, Math.PI);
            addSweep(line, center, end, Math.PI);
            return;
        }
        Coordinate center = center(start, through, end);
        if (center == null) {
            line.add(through);
            line.add(end);
            return;
        }
        double first = angle(center, start);
        double toThrough = positive(angle(center, through) - first);
        double toEnd = positive(angle(center, end) - first);
        boolean counterClockwise = toThrough < toEnd;
        addSweep(line, center, through, counterClockwise ? toThrough : toThrough - 2 * Math.PI);
        addSweep(line, center, end, toEnd - toThrough);
    }

    /** Adds a whole circle from the last point of a line through two others and back. */
    void addCircle(List<Coordinate> line, Coordinate second, Coordinate third) {
        Coordinate start = line.get(line.size() - 1);
        Coordinate center = center(start, second, third);
        if (center == null) {
            throw new IllegalArgumentException("the three points of a circle are on one line");
        }
        double first = angle(center, start);
        boolean counterClockwise = positive(angle(center, second) - first) < positive(angle(center, third) - first);
        addSweep(line, center, start, counterClockwise ? 2 * Math.PI : -2 * Math.PI);
    }

    /** Adds an arc around a centre; angles in radians, counter-clockwise from the x axis. */
    void addAround(List<Coordinate> line, Coordinate center, double radius, double from, double sweep) {
        line.add(at(center, radius, from));
        addSweep(line, center, at(center, radius, from + sweep), sweep);
    }

    /** Adds the points from the last one over a signed angle; the end is taken as given. */
    private void addSweep(List<Coordinate> line, Coordinate center, Coordinate end, double sweep) {
        Coordinate start = line.get(line.size() - 1);
        double radius = center.distance(start);
        double first = angle(center, start);
        int chords = chords(radius, sweep);
        for (int at = 1; at < chords; at++) {
            line.add(at(center, radius, first + sweep * at / chords));
        }
        line.add(end.copy());
    }

    private int chords(double radius, double sweep) {
        if (!(radius > tolerance)) {
            return 4;
        }
        double widest = 2 * Math.acos(1 - tolerance / radius);
        return (int) Math.min(MOST_CHORDS, Math.max(1, Math.ceil(Math.abs(sweep) / widest)));
    }

    private static Coordinate at(Coordinate center, double radius, double angle) {
        return new CoordinateXY(center.x + radius * Math.cos(angle), center.y + radius * Math.sin(angle));
    }

    private static double angle(Coordinate center, Coordinate point) {
        return Math.atan2(point.y - center.y, point.x - center.x);
    }

    private static double positive(double angle) {
        double turned = angle % (2 * Math.PI);
        return turned < 0 ? turned + 2 * Math.PI : turned;
    }

    /** The centre of the circle through three points, null when they are on one line. Worked out from the first point. */
    private static @Nullable Coordinate center(Coordinate a, Coordinate b, Coordinate c) {
        double bx = b.x - a.x;
        double by = b.y - a.y;
        double cx = c.x - a.x;
        double cy = c.y - a.y;
        double twice = 2 * (bx * cy - by * cx);
        double lengths = Math.hypot(bx, by) * Math.hypot(cx, cy);
        if (!(Math.abs(twice) > 1e-12 * lengths)) {
            return null;
        }
        double b2 = bx * bx + by * by;
        double c2 = cx * cx + cy * cy;
        return new CoordinateXY(a.x + (cy * b2 - by * c2) / twice, a.y + (bx * c2 - cx * b2) / twice);
    }
}
