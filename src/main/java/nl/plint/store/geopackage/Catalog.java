package nl.plint.store.geopackage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.file.LayerDefinitionFile;
import nl.plint.dataset.file.ProvenanceJson;
import nl.plint.dataset.file.SchemaJson;
import nl.plint.dataset.geopackage.Sqlite;
import nl.plint.geo.Bounds;
import nl.plint.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The SQLite database that says which layers, finished versions and publications there are.
 *
 * <p>One connection for all threads, in write-ahead mode with a sync at each commit, so that several processes can read and
 * write beside each other and a commit outlives a crash.
 */
final class Catalog implements AutoCloseable {
    private static final int APPLICATION_ID = 0x504C4E54; // "PLNT"
    private static final int FORMAT = 3;
    private static final int BUSY_MILLIS = 30_000;
    private static final String VERSION_COLUMNS = "v.id, v.layer, v.reference_date, v.schema, v.feature_count,"
            + " v.min_x, v.min_y, v.max_x, v.max_y, v.provenance, v.created_at, v.content_sha256";

    private final Path file;
    private final Connection connection;

    /** A step of reading or writing the catalog. */
    @FunctionalInterface
    interface Step<T, E extends Exception> {
        T run() throws SQLException, E;
    }

    private Catalog(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    static Catalog open(Path file) {
        Connection connection = null;
        try {
            connection = Sqlite.open(file, "");
            Sqlite.execute(connection, "PRAGMA busy_timeout = " + BUSY_MILLIS);
            Catalog catalog = new Catalog(file, connection);
            catalog.prepare();
            return catalog;
        } catch (SQLException | RuntimeException e) {
            closeQuietly(connection, e);
            throw e instanceof SQLException sql
                    ? SqliteFailures.of("opening the catalog", file, sql)
                    : (RuntimeException) e;
        }
    }

    private static void closeQuietly(@Nullable Connection connection, Exception cause) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
    }

    private void prepare() throws SQLException {
        requireReadable();
        writeAhead();
        Sqlite.execute(connection, "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON");
        if (Sqlite.number(connection, "PRAGMA user_version") == FORMAT) {
            return; // a full disk can be read from
        }
        writing("preparing the catalog", () -> {
            long before = Sqlite.number(connection, "PRAGMA user_version");
            if (before == 1) {
                Sqlite.execute(connection, "ALTER TABLE versions ADD COLUMN content_sha256 TEXT");
            }
            if (before == 1 || before == 2) {
                // Which others were published once is not known, and a draft must not be taken for one of them.
                Sqlite.execute(
                        connection,
                        "ALTER TABLE versions ADD COLUMN released INTEGER NOT NULL DEFAULT 0",
                        "UPDATE versions SET released = 1 WHERE (layer, id) IN (SELECT layer, version FROM published)");
            }
            Sqlite.execute(
                    connection,
                    """
                    CREATE TABLE IF NOT EXISTS layers (
                      id TEXT PRIMARY KEY NOT NULL,
                      definition TEXT NOT NULL)""",
                    """
                    CREATE TABLE IF NOT EXISTS versions (
                      number INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
                      layer TEXT NOT NULL REFERENCES layers (id),
                      id TEXT NOT NULL,
                      reference_date TEXT NOT NULL,
                      schema TEXT NOT NULL,
                      feature_count INTEGER NOT NULL,
                      min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
                      provenance TEXT NOT NULL,
                      created_at TEXT NOT NULL,
                      report TEXT NOT NULL,
                      content_sha256 TEXT,
                      released INTEGER NOT NULL DEFAULT 0,
                      UNIQUE (layer, id))""",
                    """
                    CREATE TABLE IF NOT EXISTS published (
                      layer TEXT NOT NULL,
                      reference_date TEXT NOT NULL,
                      version TEXT NOT NULL,
                      PRIMARY KEY (layer, reference_date),
                      FOREIGN KEY (layer, version) REFERENCES versions (layer, id))""",
                    "PRAGMA application_id = " + APPLICATION_ID,
                    "PRAGMA user_version = " + FORMAT);
            return true;
        });
    }

