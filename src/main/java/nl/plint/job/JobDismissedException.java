package nl.plint.job;

/** Ends the work of a job that was dismissed. */
public final class JobDismissedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobDismissedException(String id) {
        super("job " + id + " was dismissed");
    }
}
