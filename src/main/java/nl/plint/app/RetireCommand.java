package nl.plint.app;

import nl.plint.store.DatasetCatalog;
import picocli.CommandLine.Command;

/** Takes a version out of the archive for good. */
@Command(
        name = "retire",
        description = "Remove a version that is not published, for good, and free the disk space that it takes.",
        mixinStandardHelpOptions = true)
final class RetireCommand extends VersionChange {
    RetireCommand() {
        super(DatasetCatalog::retire, "Retired");
    }
}
