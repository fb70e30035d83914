package nl.plint.job;

import java.util.List;

/** What a job works on, at hand in this process until it is closed. */
public final class JobInputs implements AutoCloseable {
    private final String json;
    private final List<JobFile> files;
    private final Runnable release;

    /**
     * @param release takes away what was brought here for this job only
     */
    public JobInputs(String json, List<JobFile> files, Runnable release) {
        this.json = json;
        this.files = List.copyOf(files);
        this.release = release;
    }

    /** The inputs as they were given. */
    public String json() {
        return json;
    }

    /** The files, in the order in which they were given. */
    public List<JobFile> files() {
        return files;
    }

    @Override
    public void close() {
        release.run();
    }
}
