package nl.plint.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.file.LayerDefinitionFile;
import nl.plint.dataset.file.ProvenanceJson;
import nl.plint.dataset.file.SchemaJson;
import nl.plint.geo.Bounds;
import org.jspecify.annotations.Nullable;

/** The statements on the tables of {@code plint_catalog}, each on a connection in a transaction of the caller. */
final class PostgisCatalog {
    private static final long LOCK = 0x504C4E5402L; // "PLNT" and a number
    private static final String VERSIONS = "SELECT v.id, v.layer, v.reference_date, v.schema, v.feature_count, v.min_x,"
            + " v.min_y, v.max_x, v.max_y, v.provenance, v.created_at, v.content_sha256, v.number, v.table_name"
            + " FROM plint_catalog.versions v ";

    private PostgisCatalog() {}

    /**
     * A version with what only this archive knows of it.
     *
     * @param number in the order in which versions were finished
     * @param table its name in schema {@code plint_versions}
     */
    record Row(DatasetVersion version, long number, String table) {}

    /** Lets no other process change the catalog until the transaction ends. Taken first, so that nobody waits for another. */
    static void lock(Connection connection) throws SQLException {
        Database.execute(connection, "SELECT pg_advisory_xact_lock(" + LOCK + ")");
    }

    /** As {@link #lock}, when nobody holds it. */
    static boolean tryLock(Connection connection) throws SQLException {
        return Database.number(connection, "SELECT pg_try_advisory_xact_lock(" + LOCK + ")::int") == 1;
    }

    /** Lets those who follow the archive know, once the transaction is committed. */
    static void tellOfChange(Connection connection) throws SQLException {
        Database.execute(
                connection,
                "UPDATE plint_catalog.state SET revision = revision + 1",
                "NOTIFY " + DatabaseWatch.CHANNEL);
    }

    static long revision(Connection connection) throws SQLException {
        return Database.number(connection, "SELECT revision FROM plint_catalog.state");
    }

    static void putLayer(Connection connection, LayerDefinition layer) throws SQLException {
        Database.update(
                connection,
                "INSERT INTO plint_catalog.layers (id, definition) VALUES (?, ?::json)"
                        + " ON CONFLICT (id) DO UPDATE SET definition = excluded.definition",
                layer.id(),
                LayerDefinitionFile.write(layer));
    }

