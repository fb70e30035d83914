package nl.plint.store.geopackage;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.file.ValueJson;
import nl.plint.geo.GeoPackageBinary;
import nl.plint.store.Disk;
import nl.plint.store.StoreException;
import nl.plint.store.VersionDraft;
import nl.plint.store.VersionTally;
import nl.plint.store.VersionWriter;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Writes one version to a GeoPackage that nobody else sees, and hands it over when it is complete.
 *
 * <p>Without a journal: a file that is not finished is thrown away anyhow.
 */
final class GeoPackageVersionWriter implements VersionWriter {
    private static final int BATCH = 2_000;

    /** Takes over a complete file. */
    @FunctionalInterface
    interface Keeper {
        void keep(VersionFiles.Draft file, LayerDefinition layer, DatasetVersion version, String reportJson)
                throws IOException;
    }

    private final VersionDraft draft;
    private final VersionFiles.Draft file;
    private final Keeper keeper;
    private final Connection connection;
    private final VersionTally tally;
    private final GeoPackageTables tables;
    private final FeatureColumns columns;
    private final PreparedStatement insert;
    private final GeoPackageBinary binary = new GeoPackageBinary(new GeometryFactory());
    private final SpatialIndexRows indexRows = new SpatialIndexRows();
    private boolean finished;

    private GeoPackageVersionWriter(VersionDraft draft, VersionFiles.Draft file, Keeper keeper, Connection connection)
            throws SQLException {
        this.draft = draft;
        this.file = file;
        this.keeper = keeper;
        this.connection = connection;
        this.tally = new VersionTally(draft);
        this.tables = new GeoPackageTables(connection, draft.layer());
        this.columns = new FeatureColumns(draft.schema(), draft.layer().geometry() != GeometryKind.NONE);
        Sqlite.execute(
                connection,
                "PRAGMA journal_mode = OFF",
                "PRAGMA synchronous = OFF",
                "PRAGMA locking_mode = EXCLUSIVE",
                "PRAGMA cache_size = -65536");
        connection.setAutoCommit(false);
        tables.create();
        Sqlite.execute(connection, columns.createTable(draft.layer().id()));
        this.insert = connection.prepareStatement(columns.insert(draft.layer().id()));
    }

    static GeoPackageVersionWriter start(VersionDraft draft, VersionFiles.Draft file, Keeper keeper) {
        Connection connection = null;
        try {
            connection = Sqlite.open(file.file(), "");
            return new GeoPackageVersionWriter(draft, file, keeper, connection);
        } catch (SQLException | RuntimeException e) {
            RuntimeException failure = e instanceof SQLException sql
                    ? Sqlite.failure("starting version " + draft.versionId(), file.file(), sql)
                    : (RuntimeException) e;
            try (file) {
                if (connection != null) {
                    connection.close();
                }
            } catch (SQLException | IOException closing) {
                failure.addSuppressed(closing);
            }
            throw failure;
        }
    }

    @Override
    public void write(Feature feature) {
        if (finished) {
            throw new IllegalStateException("version " + draft.versionId() + " is finished");
        }
        tally.add(feature);
        try {
            bind(feature);
            insert.addBatch();
            if (tally.count() % BATCH == 0) {
                insert.executeBatch();
            }
        } catch (SQLException e) {
            throw failure("writing", e);
        }
    }

    private void bind(Feature feature) throws SQLException {
        long fid = tally.count();
        int column = 1;
        insert.setLong(column++, fid);
        if (columns.spatial()) {
            insert.setBytes(column++, blob(fid, feature.geometryRd()));
        }
        insert.setString(column++, feature.id());
        for (int position = 0; position < feature.valueCount(); position++) {
            bind(column++, draft.schema().get(position).type(), feature.value(position));
        }
    }

    private byte @Nullable [] blob(long fid, @Nullable Geometry geometry) {
        if (geometry == null) {
            return null;
        }
        if (!geometry.isEmpty()) {
            indexRows.add(fid, geometry.getEnvelopeInternal());
        }
        return binary.encode(geometry, GeoPackageTables.RD_NEW);
    }

    private void bind(int column, PropertyType type, @Nullable Object value) throws SQLException {
        if (value == null || (value instanceof Double number && number.isNaN())) {
            insert.setNull(column, java.sql.Types.NULL);
            return;
        }
        switch (type) {
            case STRING -> insert.setString(column, (String) value);
            case INTEGER -> insert.setLong(column, (Long) value);
            case NUMBER -> insert.setDouble(column, (Double) value);
            case BOOLEAN -> insert.setInt(column, (Boolean) value ? 1 : 0);
            case DATE -> insert.setString(column, value.toString());
            case JSON -> insert.setString(column, ValueJson.write(value));
        }
    }

    @Override
    public DatasetVersion finish(String reportJson) {
        if (finished) {
            throw new IllegalStateException("version " + draft.versionId() + " is finished");
        }
        DatasetVersion version = tally.version();
        try {
            insert.executeBatch();
            insert.close();
            complete(version);
            connection.commit();
            connection.close();
            file.force();
            keeper.keep(file, draft.layer(), version, reportJson);
        } catch (SQLException e) {
            throw failure("finishing", e);
        } catch (IOException e) {
            throw Disk.failure("finishing version " + draft.versionId(), file.folder(), e);
        }
        finished = true;
        close();
        return version;
    }

    private void complete(DatasetVersion version) throws SQLException {
        String geometryType = columns.spatial() ? tally.geometryType() : null;
        tables.describe(version, columns, geometryType);
        if (geometryType != null) {
            Sqlite.execute(connection, tables.createIndex());
            try (PreparedStatement rows = connection.prepareStatement(tables.insertIndex())) {
                indexRows.insertInto(rows);
            }
            tables.registerIndex();
            tables.declareGeometryType(geometryType);
        }
    }

    private RuntimeException failure(String doing, SQLException cause) {
        return Sqlite.isUniqueViolation(cause)
                ? new IllegalArgumentException(
                        "ids must be distinct, one was written twice in version " + draft.versionId(), cause)
                : Sqlite.failure(doing + " version " + draft.versionId(), file.file(), cause);
    }

    @Override
    public void close() {
        try (file) {
            connection.close();
        } catch (SQLException e) {
            throw failure("closing", e);
        } catch (IOException e) {
            throw new StoreException("removing the draft of version " + draft.versionId(), e);
        }
    }
}
