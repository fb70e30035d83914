package nl.plint.store;

/** The definition of a layer is no longer the one that a version was begun with: it was defined or replaced in the meantime. */
public final class LayerChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LayerChangedException(String layer) {
        super("layer '" + layer + "' was defined in another way in the meantime: take the file in again");
    }
}
