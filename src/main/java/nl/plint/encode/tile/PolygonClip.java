package nl.plint.encode.tile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;
import org.locationtech.jts.operation.overlayng.OverlayNG;

/**
 * Cuts polygons at the sides of a window, in whole numbers; what comes of it is valid.
 *
 * <p>A ring is cut at one side after the other (Sutherland and Hodgman 1974), which is right for a polygon of which one part lies
 * in the window and leaves edges upon each other where there are more: what is not valid then is cut by the overlay of JTS.
 */
final class PolygonClip {
    private static final int SIDES = 4;

    private final double[] sides;
    private double[] ring = new double[64];
    private double[] next = new double[64];
    private int size;
    private int nextSize;

    private PolygonClip(TileGrid.Window window) {
        sides = new double[] {window.minX(), window.maxX(), window.minY(), window.maxY()};
    }

    /** The part of valid polygons of whole numbers that lies in a window; empty when there is none. */
    static Geometry clip(Geometry polygons, TileGrid.Window window) {
        Envelope bounds = new Envelope(window.minX(), window.maxX(), window.minY(), window.maxY());
        PolygonClip clip = new PolygonClip(window);
        List<Polygon> parts = new ArrayList<>();
        for (int part = 0; part < polygons.getNumGeometries(); part++) {
            Polygon polygon = (Polygon) polygons.getGeometryN(part);
            if (bounds.covers(polygon.getEnvelopeInternal())) {
                parts.add(polygon);
            } else if (bounds.intersects(polygon.getEnvelopeInternal())) {
                Polygon cut = clip.polygon(polygon, bounds);
                if (cut == null) {
                    return overlay(polygons, bounds);
                }
                if (!cut.isEmpty()) {
                    parts.add(cut);
                }
            }
        }
        Geometry clipped =
                parts.size() == 1 ? parts.get(0) : GridShape.GRID.createMultiPolygon(parts.toArray(Polygon[]::new));
        // Parts that were valid together in the whole may come to touch where they are cut.
        return parts.size() <= 1 || clipped.isValid() ? clipped : overlay(polygons, bounds);
    }

    /** What is left of one polygon; null when it is not valid. */
    private @Nullable Polygon polygon(Polygon polygon, Envelope bounds) {
        LinearRing shell = ring(polygon.getExteriorRing(), bounds);
        if (shell == null) {
            return GridShape.GRID.createPolygon();
        }
        List<LinearRing> holes = new ArrayList<>();
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
            LinearRing ring = ring(polygon.getInteriorRingN(hole), bounds);
            if (ring != null) {
                holes.add(ring);
            }
        }
        Polygon cut = GridShape.GRID.createPolygon(shell, holes.toArray(LinearRing[]::new));
        return cut.isValid() ? cut : null;
    }

    private @Nullable LinearRing ring(LinearRing given, Envelope bounds) {
        if (bounds.covers(given.getEnvelopeInternal())) {
            return given;
        }
        CoordinateSequence sequence = given.getCoordinateSequence();
        size = 0;
        for (int at = 0; at + 1 < sequence.size(); at++) {
            add(sequence.getX(at), sequence.getY(at));
        }
        swap();
        for (int side = 0; side < SIDES && size > 0; side++) {
            cut(side);
        }
        if (size < 3) {
            return null;
        }
        double[] closed = Arrays.copyOf(ring, (size + 1) * 2);
        closed[size * 2] = ring[0];
        closed[size * 2 + 1] = ring[1];
        return GridShape.GRID.createLinearRing(new PackedCoordinateSequence.Double(closed, 2, 0));
    }

    /** Cuts the ring at one side: what lies beyond it is replaced by a piece of the side. */
    private void cut(int side) {
        int axis = side / 2;
        double limit = sides[side];
        double sign = side % 2 == 0 ? 1 : -1;
        double fromX = ring[(size - 1) * 2];
        double fromY = ring[(size - 1) * 2 + 1];
        boolean fromInside = ((axis == 0 ? fromX : fromY) - limit) * sign >= 0;
        for (int at = 0; at < size; at++) {
            double toX = ring[at * 2];
            double toY = ring[at * 2 + 1];
            boolean toInside = ((axis == 0 ? toX : toY) - limit) * sign >= 0;
            if (fromInside != toInside) {
                if (axis == 0) {
                    add(limit, Math.rint(fromY + (limit - fromX) / (toX - fromX) * (toY - fromY)));
                } else {
                    add(Math.rint(fromX + (limit - fromY) / (toY - fromY) * (toX - fromX)), limit);
                }
            }
            if (toInside) {
                add(toX, toY);
            }
            fromX = toX;
            fromY = toY;
            fromInside = toInside;
        }
        swap();
    }

    /** Adds a place to the next ring, unless it is the last of it already. */
    private void add(double x, double y) {
        if (nextSize > 0 && next[nextSize * 2 - 2] == x && next[nextSize * 2 - 1] == y) {
            return;
        }
        if (nextSize * 2 == next.length) {
            next = Arrays.copyOf(next, next.length * 2);
        }
        next[nextSize * 2] = x;
        next[nextSize * 2 + 1] = y;
        nextSize++;
    }

    private void swap() {
        while (nextSize > 1 && next[0] == next[nextSize * 2 - 2] && next[1] == next[nextSize * 2 - 1]) {
            nextSize--;
        }
        double[] old = ring;
        ring = next;
        size = nextSize;
        next = old;
        nextSize = 0;
    }

    private static Geometry overlay(Geometry polygons, Envelope bounds) {
        Geometry cut = OverlayNG.overlay(
                polygons,
                GridShape.GRID.toGeometry(bounds),
                OverlayNG.INTERSECTION,
                GridShape.GRID.getPrecisionModel());
        if (cut instanceof Polygonal) {
            return cut;
        }
        List<Polygon> parts = new ArrayList<>();
        for (int part = 0; part < cut.getNumGeometries(); part++) {
            if (cut.getGeometryN(part) instanceof Polygon polygon && !polygon.isEmpty()) {
                parts.add(polygon);
            }
        }
        return GridShape.GRID.createMultiPolygon(parts.toArray(Polygon[]::new));
    }
}
