package nl.plint.job;

import java.time.Duration;

/**
 * How much a store holds, and how long.
 *
 * @param mostWaiting jobs of one type that may wait; of one type, so that one that anybody may ask for keeps out no other
 * @param mostFinished finished jobs that are known
 * @param kept how long a finished job is known
 * @param lease how long a worker may be silent before its job is another's
 */
public record JobLimits(int mostWaiting, int mostFinished, Duration kept, Duration lease) {
    public static final JobLimits STANDARD = new JobLimits(100, 1_000, Duration.ofHours(24), Duration.ofSeconds(30));
}
