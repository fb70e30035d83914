package nl.plint.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does jobs with a fixed number of threads, in the order in which they come. A bounded number waits. A finished job can be
 * asked for during 24 hours, and as long as it is one of the last thousand. Jobs live in memory: a restart forgets them.
 */
public final class JobQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
    private static final int KEPT_JOBS = 1_000;
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration CLOSING = Duration.ofSeconds(30);

    private final ThreadPoolExecutor workers;
    private final int keptJobs;
    private final InstantSource clock;

    /** By id, oldest first; guarded by itself. */
    private final Map<String, JobRun> runs = new LinkedHashMap<>();

    /**
     * @param workers jobs that run at the same time
     * @param mostWaiting jobs that may wait beside them
     */
    public JobQueue(int workers, int mostWaiting) {
        this(workers, mostWaiting, KEPT_JOBS, InstantSource.system());
    }

    JobQueue(int workers, int mostWaiting, int keptJobs, InstantSource clock) {
        AtomicInteger number = new AtomicInteger();
        this.workers = new ThreadPoolExecutor(
                workers, workers, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(mostWaiting), work -> {
                    Thread thread = new Thread(work, "plint-job-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        this.keptJobs = keptJobs;
        this.clock = clock;
    }

    /**
     * Accepts a job. From here on the work is the queue's, which releases it in every case.
     *
     * @throws JobRefusedException when too many are waiting, or the queue is being closed
     */
    public Job submit(String type, String title, JobWork work) {
        JobRun run = new JobRun(type, title, work, clock);
        Job accepted = run.now();
        synchronized (runs) {
            forgetOld();
            runs.put(accepted.id(), run);
        }
        try {
            workers.execute(run);
        } catch (RejectedExecutionException e) {
            synchronized (runs) {
                runs.remove(accepted.id());
            }
            run.refuse();
            throw new JobRefusedException(
                    workers.isShutdown() ? "the jobs are being stopped" : "too many jobs are waiting", e);
        }
        return accepted;
    }

    /** A job that is known still. */
    public Optional<Job> find(String id) {
        return findRun(id).map(JobRun::now);
    }

    /** All jobs that are known still, the newest first. */
    public List<Job> list() {
        List<Job> jobs = new ArrayList<>();
        synchronized (runs) {
            forgetOld();
            runs.values().forEach(run -> jobs.add(run.now()));
        }
        Collections.reverse(jobs);
        return jobs;
    }

    /**
     * Dismisses a job: at once when it waits, at its next check when it runs, not at all when it has finished.
     *
     * @return the job right after
     */
    public Optional<Job> dismiss(String id) {
        return findRun(id).map(run -> {
            run.dismiss();
            // So that it does not take up the place of a job that waits.
            workers.remove(run);
            return run.now();
        });
    }

    /** The job once it has finished, or as it is when the time is over or the thread is interrupted. */
    public Optional<Job> awaitFinished(String id, Duration most) {
        return findRun(id).map(run -> run.awaitEnd(most));
    }

    private Optional<JobRun> findRun(String id) {
        synchronized (runs) {
            forgetOld();
            return Optional.ofNullable(runs.get(id));
        }
    }

    private void forgetOld() {
        Instant oldest = clock.instant().minus(KEPT);
        long finished = runs.values().stream()
                .filter(run -> run.now().status().isFinished())
                .count();
        for (Iterator<JobRun> all = runs.values().iterator(); all.hasNext(); ) {
            Instant end = all.next().now().finished();
            if (end != null && (finished > keptJobs || end.isBefore(oldest))) {
                all.remove();
                finished--;
            }
        }
    }

    /** Takes no more jobs, dismisses those that wait or run, and waits for at most half a minute until they have ended. */
    @Override
    public void close() {
        workers.shutdown();
        list().forEach(job -> dismiss(job.id()));
        try {
            if (!workers.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("{} jobs did not stop within {}", workers.getActiveCount(), CLOSING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
