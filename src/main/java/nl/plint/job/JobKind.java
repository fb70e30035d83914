package nl.plint.job;

/**
 * A kind of work. It may be done more than once for the same job, when the process that did it stops in the middle, so doing
 * it again must do no harm.
 */
@FunctionalInterface
public interface JobKind {
    /**
     * Does the work. Long work asks {@link JobContext#checkNotDismissed} often, and lets what that throws rise.
     *
     * @throws JobPostponedException when it cannot be done now but may be later; anything else fails the job
     */
    JobOutcome run(JobInputs inputs, JobContext context) throws Exception;
}
