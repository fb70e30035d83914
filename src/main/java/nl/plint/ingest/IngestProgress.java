package nl.plint.ingest;

/** Is told how far an ingest is; called often, so it returns at once. */
@FunctionalInterface
public interface IngestProgress {
    /** Progress that nobody watches. */
    IngestProgress NONE = (bytesRead, bytesTotal, rows) -> {};

    /**
     * @param bytesRead of the file, as good as the format can tell
     * @param bytesTotal size of the file
     * @param rows rows read so far
     */
    void advanced(long bytesRead, long bytesTotal, long rows);
}
