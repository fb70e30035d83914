package nl.plint.ingest;

import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * A fault in the data, and what was done about it.
 *
 * @param row 1 for the first feature of the file; 0 for the file as a whole
 * @param featureId id of the feature, null where it is not known yet
 */
public record Issue(IssueCode code, Action action, long row, @Nullable String featureId, LocalizedText message) {

    /** What was done. */
    public enum Action {
        /** The row is stored as it was; the issue is worth a look. */
        KEPT,
        /** The row is stored after a change, which the message tells. */
        FIXED,
        /** The row is not stored. */
        SKIPPED,
        /** The file as a whole is not taken in. */
        REFUSED
    }
}
