package nl.plint.store;

import java.util.List;
import java.util.Optional;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.FeatureStream;
import nl.plint.dataset.LayerDefinition;

/**
 * The system of record: layer definitions, immutable versions, and which versions are published.
 *
 * <p>What it promises, whatever the kind: a version is there whole or not at all; publishing is one step that readers
 * see entirely or not; a process killed at any moment leaves every version that was finished, and every publication that
 * returned, as they were. Safe for many threads. Errors of the medium are {@link StoreException}s.
 */
public interface DatasetArchive extends AutoCloseable {
    /** Adds a layer, or replaces its definition; its versions stay as they are. */
    void define(LayerDefinition layer);

    /** All layers, by id. */
    List<LayerDefinition> listLayers();

    /**
     * Starts a version. Nothing of it can be seen until {@link VersionWriter#finish} returns.
     *
     * @throws UnknownLayerException when the layer is not defined
     */
    VersionWriter begin(VersionDraft draft);

    /** One version, if it was finished. */
    Optional<DatasetVersion> findVersion(String layer, String versionId);

    /** All finished versions of a layer: newest reference date first, then the newest made. */
    List<DatasetVersion> listVersions(String layer);

    /** The published versions of a layer: one for each reference date, the newest date first. */
    List<DatasetVersion> listPublished(String layer);

    /**
     * Makes a version the one that readers see for its layer and reference date, in one step. Publishing an older version
     * again is how to roll back.
     *
     * @throws UnknownVersionException when there is no such finished version
     */
    void publish(String layer, String versionId);

    /**
     * The report that was kept with a version, as the JSON text given to {@link VersionWriter#finish}.
     *
     * @throws UnknownVersionException when there is no such finished version
     */
    String report(String layer, String versionId);

    /** The features of a version, in the order in which they were written. */
    FeatureStream read(DatasetVersion version);

    @Override
    void close();
}
