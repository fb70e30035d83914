package nl.plint.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import nl.plint.dataset.DatasetVersion;
import nl.plint.store.ArchiveProblem;
import nl.plint.store.ArchiveProgress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** A line for each version that was dealt with, and a bar for the one that is, where somebody watches a terminal. */
final class VersionLines implements ArchiveProgress, AutoCloseable {
    private final PrintWriter out;
    private @Nullable ProgressLine bar;

    VersionLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void advanced(DatasetVersion version, long features) {
        ProgressLine current = bar;
        if (current == null) {
            current = ProgressLine.ofFeatures(version.layer() + " " + version.id());
            bar = current;
        }
        current.advanced(features, version.featureCount());
    }

    @Override
    public void done(DatasetVersion version, String outcome) {
        close();
        out.printf(
                Locale.ROOT,
                "%-22s %-20s %9d features  %s%n",
                version.layer(),
                version.id(),
                version.featureCount(),
                outcome);
        out.flush();
    }

    @Override
    public void close() {
        ProgressLine current = bar;
        if (current != null) {
            current.close();
            bar = null;
        }
    }

    /** Writes problems to standard error; whether there are none. */
    static boolean tell(CommandSpec spec, List<ArchiveProblem> problems) {
        PrintWriter err = spec.commandLine().getErr();
        problems.forEach(problem -> err.println("plint: " + problem));
        err.flush();
        return problems.isEmpty();
    }
}
