package nl.plint.analysis.vacancy;

import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/** Square cells on multiples of their size in RD New, as the statistical squares of CBS; a place on a border is in the north-eastern. */
final class SquareCells extends CellAreas {
    private final double sizeMeters;
    private final GeometryFactory geometries = new GeometryFactory();

    SquareCells(double sizeMeters) {
        this.sizeMeters = sizeMeters;
    }

    @Override
    public String name() {
        return AreaChoice.GRID;
    }

    @Override
    String id(Point placeRd) {
        return String.format("E%06dN%06d", Math.round(start(placeRd.getX())), Math.round(start(placeRd.getY())));
    }

    @Override
    Geometry geometryRd(String id, Point placeRd) {
        double west = start(placeRd.getX());
        double south = start(placeRd.getY());
        return geometries.toGeometry(new Envelope(west, west + sizeMeters, south, south + sizeMeters));
    }

    private double start(double coordinate) {
        return Math.floor(coordinate / sizeMeters) * sizeMeters;
    }
}
