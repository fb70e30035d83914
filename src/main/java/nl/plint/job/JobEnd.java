package nl.plint.job;

import org.jspecify.annotations.Nullable;

/**
 * How the work of a job ended.
 *
 * @param status one that stays
 * @param outcome what it gave, when it is successful
 * @param problem why it failed, as JSON, when it did
 */
public record JobEnd(JobStatus status, @Nullable JobOutcome outcome, @Nullable String problem) {
    public static final JobEnd DISMISSED = new JobEnd(JobStatus.DISMISSED, null, null);

    public static JobEnd successful(JobOutcome outcome) {
        return new JobEnd(JobStatus.SUCCESSFUL, outcome, null);
    }

    public static JobEnd failed(String problem) {
        return new JobEnd(JobStatus.FAILED, null, problem);
    }
}
