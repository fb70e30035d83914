package nl.plint.ingest;

/**
 * A file cannot be taken in as a whole. Nothing of it is stored. The message says what is wrong, where, and how to mend it;
 * it goes to the user as it is.
 */
public final class IngestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the file. */
    public enum Fault {
        INVALID_LAYER_ID,
        UNKNOWN_FORMAT,
        MALFORMED,
        AMBIGUOUS_LAYER,
        UNKNOWN_CRS,
        UNKNOWN_MAPPING,
        INVALID_MAPPING,
        TOO_LARGE,
        UNREADABLE,
        NOTHING_TO_STORE
    }

    private final Fault fault;

    public IngestException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    public IngestException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