    /** SQLite does not wait, whatever its timeout, when another process changes the mode at the same moment: so we do. */
    private void writeAhead() throws SQLException {
        long deadline = System.nanoTime() + BUSY_MILLIS * 1_000_000L;
        while (!Sqlite.text(connection, "PRAGMA journal_mode").equals("wal")) {
            try {
                Sqlite.execute(connection, "PRAGMA journal_mode = WAL");
            } catch (SQLException e) {
                if (!SqliteFailures.isBusy(e) || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(10_000_000L);
            }
        }
    }

    private void requireReadable() throws SQLException {
        // At one moment, since another process may be preparing the same catalog.
        Sqlite.execute(connection, "BEGIN");
        long application = Sqlite.number(connection, "PRAGMA application_id");
        long format = Sqlite.number(connection, "PRAGMA user_version");
        boolean fresh = application == 0 && Sqlite.number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        Sqlite.execute(connection, "COMMIT");
        if (!fresh && application != APPLICATION_ID) {
            throw new StoreException(file + " is not a catalog of Plint: choose another folder for the archive");
        }
        if (format > FORMAT) {
            throw new StoreException(file + " was made by a newer Plint (format " + format + ", this one knows up to "
                    + FORMAT + "): use that Plint, or another folder");
        }
    }

    /** Runs a step while no other process writes; all that it wrote is there afterwards, or nothing. */
    synchronized <T, E extends Exception> T writing(String doing, Step<T, E> step) throws E {
        try {
            Sqlite.execute(connection, "BEGIN IMMEDIATE");
            try {
                T result = step.run();
                Sqlite.execute(connection, "COMMIT");
                return result;
            } catch (Throwable e) {
                // An error too must not leave the catalog locked.
                rollBack(e);
                throw e;
            }
        } catch (SQLException e) {
            throw SqliteFailures.of(doing, file, e);
        }
    }

    /** SQLite rolls back by itself after some failures, such as of a full disk, and then refuses to do it once more. */
    private void rollBack(Throwable cause) {
        try {
            Sqlite.execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Runs steps of reading at one moment. */
    <T> T atOneMoment(String doing, Step<T, RuntimeException> steps) {
        return reading(doing, () -> {
            Sqlite.execute(connection, "BEGIN");
            try {
                return steps.run();
            } finally {
                Sqlite.execute(connection, "ROLLBACK");
            }
        });
    }

    private synchronized <T> T reading(String doing, Step<T, RuntimeException> step) {
        try {
            return step.run();
        } catch (SQLException e) {
            throw SqliteFailures.of(doing, file, e);
        }
    }

    void define(LayerDefinition layer) {
        writing("defining layer " + layer.id(), () -> {
            put(layer);
            return true;
        });
    }

    /** Adds a layer or replaces its definition. For use within {@link #writing}. */
    void put(LayerDefinition layer) throws SQLException {
        try (PreparedStatement statement = prepare(
                "INSERT INTO layers (id, definition) VALUES (?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET definition = excluded.definition",
                layer.id(),
                LayerDefinitionFile.write(layer))) {
            statement.executeUpdate();
        }
    }

    List<LayerDefinition> listLayers() {
        return reading("listing layers", () -> {
            List<LayerDefinition> layers = new ArrayList<>();
            try (PreparedStatement statement = prepare("SELECT definition FROM layers ORDER BY id");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    layers.add(LayerDefinitionFile.readJson(rows.getString(1)));
                }
            }
            return layers;
        });
    }

    Optional<LayerDefinition> findLayer(String layer) {
        return findText("finding layer " + layer, "SELECT definition FROM layers WHERE id = ?", layer)
                .map(LayerDefinitionFile::readJson);
    }

    Optional<DatasetVersion> findVersion(String layer, String versionId) {
        return versions(
                        "SELECT " + VERSION_COLUMNS + " FROM versions v WHERE v.layer = ? AND v.id = ?",
                        layer,
                        versionId)
                .stream()
                .findFirst();
    }

    Optional<DatasetVersion> findReleased(String layer, String versionId) {
        return versions(
                        "SELECT " + VERSION_COLUMNS
                                + " FROM versions v WHERE v.layer = ? AND v.id = ? AND v.released = 1",
                        layer,
                        versionId)
                .stream()
                .findFirst();
    }

    List<DatasetVersion> listVersions(String layer) {
        return versions(
                "SELECT " + VERSION_COLUMNS
                        + " FROM versions v WHERE v.layer = ? ORDER BY v.reference_date DESC, v.number DESC",
                layer);
    }

    List<DatasetVersion> listReleased(String layer) {
        return versions(
                "SELECT " + VERSION_COLUMNS + " FROM versions v WHERE v.layer = ? AND v.released = 1"
                        + " ORDER BY v.reference_date DESC, v.number DESC",
                layer);
    }

    List<DatasetVersion> listPublished(String layer) {
        return versions(
                "SELECT " + VERSION_COLUMNS
                        + " FROM published p JOIN versions v ON v.layer = p.layer AND v.id = p.version"
                        + " WHERE p.layer = ? ORDER BY p.reference_date DESC",
                layer);
    }

    /** All publications, in the order of layers and with the newest reference date first. */
    List<DatasetVersion> listPublished() {
        return versions("SELECT " + VERSION_COLUMNS
                + " FROM published p JOIN versions v ON v.layer = p.layer AND v.id = p.version"
                + " ORDER BY p.layer, p.reference_date DESC");
    }

    /** Changes when another connection, of any process, has changed the catalog. */
    long dataVersion() {
        return reading("looking for changes", () -> Sqlite.number(connection, "PRAGMA data_version"));
    }

    Optional<String> findReport(String layer, String versionId) {
        return findText(
                "reading the report of " + layer + " " + versionId,
                "SELECT report FROM versions WHERE layer = ? AND id = ?",
                layer,
                versionId);
    }

    private Optional<String> findText(String doing, String sql, Object... arguments) {
        return reading(doing, () -> {
            try (PreparedStatement statement = prepare(sql, arguments);
                    ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        });
    }

    /** Adds a finished version, or replaces the row of one whose file was lost. For use within {@link #writing}. */
    void insert(DatasetVersion version, String reportJson) throws SQLException {
        Bounds bounds = version.boundsRd();
        try (PreparedStatement statement = prepare(
                """
                INSERT INTO versions (layer, id, reference_date, schema, feature_count,
                  min_x, min_y, max_x, max_y, provenance, created_at, report, content_sha256)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (layer, id) DO UPDATE SET (reference_date, schema, feature_count,
                  min_x, min_y, max_x, max_y, provenance, created_at, report, content_sha256) =
                  (excluded.reference_date, excluded.schema, excluded.feature_count, excluded.min_x, excluded.min_y,
                   excluded.max_x, excluded.max_y, excluded.provenance, excluded.created_at, excluded.report,
                   excluded.content_sha256)""",
                version.layer(),
                version.id(),
                version.referenceDate().toString(),
                SchemaJson.write(version.schema()),
                version.featureCount(),
                bounds == null ? null : bounds.minX(),
                bounds == null ? null : bounds.minY(),
                bounds == null ? null : bounds.maxX(),
                bounds == null ? null : bounds.maxY(),
                ProvenanceJson.write(version.provenance()),
                version.createdAt().toString(),
                reportJson,
                version.contentSha256())) {
            statement.executeUpdate();
        }
    }

    /** Publishes a version. For use within {@link #writing}. */
    void publish(DatasetVersion version) throws SQLException {
        try (PreparedStatement statement = prepare(
                """
                INSERT INTO published (layer, reference_date, version) VALUES (?, ?, ?)
                ON CONFLICT (layer, reference_date) DO UPDATE SET version = excluded.version""",
                version.layer(),
                version.referenceDate().toString(),
                version.id())) {
            statement.executeUpdate();
        }
        setReleased(version.layer(), version.id(), true);
    }

    /** Says whether readers who name a version see it; false when there is none. For use within {@link #writing}. */
    boolean setReleased(String layer, String versionId, boolean released) throws SQLException {
        return change(
                "UPDATE versions SET released = ? WHERE layer = ? AND id = ?", released ? 1 : 0, layer, versionId);
    }

    boolean isPublished(String layer, String versionId) {
        return findText(
                        "finding the publication of " + layer + " " + versionId,
                        "SELECT version FROM published WHERE layer = ? AND version = ?",
                        layer,
                        versionId)
                .isPresent();
    }

    /** Takes a version from what readers see; false when there is none. For use within {@link #writing}. */
    boolean unpublish(String layer, String versionId) throws SQLException {
        change("DELETE FROM published WHERE layer = ? AND version = ?", layer, versionId);
        return setReleased(layer, versionId, false);
    }

    /** Takes out the row of a version that is not published; false when there is none. For use within {@link #writing}. */
    boolean delete(String layer, String versionId) throws SQLException {
        return change("DELETE FROM versions WHERE layer = ? AND id = ?", layer, versionId);
    }

    private boolean change(String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(sql, arguments)) {
            return statement.executeUpdate() > 0;
        }
    }

    private List<DatasetVersion> versions(String sql, String... arguments) {
        return reading("listing versions", () -> {
            List<DatasetVersion> versions = new ArrayList<>();
            try (PreparedStatement statement = prepare(sql, (Object[]) arguments);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    versions.add(version(rows));
                }
            }
            return versions;
        });
    }

    private static DatasetVersion version(ResultSet row) throws SQLException {
        double minX = row.getDouble(6);
        Bounds bounds = row.wasNull() ? null : new Bounds(minX, row.getDouble(7), row.getDouble(8), row.getDouble(9));
        return new DatasetVersion(
                row.getString(1),
                row.getString(2),
                LocalDate.parse(row.getString(3)),
                SchemaJson.read(row.getString(4)),
                row.getLong(5),
                bounds,
                ProvenanceJson.read(row.getString(10)),
                Instant.parse(row.getString(11)),
                row.getString(12));
    }

    private PreparedStatement prepare(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < arguments.length; index++) {
            statement.setObject(index + 1, arguments[index]);
        }
        return statement;
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteFailures.of("closing the catalog", file, e);
        }
    }
}
