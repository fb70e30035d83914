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
    /** Numbers outside of these Java writes with an exponent. */
    private static final double LEAST_PLAIN = 1e-3;

    private static final double MOST_PLAIN = 1e7;

    private final JsonGenerator json;
    private final boolean latitudeFirst;
    private final double precision;
    private final char[] digits = new char[24];

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
        double x = sequence.getX(at);
        double y = sequence.getY(at);
        json.writeStartArray();
        number(latitudeFirst ? y : x);
        number(latitudeFirst ? x : y);
        json.writeEndArray();
    }

    /** Writes a coordinate with at most the decimals of the CRS, at least one: as Java writes a number, and several times as fast. */
    private void number(double coordinate) throws IOException {
        long scaled = Math.round(coordinate * precision);
        long size = Math.abs(scaled);
        if (size < precision * LEAST_PLAIN || size >= precision * MOST_PLAIN) {
            json.writeNumber(scaled / precision);
            return;
        }
        int at = digits.length;
        boolean written = false;
        long unit = (long) precision;
        long decimals = size % unit;
        for (long place = unit; place > 1; place /= 10) {
            long digit = decimals % 10;
            decimals /= 10;
            if (written || digit != 0 || place == 10) {
                digits[--at] = (char) ('0' + digit);
                written = true;
            }
        }
        digits[--at] = '.';
        long whole = size / unit;
        do {
            digits[--at] = (char) ('0' + whole % 10);
            whole /= 10;
        } while (whole > 0);
        if (scaled < 0) {
            digits[--at] = '-';
        }
        json.writeRawValue(digits, at, digits.length - at);
    }
}
