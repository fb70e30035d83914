package nl.plint.job;

/**
 * How far work is.
 *
 * @param percent 0 to 100; what is given outside of that is cut to it
 * @param message for people, such as {@code 12,000 rows read}
 */
public record JobProgress(int percent, String message) {
    /** What a job says that nobody works on. */
    public static final String WAITING = "waits for its turn";

    /** What a job says that somebody has just begun. */
    public static final String STARTED = "started";

    public JobProgress {
        percent = Math.max(0, Math.min(percent, 100));
    }
}
