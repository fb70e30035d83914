package nl.plint.store;

/** The medium of an archive cannot be reached, or has no room for one more caller now; in a moment it may. Nothing was done. */
public final class StoreUnavailableException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String doing, Throwable cause) {
        super(doing + " (the database cannot be reached or is too busy; do it again later)", cause);
    }
}
