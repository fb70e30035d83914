package nl.plint.analysis;

import java.util.function.DoubleConsumer;
import nl.plint.store.Published;

/**
 * What an analysis works with.
 *
 * @param published what was published when the question was asked; the same from the beginning of the answer to its end
 * @param progress is told how much of the work is done, 0 to 1, as often as is convenient, and ends the work by an exception
 *     when nobody wants the answer any more; let that rise
 */
public record AnalysisContext(Published published, DoubleConsumer progress) {
    /** For somebody who just waits for the answer. */
    public AnalysisContext(Published published) {
        this(published, share -> {});
    }

    /** Tells that this share of the work is done. */
    public void done(double share) {
        progress.accept(share);
    }
}
