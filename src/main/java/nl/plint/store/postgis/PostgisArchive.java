package nl.plint.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.FeatureStream;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.file.LayerDefinitionFile;
import nl.plint.store.DatasetArchive;
import nl.plint.store.LayerChangedException;
import nl.plint.store.PublicationChangedException;
import nl.plint.store.PublishedLayer;
import nl.plint.store.StoreException;
import nl.plint.store.UnknownVersionException;
import nl.plint.store.VersionDraft;
import nl.plint.store.VersionExistsException;
import nl.plint.store.VersionInUseException;
import nl.plint.store.VersionWriter;
import nl.plint.store.postgis.PostgisCatalog.Row;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An archive in a PostGIS database, which several processes on several machines may share.
 *
 * <p>Each version is a table that is written and entered in the catalog in one transaction. Whoever changes the catalog holds
 * one lock while doing so, for milliseconds.
 */
public final class PostgisArchive implements DatasetArchive {
    private static final Logger LOG = LoggerFactory.getLogger(PostgisArchive.class);

    private final Database database;
    private volatile @Nullable DatabaseWatch watch;

    private PostgisArchive(Database database) {
        this.database = database;
    }

    /** The archive in a database, which is closed with it. */
    public static PostgisArchive on(Database database) {
        PostgisArchive archive = new PostgisArchive(database);
        archive.doChores();
        return archive;
    }

    @Override
    public void define(LayerDefinition layer) {
        database.writing("defining layer " + layer.id(), connection -> {
            PostgisCatalog.lock(connection);
            PostgisCatalog.putLayer(connection, layer);
            PostgisCatalog.tellOfChange(connection);
            return true;
        });
    }

    @Override
    public List<LayerDefinition> listLayers() {
        return database.reading("listing layers", PostgisCatalog::listLayers);
    }

    @Override
    public VersionWriter begin(VersionDraft draft) {
        String doing = "starting version " + draft.versionId() + " of layer "
                + draft.layer().id();
        database.reading(doing, connection -> {
            requireNew(connection, draft);
            return requireInForce(connection, draft.layer());
        });
        return PostgisVersionWriter.start(
                draft, database, database.unlimited(doing, Database.WRITE_MILLIS), PostgisArchive::keep);
    }

    private static void keep(
            Connection connection, VersionDraft draft, DatasetVersion version, String reportJson, String table)
            throws SQLException {
        PostgisCatalog.lock(connection);
        requireNew(connection, draft);
        if (!requireInForce(connection, draft.layer())) {
            PostgisCatalog.putLayer(connection, draft.layer());
        }
        PostgisCatalog.insert(connection, version, reportJson, table);
        PostgisCatalog.tellOfChange(connection);
    }

    private static void requireNew(Connection connection, VersionDraft draft) throws SQLException {
        String layer = draft.layer().id();
        if (PostgisCatalog.findVersion(connection, layer, draft.versionId()).isPresent()) {
            throw new VersionExistsException(layer, draft.versionId());
        }
    }

    /** Whether the layer is defined, which must be so in the way that is given. */
    private static boolean requireInForce(Connection connection, LayerDefinition layer) throws SQLException {
        Optional<LayerDefinition> inForce = PostgisCatalog.findLayer(connection, layer.id());
        // As it would be read back, since a definition made in memory may differ from that in what means nothing.
        LayerDefinition given = LayerDefinitionFile.readJson(LayerDefinitionFile.write(layer));
        if (inForce.isPresent() && !inForce.get().equals(given)) {
            throw new LayerChangedException(layer.id());
        }
        return inForce.isPresent();
    }

    @Override
    public Optional<DatasetVersion> findVersion(String layer, String versionId) {
        return database.reading(
                "finding version " + versionId, connection -> PostgisCatalog.findVersion(connection, layer, versionId)
                        .map(Row::version));
    }

    @Override
    public Optional<DatasetVersion> findReleased(String layer, String versionId) {
        return database.reading(
                "finding version " + versionId, connection -> PostgisCatalog.findReleased(connection, layer, versionId)
                        .map(Row::version));
    }

    @Override
    public List<DatasetVersion> listVersions(String layer) {
        return database.reading(
                "listing versions of " + layer, connection -> versions(PostgisCatalog.listVersions(connection, layer)));
    }

    @Override
    public List<DatasetVersion> listReleased(String layer) {
        return database.reading(
                "listing released versions of " + layer,
                connection -> versions(PostgisCatalog.listReleased(connection, layer)));
    }

    @Override
    public List<DatasetVersion> listPublished(String layer) {
        return database.reading(
                "listing what is published of " + layer,
                connection -> versions(PostgisCatalog.listPublished(connection, layer)));
    }

    private static List<DatasetVersion> versions(List<Row> rows) {
        return rows.stream().map(Row::version).toList();
    }

    @Override
    public List<PublishedLayer> listPublished() {
        return database.reading("listing what is published", connection -> {
            Map<String, List<DatasetVersion>> versions = PostgisCatalog.listPublished(connection, null).stream()
                    .map(Row::version)
                    .collect(Collectors.groupingBy(DatasetVersion::layer));
            return PostgisCatalog.listLayers(connection).stream()
                    .filter(layer -> versions.containsKey(layer.id()))
                    .map(layer -> new PublishedLayer(layer, versions.getOrDefault(layer.id(), List.of())))
                    .toList();
        });
    }

