package nl.plint.store;

/** A layer was asked for that is not defined, or that has no published version. */
public final class UnknownLayerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownLayerException(String layer) {
        super("there is no layer '" + layer + "' with data");
    }
}
