package nl.plint.app;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import nl.plint.ingest.IngestProgress;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error; silent where nobody watches a terminal. */
final class ProgressLine implements IngestProgress, AutoCloseable {
    /** Set by the start script, which can tell whether standard error is a terminal. */
    private static final String WATCHED = "plint.terminal";

    private final @Nullable ProgressBar bar;

    private ProgressLine(String task, String unit, long unitSize) {
        bar = !Boolean.getBoolean(WATCHED)
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(task)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUnit(unit, unitSize)
                        .continuousUpdate()
                        .setUpdateIntervalMillis(200)
                        .build();
    }

    /** For a file that is taken in. */
    static ProgressLine ofFile(String task) {
        return new ProgressLine(task, " MiB", 1 << 20);
    }

    /** For the features of a version. */
    static ProgressLine ofFeatures(String task) {
        return new ProgressLine(task, " features", 1);
    }

    @Override
    public void advanced(long bytesRead, long bytesTotal, long rows) {
        advanced(bytesRead, bytesTotal);
        if (bar != null) {
            bar.setExtraMessage(" " + rows + " rows");
        }
    }

    void advanced(long done, long total) {
        if (bar != null) {
            bar.maxHint(total);
            bar.stepTo(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