    @Override
    public void publish(String layer, String versionId, @Nullable String replacing) {
        change("publishing " + layer + " " + versionId, layer, versionId, (connection, row) -> {
            String published = PostgisCatalog.listPublished(connection, layer).stream()
                    .map(Row::version)
                    .filter(one -> one.referenceDate().equals(row.version().referenceDate()))
                    .map(DatasetVersion::id)
                    .findFirst()
                    .orElse(null);
            if (versionId.equals(published)) {
                return;
            }
            if (!Objects.equals(published, replacing)) {
                throw new PublicationChangedException(layer, versionId, published);
            }
            PostgisCatalog.publish(connection, row);
            LayerViews.follow(connection, layer);
            PostgisCatalog.tellOfChange(connection);
        });
    }

    @Override
    public void release(String layer, String versionId) {
        change("releasing " + layer + " " + versionId, layer, versionId, (connection, row) -> {
            if (PostgisCatalog.setReleased(connection, row, true)) {
                PostgisCatalog.tellOfChange(connection);
            }
        });
    }

    @Override
    public void unpublish(String layer, String versionId) {
        change("unpublishing " + layer + " " + versionId, layer, versionId, (connection, row) -> {
            boolean wasReleased = PostgisCatalog.setReleased(connection, row, false);
            if (PostgisCatalog.unpublish(connection, row)) {
                LayerViews.follow(connection, layer);
            }
            if (wasReleased) {
                PostgisCatalog.tellOfChange(connection);
            }
        });
    }

    @Override
    public void retire(String layer, String versionId) {
        change("retiring " + layer + " " + versionId, layer, versionId, (connection, row) -> {
            if (PostgisCatalog.isPublished(connection, row)) {
                throw new VersionInUseException(layer, versionId);
            }
            PostgisCatalog.retire(connection, row);
            PostgisCatalog.tellOfChange(connection);
        });
        doChores();
    }

    /** A change of a version that is there. */
    @FunctionalInterface
    private interface Change {
        void run(Connection connection, Row row) throws SQLException;
    }

    private void change(String doing, String layer, String versionId, Change change) {
        database.writing(doing, connection -> {
            PostgisCatalog.lock(connection);
            Row row = PostgisCatalog.findVersion(connection, layer, versionId)
                    .orElseThrow(() -> new UnknownVersionException(layer, versionId));
            change.run(connection, row);
            return true;
        });
    }

    /** Drops tables of retired versions that nobody reads any more, and lets views follow that could not before. */
    private void doChores() {
        try {
            database.lookForRoom();
            database.writing("tidying up", connection -> {
                if (PostgisCatalog.tryLock(connection)) {
                    dropRetired(connection);
                    for (String layer : LayerViews.behind(connection)) {
                        LayerViews.follow(connection, layer);
                    }
                }
                return true;
            });
        } catch (StoreException e) {
            LOG.debug("tidying up is left for later", e);
        }
    }

    private static void dropRetired(Connection connection) throws SQLException {
        Database.execute(connection, "SET LOCAL lock_timeout = '100ms'");
        for (String table : retiredTables(connection)) {
            Savepoint before = connection.setSavepoint();
            try {
                Database.execute(connection, "DROP TABLE IF EXISTS plint_versions." + Database.quote(table));
                Database.update(connection, "DELETE FROM plint_catalog.retired_tables WHERE table_name = ?", table);
                connection.releaseSavepoint(before);
            } catch (SQLException e) {
                // Somebody reads it, or a view of theirs shows it: when they are done.
                if (!Failures.is(e, Failures.LOCK_NOT_AVAILABLE) && !Failures.is(e, Failures.DEPENDENT_OBJECTS)) {
                    throw e;
                }
                connection.rollback(before);
            }
        }
    }

    private static List<String> retiredTables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (var statement = Database.prepare(connection, "SELECT table_name FROM plint_catalog.retired_tables");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    @Override
    public String report(String layer, String versionId) {
        return database.reading(
                        "reading the report of " + layer + " " + versionId,
                        connection -> PostgisCatalog.findReport(connection, layer, versionId))
                .orElseThrow(() -> new UnknownVersionException(layer, versionId));
    }

    @Override
    public FeatureStream read(DatasetVersion version) {
        String doing = "reading version " + version.id() + " of layer " + version.layer();
        Connection connection = database.unlimited(doing, Database.READ_MILLIS);
        try {
            Optional<Row> row = PostgisCatalog.findVersion(connection, version.layer(), version.id());
            if (row.isEmpty()) {
                throw new UnknownVersionException(version.layer(), version.id());
            }
            String name = row.get().table();
            VersionTable table =
                    new VersionTable(name, row.get().version().schema(), LayerViews.isSpatial(connection, name));
            return PostgisFeatureStream.open(database, table, connection);
        } catch (SQLException e) {
            Database.closeAfter(connection, e);
            if (Failures.is(e, Failures.UNDEFINED_TABLE)
                    && findVersion(version.layer(), version.id()).isEmpty()) {
                throw new UnknownVersionException(version.layer(), version.id()); // retired just now
            }
            throw Failures.of(doing, e);
        } catch (RuntimeException e) {
            Database.closeAfter(connection, e);
            throw e;
        }
    }

    @Override
    public AutoCloseable onChange(Runnable listener) {
        long seen = database.reading("following the archive", PostgisCatalog::revision);
        DatabaseWatch following = new DatabaseWatch(database, seen, listener, this::doChores);
        watch = following;
        following.start();
        return following;
    }

    @Override
    public Optional<String> trouble() {
        DatabaseWatch following = watch;
        return Optional.ofNullable(following).flatMap(DatabaseWatch::trouble).or(database::trouble);
    }

    @Override
    public void close() {
        DatabaseWatch following = watch;
        if (following != null) {
            following.close();
        }
        database.close();
    }
}
