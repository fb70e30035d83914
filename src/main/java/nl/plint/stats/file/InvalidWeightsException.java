package nl.plint.stats.file;

/** A file with weights cannot be used. The message says where and why. */
public final class InvalidWeightsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidWeightsException(String message) {
        super(message);
    }
}
