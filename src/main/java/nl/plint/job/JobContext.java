package nl.plint.job;

import java.time.Instant;
import java.util.Optional;

/** What work sees of the job that it is done for. */
public interface JobContext {
    /**
     * Tells how far the work is; cheap enough to be called often.
     *
     * @param percent 0 to 100; less than before counts as what it was before
     * @param message for people, such as {@code 12,000 rows read}
     */
    void progress(int percent, String message);

    /**
     * Lets the work go on.
     *
     * @throws JobDismissedException when it is not to go on: nobody wants the result any more, another process does it, or this
     *     one is stopping; let it rise
     */
    void checkNotDismissed();

    /**
     * When the job was accepted, if it was begun before by a process that may have done the work and died before it could say
     * so; empty at the first attempt.
     */
    Optional<Instant> findAcceptedBeforeRepeat();
}
