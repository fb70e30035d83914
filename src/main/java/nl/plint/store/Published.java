package nl.plint.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nl.plint.dataset.DatasetVersion;

/**
 * What is published at one moment. It never changes, so whoever answers one question from one of these sees one state from
 * beginning to end, whatever is published meanwhile.
 */
public final class Published {
    private final Map<String, PublishedLayer> layers = new TreeMap<>();
    private final SnapshotCache snapshots;

    Published(List<PublishedLayer> layers, SnapshotCache snapshots) {
        layers.forEach(layer -> this.layers.put(layer.definition().id(), layer));
        this.snapshots = snapshots;
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

    /** The snapshot of the layer's current version, if the layer has data. */
    public Optional<Snapshot> findCurrent(String layer) {
        return find(layer).map(found -> snapshot(found.current()));
    }

    /** A version in memory; it is read at the first call. */
    public Snapshot snapshot(DatasetVersion version) {
        return snapshots.get(version);
    }
}
