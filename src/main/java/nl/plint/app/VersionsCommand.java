package nl.plint.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import nl.plint.dataset.DatasetVersion;
import nl.plint.store.UnknownLayerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the versions of a layer. */
@Command(
        name = "versions",
        description = "List the versions of a layer: published ones, with a star, and staged ones, which are not.",
        mixinStandardHelpOptions = true)
final class VersionsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(paramLabel = "LAYER", description = "Id of the layer, such as shop-units.")
    private String layer = "";

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try (Workspace workspace = data.open()) {
            List<DatasetVersion> versions = workspace.archive().listVersions(layer);
            if (versions.isEmpty()) {
                throw new UnknownLayerException(layer);
            }
            List<String> published = workspace.archive().listPublished(layer).stream()
                    .map(DatasetVersion::id)
                    .toList();
            for (DatasetVersion version : versions) {
                out.printf(
                        Locale.ROOT,
                        "%s %-20s %-9s  %s  %8d features  taken in %s from %s%n",
                        published.contains(version.id()) ? "*" : " ",
                        version.id(),
                        published.contains(version.id()) ? "published" : "staged",
                        version.referenceDate(),
                        version.featureCount(),
                        version.createdAt(),
                        version.provenance().fileName());
            }
        }
    }
}
