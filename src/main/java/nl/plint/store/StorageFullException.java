package nl.plint.store;

/** The medium of an archive takes no more. Nothing of what was being written is kept, so it can be done again once there is room. */
public final class StorageFullException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StorageFullException(String doing, Throwable cause) {
        super(
                doing + " (the disk is full or over its quota: free space, by retiring versions too, and do it again)",
                cause);
    }
}
