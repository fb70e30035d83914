package nl.plint.store;

/** A version was asked for that the archive does not have. */
public final class UnknownVersionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownVersionException(String layer, String version) {
        super("layer '" + layer + "' has no version '" + version + "'");
    }
}
