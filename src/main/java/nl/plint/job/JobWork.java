package nl.plint.job;

/** What a job does. */
@FunctionalInterface
public interface JobWork {
    /**
     * Does it, and gives the result. Long work asks {@link JobContext#checkNotDismissed} often, and lets what that throws
     * rise.
     */
    Object run(JobContext job) throws Exception;

    /**
     * Gives back what the work holds, such as temporary files. Called exactly once, before the job is seen as finished: also
     * when it failed, was dismissed before it began, or was refused.
     */
    default void release() {}
}
