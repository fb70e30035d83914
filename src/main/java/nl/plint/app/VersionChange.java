package nl.plint.app;

import nl.plint.store.DatasetCatalog;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command that changes one version of a layer, and says so. */
abstract class VersionChange implements Runnable {
    private final Change change;
    private final String done;

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

    /** What is done to the version. */
    @FunctionalInterface
    interface Change {
        void apply(DatasetCatalog catalog, String layer, String version);
    }

    /** @param done what was done, in the past tense, such as {@code Published} */
    VersionChange(Change change, String done) {
        this.change = change;
        this.done = done;
    }

    @Override
    public final void run() {
        try (Workspace workspace = data.open()) {
            change.apply(workspace.catalog(), layer, version);
            spec.commandLine().getOut().println(done + " " + layer + " " + version + ".");
        }
    }
}
