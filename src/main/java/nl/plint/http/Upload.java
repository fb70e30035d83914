package nl.plint.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.job.JobFile;
import nl.plint.store.Disk;
import nl.plint.store.StoreException;

/** What a client sent: files, in a temporary folder that goes when this is closed, and the fields of the form beside them. */
final class Upload implements AutoCloseable {
    private final Path folder;
    private final List<JobFile> files = new ArrayList<>();
    private final Map<String, String> fields = new LinkedHashMap<>();

    private Upload(Path folder) {
        this.folder = folder;
    }

    /** Begins an upload in a new folder below another one. */
    static Upload below(Path parent) {
        try {
            return new Upload(Files.createTempDirectory(parent, "plint-upload"));
        } catch (IOException e) {
            throw failure(parent, e);
        }
    }

    /** Refuses a name that could lead out of the folder, or is hard to show. */
    static String requireFileName(String name) {
        if (!name.matches("[^/\\\\\\x00-\\x1f]{1,200}")) {
            throw new ProblemException(Problem.invalidParameter(
                    "fileName must name the file that is sent, such as shops.csv, without a folder"));
        }
        return name;
    }

    /** Begins a file; the caller closes the stream, whose failures are those of the disk. */
    OutputStream newFile(String name) {
        Path path = folder.resolve(JobFile.diskName(files.size(), requireFileName(name)));
        files.add(new JobFile(name, path));
        try {
            return new OnDisk(Files.newOutputStream(path));
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    /** Tells a failing disk, which is our fault, from a client that goes away. */
    private final class OnDisk extends FilterOutputStream {
        OnDisk(OutputStream file) {
            super(file);
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw failure(folder, e);
            }
        }
    }

    private static StoreException failure(Path folder, IOException cause) {
        return Disk.failure("receiving a file", folder, cause);
    }

    void putField(String name, String value) {
        if (fields.putIfAbsent(name, value) != null) {
            throw new ProblemException(Problem.invalidBody("field '" + name + "' is given twice"));
        }
    }

    /** The files by the names that the client calls them, in the order in which they were sent. */
    List<JobFile> files() {
        return List.copyOf(files);
    }

    Map<String, String> fields() {
        return Map.copyOf(fields);
    }

    /** Removes the files, those that are there still, and their folder. */
    @Override
    public void close() {
        try {
            for (JobFile file : files) {
                Files.deleteIfExists(file.path());
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the upload in " + folder, e);
        }
    }
}
