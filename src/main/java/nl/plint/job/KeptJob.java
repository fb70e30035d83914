package nl.plint.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job in memory and who has it. Its store lets one thread at a time come to it. */
final class KeptJob {
    private final @Nullable JobFolder files;
    private String inputs;
    private Job job;
    private @Nullable JobOutcome outcome;
    private Instant claimableFrom;
    private boolean dismissalAsked;
    private int attempts;
    private int deaths;
    private int postponements;

    /** The claim that holds, null when none does, and when its worker was last heard of. */
    private @Nullable JobClaim claim;

    private Instant heard;

    KeptJob(Job accepted, String inputs, @Nullable JobFolder files) {
        this.job = accepted;
        this.inputs = inputs;
        this.files = files;
        this.claimableFrom = accepted.created();
        this.heard = accepted.created();
    }

    Job job() {
        return job;
    }

    @Nullable
    JobOutcome outcome() {
        return outcome;
    }

    JobInputs inputs() {
        // Nothing to release: the files are this job's until it ends.
        return new JobInputs(inputs, files == null ? List.of() : files.files(), () -> {});
    }

    boolean isHeldBy(JobClaim by) {
        return claim != null
                && by.job().id().equals(job.id())
                && by.worker().equals(claim.worker())
                && by.attempt() == claim.attempt();
    }

    /** A new claim of this job, null when it cannot be claimed now. */
    @Nullable
    JobClaim claim(String worker, Instant now, Duration lease) {
        boolean abandoned = isAbandoned(now, lease);
        if (abandoned && dismissalAsked) {
            end(JobEnd.DISMISSED, now);
        }
        if (job.status() == JobStatus.ACCEPTED ? now.isBefore(claimableFrom) : !abandoned || dismissalAsked) {
            return null;
        }
        deaths += abandoned ? 1 : 0;
        job = job.running(now);
        heard = now;
        claim = new JobClaim(job, worker, ++attempts, deaths, postponements);
        return claim;
    }

    private boolean isAbandoned(Instant now, Duration lease) {
        return job.status() == JobStatus.RUNNING && heard.plus(lease).isBefore(now);
    }

    void dismiss(Instant now, Duration lease) {
        if (job.status() == JobStatus.ACCEPTED || isAbandoned(now, lease)) {
            end(JobEnd.DISMISSED, now);
        } else if (job.status() == JobStatus.RUNNING) {
            dismissalAsked = true;
        }
    }

    ClaimState heartbeat(JobProgress progress, Instant now) {
        heard = now;
        job = job.advanced(progress, now);
        return dismissalAsked ? ClaimState.DISMISSAL_ASKED : ClaimState.HELD;
    }

    void giveBack(Instant now) {
        if (dismissalAsked) {
            end(JobEnd.DISMISSED, now);
        } else {
            claim = null;
            job = job.waiting(now);
        }
    }

    void postpone(Instant now, Duration delay) {
        postponements++;
        claimableFrom = now.plus(delay);
        giveBack(now);
    }

    /** Ends it. What it worked on goes first, so that nothing of it is left once it is seen as finished. */
    void end(JobEnd end, Instant now) {
        if (files != null) {
            files.remove();
        }
        inputs = "";
        claim = null;
        outcome = end.outcome();
        job = job.ended(end, now);
    }
}
