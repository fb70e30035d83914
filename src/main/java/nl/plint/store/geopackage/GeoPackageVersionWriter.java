package nl.plint.store.geopackage;

import java.io.IOException;
import java.sql.SQLException;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.GeometryTypes;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.Schema;
import nl.plint.dataset.file.LayerDefinitionFile;
import nl.plint.dataset.file.ProvenanceJson;
import nl.plint.dataset.geopackage.FeatureColumns;
import nl.plint.dataset.geopackage.FeatureTableWriter;
import nl.plint.dataset.geopackage.TableDescription;
import nl.plint.geo.Crs;
import nl.plint.store.Disk;
import nl.plint.store.StoreException;
import nl.plint.store.VersionDraft;
import nl.plint.store.VersionTally;
import nl.plint.store.VersionWriter;

/** Writes one version to a GeoPackage that nobody else sees, and hands it over when it is complete. */
final class GeoPackageVersionWriter implements VersionWriter {
    private static final String ID = "plint_id";

    /** Takes over a complete file. */
    @FunctionalInterface
    interface Keeper {
        void keep(VersionFiles.Draft file, LayerDefinition layer, DatasetVersion version, String reportJson)
                throws IOException;
    }

    private final VersionDraft draft;
    private final VersionFiles.Draft file;
    private final Keeper keeper;
    private final FeatureTableWriter table;
    private final VersionTally tally;
    private boolean finished;

    private GeoPackageVersionWriter(
            VersionDraft draft, VersionFiles.Draft file, Keeper keeper, FeatureTableWriter table) {
        this.draft = draft;
        this.file = file;
        this.keeper = keeper;
        this.table = table;
        this.tally = new VersionTally(draft);
    }

    /** The columns of the table of a version. */
    static FeatureColumns columns(Schema schema, boolean spatial) {
        return new FeatureColumns(schema, ID, spatial);
    }

    static GeoPackageVersionWriter start(VersionDraft draft, VersionFiles.Draft file, Keeper keeper) {
        LayerDefinition layer = draft.layer();
        try {
            FeatureColumns columns = columns(draft.schema(), layer.geometry() != GeometryKind.NONE);
            return new GeoPackageVersionWriter(
                    draft, file, keeper, FeatureTableWriter.start(file.file(), layer.id(), columns, Crs.RD_NEW));
        } catch (SQLException | RuntimeException e) {
            RuntimeException failure = e instanceof SQLException sql
                    ? SqliteFailures.of("starting version " + draft.versionId(), file.file(), sql)
                    : (RuntimeException) e;
            try {
                file.close();
            } catch (IOException closing) {
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
            table.write(feature.id(), feature.geometryRd(), feature::value);
        } catch (SQLException e) {
            throw failure("writing", e);
        }
    }

    @Override
    public DatasetVersion finish(String reportJson) {
        if (finished) {
            throw new IllegalStateException("version " + draft.versionId() + " is finished");
        }
        DatasetVersion version = tally.version();
        try {
            table.finish(description(draft.layer(), version));
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

    private static TableDescription description(LayerDefinition layer, DatasetVersion version) {
        String metadata = "{\"version\":\"" + version.id() + "\",\"referenceDate\":\"" + version.referenceDate()
                + "\",\"layer\":" + LayerDefinitionFile.write(layer)
                + ",\"provenance\":" + ProvenanceJson.write(version.provenance()) + "}";
        return new TableDescription(
                layer.title().nl() + " (" + version.referenceDate() + ")",
                layer.description().nl(),
                version.createdAt(),
                GeometryTypes.of(layer.geometry()),
                metadata);
    }

    private RuntimeException failure(String doing, SQLException cause) {
        return SqliteFailures.isUniqueViolation(cause)
                ? new IllegalArgumentException(
                        "ids must be distinct, one was written twice in version " + draft.versionId(), cause)
                : SqliteFailures.of(doing + " version " + draft.versionId(), file.file(), cause);
    }

    @Override
    public void close() {
        try (file) {
            table.close();
        } catch (SQLException e) {
            throw failure("closing", e);
        } catch (IOException e) {
            throw new StoreException("removing the draft of version " + draft.versionId(), e);
        }
    }
}
