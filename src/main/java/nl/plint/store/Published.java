package nl.plint.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nl.plint.dataset.Audience;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.Schema;

/**
 * What is published at one moment. It never changes, so whoever answers one question from one of these sees one state from
 * beginning to end, whatever is published meanwhile.
 *
 * <p>There are two views of it: whole, and {@link #forPublic}, in which neither restricted properties exist nor
 * answers that were kept for others. Whoever answers
 * somebody without a key asks the second one only, so that whatever is done with what it gives cannot tell of them.
 */
public final class Published {
    private final Map<String, PublishedLayer> layers = new TreeMap<>();
    private final SnapshotCache snapshots;

    /** The whole definitions of layers that have restricted properties, in the view without these; empty in the whole view. */
    private final Map<String, LayerDefinition> restricted = new HashMap<>();

    /** The layers that have properties that the view without them does not show. */
    private final Set<String> hiding = new HashSet<>();

    private final Audience shownTo;
    private final Published open;
    private final Published whole;

    /** @param shownTo whom everybody is taken for */
    Published(List<PublishedLayer> layers, SnapshotCache snapshots, Audience shownTo) {
        layers.forEach(layer -> this.layers.put(layer.definition().id(), layer));
        this.snapshots = snapshots;
        this.shownTo = shownTo;
        this.whole = this;
        this.open = new Published(this);
    }

    private Published(Published whole) {
        this.snapshots = whole.snapshots;
        this.shownTo = whole.shownTo;
        this.open = this;
        this.whole = whole;
        for (PublishedLayer layer : whole.layers.values()) {
            if (layer.definition().isRestricted()) {
                restricted.put(layer.definition().id(), layer.definition());
            }
            if (layer.definition().isRestricted()
                    || layer.versions().stream()
                            .flatMap(version -> version.schema().properties().stream())
                            .anyMatch(PropertyDefinition::restricted)) {
                hiding.add(layer.definition().id());
            }
            List<DatasetVersion> versions = layer.versions().stream()
                    .filter(this::shows)
                    .map(this::seen)
                    .toList();
            if (!versions.isEmpty()) {
                layers.put(
                        layer.definition().id(),
                        new PublishedLayer(layer.definition().forPublic(layer.current()), versions));
            }
        }
    }

    /** Whether this view has a version, published or not. In that for the public there is no answer that was kept for others. */
    public boolean shows(DatasetVersion version) {
        return open != this || shownTo.maySeeAs(version.audience());
    }

    /**
     * Everything, in this view too: for figures about many features of which {@code Disclosure} decides what leaves, and for
     * nothing else.
     */
    public Published undisclosed() {
        return whole;
    }

    /** The same without what is restricted. */
    public Published forPublic() {
        return open;
    }

    /** Whether the layer has properties that this view does not show. */
    public boolean hidesPropertiesOf(String layer) {
        return hiding.contains(layer);
    }

    /** A version, published or not, as this view shows it. */
    public DatasetVersion seen(DatasetVersion version) {
        if (open != this) {
            return version;
        }
        LayerDefinition definition = restricted.get(version.layer());
        if (definition != null) {
            return version.withSchema(definition.forPublic(version.schema()));
        }
        boolean wasRestricted = version.schema().properties().stream().anyMatch(PropertyDefinition::restricted);
        return wasRestricted
                ? version.withSchema(new Schema(version.schema().properties().stream()
                        .filter(property -> !property.restricted())
                        .toList()))
                : version;
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
        Snapshot whole = snapshots.get(version);
        return open != this
                ? whole
                : whole.only(seen(whole.version()).schema().properties().stream()
                        .map(PropertyDefinition::name)
                        .collect(Collectors.toSet()));
    }
}
