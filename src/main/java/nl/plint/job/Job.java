package nl.plint.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as it was at one moment.
 *
 * @param id a random UUID, so that nobody guesses it
 * @param type the kind of work, such as {@code ingest}
 * @param title what it is about, for people
 * @param progress 0 to 100; it never goes back
 * @param message how far it is, for people
 * @param started null as long as it waits, and when it was dismissed while it waited
 * @param finished null as long as it is not
 * @param result what the work gave; null unless the job is successful
 * @param failure what the work threw; null unless the job failed
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
        @Nullable Object result,
        @Nullable Throwable failure) {

    static Job accepted(String id, String type, String title, Instant now) {
        return new Job(id, type, title, JobStatus.ACCEPTED, 0, "waits for its turn", now, null, now, null, null, null);
    }

    Job running(Instant now) {
        return new Job(id, type, title, JobStatus.RUNNING, progress, "started", created, now, now, null, null, null);
    }

    Job advanced(int percent, String how, Instant now) {
        int further = Math.max(progress, Math.min(percent, 100));
        return new Job(id, type, title, status, further, how, created, started, now, null, null, null);
    }

    Job successful(Object outcome, Instant now) {
        return new Job(id, type, title, JobStatus.SUCCESSFUL, 100, message, created, started, now, now, outcome, null);
    }

    Job failed(Throwable cause, Instant now) {
        return new Job(id, type, title, JobStatus.FAILED, progress, message, created, started, now, now, null, cause);
    }

    Job dismissed(Instant now) {
        return new Job(id, type, title, JobStatus.DISMISSED, progress, message, created, started, now, now, null, null);
    }
}
