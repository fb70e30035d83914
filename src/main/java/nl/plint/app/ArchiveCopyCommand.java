package nl.plint.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import nl.plint.store.ArchiveCopy;
import nl.plint.store.DatasetArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies everything from one archive to another. */
@Command(
        name = "copy",
        description = {
            "Copy layers, all versions with their reports, and what is published, from one archive to another: a folder or"
                    + " a database, each.",
            "Versions that are there already are skipped, so a copy that was interrupted is gone on with by giving the"
                    + " command again. Every version is read back from the target and held against its hash. Servers may"
                    + " run on both meanwhile."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:all of it is in the target", "1:something could not be copied; it says what"},
        mixinStandardHelpOptions = true)
final class ArchiveCopyCommand implements Callable<Integer> {
    private static final String PLACE = "DIR|URL";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--from",
            paramLabel = PLACE,
            required = true,
            description = "The archive to copy: a folder, or postgresql://user@host:5432/name.")
    private String from = "";

    @Option(
            names = "--to",
            paramLabel = PLACE,
            required = true,
            description = "Where to copy it to; made when it is not there.")
    private String to = "";

    @Override
    public Integer call() {
        ArchivePlace source = ArchivePlace.parse(from);
        ArchivePlace target = ArchivePlace.parse(to);
        if (source.toString().equals(target.toString())) {
            throw new UserException("--from and --to are the same place, " + source);
        }
        PrintWriter out = spec.commandLine().getOut();
        ArchiveCopy.Result result;
        try (DatasetArchive read = source.openExisting().archive();
                DatasetArchive written = target.open().archive();
                VersionLines lines = new VersionLines(out)) {
            result = ArchiveCopy.all(read, written, lines);
        }
        out.printf(
                Locale.ROOT,
                "From %s to %s: %d versions copied, %d there already, %d features read back, %d published.%n",
                source,
                target,
                result.copied(),
                result.there(),
                result.features(),
                result.published());
        return VersionLines.tell(spec, result.problems()) ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
