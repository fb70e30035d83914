package nl.plint.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where jobs are kept. Every method is one step that happens wholly or not at all, whoever else uses the store at the same
 * time; each may throw a {@link RuntimeException} when the store cannot be reached.
 *
 * <p>A job that is accepted waits until a worker claims it. The claim holds as long as the worker is heard of within the lease,
 * and then for as long as nobody else claims the job. Its files go when it has finished; the rest goes a day later, or when
 * a thousand others have finished since ({@link JobLimits}).
 */
public interface JobStore {
    /** Whether other processes may use it too, and go on with what this one began. */
    boolean isShared();

    /**
     * Accepts a job. The store takes the contents of its files over: once this returns, the files that were given are the
     * caller's to remove, if they are there still.
     *
     * @throws JobRefusedException when too many are waiting
     */
    Job add(JobRequest request);

    /** A job that is known still. */
    Optional<Job> find(String id);

    /** All jobs that are known still, the newest first. */
    List<Job> list();

    /** What a job gave that was successful and is known still. */
    Optional<JobOutcome> outcome(String id);

    /**
     * Dismisses a job: at once when nobody works on it, at its worker's next look when somebody does, not at all when it has
     * finished.
     *
     * @return the job right after
     */
    Optional<Job> dismiss(String id);

    /**
     * Takes the oldest job that waits, or that runs and whose worker has been silent for longer than the lease.
     *
     * @param worker who takes it; no other worker in any process has this name
     * @param types the types that it can do
     */
    Optional<JobClaim> claim(String worker, Set<String> types);

    /** What a claimed job works on, brought to the disk of this process. */
    JobInputs inputs(JobClaim claim);

    /** Tells that the worker lives, and how far it is. */
    ClaimState heartbeat(JobClaim claim, JobProgress progress);

    /**
     * Ends a job.
     *
     * @return false when the claim was lost, so that nothing has changed
     */
    boolean finish(JobClaim claim, JobProgress progress, JobEnd end);

    /**
     * Gives a job back as if it had not been claimed, so that any worker goes on with it at once. One that was asked to be
     * dismissed is dismissed instead.
     *
     * @return false when the claim was lost, so that nothing has changed
     */
    boolean giveBack(JobClaim claim);

    /**
     * Gives a job back to be done later; it is counted in {@link JobClaim#postponements}. One that was asked to be dismissed
     * is dismissed instead.
     *
     * @param delay how long nobody claims it
     * @return false when the claim was lost, so that nothing has changed
     */
    boolean postpone(JobClaim claim, Duration delay);
}
