package nl.plint.job;

/** No job is taken now: too many are waiting, or the queue is being closed. Later it may be. */
public final class JobRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobRefusedException(String message) {
        super(message);
    }
}
