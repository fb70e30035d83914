package nl.plint.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.plint.dataset.LayerDefinition;
import nl.plint.store.postgis.PostgisCatalog.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The view of each layer in schema {@code plint}, which shows its published version of the newest reference date.
 *
 * <p>A view follows in the transaction of the publication. Only when somebody holds it locked, as a query of hours in a GIS may,
 * or has built a view of their own on it that the new columns do not fit, the publication goes on without, and the view
 * follows when it can.
 */
final class LayerViews {
    private static final Logger LOG = LoggerFactory.getLogger(LayerViews.class);

    private LayerViews() {}

    /** Brings the view of a layer to what is published now. */
    static void follow(Connection connection, String layer) throws SQLException {
        Optional<Row> current =
                PostgisCatalog.listPublished(connection, layer).stream().findFirst();
        Savepoint before = connection.setSavepoint();
        try {
            Database.execute(connection, "SET LOCAL lock_timeout = '2s'");
            if (current.isPresent()) {
                show(connection, current.get());
            } else {
                Database.execute(connection, "DROP VIEW IF EXISTS plint." + Database.quote(VersionTable.viewOf(layer)));
                Database.update(connection, "DELETE FROM plint_catalog.layer_views WHERE layer = ?", layer);
            }
            Database.execute(connection, "SET LOCAL lock_timeout = '8s'");
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            if (!Failures.is(e, Failures.LOCK_NOT_AVAILABLE) && !Failures.is(e, Failures.DEPENDENT_OBJECTS)) {
                throw e;
            }
            connection.rollback(before);
            LOG.warn("the view of layer {} follows later: {}", layer, e.getMessage());
        }
    }

    private static void show(Connection connection, Row row) throws SQLException {
        LayerDefinition layer = PostgisCatalog.findLayer(
                        connection, row.version().layer())
                .orElseThrow(() -> new SQLException("layer " + row.version().layer() + " is gone"));
        VersionTable table = new VersionTable(row.table(), row.version().schema(), isSpatial(connection, row.table()));
        String view = "plint." + Database.quote(VersionTable.viewOf(layer.id()));
        Savepoint before = connection.setSavepoint();
        try {
            // Keeps what others have granted and built on it, when the columns allow.
            Database.execute(connection, table.createView(row.version()));
        } catch (SQLException e) {
            if (!Failures.is(e, Failures.INVALID_TABLE_DEFINITION)) {
                throw e;
            }
            connection.rollback(before);
            Database.execute(connection, "DROP VIEW " + view, table.createView(row.version()));
        }
        table.describe(connection, "VIEW " + view, view, layer, row.version());
        Database.update(
                connection,
                "INSERT INTO plint_catalog.layer_views (layer, version) VALUES (?, ?)"
                        + " ON CONFLICT (layer) DO UPDATE SET version = excluded.version",
                layer.id(),
                row.number());
    }

    /** Whether the table was made with a place; the layer may be defined in another way since. */
    static boolean isSpatial(Connection connection, String table) throws SQLException {
        return Database.number(
                        connection,
                        "SELECT count(*) FROM pg_catalog.pg_attribute WHERE attrelid ="
                                + " to_regclass('plint_versions.' || quote_ident(?)) AND attname = 'geom'"
                                + " AND NOT attisdropped",
                        table)
                > 0;
    }

    /** The layers whose view shows something else than what is published. */
    static List<String> behind(Connection connection) throws SQLException {
        List<String> layers = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        """
                        SELECT coalesce(p.layer, w.layer) FROM
                          (SELECT DISTINCT ON (layer) layer, version FROM plint_catalog.published
                           ORDER BY layer, reference_date DESC) p
                        FULL JOIN plint_catalog.layer_views w ON w.layer = p.layer
                        WHERE p.version IS DISTINCT FROM w.version""");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                layers.add(rows.getString(1));
            }
        }
        return layers;
    }
}
