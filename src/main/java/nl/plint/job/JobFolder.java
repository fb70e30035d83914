package nl.plint.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder on this disk with the files of one job. */
public final class JobFolder {
    private static final Logger LOG = LoggerFactory.getLogger(JobFolder.class);

    private final Path folder;
    private final List<JobFile> files = new ArrayList<>();

    private JobFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes a folder below another one. */
    public static JobFolder below(Path parent) {
        try {
            return new JobFolder(Files.createTempDirectory(parent, "plint-job"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the files of a job in " + parent, e);
        }
    }

    /** Adds a file, which the caller writes. */
    public JobFile newFile(String name) {
        JobFile file = new JobFile(name, folder.resolve(JobFile.diskName(files.size(), name)));
        files.add(file);
        return file;
    }

    /** Adds a file by moving it here; it is copied when it is on another disk. */
    void take(JobFile file) {
        try {
            Files.move(file.path(), newFile(file.name()).path());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the files of a job in " + folder, e);
        }
    }

    public List<JobFile> files() {
        return List.copyOf(files);
    }

    /** Removes the files and the folder. What cannot be removed is told in the log; whatever the job did counts all the same. */
    public void remove() {
        try {
            for (JobFile file : files) {
                Files.deleteIfExists(file.path());
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.warn("the files of a job are left in {}", folder, e);
        }
    }
}
