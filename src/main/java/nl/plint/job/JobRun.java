package nl.plint.job;

import java.time.Instant;
import java.util.Optional;

/** A job while this process works on it. */
final class JobRun implements JobContext {
    private final JobClaim claim;
    private final long started = System.nanoTime();
    private volatile boolean stopped;
    private volatile JobProgress progress;

    JobRun(JobClaim claim) {
        this.claim = claim;
        this.progress = new JobProgress(claim.job().progress(), claim.job().message());
    }

    JobClaim claim() {
        return claim;
    }

    /** How far it is now. */
    JobProgress progress() {
        return progress;
    }

    /** How long it runs by now. */
    long millis() {
        return (System.nanoTime() - started) / 1_000_000;
    }

    /** Ends the work at its next check. */
    void stop() {
        stopped = true;
    }

    @Override
    public void progress(int percent, String message) {
        progress = new JobProgress(percent, message);
    }

    @Override
    public Optional<Instant> findAcceptedBeforeRepeat() {
        return claim.attempt() > 1 ? Optional.of(claim.job().created()) : Optional.empty();
    }

    @Override
    public void checkNotDismissed() {
        if (stopped) {
            throw new JobDismissedException(claim.job().id());
        }
    }
}
