package nl.plint.ingest;

/**
 * A file cannot be taken in as a whole. Nothing of it is stored. The message says what is wrong, where, and how to mend it;
 * it goes to the user as it is.
 */
public final class IngestException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_CHARACTERS = 1_500;

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
        super(shortened(message));
        this.fault = fault;
    }

    public IngestException(Fault fault, String message, Throwable cause) {
        super(shortened(message), cause);
        this.fault = fault;
    }

    /** What is quoted of a file can be as long as the file. */
    private static String shortened(String message) {
        return message.length() > MOST_CHARACTERS ? message.substring(0, MOST_CHARACTERS) + "..." : message;
    }

    public Fault fault() {
        return fault;
    }
}
