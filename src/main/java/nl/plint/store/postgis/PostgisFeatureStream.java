package nl.plint.store.postgis;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureStream;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.dataset.file.ValueJson;
import nl.plint.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/** Reads the features of one version with {@code COPY ... TO STDOUT (FORMAT binary)}, in the order in which they were written. */
final class PostgisFeatureStream implements FeatureStream {
    private static final int HEADER_BYTES = 11 + 4 + 4;
    private static final int BUFFER_BYTES = 1 << 16;

    private final VersionTable table;
    private final PropertyType[] types;
    private final Connection connection;
    private final PGCopyInputStream copy;
    private final DataInputStream in;
    private final GeometryFactory factory = new GeometryFactory();
    private final WKBReader wkb = new WKBReader(factory);
    private boolean atEnd;

    private PostgisFeatureStream(VersionTable table, Connection connection) throws SQLException, IOException {
        this.table = table;
        this.types = table.schema().properties().stream()
                .map(property -> property.type())
                .toArray(PropertyType[]::new);
        this.connection = connection;
        this.copy = new PGCopyInputStream(connection.unwrap(PGConnection.class), table.copyOut());
        this.in = new DataInputStream(new BufferedInputStream(copy, BUFFER_BYTES));
        in.skipNBytes(HEADER_BYTES);
    }

    /** Takes over the connection, also when this fails. */
    static PostgisFeatureStream open(VersionTable table, Connection connection) throws SQLException {
        try {
            return new PostgisFeatureStream(table, connection);
        } catch (IOException e) {
            SQLException failure = sqlCause(e);
            Database.closeAfter(connection, failure);
            throw failure;
        } catch (SQLException | RuntimeException e) {
            Database.closeAfter(connection, e);
            throw e;
        }
    }

    private static SQLException sqlCause(IOException e) {
        return e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getMessage(), "08006", e);
    }

    @Override
    public Schema schema() {
        return table.schema();
    }

    @Override
    public @Nullable Feature next() {
        if (atEnd) {
            return null;
        }
        try {
            if (in.readShort() < 0) {
                atEnd = true;
                return null;
            }
            Geometry geometry = null;
            if (table.spatial()) {
                byte[] bytes = field();
                geometry = bytes == null ? null : geometry(bytes);
            }
            byte[] id = field();
            if (id == null) {
                throw new StoreException("a row of " + table.name() + " has no id");
            }
            @Nullable Object[] values = new Object[types.length];
            for (int position = 0; position < types.length; position++) {
                values[position] = value(types[position]);
            }
            return new Feature(new String(id, StandardCharsets.UTF_8), geometry, values);
        } catch (IOException e) {
            throw Failures.of("reading " + table.name(), sqlCause(e));
        } catch (ParseException | IllegalArgumentException e) {
            throw new StoreException("reading " + table.name() + " (it was changed from outside: restore it)", e);
        }
    }

    private byte @Nullable [] field() throws IOException {
        int length = in.readInt();
        return length < 0 ? null : in.readNBytes(length);
    }

    private Geometry geometry(byte[] ewkb) throws ParseException {
        Geometry geometry = point(ewkb);
        if (geometry == null) {
            geometry = wkb.read(ewkb);
            geometry.setSRID(0);
        }
        return geometry;
    }

    /** A point without the way through the general reader: most rows are one. */
    private @Nullable Geometry point(byte[] ewkb) {
        ByteBuffer bytes = ByteBuffer.wrap(ewkb);
        if (ewkb.length != 25 || bytes.get() != 1) {
            return null;
        }
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.getInt() != CopyWriter.POINT_WITH_SRID) {
            return null;
        }
        bytes.getInt();
        double x = bytes.getDouble();
        double y = bytes.getDouble();
        return Double.isNaN(x) ? factory.createPoint() : factory.createPoint(new CoordinateXY(x, y));
    }

    private @Nullable Object value(PropertyType type) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        return switch (type) {
            case INTEGER -> in.readLong();
            case NUMBER -> in.readDouble();
            case BOOLEAN -> in.readByte() != 0;
            case DATE -> LocalDate.ofEpochDay(in.readInt() + CopyWriter.DAY_ZERO);
            case STRING -> new String(in.readNBytes(length), StandardCharsets.UTF_8);
            case JSON -> ValueJson.read(new String(in.readNBytes(length), StandardCharsets.UTF_8));
        };
    }

    @Override
    public void close() {
        try (connection) {
            try {
                copy.close();
            } catch (IOException e) {
                throw sqlCause(e);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw Failures.of("closing " + table.name(), e);
        }
    }
}
