package nl.plint.app;

import nl.plint.store.DatasetCatalog;
import picocli.CommandLine.Command;

/** Publishes a version that is in the archive; publishing an older one again is how to roll back. */
@Command(
        name = "publish",
        description = "Publish a version for its reference date; an older one again is how to roll back.",
        mixinStandardHelpOptions = true)
final class PublishCommand extends VersionChange {
    PublishCommand() {
        super(DatasetCatalog::publish, "Published");
    }
}
