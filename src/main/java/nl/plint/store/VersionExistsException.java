package nl.plint.store;

/** A version was to be written that the archive has already: the same file was taken in the same way before. */
public final class VersionExistsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VersionExistsException(String layer, String version) {
        super("layer '" + layer + "' already has version '" + version + "'; it can be published as it is");
    }
}
