package nl.plint.store.geopackage;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.file.ValueJson;
import nl.plint.geo.Bounds;
import nl.plint.geo.GeoPackageBinary;
import nl.plint.store.Disk;
import nl.plint.store.StoreException;
import nl.plint.store.VersionDraft;
import nl.plint.store.VersionWriter;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
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
    private final GeoPackageTables tables;
    private final FeatureColumns columns;
    private final PreparedStatement insert;
    private final GeoPackageBinary binary = new GeoPackageBinary(new GeometryFactory());
    private final Set<String> geometryTypes = new TreeSet<>();
    private final Envelope bounds = new Envelope();
    private final SpatialIndexRows indexRows = new SpatialIndexRows();
    private long count;
    private boolean finished;

    private GeoPackageVersionWriter(VersionDraft draft, VersionFiles.Draft file, Keeper keeper, Connection connection)
            throws SQLException {
        this.draft = draft;
        this.file = file;
        this.keeper = keeper;
        this.connection = connection;
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
        requireSchema(feature);
        try {
            bind(feature);
            insert.addBatch();
            count++;
            if (count % BATCH == 0) {
                insert.executeBatch();
            }
        } catch (SQLException e) {
            throw failure("writing", e);
        }
    }

    private void requireSchema(Feature feature) {
        if (feature.valueCount() != draft.schema().size()) {
            throw new IllegalArgumentException("feature '" + feature.id() + "' has " + feature.valueCount()
                    + " values, the schema has " + draft.schema().size() + " properties");
        }
        for (int position = 0; position < feature.valueCount(); position++) {
            Object value = feature.value(position);
            PropertyDefinition property = draft.schema().get(position);
            if (value != null && !property.type().valueClass().isInstance(value)) {
                throw new IllegalArgumentException("property '" + property.name() + "' of feature '" + feature.id()
                        + "' must be a " + property.type().valueClass().getSimpleName() + ", was "
                        + value.getClass().getSimpleName() + " " + value);
            }
        }
        if (feature.geometryRd() != null && !columns.spatial()) {
            throw new IllegalArgumentException("feature '" + feature.id() + "' has a geometry, layer "
                    + draft.layer().id() + " is a table without places");
        }
    }

    private void bind(Feature feature) throws SQLException {
        long fid = count + 1;
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
        geometryTypes.add(geometry.getGeometryType().toUpperCase(Locale.ROOT));
        if (!geometry.isEmpty()) {
            Envelope envelope = geometry.getEnvelopeInternal();
            bounds.expandToInclude(envelope);
            indexRows.add(fid, envelope);
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
        DatasetVersion version = new DatasetVersion(
                draft.versionId(),
                draft.layer().id(),
                draft.referenceDate(),
                draft.schema(),
                count,
                bounds.isNull() ? null : Bounds.of(bounds),
                draft.provenance(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
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
        String geometryType = columns.spatial() ? geometryType() : null;
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

    /** The one type that all geometries have, else {@code GEOMETRY}, or what the layer says when there are none. */
    private String geometryType() {
        if (geometryTypes.size() == 1) {
            String type = geometryTypes.iterator().next();
            return type.equals("LINEARRING") ? "LINESTRING" : type;
        }
        if (!geometryTypes.isEmpty()) {
            return "GEOMETRY";
        }
        return switch (draft.layer().geometry()) {
            case POINT -> "POINT";
            case LINE -> "LINESTRING";
            case POLYGON -> "POLYGON";
            case ANY, NONE -> "GEOMETRY";
        };
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
