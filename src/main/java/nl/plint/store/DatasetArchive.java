package nl.plint.store;

import java.util.List;
import java.util.Optional;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.FeatureStream;
import nl.plint.dataset.LayerDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The system of record: layer definitions, immutable versions, and which versions are published.
 *
 * <p>What it promises, whatever the kind: a version is there whole or not at all; publishing is one step that readers
 * see entirely or not; a process killed at any moment leaves every version that was finished, and every publication that
 * returned, as they were; and whatever fails, nothing of a version that was not finished is left. Safe for many threads.
 * Errors of the medium are {@link StoreException}s: a full one is a
 * {@link StorageFullException}, one that cannot be reached now a {@link StoreUnavailableException}.
 */
public interface DatasetArchive extends AutoCloseable {
    /** Adds a layer, or replaces its definition; its versions stay as they are. */
    void define(LayerDefinition layer);

    /** All layers, by id. */
    List<LayerDefinition> listLayers();

    /**
     * Starts a version. Nothing of it can be seen until {@link VersionWriter#finish} returns. A layer that is not defined
     * yet becomes so by the definition in the draft, in the same step as its first version.
     *
     * @throws LayerChangedException when the layer is defined in another way than the draft says
     */
    VersionWriter begin(VersionDraft draft);

    /** One version, if it was finished. */
    Optional<DatasetVersion> findVersion(String layer, String versionId);

    /**
     * One version that readers who name it may see. A version is released when it is published, stays so when another one is
     * published for its date, and is so no more once it is unpublished; one that was never published is not.
     */
    Optional<DatasetVersion> findReleased(String layer, String versionId);

    /** All finished versions of a layer: newest reference date first, then the newest made. */
    List<DatasetVersion> listVersions(String layer);

    /** The versions of a layer that {@link #findReleased} finds, in the same order. */
    List<DatasetVersion> listReleased(String layer);

    /** The published versions of a layer: one for each reference date, the newest date first. */
    List<DatasetVersion> listPublished(String layer);

    /** All that is published, as it was at one moment, by layer id. */
    List<PublishedLayer> listPublished();

    /**
     * Makes a version the one that readers see for its layer and reference date, in one step. Publishing an older version
     * again is how to roll back. A version that is published stays so.
     *
     * @param replacing the version that is published for its reference date as far as the caller knows, null for none: of two
     *     who publish at once, one wins and the other is told
     * @throws PublicationChangedException when another one is, which then stays
     * @throws UnknownVersionException when there is no such finished version
     */
    void publish(String layer, String versionId, @Nullable String replacing);

    /**
     * Lets readers who name a version see it, as if it had been published before: for copies of archives.
     *
     * @throws UnknownVersionException when there is no such finished version
     */
    void release(String layer, String versionId);

    /**
     * Takes a version from what readers see, in one step; the version stays. When it is published, its reference date is
     * published no more, and with its last reference date the layer. When another took its place, those who name it see it no
     * more.
     *
     * @throws UnknownVersionException when there is no such finished version
     */
    void unpublish(String layer, String versionId);

    /**
     * Takes a version out for good, with its report, and gives back the space that its features took. The definition of the
     * layer stays. Whoever is reading the version reads on to its end; a process killed at any moment leaves the version
     * whole or gone.
     *
     * @throws VersionInUseException when it is published
     * @throws UnknownVersionException when there is no such finished version
     */
    void retire(String layer, String versionId);

    /**
     * The report that was kept with a version, as the JSON text given to {@link VersionWriter#finish}.
     *
     * @throws UnknownVersionException when there is no such finished version
     */
    String report(String layer, String versionId);

    /** The features of a version, in the order in which they were written. */
    FeatureStream read(DatasetVersion version);

    /**
     * Tells of changes by another process: soon after layers, versions or publications have changed, and when that may have
     * been missed because the archive could not be reached. One call for several changes is enough, and one too many does no
     * harm. A listener that fails is called again. It is called by a thread of the archive, until what is returned is closed.
     */
    AutoCloseable onChange(Runnable listener);

    /** What keeps the archive from being changed now, for people; empty when nothing does. Answers at once. */
    Optional<String> trouble();

    @Override
    void close();
}
