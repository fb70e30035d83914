package nl.plint.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes a version that is in the archive; publishing an older one again is how to roll back. */
@Command(
        name = "publish",
        description = "Publish a version for its reference date; an older one again is how to roll back.",
        mixinStandardHelpOptions = true)
final class PublishCommand implements Runnable {
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
            workspace.catalog().publish(layer, version);
            spec.commandLine().getOut().println("Published " + layer + " " + version + ".");
        }
    }
}
