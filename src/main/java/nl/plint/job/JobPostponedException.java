package nl.plint.job;

/** Work cannot be done now, since something that it needs is away, and is to be done again later. */
public final class JobPostponedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException reason;

    /**
     * @param reason what went wrong; the job fails by it when it went wrong too often
     */
    public JobPostponedException(RuntimeException reason) {
        super(reason);
        this.reason = reason;
    }

    RuntimeException reason() {
        return reason;
    }
}
