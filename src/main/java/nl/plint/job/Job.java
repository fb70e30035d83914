package nl.plint.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as it was at one moment. What it gave is read apart, since it may be large.
 *
 * @param id a random UUID, so that nobody guesses it
 * @param type the kind of work, such as {@code ingest}
 * @param title what it is about, for people
 * @param progress 0 to 100; it never goes back
 * @param message how far it is, for people
 * @param started null as long as it waits, and when it was dismissed while it waited
 * @param finished null as long as it is not
 * @param problem why it failed, as JSON; null unless it did
 */
public record Job(
        String id,
        String type,
        String title,
        JobStatus status,
        int progress,
        String message,
        Instant created,
        @Nullable Instant started,
        Instant updated,
        @Nullable Instant finished,
        @Nullable String problem) {

    static Job accepted(String id, JobRequest request, Instant now) {
        return new Job(
                id,
                request.type(),
                request.title(),
                JobStatus.ACCEPTED,
                0,
                JobProgress.WAITING,
                now,
                null,
                now,
                null,
                null);
    }

    Job running(Instant now) {
        return with(JobStatus.RUNNING, progress, JobProgress.STARTED, now, now, null, null);
    }

    /** Given back, to be run again. */
    Job waiting(Instant now) {
        return with(JobStatus.ACCEPTED, progress, JobProgress.WAITING, null, now, null, null);
    }

    Job advanced(JobProgress further, Instant now) {
        int percent = Math.max(progress, further.percent());
        return percent == progress && further.message().equals(message)
                ? this
                : with(status, percent, further.message(), started, now, null, null);
    }

    Job ended(JobEnd end, Instant now) {
        int percent = end.status() == JobStatus.SUCCESSFUL ? 100 : progress;
        return with(end.status(), percent, message, started, now, now, end.problem());
    }

    private Job with(
            JobStatus newStatus,
            int percent,
            String how,
            @Nullable Instant start,
            Instant now,
            @Nullable Instant end,
            @Nullable String why) {
        return new Job(id, type, title, newStatus, percent, how, created, start, now, end, why);
    }
}
