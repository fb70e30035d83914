package nl.plint.store.geopackage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import nl.plint.store.Disk;
import nl.plint.store.LayerChangedException;
import nl.plint.store.PublicationChangedException;
import nl.plint.store.PublishedLayer;
import nl.plint.store.StoreException;
import nl.plint.store.UnknownVersionException;
import nl.plint.store.VersionDraft;
import nl.plint.store.VersionExistsException;
import nl.plint.store.VersionInUseException;
import nl.plint.store.VersionWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An archive in a folder: {@code catalog.sqlite}, and {@code versions/<layer>/<version>.gpkg} for each version.
 *
 * <p>Each version is a valid GeoPackage that is written under a hidden name, brought to the disk, renamed and only then
 * entered in the catalog; it is read-only from there on. Several processes may have the same folder open, on a disk of the
 * machine itself: a command may take in a file beside a running server. Not for network disks, whose locks cannot be relied
 * on.
 */
public final class GeoPackageArchive implements DatasetArchive {
    private static final Logger LOG = LoggerFactory.getLogger(GeoPackageArchive.class);

    private final Catalog catalog;
    private final VersionFiles files;
    private final ChangeWatch changes;

    private GeoPackageArchive(Catalog catalog, VersionFiles files) {
        this.catalog = catalog;
        this.files = files;
        this.changes = new ChangeWatch(catalog::dataVersion);
    }

    /**
     * Opens the archive in a folder, which is made when it is not there, and removes what an interrupted writer left.
     *
     * @throws StoreException when the folder cannot be written, its catalog is damaged or was made by a newer Plint
     */
    public static GeoPackageArchive open(Path folder) {
        try {
            Path root = Files.createDirectories(folder).toRealPath();
            VersionFiles files = new VersionFiles(root);
            Catalog catalog = Catalog.open(root.resolve("catalog.sqlite"));
            try {
                catalog.<Boolean, IOException>writing("sweeping", () -> {
                    files.sweep((layer, version) ->
                            catalog.findVersion(layer, version).isPresent());
                    return true;
                });
                VersionFiles.forceFolder(root);
                return new GeoPackageArchive(catalog, files);
            } catch (IOException | RuntimeException e) {
                catalog.close();
                throw e;
            }
        } catch (IOException e) {
            throw Disk.failure("opening the archive", folder, e);
        }
    }

    @Override
    public void define(LayerDefinition layer) {
        catalog.define(layer);
    }

    @Override
    public List<LayerDefinition> listLayers() {
        return catalog.listLayers();
    }

    /**
     * {@inheritDoc}
     *
     * @throws VersionExistsException when the version was finished before and its file is there
     */
    @Override
    public VersionWriter begin(VersionDraft draft) {
        String layer = draft.layer().id();
        String versionId = VersionFiles.requireVersionId(draft.versionId());
        requireNew(layer, versionId);
        requireInForce(draft.layer());
        String doing = "starting version " + versionId + " of layer " + layer;
        try {
            VersionFiles.Draft file =
                    catalog.<VersionFiles.Draft, IOException>writing(doing, () -> files.begin(layer, versionId));
            return GeoPackageVersionWriter.start(draft, file, this::keep);
        } catch (IOException e) {
            throw Disk.failure(doing, files.root(), e);
        }
    }

    private void keep(VersionFiles.Draft file, LayerDefinition layer, DatasetVersion version, String reportJson)
            throws IOException {
        try {
            catalog.<Boolean, IOException>writing("finishing version " + version.id(), () -> {
                requireNew(version.layer(), version.id());
                if (!requireInForce(layer)) {
                    catalog.put(layer);
                }
                file.keepAs(files.kept(version.layer(), version.id()));
                catalog.insert(version, reportJson);
                return true;
            });
        } catch (IOException | RuntimeException e) {
            deleteUnlessFinished(version.layer(), version.id());
            throw e;
        }
    }

    /** Whether the layer is defined, which must be so in the way that is given. */
    private boolean requireInForce(LayerDefinition layer) {
        Optional<LayerDefinition> inForce = catalog.findLayer(layer.id());
        // As it would be read back, since a definition made in memory may differ from that in what means nothing.
        LayerDefinition given = LayerDefinitionFile.readJson(LayerDefinitionFile.write(layer));
        if (inForce.isPresent() && !inForce.get().equals(given)) {
            throw new LayerChangedException(layer.id());
        }
        return inForce.isPresent();
    }

