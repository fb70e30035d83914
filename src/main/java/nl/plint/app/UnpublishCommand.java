package nl.plint.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a version from what is served; it stays in the archive. */
@Command(
        name = "unpublish",
        description = {
            "Take a version from what is served; it stays in the archive and can be published again.",
            "A layer whose last reference date is taken away is served no more."
        },
        mixinStandardHelpOptions = true)
final class UnpublishCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "LAYER", description = "Id of the layer.")
    private String layer = "";

    @Parameters(
            index = "1",
            paramLabel = "VERSION",
            description = "Id of the version, as 'plint versions LAYER' lists it.")
    private String version = "";

    @Override
    public void run() {
        try (Workspace workspace = data.open()) {
            workspace.catalog().unpublish(layer, version);
            spec.commandLine().getOut().println("Unpublished " + layer + " " + version + ".");
        }
    }
}
