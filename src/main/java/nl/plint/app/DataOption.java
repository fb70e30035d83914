package nl.plint.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder of the archive, shared by every command. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder that holds the layers (default: $PLINT_DATA, or .plint-data in the current folder).",
            defaultValue = "${env:PLINT_DATA:-.plint-data}")
    private Path folder = Path.of(".plint-data");

    /** Opens it; it is made when it is not there. */
    Workspace open() {
        return Workspace.open(folder);
    }
}
