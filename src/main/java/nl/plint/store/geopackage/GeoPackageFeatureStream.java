package nl.plint.store.geopackage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureStream;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.dataset.file.ValueJson;
import nl.plint.dataset.geopackage.Sqlite;
import nl.plint.geo.GeoPackageBinary;
import nl.plint.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;

/** Reads the features of one version file in the order of {@code fid}. */
final class GeoPackageFeatureStream implements FeatureStream {
    private final Path file;
    private final Schema schema;
    private final PropertyType[] types;
    private final boolean spatial;
    private final GeoPackageBinary binary = new GeoPackageBinary(new GeometryFactory());
    private final Connection connection;
    private final ResultSet rows;

    private GeoPackageFeatureStream(Path file, Schema schema, boolean spatial, Connection connection, ResultSet rows) {
        this.file = file;
        this.schema = schema;
        this.types =
                schema.properties().stream().map(property -> property.type()).toArray(PropertyType[]::new);
        this.spatial = spatial;
        this.connection = connection;
        this.rows = rows;
    }

    @SuppressWarnings("resource") // the connection and its rows live on in the stream, which closes them
    static GeoPackageFeatureStream open(Path file, DatasetVersion version) {
        if (!Files.isRegularFile(file)) {
            throw new StoreException("the file of version " + version.id() + " of layer " + version.layer()
                    + " is missing, " + file + ": restore it from a backup, or take the source file in again");
        }
        Connection connection = null;
        try {
            connection = Sqlite.open(file, "?mode=ro&immutable=1");
            boolean spatial = Sqlite.number(connection, "SELECT count(*) FROM gpkg_geometry_columns") > 0;
            String sql =
                    GeoPackageVersionWriter.columns(version.schema(), spatial).select(version.layer());
            ResultSet rows = connection.createStatement().executeQuery(sql);
            return new GeoPackageFeatureStream(file, version.schema(), spatial, connection, rows);
        } catch (SQLException e) {
            if (connection != null) {
                try {
                    connection.close();
                } catch (SQLException closing) {
                    e.addSuppressed(closing);
                }
            }
            throw SqliteFailures.of("reading version " + version.id(), file, e);
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public @Nullable Feature next() {
        try {
            if (!rows.next()) {
                return null;
            }
            int column = 1;
            Geometry geometry = null;
            if (spatial) {
                byte[] blob = rows.getBytes(column++);
                geometry = blob == null ? null : binary.decode(blob);
            }
            String id = rows.getString(column++);
            @Nullable Object[] values = new Object[types.length];
            for (int position = 0; position < types.length; position++) {
                values[position] = value(column++, types[position]);
            }
            return new Feature(id, geometry, values);
        } catch (SQLException e) {
            throw SqliteFailures.of("reading features", file, e);
        } catch (ParseException | IllegalArgumentException | DateTimeException e) {
            throw new StoreException("reading features in " + file + " (it is damaged: restore it from a backup)", e);
        }
    }

    private @Nullable Object value(int column, PropertyType type) throws SQLException {
        switch (type) {
            case INTEGER -> {
                long value = rows.getLong(column);
                return value == 0 && rows.wasNull() ? null : (Object) value;
            }
            case NUMBER -> {
                double value = rows.getDouble(column);
                return value == 0 && rows.wasNull() ? null : (Object) value;
            }
            case BOOLEAN -> {
                int value = rows.getInt(column);
                return value == 0 && rows.wasNull() ? null : (Object) (value != 0);
            }
            default -> {
                String text = rows.getString(column);
                if (text == null || type == PropertyType.STRING) {
                    return text;
                }
                return type == PropertyType.DATE ? LocalDate.parse(text) : ValueJson.read(text);
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteFailures.of("closing", file, e);
        }
    }
}