    static List<LayerDefinition> listLayers(Connection connection) throws SQLException {
        List<LayerDefinition> layers = new ArrayList<>();
        try (PreparedStatement statement =
                        Database.prepare(connection, "SELECT definition FROM plint_catalog.layers ORDER BY id");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                layers.add(LayerDefinitionFile.readJson(rows.getString(1)));
            }
        }
        return layers;
    }

    static Optional<LayerDefinition> findLayer(Connection connection, String layer) throws SQLException {
        return findText(connection, "SELECT definition FROM plint_catalog.layers WHERE id = ?", layer)
                .map(LayerDefinitionFile::readJson);
    }

    static Optional<Row> findVersion(Connection connection, String layer, String versionId) throws SQLException {
        return rows(connection, VERSIONS + "WHERE v.layer = ? AND v.id = ?", layer, versionId).stream()
                .findFirst();
    }

    static Optional<Row> findReleased(Connection connection, String layer, String versionId) throws SQLException {
        return rows(connection, VERSIONS + "WHERE v.layer = ? AND v.id = ? AND v.released", layer, versionId).stream()
                .findFirst();
    }

    static List<Row> listVersions(Connection connection, String layer) throws SQLException {
        return rows(connection, VERSIONS + "WHERE v.layer = ? ORDER BY v.reference_date DESC, v.number DESC", layer);
    }

    static List<Row> listReleased(Connection connection, String layer) throws SQLException {
        return rows(
                connection,
                VERSIONS + "WHERE v.layer = ? AND v.released ORDER BY v.reference_date DESC, v.number DESC",
                layer);
    }

    /** The publications of a layer, or of all layers when it is null, newest reference date first. */
    static List<Row> listPublished(Connection connection, @Nullable String layer) throws SQLException {
        return rows(
                connection,
                VERSIONS + "JOIN plint_catalog.published p ON p.version = v.number"
                        + " WHERE p.layer = coalesce(?::text, p.layer) ORDER BY p.layer, p.reference_date DESC",
                layer);
    }

    static Optional<String> findReport(Connection connection, String layer, String versionId) throws SQLException {
        return findText(
                connection, "SELECT report FROM plint_catalog.versions WHERE layer = ? AND id = ?", layer, versionId);
    }

    private static Optional<String> findText(Connection connection, String sql, Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = Database.prepare(connection, sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    static void insert(Connection connection, DatasetVersion version, String reportJson, String table)
            throws SQLException {
        Bounds bounds = version.boundsRd();
        Database.update(
                connection,
                "INSERT INTO plint_catalog.versions (layer, id, reference_date, schema, feature_count,"
                        + " min_x, min_y, max_x, max_y, provenance, created_at, report, content_sha256, table_name)"
                        + " VALUES (?, ?, ?, ?::json, ?, ?, ?, ?, ?, ?::json, ?, ?::json, ?, ?)",
                version.layer(),
                version.id(),
                version.referenceDate(),
                SchemaJson.write(version.schema()),
                version.featureCount(),
                bounds == null ? null : (Double) bounds.minX(),
                bounds == null ? null : (Double) bounds.minY(),
                bounds == null ? null : (Double) bounds.maxX(),
                bounds == null ? null : (Double) bounds.maxY(),
                ProvenanceJson.write(version.provenance()),
                OffsetDateTime.ofInstant(version.createdAt(), ZoneOffset.UTC),
                reportJson,
                version.contentSha256(),
                table);
    }

    static void publish(Connection connection, Row row) throws SQLException {
        Database.update(
                connection,
                "INSERT INTO plint_catalog.published (layer, reference_date, version) VALUES (?, ?, ?)"
                        + " ON CONFLICT (layer, reference_date) DO UPDATE SET version = excluded.version",
                row.version().layer(),
                row.version().referenceDate(),
                row.number());
        setReleased(connection, row, true);
    }

    /** Says whether readers who name a version see it; false when that was so. */
    static boolean setReleased(Connection connection, Row row, boolean released) throws SQLException {
        return Database.update(
                        connection,
                        "UPDATE plint_catalog.versions SET released = ? WHERE number = ? AND released <> ?",
                        released,
                        row.number(),
                        released)
                > 0;
    }

    /** Takes a version from what is published; false when it was not. */
    static boolean unpublish(Connection connection, Row row) throws SQLException {
        return Database.update(connection, "DELETE FROM plint_catalog.published WHERE version = ?", row.number()) > 0;
    }

    static boolean isPublished(Connection connection, Row row) throws SQLException {
        return Database.number(
                        connection, "SELECT count(*) FROM plint_catalog.published WHERE version = ?", row.number())
                > 0;
    }

    /** Takes out the row of a version; its table is left to whoever sweeps. */
    static void retire(Connection connection, Row row) throws SQLException {
        Database.update(connection, "INSERT INTO plint_catalog.retired_tables (table_name) VALUES (?)", row.table());
        Database.update(connection, "DELETE FROM plint_catalog.versions WHERE number = ?", row.number());
    }

    private static List<Row> rows(Connection connection, String sql, @Nullable Object... arguments)
            throws SQLException {
        List<Row> found = new ArrayList<>();
        try (PreparedStatement statement = Database.prepare(connection, sql, arguments);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(new Row(version(row), row.getLong(13), row.getString(14)));
            }
        }
        return found;
    }

    private static DatasetVersion version(ResultSet row) throws SQLException {
        double minX = row.getDouble(6);
        Bounds bounds = row.wasNull() ? null : new Bounds(minX, row.getDouble(7), row.getDouble(8), row.getDouble(9));
        Instant createdAt = row.getObject(11, OffsetDateTime.class).toInstant();
        return new DatasetVersion(
                row.getString(1),
                row.getString(2),
                row.getObject(3, LocalDate.class),
                SchemaJson.read(row.getString(4)),
                row.getLong(5),
                bounds,
                ProvenanceJson.read(row.getString(10)),
                createdAt,
                row.getString(12));
    }
}
