package nl.plint.app;

import java.io.PrintWriter;
import java.util.Locale;
import nl.plint.store.VersionComparison;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what changed between two versions of a layer. */
@Command(
        name = "compare",
        description = "Tell what changed between two versions of a layer: added, removed, changed.",
        mixinStandardHelpOptions = true)
final class CompareCommand implements Runnable {
    private static final int SHOWN = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "LAYER", description = "Id of the layer.")
    private String layer = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "The newer version.")
    private String version = "";

    @Option(names = "--with", paramLabel = "VERSION", description = "The older version; default: the current one.")
    private @Nullable String with;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try (Workspace workspace = data.open()) {
            VersionComparison comparison = VersionComparison.of(
                    workspace.catalog().now().snapshot(workspace.version(layer, with)),
                    workspace.catalog().now().snapshot(workspace.version(layer, version)));
            out.printf(
                    Locale.ROOT,
                    "%s: %s -> %s: %d added, %d removed, %d changed, %d unchanged%n",
                    layer,
                    comparison.older().id(),
                    comparison.newer().id(),
                    comparison.added().size(),
                    comparison.removed().size(),
                    comparison.changed().size(),
                    comparison.unchanged());
            comparison
                    .changesByProperty()
                    .forEach((name, count) -> out.printf(Locale.ROOT, "  %-28s %d%n", name, count));
            comparison.added().stream().limit(SHOWN).forEach(id -> out.println("  + " + id));
            comparison.removed().stream().limit(SHOWN).forEach(id -> out.println("  - " + id));
            comparison.changed().entrySet().stream()
                    .limit(SHOWN)
                    .forEach(entry -> out.println("  ~ " + entry.getKey() + " " + entry.getValue()));
        }
    }
}
