package nl.plint.app;

import java.io.PrintWriter;
import java.util.Locale;
import nl.plint.store.PublishedLayer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the layers that have data. */
@Command(name = "layers", description = "List the layers that have data.", mixinStandardHelpOptions = true)
final class LayersCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try (Workspace workspace = data.open()) {
            if (workspace.catalog().now().list().isEmpty()) {
                out.println("No layers yet. Take one in with: plint ingest FILE --layer ID");
            }
            for (PublishedLayer layer : workspace.catalog().now().list()) {
                out.printf(
                        Locale.ROOT,
                        "%-22s %8d features  %s  %d version%s  %s%s%n",
                        layer.definition().id(),
                        layer.current().featureCount(),
                        layer.current().referenceDate(),
                        layer.versions().size(),
                        layer.versions().size() == 1 ? "" : "s",
                        layer.definition().title().en(),
                        layer.current().provenance().synthetic() ? " (synthetic)" : "");
            }
        }
    }
}
