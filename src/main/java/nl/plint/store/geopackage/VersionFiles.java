package nl.plint.store.geopackage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of an archive's versions: {@code versions/<layer>/<version>.gpkg}, written beside it under a hidden name first.
 *
 * <p>While a draft is written, its writer holds a lock on a file next to it. The system frees the lock when the process
 * ends in whatever way, so a draft whose lock can be had has no writer. Drafts are opened, kept and swept only while the
 * catalog is held for writing, so that none is swept between its birth and its lock.
 */
final class VersionFiles {
    private static final Pattern VERSION_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final String LOCK = ".lock";
    private static final String PART = ".part";
    private static final String KEPT = ".gpkg";

    /** Locks held by this process. Opening and closing a locked file once more would free its lock on POSIX systems. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path root;

    VersionFiles(Path archive) throws IOException {
        this.root = Files.createDirectories(archive.resolve("versions")).toRealPath();
    }

    static String requireVersionId(String id) {
        if (!VERSION_ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "a version id is made of letters, digits, '-' and '_' (at most 100), was '" + id + "'");
        }
        return id;
    }

    /** The folder that all of it is in. */
    Path root() {
        return root;
    }

    Path kept(String layer, String versionId) {
        return root.resolve(layer).resolve(versionId + KEPT);
    }

    /** A file under construction, locked until closed. Closing deletes it unless it was kept. */
    static final class Draft implements AutoCloseable {
        private final Path folder;
        private final Path part;
        private final Path lockFile;
        private final FileChannel channel;

        private Draft(Path folder, String name, FileChannel channel) {
            this.folder = folder;
            this.part = folder.resolve(name + PART);
            this.lockFile = folder.resolve(name + LOCK);
            this.channel = channel;
        }

        Path file() {
            return part;
        }

        Path folder() {
            return folder;
        }

        /** Brings the contents to the disk. */
        void force() throws IOException {
            try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
                file.force(true);
            }
        }

        /** Gives the file its final name, durably, and makes it read-only. */
        void keepAs(Path kept) throws IOException {
            if (!part.toFile().setReadOnly()) {
                throw new IOException("cannot make " + part + " read-only");
            }
            Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(folder);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(part);
            Files.deleteIfExists(lockFile);
            channel.close();
            HELD_HERE.remove(lockFile);
            deleteIfEmpty(folder);
        }
    }

    Draft begin(String layer, String versionId) throws IOException {
        Path folder = root.resolve(layer);
        String name = "." + versionId + "." + UUID.randomUUID();
        Path lockFile = folder.resolve(name + LOCK);
        HELD_HERE.add(lockFile);
        FileChannel channel = null;
        try {
            channel = create(folder, lockFile);
            if (channel.tryLock() == null) {
                throw new IOException("cannot lock " + lockFile);
            }
            return new Draft(folder, name, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
                Files.deleteIfExists(lockFile);
            }
            HELD_HERE.remove(lockFile);
            deleteIfEmpty(folder);
            throw e;
        }
    }

    /** Creates a file in the folder of a layer, and the folder when it is not there. */
    private FileChannel create(Path folder, Path file) throws IOException {
        while (true) {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                forceFolder(root);
            }
            try {
                return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (NoSuchFileException e) {
                // The last writer of another version of this layer was closed just now, and took the empty folder
                // along.
                if (Files.isDirectory(folder)) {
                    throw e;
                }
            }
        }
    }

    /** Deletes the file of a version that is in the catalog no more. Call it while holding the catalog. */
    void delete(String layer, String versionId) throws IOException {
        Files.deleteIfExists(kept(layer, versionId));
        deleteIfEmpty(root.resolve(layer));
    }

    /** Deletes drafts without a writer, and files that are no finished version. Call it while holding the catalog. */
    void sweep(BiPredicate<String, String> isFinished) throws IOException {
        for (Path folder : list(root)) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try {
                sweep(folder, isFinished);
                deleteIfEmpty(folder);
            } catch (NoSuchFileException e) {
                // Its last writer was closed just now: there is nothing to sweep.
                if (Files.isDirectory(folder)) {
                    throw e;
                }
            }
        }
    }

    private static void sweep(Path folder, BiPredicate<String, String> isFinished) throws IOException {
        List<Path> files = list(folder);
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.endsWith(LOCK) && name.startsWith(".") && writerIsGone(file)) {
                deleteDraft(folder, name.substring(0, name.length() - LOCK.length()));
            }
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.startsWith(".")) {
                int part = name.indexOf(PART);
                if (part > 0 && !Files.exists(folder.resolve(name.substring(0, part) + LOCK))) {
                    Files.deleteIfExists(file);
                }
            } else if (name.endsWith(KEPT)
                    && !isFinished.test(
                            folder.getFileName().toString(), name.substring(0, name.length() - KEPT.length()))) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void deleteDraft(Path folder, String name) throws IOException {
        for (Path file : list(folder)) {
            if (file.getFileName().toString().startsWith(name + PART)) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder.resolve(name + LOCK));
    }

    private static boolean writerIsGone(Path lockFile) throws IOException {
        if (HELD_HERE.contains(lockFile)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (NoSuchFileException justClosed) {
            return true;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            return; // it is in use
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Brings the names in a folder to the disk. Windows has no such act and does it by itself. */
    static void forceFolder(Path folder) throws IOException {
        if (!System.getProperty("os.name").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
