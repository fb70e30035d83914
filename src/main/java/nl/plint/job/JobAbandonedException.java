package nl.plint.job;

/** A job was begun several times and each time the process that did it stopped in the middle; perhaps by that very job. */
public final class JobAbandonedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobAbandonedException(int times) {
        super("the job was begun " + times + " times, and each time the server that did it stopped before it was done");
    }
}