    /**
     * Deletes the file of a version that is not in the catalog. In a step of its own, after the catalog is written: a crash
     * between the two leaves a file that is swept when the archive is opened. Meanwhile another process may have finished the
     * same version, whose file this one must leave alone.
     */
    private void deleteUnlessFinished(String layer, String versionId) {
        try {
            catalog.<Boolean, IOException>writing("removing the file of version " + versionId, () -> {
                if (catalog.findVersion(layer, versionId).isEmpty()) {
                    files.delete(layer, versionId);
                }
                return true;
            });
        } catch (IOException | StoreException e) {
            LOG.warn("the file of layer={} version={} goes when the archive is next opened", layer, versionId, e);
        }
    }

    private void requireNew(String layer, String versionId) {
        if (catalog.findVersion(layer, versionId).isPresent() && Files.exists(files.kept(layer, versionId))) {
            throw new VersionExistsException(layer, versionId);
        }
    }

    @Override
    public Optional<DatasetVersion> findVersion(String layer, String versionId) {
        return catalog.findVersion(layer, versionId);
    }

    @Override
    public Optional<DatasetVersion> findReleased(String layer, String versionId) {
        return catalog.findReleased(layer, versionId);
    }

    @Override
    public List<DatasetVersion> listVersions(String layer) {
        return catalog.listVersions(layer);
    }

    @Override
    public List<DatasetVersion> listReleased(String layer) {
        return catalog.listReleased(layer);
    }

    @Override
    public List<DatasetVersion> listPublished(String layer) {
        return catalog.listPublished(layer);
    }

    @Override
    public List<PublishedLayer> listPublished() {
        return catalog.atOneMoment("listing what is published", () -> {
            Map<String, List<DatasetVersion>> versions =
                    catalog.listPublished().stream().collect(Collectors.groupingBy(DatasetVersion::layer));
            return catalog.listLayers().stream()
                    .filter(layer -> versions.containsKey(layer.id()))
                    .map(layer -> new PublishedLayer(layer, versions.getOrDefault(layer.id(), List.of())))
                    .toList();
        });
    }

    @Override
    public void publish(String layer, String versionId, @Nullable String replacing) {
        catalog.writing("publishing " + layer + " " + versionId, () -> {
            DatasetVersion version = catalog.findVersion(layer, versionId)
                    .orElseThrow(() -> new UnknownVersionException(layer, versionId));
            String published = catalog.listPublished(layer).stream()
                    .filter(one -> one.referenceDate().equals(version.referenceDate()))
                    .map(DatasetVersion::id)
                    .findFirst()
                    .orElse(null);
            if (!versionId.equals(published)) {
                if (!Objects.equals(published, replacing)) {
                    throw new PublicationChangedException(layer, versionId, published);
                }
                catalog.publish(version);
            }
            return true;
        });
    }

    @Override
    public void release(String layer, String versionId) {
        change(
                "releasing " + layer + " " + versionId,
                layer,
                versionId,
                () -> catalog.setReleased(layer, versionId, true));
    }

    @Override
    public void unpublish(String layer, String versionId) {
        change("unpublishing " + layer + " " + versionId, layer, versionId, () -> catalog.unpublish(layer, versionId));
    }

    private void change(String doing, String layer, String versionId, Catalog.Step<Boolean, RuntimeException> change) {
        if (!catalog.writing(doing, change)) {
            throw new UnknownVersionException(layer, versionId);
        }
    }

    @Override
    public void retire(String layer, String versionId) {
        catalog.writing("retiring " + layer + " " + versionId, () -> {
            if (catalog.isPublished(layer, versionId)) {
                throw new VersionInUseException(layer, versionId);
            }
            if (!catalog.delete(layer, versionId)) {
                throw new UnknownVersionException(layer, versionId);
            }
            return true;
        });
        deleteUnlessFinished(layer, versionId);
    }

    private void requireVersion(String layer, String versionId) {
        if (catalog.findVersion(layer, versionId).isEmpty()) {
            throw new UnknownVersionException(layer, versionId);
        }
    }

    @Override
    public String report(String layer, String versionId) {
        return catalog.findReport(layer, versionId).orElseThrow(() -> new UnknownVersionException(layer, versionId));
    }

    @Override
    public FeatureStream read(DatasetVersion version) {
        requireVersion(version.layer(), version.id());
        try {
            return GeoPackageFeatureStream.open(files.kept(version.layer(), version.id()), version);
        } catch (StoreException e) {
            requireVersion(version.layer(), version.id()); // it may have been retired just now
            throw e;
        }
    }

    @Override
    public AutoCloseable onChange(Runnable listener) {
        return changes.tell(listener);
    }

    @Override
    public Optional<String> trouble() {
        if (!Files.isWritable(files.root())) {
            return Optional.of("the folder of the archive is gone or cannot be written");
        }
        return Disk.isFull(files.root()) ? Optional.of("the disk of the archive is full") : Optional.empty();
    }

    @Override
    public void close() {
        changes.close();
        catalog.close();
    }
}
