package nl.plint.app;

import nl.plint.store.DatasetCatalog;
import picocli.CommandLine.Command;

/** Takes a version from what is served; it stays in the archive. */
@Command(
        name = "unpublish",
        description = {
            "Take a version from what is served; it stays in the archive and can be published again.",
            "A layer whose last reference date is taken away is served no more."
        },
        mixinStandardHelpOptions = true)
final class UnpublishCommand extends VersionChange {
    UnpublishCommand() {
        super(DatasetCatalog::unpublish, "Unpublished");
    }
}
