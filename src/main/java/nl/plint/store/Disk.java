package nl.plint.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a disk that is full from one that fails in another way. */
public final class Disk {
    /** What SQLite may ask for at once: the shared memory of a log, and some pages. */
    private static final long LEAST_BYTES = 64L << 10;

    private Disk() {}

    /** Whether next to nothing can be written to the disk that a file or folder is on. */
    public static boolean isFull(Path place) {
        try {
            Path there = Files.exists(place) ? place : place.toAbsolutePath().getParent();
            return there != null && Files.getFileStore(there).getUsableSpace() < LEAST_BYTES;
        } catch (IOException e) {
            return false; // then the failure itself tells more than this could
        }
    }

    /** The failure to report, with what a person can do about it. */
    public static StoreException failure(String doing, Path folder, IOException cause) {
        return isFull(folder)
                ? new StorageFullException(doing + " in " + folder, cause)
                : new StoreException(doing + " in " + folder + " (check its permissions and the disk)", cause);
    }
}
