package nl.plint.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import nl.plint.store.ArchiveVerification;
import nl.plint.store.DatasetArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads every version of an archive and tells which are not as they were written. */
@Command(
        name = "verify",
        description =
                "Read every version of an archive, and compare its features with their number, bounds and hash as they"
                        + " were written. A server may run on it meanwhile.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every version is as it was written", "1:one is not; it says which"},
        mixinStandardHelpOptions = true)
final class ArchiveVerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() {
        ArchivePlace place = data.place();
        PrintWriter out = spec.commandLine().getOut();
        ArchiveVerification found;
        try (DatasetArchive archive = place.openExisting().archive();
                VersionLines lines = new VersionLines(out)) {
            found = ArchiveVerification.of(archive, lines);
        }
        out.printf(
                Locale.ROOT,
                "%s: %d versions with %d features read, %d damaged.%n",
                place,
                found.versions(),
                found.features(),
                found.problems().size());
        if (found.withoutHash() > 0) {
            out.println(found.withoutHash() + " of them were taken in before hashes were kept: only their number of"
                    + " features and their bounds were compared.");
        }
        return VersionLines.tell(spec, found.problems()) ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
