package nl.plint.job;

import java.util.Locale;

/** How it stands with a job, in the words of OGC API Processes. */
public enum JobStatus {
    ACCEPTED,
    RUNNING,
    SUCCESSFUL,
    FAILED,
    DISMISSED;

    /** Its name in the standard, such as {@code accepted}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it stays so. */
    public boolean isFinished() {
        return this == SUCCESSFUL || this == FAILED || this == DISMISSED;
    }
}
