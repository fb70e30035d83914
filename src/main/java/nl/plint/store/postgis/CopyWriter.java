package nl.plint.store.postgis;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import nl.plint.dataset.Feature;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.file.ValueJson;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Sends rows with {@code COPY ... FROM STDIN (FORMAT binary)} (PostgreSQL 15, section "COPY", Binary Format), geometries as
 * EWKB in EPSG:28992. For one thread.
 */
final class CopyWriter {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int SEND_BYTES = 1 << 16;
    static final int POINT_WITH_SRID = 0x20000001;
    private static final int POINT_BYTES = 1 + 4 + 4 + 2 * Double.BYTES;

    /** The day that PostgreSQL counts from, in days since 1970-01-01. */
    static final long DAY_ZERO = LocalDate.of(2000, 1, 1).toEpochDay();

    private final VersionTable table;
    private final PropertyType[] types;
    private final CopyIn copy;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(2 * SEND_BYTES);
    private final DataOutputStream out = new DataOutputStream(buffer);
    private final WKBWriter wkb = new WKBWriter(2, ByteOrderValues.BIG_ENDIAN, true);

    CopyWriter(Connection connection, VersionTable table) throws SQLException {
        this.table = table;
        this.types = table.schema().properties().stream()
                .map(property -> property.type())
                .toArray(PropertyType[]::new);
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copyIn());
        try {
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(long fid, Feature feature) throws SQLException {
        try {
            out.writeShort(types.length + (table.spatial() ? 3 : 2));
            number(fid);
            if (table.spatial()) {
                geometry(feature.geometryRd());
            }
            text(feature.id());
            for (int position = 0; position < types.length; position++) {
                value(types[position], feature.value(position));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (buffer.size() >= SEND_BYTES) {
            send();
        }
    }

    /** Sends what is left, and waits until the database has taken it all. */
    void end() throws SQLException {
        try {
            out.writeShort(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        send();
        copy.endCopy();
    }

    /** Gives up; to be called before anything else is asked of the connection. */
    void cancel() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void send() throws SQLException {
        byte[] bytes = buffer.toByteArray();
        buffer.reset();
        copy.writeToCopy(bytes, 0, bytes.length);
    }

    private void geometry(@Nullable Geometry geometry) throws IOException {
        if (geometry == null) {
            out.writeInt(-1);
        } else if (geometry instanceof Point point && !point.isEmpty()) {
            Coordinate coordinate = point.getCoordinate();
            out.writeInt(POINT_BYTES);
            out.writeByte(0); // big-endian
            out.writeInt(POINT_WITH_SRID);
            out.writeInt(VersionTable.RD_NEW);
            out.writeDouble(coordinate.getX());
            out.writeDouble(coordinate.getY());
        } else {
            bytes(ewkb(geometry));
        }
    }

    private byte[] ewkb(Geometry geometry) {
        // The caller's geometry is left as it is: others may be reading it.
        Geometry own = geometry.getSRID() == VersionTable.RD_NEW ? geometry : geometry.copy();
        own.setSRID(VersionTable.RD_NEW);
        return wkb.write(own);
    }

    private void value(PropertyType type, @Nullable Object value) throws IOException {
        if (value == null || (value instanceof Double number && number.isNaN())) {
            out.writeInt(-1);
            return;
        }
        switch (type) {
            case STRING -> text((String) value);
            case INTEGER -> number((Long) value);
            case NUMBER -> {
                out.writeInt(Double.BYTES);
                out.writeDouble((Double) value);
            }
            case BOOLEAN -> {
                out.writeInt(1);
                out.writeByte((Boolean) value ? 1 : 0);
            }
            case DATE -> {
                out.writeInt(Integer.BYTES);
                out.writeInt(Math.toIntExact(((LocalDate) value).toEpochDay() - DAY_ZERO));
            }
            case JSON -> text(ValueJson.write(value));
        }
    }

    private void number(long number) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(number);
    }

    private void text(String text) throws IOException {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
