package nl.plint.job;

/** How it stands with a claim. */
public enum ClaimState {
    /** The job is the worker's still. */
    HELD,

    /** The job is the worker's still, and is to be stopped. */
    DISMISSAL_ASKED,

    /** The job is another's, or has ended. */
    LOST
}
