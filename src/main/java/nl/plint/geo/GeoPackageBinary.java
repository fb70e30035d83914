package nl.plint.geo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/**
 * Geometry as in a GeoPackage: a header, an envelope and well-known binary (OGC 12-128r17, clause 2.1.3).
 *
 * <p>Writes little-endian with x and y only: heights and measures are dropped. A geometry that is not a point gets an
 * envelope. Reads both byte orders, every kind of envelope, and Z and M where present. For one thread.
 */
public final class GeoPackageBinary {
    private static final int HEADER_BYTES = 8;
    private static final int EMPTY_FLAG = 0x10;
    private static final int EXTENDED_FLAG = 0x20;
    private static final int WKB_POINT = 1;
    private static final int POINT_BYTES = 21;

    private final GeometryFactory factory;
    private final WKBReader reader;
    private final WKBWriter writer = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN);

    public GeoPackageBinary(GeometryFactory factory) {
        this.factory = factory;
        this.reader = new WKBReader(factory);
    }

    /** The blob for a geometry in the reference system with this id in the file's {@code gpkg_spatial_ref_sys}. */
    public byte[] encode(Geometry geometry, int srsId) {
        if (geometry instanceof Point point && !point.isEmpty()) {
            Coordinate coordinate = point.getCoordinate();
            return header(HEADER_BYTES + POINT_BYTES, 0, srsId)
                    .put((byte) 1)
                    .putInt(WKB_POINT)
                    .putDouble(coordinate.getX())
                    .putDouble(coordinate.getY())
                    .array();
        }
        byte[] wkb = writer.write(geometry);
        if (geometry.isEmpty()) {
            return header(HEADER_BYTES + wkb.length, EMPTY_FLAG, srsId).put(wkb).array();
        }
        Envelope envelope = geometry.getEnvelopeInternal();
        return header(HEADER_BYTES + 4 * Double.BYTES + wkb.length, 1 << 1, srsId)
                .putDouble(envelope.getMinX())
                .putDouble(envelope.getMaxX())
                .putDouble(envelope.getMinY())
                .putDouble(envelope.getMaxY())
                .put(wkb)
                .array();
    }

    private static ByteBuffer header(int length, int flags, int srsId) {
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'G')
                .put((byte) 'P')
                .put((byte) 0)
                .put((byte) (flags | 1))
                .putInt(srsId);
    }

    /** The id of the reference system that the blob names. */
    public static int srsId(byte[] blob) throws ParseException {
        requireHeader(blob);
        return ByteBuffer.wrap(blob).order(order(blob[3])).getInt(4);
    }

    /**
     * The geometry of a blob; empty where the blob says so.
     *
     * @throws ParseException when it is not a geometry blob, is cut short, is of an extended (not standard) kind,
     *     or is nested without end
     */
    public Geometry decode(byte[] blob) throws ParseException {
        int start = wkbStart(blob);
        if (blob.length == start + POINT_BYTES && (blob[start] == 0 || blob[start] == 1)) {
            ByteBuffer wkb = ByteBuffer.wrap(blob).order(order(blob[start]));
            if (wkb.getInt(start + 1) == WKB_POINT) {
                double x = wkb.getDouble(start + 5);
                double y = wkb.getDouble(start + 13);
                return Double.isNaN(x) && Double.isNaN(y)
                        ? factory.createPoint()
                        : factory.createPoint(new CoordinateXY(x, y));
            }
        }
        byte[] wkb = new byte[blob.length - start];
        System.arraycopy(blob, start, wkb, 0, wkb.length);
        WkbNesting.require(wkb);
        return reader.read(wkb);
    }

    private static int wkbStart(byte[] blob) throws ParseException {
        requireHeader(blob);
        int flags = blob[3];
        if ((flags & EXTENDED_FLAG) != 0) {
            throw new ParseException("an extended GeoPackage geometry cannot be read");
        }
        int envelopeDoubles =
                switch ((flags >> 1) & 0x7) {
                    case 0 -> 0;
                    case 1 -> 4;
                    case 2, 3 -> 6;
                    case 4 -> 8;
                    default -> throw new ParseException("unknown kind of envelope in a GeoPackage geometry");
                };
        int start = HEADER_BYTES + envelopeDoubles * Double.BYTES;
        if (blob.length <= start) {
            throw new ParseException("a GeoPackage geometry of " + blob.length + " bytes is cut short");
        }
        return start;
    }

    private static void requireHeader(byte[] blob) throws ParseException {
        if (blob.length < HEADER_BYTES || blob[0] != 'G' || blob[1] != 'P') {
            throw new ParseException("not a GeoPackage geometry: it does not begin with 'GP'");
        }
    }

    private static ByteOrder order(byte flags) {
        return (flags & 1) == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }
}
