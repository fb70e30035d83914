package nl.plint.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.GeometryTypes;
import nl.plint.store.VersionDraft;
import nl.plint.store.VersionTally;
import nl.plint.store.VersionWriter;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Writes one version to a table of its own, in one transaction that ends when the version is in the catalog: whatever happens
 * before, the database takes all of it back.
 */
final class PostgisVersionWriter implements VersionWriter {
    private static final String ANY = "GEOMETRY";

    private final VersionDraft draft;
    private final Database database;
    private final Connection connection;
    private final VersionTable table;
    private final Keeper keeper;
    private final VersionTally tally;
    private String geometryType;
    private boolean hasGeometry;
    private @Nullable CopyWriter copy;
    private boolean finished;

    /** Enters a complete table in the catalog. */
    @FunctionalInterface
    interface Keeper {
        void keep(Connection connection, VersionDraft draft, DatasetVersion version, String reportJson, String table)
                throws SQLException;
    }

    private PostgisVersionWriter(
            VersionDraft draft, Database database, Connection connection, VersionTable table, Keeper keeper)
            throws SQLException {
        this.draft = draft;
        this.database = database;
        this.connection = connection;
        this.table = table;
        this.keeper = keeper;
        this.tally = new VersionTally(draft);
        this.geometryType = tally.geometryType();
        Database.execute(connection, table.create(geometryType));
    }

    /** Takes over the connection, also when this fails. */
    static PostgisVersionWriter start(VersionDraft draft, Database database, Connection connection, Keeper keeper) {
        try {
            long number = Database.number(connection, "SELECT nextval('plint_catalog.table_number')");
            String name = VersionTable.nameOf(draft.layer().id(), draft.versionId(), number);
            return new PostgisVersionWriter(
                    draft, database, connection, VersionTable.of(name, draft.schema(), draft.layer()), keeper);
        } catch (SQLException e) {
            Database.closeAfter(connection, e);
            throw database.failedWriting("starting version " + draft.versionId(), e);
        }
    }

    @Override
    public void write(Feature feature) {
        requireOpen();
        tally.add(feature);
        try {
            Geometry geometry = feature.geometryRd();
            if (geometry != null) {
                fitGeometryType(GeometryTypes.of(geometry));
            }
            if (copy == null) {
                copy = new CopyWriter(connection, table);
            }
            copy.write(tally.count(), feature);
        } catch (SQLException e) {
            throw failure("writing", e);
        }
    }

    /** The column has the one type that all geometries so far have; the first that differs makes it take any. */
    private void fitGeometryType(String type) throws SQLException {
        if (!type.equals(geometryType) && !geometryType.equals(ANY)) {
            endCopy();
            geometryType = hasGeometry ? ANY : type;
            Database.execute(connection, table.changeGeometryType(geometryType));
        } else if (!hasGeometry && geometryType.equals(ANY)) {
            endCopy();
            geometryType = type;
            Database.execute(connection, table.changeGeometryType(geometryType));
        }
        hasGeometry = true;
    }

    private void endCopy() throws SQLException {
        if (copy != null) {
            copy.end();
            copy = null;
        }
    }

    private void requireOpen() {
        if (finished) {
            throw new IllegalStateException("version " + draft.versionId() + " is finished");
        }
    }

    @Override
    public DatasetVersion finish(String reportJson) {
        requireOpen();
        DatasetVersion version = tally.version();
        try {
            endCopy();
            table.complete(connection, draft.layer(), version);
            keeper.keep(connection, draft, version, reportJson, table.name());
            connection.commit();
        } catch (SQLException e) {
            throw failure("finishing", e);
        }
        finished = true;
        close();
        return version;
    }

    private RuntimeException failure(String doing, SQLException cause) {
        return Failures.is(cause, Failures.UNIQUE_VIOLATION)
                ? new IllegalArgumentException(
                        "ids must be distinct, one was written twice in version " + draft.versionId(), cause)
                : database.failedWriting(doing + " version " + draft.versionId(), cause);
    }

    @Override
    public void close() {
        try (connection) {
            if (!connection.isClosed()) {
                try {
                    if (copy != null) {
                        copy.cancel();
                        copy = null;
                    }
                } finally {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw Failures.of("closing version " + draft.versionId(), e);
        }
    }
}
