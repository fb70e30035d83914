package nl.plint.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a version out of the archive for good. */
@Command(
        name = "retire",
        description = {"Remove a version that is not published, for good, and free the disk space that it takes."},
        mixinStandardHelpOptions = true)
final class RetireCommand implements Runnable {
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
            workspace.catalog().retire(layer, version);
            spec.commandLine().getOut().println("Retired " + layer + " " + version + ".");
        }
    }
}
