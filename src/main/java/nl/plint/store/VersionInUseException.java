package nl.plint.store;

/** A version was to be retired that is published. */
public final class VersionInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VersionInUseException(String layer, String version) {
        super("version '" + version + "' of layer '" + layer
                + "' is published: unpublish it, or publish another version of its reference date, before retiring it");
    }
}
