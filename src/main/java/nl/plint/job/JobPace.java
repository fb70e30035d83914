package nl.plint.job;

import java.time.Duration;

/**
 * How often a queue looks and tells.
 *
 * @param heartbeat between two signs of life
 * @param idle between two looks for work
 * @param waiting between two looks whether a job has ended that is done elsewhere
 * @param retry between two tries to record how work ended
 * @param recording how long that is tried
 * @param postponement before work is done again that was postponed; twice as long each time
 * @param closing how long running work may take to stop
 */
record JobPace(
        Duration heartbeat,
        Duration idle,
        Duration waiting,
        Duration retry,
        Duration recording,
        Duration postponement,
        Duration closing) {
    private static final Duration LONGEST_POSTPONEMENT = Duration.ofMinutes(1);

    static JobPace of(JobStore store) {
        return new JobPace(
                // In memory it costs nothing, so that progress is seen at once.
                store.isShared() ? Duration.ofSeconds(2) : Duration.ofMillis(50),
                Duration.ofSeconds(1),
                Duration.ofMillis(250),
                Duration.ofSeconds(1),
                JobLimits.STANDARD.lease(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30));
    }

    /** How long a job waits that was postponed before. */
    Duration postponement(int before) {
        Duration doubled = postponement.multipliedBy(1L << Math.min(before, 20));
        return doubled.compareTo(LONGEST_POSTPONEMENT) < 0 ? doubled : LONGEST_POSTPONEMENT;
    }
}
