package nl.plint.job;

/** Says why a job failed, in a form that can be kept and shown by any process. */
@FunctionalInterface
public interface JobProblems {
    /** A JSON text about what the work of a job threw. */
    String describe(Job job, Throwable failure);
}
