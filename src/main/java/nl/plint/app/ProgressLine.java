package nl.plint.app;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import nl.plint.ingest.IngestProgress;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error for a file being taken in; silent where nobody watches a terminal. */
final class ProgressLine implements IngestProgress, AutoCloseable {
    /** Set by the start script, which can tell whether standard error is a terminal. */
    private static final String WATCHED = "plint.terminal";

    private final @Nullable ProgressBar bar;

    ProgressLine(String task) {
        bar = !Boolean.getBoolean(WATCHED)
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(task)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUnit(" MiB", 1 << 20)
                        .continuousUpdate()
                        .setUpdateIntervalMillis(200)
                        .build();
    }

    @Override
    public void advanced(long bytesRead, long bytesTotal, long rows) {
        if (bar != null) {
            bar.maxHint(bytesTotal);
            bar.stepTo(bytesRead);
            bar.setExtraMessage(" " + rows + " rows");
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
