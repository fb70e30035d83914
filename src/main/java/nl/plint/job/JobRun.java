package nl.plint.job;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job on its way. Whoever claims it first, the worker that runs it or the caller that dismisses it while it waits, brings
 * it to its end, so only one thread ever changes what is seen of it.
 */
final class JobRun implements Runnable, JobContext {
    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

    private final JobWork work;
    private final InstantSource clock;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean dismissAsked;
    private volatile Job job;

    JobRun(String type, String title, JobWork work, InstantSource clock) {
        this.work = work;
        this.clock = clock;
        this.job = Job.accepted(UUID.randomUUID().toString(), type, title, clock.instant());
    }

    /** The job as it is now. */
    Job now() {
        return job;
    }

    @Override
    public void run() {
        if (!claimed.compareAndSet(false, true)) {
            return;
        }
        job = job.running(clock.instant());
        Job end;
        try {
            checkNotDismissed();
            Object result = work.run(this);
            end = job.successful(result, clock.instant());
        } catch (JobDismissedException e) {
            end = job.dismissed(clock.instant());
        } catch (Throwable e) { // an Error too ends the job, not the worker
            end = job.failed(e, clock.instant());
        }
        end(end);
    }

    /** Ends it when it waits; asks it to stop when it runs; leaves it as it is when it has finished. */
    void dismiss() {
        dismissAsked = true;
        if (claimed.compareAndSet(false, true)) {
            end(job.dismissed(clock.instant()));
        }
    }

    /** Gives back what the work holds without running it; nobody else may know of this job. */
    void refuse() {
        claimed.set(true);
        release();
    }

    private void end(Job end) {
        release();
        job = end;
        ended.countDown();
        LOG.info(
                "job ended type={} id={} status={} millis={}",
                end.type(),
                end.id(),
                end.status().wireName(),
                Duration.between(end.created(), end.updated()).toMillis());
    }

    private void release() {
        try {
            work.release();
        } catch (RuntimeException e) {
            // The job has ended all the same, and whoever waits for it must be told.
            LOG.warn("job {} could not give back what it held", job.id(), e);
        }
    }

    /** The job once it has ended, or as it is when the time is over or the waiting thread is interrupted. */
    Job awaitEnd(Duration most) {
        try {
            ended.await(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return job;
    }

    @Override
    public void progress(int percent, String message) {
        job = job.advanced(percent, message, clock.instant());
    }

    @Override
    public void checkNotDismissed() {
        if (dismissAsked) {
            throw new JobDismissedException(job.id());
        }
    }
}
