package nl.plint.geo;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.locationtech.jts.io.ParseException;

/** Bounds how deep geometries in well-known binary are nested, as the reader of JTS calls itself for each level. */
final class WkbNesting {
    private static final int MOST = 32;
    private static final int POLYGON = 3;
    private static final int GEOMETRY_COLLECTION = 7;
    private static final int EWKB_Z = 0x80000000;
    private static final int EWKB_M = 0x40000000;
    private static final int EWKB_SRID = 0x20000000;

    private final ByteBuffer wkb;

    private WkbNesting(ByteBuffer wkb) {
        this.wkb = wkb;
    }

    /** Passes what is cut short or promises too much: the reader itself tells that. */
    static void require(byte[] wkb) throws ParseException {
        try {
            new WkbNesting(ByteBuffer.wrap(wkb)).walk(1);
        } catch (BufferUnderflowException e) {
            return;
        }
    }

    private void walk(int depth) throws ParseException {
        if (depth > MOST) {
            throw new ParseException("geometries are nested more than " + MOST + " deep");
        }
        wkb.order(wkb.get() == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int code = wkb.getInt();
        int thousands = (code & 0xffff) / 1000;
        boolean z = (code & EWKB_Z) != 0 || thousands == 1 || thousands == 3;
        boolean m = (code & EWKB_M) != 0 || thousands == 2 || thousands == 3;
        int positionBytes = (2 + (z ? 1 : 0) + (m ? 1 : 0)) * Double.BYTES;
        if ((code & EWKB_SRID) != 0) {
            wkb.getInt();
        }
        int type = (code & 0xffff) % 1000;
        if (type == 1) {
            skip(1, positionBytes);
        } else if (type == 2) {
            skip(count(), positionBytes);
        } else if (type == POLYGON) {
            for (long rings = count(); rings > 0; rings--) {
                skip(count(), positionBytes);
            }
        } else if (type > POLYGON && type <= GEOMETRY_COLLECTION) {
            for (long parts = count(); parts > 0; parts--) {
                walk(depth + 1);
            }
        } else {
            throw new BufferUnderflowException();
        }
    }

    private long count() {
        return Integer.toUnsignedLong(wkb.getInt());
    }

    private void skip(long positions, int bytesEach) {
        if (positions * bytesEach > wkb.remaining()) {
            throw new BufferUnderflowException();
        }
        wkb.position(wkb.position() + (int) positions * bytesEach);
    }
}
