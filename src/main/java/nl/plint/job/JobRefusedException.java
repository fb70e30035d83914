package nl.plint.job;

/** The queue takes no job now: too many are waiting, or it is being closed. Later it may. */
public final class JobRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
