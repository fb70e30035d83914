package nl.plint.store;

/** The medium of an archive failed: a disk, a file, a database. Says what was being done. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String doing, Throwable cause) {
        super(doing + ": " + cause.getMessage(), cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
