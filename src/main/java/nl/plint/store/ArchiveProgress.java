package nl.plint.store;

import nl.plint.dataset.DatasetVersion;

/** Told how far a walk through all versions of an archive is. */
public interface ArchiveProgress {
    /** For whoever does not want to know. */
    ArchiveProgress NONE = new ArchiveProgress() {
        @Override
        public void advanced(DatasetVersion version, long features) {
            // Nobody looks.
        }

        @Override
        public void done(DatasetVersion version, String outcome) {
            // Nobody looks.
        }
    };

    /** Tells how many features of a version were dealt with so far. */
    void advanced(DatasetVersion version, long features);

    /**
     * Tells that a version was dealt with.
     *
     * @param outcome what was done or found, for people
     */
    void done(DatasetVersion version, String outcome);
}
