package nl.plint.store;

import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;

/** Writes one version. Closing it before {@link #finish} leaves no trace of it. For one thread. */
public interface VersionWriter extends AutoCloseable {
    /** Adds a feature whose values follow the draft's schema. Ids must be distinct. */
    void write(Feature feature);

    /**
     * Makes the version durable and complete, not yet published.
     *
     * @param reportJson the ingest report to keep with it
     */
    DatasetVersion finish(String reportJson);

    @Override
    void close();
}
