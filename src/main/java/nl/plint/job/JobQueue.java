package nl.plint.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the jobs of a store with a fixed number of threads, in the order in which they come. Each process that shares the
 * store has a queue of its own; a job is done by one of them, and known to all. When the store cannot be reached for a while,
 * the queue waits until it can.
 */
public final class JobQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);

    private final JobStore store;
    private final JobPace pace;
    private final LocalJobs local = new LocalJobs();
    private final StoreOutage outage = new StoreOutage();
    private final Heartbeats heartbeats;
    private final Thread beating;
    private final List<Thread> workers = new ArrayList<>();

    /**
     * @param kinds what can be done, by the type of the job; jobs of other types are left to other processes
     * @param problems says why a job failed
     * @param workers jobs that run here at the same time
     */
    public JobQueue(JobStore store, Map<String, JobKind> kinds, JobProblems problems, int workers) {
        this(store, kinds, problems, workers, JobPace.of(store));
    }

    JobQueue(JobStore store, Map<String, JobKind> kinds, JobProblems problems, int workers, JobPace pace) {
        this.store = store;
        this.pace = pace;
        this.heartbeats = new Heartbeats(store, local, outage, pace.heartbeat());
        this.beating = start(heartbeats, "plint-job-heartbeats");
        String name = UUID.randomUUID().toString();
        for (int number = 1; number <= workers; number++) {
            JobWorker worker =
                    new JobWorker(name + "/" + number, store, Map.copyOf(kinds), problems, pace, local, outage);
            this.workers.add(start(worker, "plint-job-" + number));
        }
    }

    private static Thread start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /**
     * Accepts a job. The files that are given are the caller's to remove in every case: the store has taken them over.
     *
     * @throws JobRefusedException when too many are waiting, or the queue is being closed
     */
    public Job submit(JobRequest request) {
        if (local.isClosing()) {
            throw new JobRefusedException("the jobs are being stopped");
        }
        Job job = store.add(request);
        if (local.isClosing() && !store.isShared()) {
            // It came in between; nobody would ever do it.
            store.dismiss(job.id());
        }
        local.tellAdded();
        return job;
    }

    /** A job that is known still. */
    public Optional<Job> find(String id) {
        return store.find(id);
    }

    /** All jobs that are known still, the newest first. */
    public List<Job> list() {
        return store.list();
    }

    /** What a job gave that was successful and is known still. */
    public Optional<JobOutcome> outcome(String id) {
        return store.outcome(id);
    }

    /**
     * Dismisses a job: at once when it waits, at its next check when it runs, not at all when it has finished.
     *
     * @return the job right after
     */
    public Optional<Job> dismiss(String id) {
        Optional<Job> job = store.dismiss(id);
        local.stop(id);
        return job;
    }

    /**
     * The job once it has finished, whichever process does it; or as it was last seen when the time is over or the thread is
     * interrupted.
     */
    public Job awaitFinished(Job job, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        Job newest = job;
        while (!newest.status().isFinished()) {
            long before = local.ended();
            newest = findIfReached(job.id()).orElse(newest);
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (newest.status().isFinished() || left.isNegative()) {
                break;
            }
            try {
                local.awaitEnded(before, left.compareTo(pace.waiting()) < 0 ? left : pace.waiting());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return newest;
    }

    /** Whoever waits goes on waiting when the store is away for a moment. */
    private Optional<Job> findIfReached(String id) {
        try {
            return store.find(id);
        } catch (RuntimeException e) {
            // Each kind of store fails in its own way, and a wait outlasts them all; the outage is logged once.
            outage.failed(e);
            return Optional.empty();
        }
    }

    /**
     * Takes no more jobs, asks those that run here to stop, and waits for at most half a minute until they have. With a shared
     * store they are given back, so that another process goes on with them; otherwise they are dismissed, and so are those that
     * wait.
     */
    @Override
    public void close() {
        local.close();
        if (!store.isShared()) {
            store.list().forEach(job -> store.dismiss(job.id()));
        }
        try {
            awaitStopped();
            heartbeats.end();
            // A last sign may be on its way to a store that is closed next.
            beating.join(1_000);
        } catch (InterruptedException e) {
            heartbeats.end();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitStopped() throws InterruptedException {
        long deadline = System.nanoTime() + pace.closing().toNanos();
        for (Thread worker : workers) {
            worker.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
        for (JobRun run : local.runs()) {
            Job job = run.claim().job();
            LOG.warn("job did not stop in time type={} id={}", job.type(), job.id());
            giveBack(run);
        }
    }

    /** So that others need not wait until the lease is over; what this process does of it still counts no more. */
    private void giveBack(JobRun run) {
        try {
            store.giveBack(run.claim());
        } catch (RuntimeException e) {
            // Whatever keeps it here, the lease ends by itself, and the other jobs are still to be given back.
            outage.failed(e);
        }
    }
}
