package nl.plint.dataset.geopackage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.IntFunction;
import nl.plint.dataset.GeometryTypes;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.file.ValueJson;
import nl.plint.geo.Bounds;
import nl.plint.geo.Crs;
import nl.plint.geo.GeoPackageBinary;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Writes a new GeoPackage with one table of features and its spatial index. Features are numbered ({@code fid}) from 1 in the order in
 * which they are written.
 *
 * <p>Without a journal: a file that is not finished is of no use and is for the caller to throw away. For one thread.
 */
public final class FeatureTableWriter implements AutoCloseable {
    private static final int BATCH = 2_000;

    private final Connection connection;
    private final FeatureColumns columns;
    private final ReferenceSystem system;
    private final GeoPackageTables tables;
    private final PreparedStatement insert;
    private final GeoPackageBinary binary = new GeoPackageBinary(new GeometryFactory());
    private final SpatialIndexRows indexRows = new SpatialIndexRows();
    private final GeometryTypes types = new GeometryTypes();
    private final Envelope bounds = new Envelope();
    private long count;

    private FeatureTableWriter(Connection connection, String table, FeatureColumns columns, Crs crs)
            throws SQLException {
        this.connection = connection;
        this.columns = columns;
        this.system = ReferenceSystem.of(crs);
        this.tables = new GeoPackageTables(connection, table);
        Sqlite.execute(
                connection,
                "PRAGMA journal_mode = OFF",
                "PRAGMA synchronous = OFF",
                "PRAGMA locking_mode = EXCLUSIVE",
                "PRAGMA cache_size = -65536");
        connection.setAutoCommit(false);
        tables.create(crs);
        Sqlite.execute(connection, columns.createTable(table));
        this.insert = connection.prepareStatement(columns.insert(table));
    }

    /**
     * Starts a file.
     *
     * @param file one that is empty or not there
     * @param crs one of {@link Crs#SERVED}
     */
    public static FeatureTableWriter start(Path file, String table, FeatureColumns columns, Crs crs)
            throws SQLException {
        Connection connection = Sqlite.open(file, "");
        try {
            return new FeatureTableWriter(connection, table, columns, crs);
        } catch (SQLException | RuntimeException e) {
            try {
                connection.close();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    /**
     * Writes a feature.
     *
     * @param geometry in the CRS of the table, x first; it is left out of a table without places
     * @param values by their position in the schema
     */
    public void write(String id, @Nullable Geometry geometry, IntFunction<@Nullable Object> values)
            throws SQLException {
        count++;
        int column = 1;
        insert.setLong(column++, count);
        if (columns.spatial()) {
            insert.setBytes(column++, geometry == null ? null : blob(geometry));
        }
        insert.setString(column++, id);
        for (int position = 0; position < columns.schema().size(); position++) {
            bind(column++, columns.schema().get(position).type(), values.apply(position));
        }
        insert.addBatch();
        if (count % BATCH == 0) {
            insert.executeBatch();
        }
    }

    private byte[] blob(Geometry geometry) {
        types.add(geometry);
        if (!geometry.isEmpty()) {
            Envelope box = geometry.getEnvelopeInternal();
            bounds.expandToInclude(box);
            indexRows.add(count, box);
        }
        return binary.encode(geometry, system.id());
    }

    private void bind(int column, PropertyType type, @Nullable Object value) throws SQLException {
        if (value == null || (value instanceof Double number && number.isNaN())) {
            insert.setNull(column, java.sql.Types.NULL);
            return;
        }
        switch (type) {
            case STRING -> insert.setString(column, (String) value);
            case INTEGER -> insert.setLong(column, ((Number) value).longValue());
            case NUMBER -> insert.setDouble(column, ((Number) value).doubleValue());
            case BOOLEAN -> insert.setInt(column, (Boolean) value ? 1 : 0);
            case DATE -> insert.setString(column, value.toString());
            case JSON -> insert.setString(column, ValueJson.write(value));
        }
    }

    /** Describes and indexes what was written, and closes the file. */
    public void finish(TableDescription description) throws SQLException {
        insert.executeBatch();
        insert.close();
        String geometryType = columns.spatial() ? types.common(description.noGeometry()) : null;
        tables.describe(description, columns, system.id(), bounds.isNull() ? null : Bounds.of(bounds), geometryType);
        if (geometryType != null) {
            Sqlite.execute(connection, tables.createIndex());
            try (PreparedStatement rows = connection.prepareStatement(tables.insertIndex())) {
                indexRows.insertInto(rows);
            }
            tables.registerIndex();
            tables.declareGeometryType(geometryType);
        }
        connection.commit();
        connection.close();
    }

    /** Closes the file, whether it is finished or not. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
