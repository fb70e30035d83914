package nl.plint.encode;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import nl.plint.geo.Crs;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Writes the geometry object of GeoJSON: shells counter-clockwise, degrees to 7 decimals (about a centimetre), metres to
 * the millimetre, latitude first where the CRS has it so.
 */
public final class PlainGeometry {
    private final JsonGenerator json;
    private final boolean latitudeFirst;
    private final double precision;

    /** Writes to a generator that the caller closes. */
    public PlainGeometry(JsonGenerator json, Crs crs) {
        this.json = json;
        this.latitudeFirst = crs.latitudeFirst();
        this.precision = crs.isGeographic() ? 1e7 : 1e3;
    }

    /** The geometry, x first as Plint has it; the order in which it is written is that of the CRS. */
    public void write(Geometry geometry) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", geometry.getGeometryType());
        if (geometry.getClass() == GeometryCollection.class) {
            json.writeArrayFieldStart("geometries");
            for (int part = 0; part < geometry.getNumGeometries(); part++) {
                write(geometry.getGeometryN(part));
            }
            json.writeEndArray();
        } else {
            json.writeFieldName("coordinates");
            coordinates(geometry);
        }
        json.writeEndObject();
    }

    private void coordinates(Geometry geometry) throws IOException {
        if (geometry instanceof Point point) {
            if (point.isEmpty()) {
                json.writeStartArray();
                json.writeEndArray();
            } else {
                position(point.getCoordinateSequence(), 0);
            }
        } else if (geometry instanceof LineString line) {
            positions(line.getCoordinateSequence(), false);
        } else if (geometry instanceof Polygon polygon) {
            json.writeStartArray();
            if (!polygon.isEmpty()) {
                ring(polygon.getExteriorRing(), true);
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    ring(polygon.getInteriorRingN(hole), false);
                }
            }
            json.writeEndArray();
        } else {
            json.writeStartArray();
            for (int part = 0; part < geometry.getNumGeometries(); part++) {
                coordinates(geometry.getGeometryN(part));
            }
            json.writeEndArray();
        }
    }

    private void ring(LinearRing ring, boolean counterClockwise) throws IOException {
        CoordinateSequence sequence = ring.getCoordinateSequence();
        positions(sequence, sequence.size() > 3 && Orientation.isCCW(sequence) != counterClockwise);
    }

    private void positions(CoordinateSequence sequence, boolean reversed) throws IOException {
        json.writeStartArray();
        for (int at = 0; at < sequence.size(); at++) {
            position(sequence, reversed ? sequence.size() - 1 - at : at);
        }
        json.writeEndArray();
    }

    private void position(CoordinateSequence sequence, int at) throws IOException {
        double x = rounded(sequence.getX(at));
        double y = rounded(sequence.getY(at));
        json.writeStartArray();
        json.writeNumber(latitudeFirst ? y : x);
        json.writeNumber(latitudeFirst ? x : y);
        json.writeEndArray();
    }

    private double rounded(double coordinate) {
        return Math.round(coordinate * precision) / precision;
    }
}
