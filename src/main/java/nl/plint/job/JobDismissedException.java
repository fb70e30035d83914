package nl.plint.job;

/** Ends work that is not to go on. */
public final class JobDismissedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobDismissedException(String id) {
        super("job " + id + " was dismissed");
    }
}
