package nl.plint.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What this process knows of jobs beside the store: which of them run here, and what its threads wake each other for. */
final class LocalJobs {
    private final List<JobRun> runs = new CopyOnWriteArrayList<>();
    private final Signal added = new Signal();
    private final Signal ended = new Signal();
    private volatile boolean closing;

    /** Adds a job that begins to run; it is stopped at once when everything is. */
    void begin(JobRun run) {
        runs.add(run);
        if (closing) {
            run.stop();
        }
    }

    void end(JobRun run) {
        runs.remove(run);
        ended.give();
    }

    /** What runs now; may be walked through while it changes. */
    List<JobRun> runs() {
        return runs;
    }

    /** Stops a job if it runs here. */
    void stop(String id) {
        runs.stream().filter(run -> run.claim().job().id().equals(id)).forEach(JobRun::stop);
        ended.give();
    }

    /** Lets no more work begin, and stops what runs. */
    void close() {
        closing = true;
        runs.forEach(JobRun::stop);
        added.give();
    }

    boolean isClosing() {
        return closing;
    }

    void tellAdded() {
        added.give();
    }

    long added() {
        return added.given();
    }

    /** Waits until a job is added here after so many, or the time is over. */
    void awaitAdded(long before, Duration most) throws InterruptedException {
        added.await(before, most);
    }

    long ended() {
        return ended.given();
    }

    /** Waits until a job ends here after so many, or the time is over. */
    void awaitEnded(long before, Duration most) throws InterruptedException {
        ended.await(before, most);
    }
}
