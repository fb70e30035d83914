package nl.plint.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.FeatureStream;
import nl.plint.dataset.LayerDefinition;

/**
 * What is published now, and the snapshots of it.
 *
 * <p>Holds one immutable view of the archive's publications; {@link #refresh} replaces it in one step, so a request that
 * keeps the view it started with sees one state from beginning to end.
 */
public final class DatasetCatalog {
    private final DatasetArchive archive;
    private final Map<String, Snapshot> snapshots = new ConcurrentHashMap<>();
    private volatile Map<String, PublishedLayer> layers = Map.of();

    /**
     * A layer that has at least one published version.
     *
     * @param versions one for each reference date, the newest date first
     */
    public record PublishedLayer(LayerDefinition definition, List<DatasetVersion> versions) {
        public PublishedLayer {
            versions = List.copyOf(versions);
        }

        /** The version of the newest reference date. */
        public DatasetVersion current() {
            return versions.get(0);
        }
    }

    public DatasetCatalog(DatasetArchive archive) {
        this.archive = archive;
        refresh();
    }

    public DatasetArchive archive() {
        return archive;
    }

    /** Reads what is published from the archive anew, and forgets snapshots of versions that no longer are. */
    public synchronized void refresh() {
        Map<String, PublishedLayer> published = new TreeMap<>();
        for (LayerDefinition layer : archive.listLayers()) {
            List<DatasetVersion> versions = archive.listPublished(layer.id());
            if (!versions.isEmpty()) {
                published.put(layer.id(), new PublishedLayer(layer, versions));
            }
        }
        layers = published;
        List<String> inUse = published.values().stream()
                .flatMap(layer -> layer.versions().stream())
                .map(DatasetCatalog::key)
                .toList();
        snapshots.keySet().retainAll(inUse);
    }

    /** Publishes a version in the archive and shows it here. */
    public void publish(String layer, String versionId) {
        archive.publish(layer, versionId);
        refresh();
    }

    /** Takes a version from what is published, in the archive and here. */
    public void unpublish(String layer, String versionId) {
        archive.unpublish(layer, versionId);
        refresh();
    }

    /** Takes a version out of the archive for good. */
    public void retire(String layer, String versionId) {
        archive.retire(layer, versionId);
        refresh();
    }

    /** The layers that have data, by id. */
    public List<PublishedLayer> list() {
        return List.copyOf(layers.values());
    }

    public Optional<PublishedLayer> find(String layer) {
        return Optional.ofNullable(layers.get(layer));
    }

    /**
     * @throws UnknownLayerException when the layer has no published version
     */
    public PublishedLayer get(String layer) {
        return find(layer).orElseThrow(() -> new UnknownLayerException(layer));
    }

    /** The snapshot of the layer's current version. */
    public Snapshot current(String layer) {
        return snapshot(get(layer).current());
    }

    /** The published version in force on a date: the newest whose reference date is not after it. */
    public Optional<DatasetVersion> findAt(String layer, LocalDate date) {
        return get(layer).versions().stream()
                .filter(version -> !version.referenceDate().isAfter(date))
                .findFirst();
    }

    /**
     * The version in memory, loaded at the first call.
     *
     * @throws UnknownVersionException when the version was retired; another process may have done so, so that what is
     *     published is read anew
     */
    public Snapshot snapshot(DatasetVersion version) {
        try {
            return snapshots.computeIfAbsent(key(version), key -> read(version));
        } catch (UnknownVersionException e) {
            refresh();
            throw e;
        }
    }

    /** A version in memory that need not be published; it is kept only when it is. */
    public Snapshot load(DatasetVersion version) {
        Snapshot kept = snapshots.get(key(version));
        return kept == null ? read(version) : kept;
    }

    private Snapshot read(DatasetVersion version) {
        try (FeatureStream stream = archive.read(version)) {
            return Snapshot.load(version, stream);
        }
    }

    /** With the moment at which it was made: a version that was retired may be taken in once more by the same id. */
    private static String key(DatasetVersion version) {
        return version.layer() + "/" + version.id() + "/" + version.createdAt();
    }
}
