package nl.plint.store;

import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;

/** Writes one version. Closing it before {@link #finish} leaves no trace of it. For one thread. */
public interface VersionWriter extends AutoCloseable {
    /** Adds a feature whose values follow the draft's schema. Ids must be distinct. */
    void write(Feature feature);

    /**
     * Makes the version durable and complete, not yet published. When this throws, nothing of it is kept.
     *
     * @param reportJson the ingest report to keep with it
     * @throws VersionExistsException when another writer finished the same version in the meantime
     * @throws LayerChangedException when the layer was defined in another way in the meantime
     */
    DatasetVersion finish(String reportJson);

    @Override
    void close();
}
