package nl.plint.app;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import nl.plint.analysis.InvalidInputException;
import nl.plint.dataset.file.InvalidDefinitionException;
import nl.plint.ingest.IngestException;
import nl.plint.policy.file.InvalidPolicyException;
import nl.plint.store.LayerChangedException;
import nl.plint.store.PublicationChangedException;
import nl.plint.store.StoreException;
import nl.plint.store.UnknownLayerException;
import nl.plint.store.UnknownVersionException;
import nl.plint.store.VersionExistsException;
import nl.plint.store.VersionInUseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line of Plint.
 *
 * <p>Exit status 0 means done; 1 that it could not be done, with the reason on standard error; 2 that the command was not
 * understood.
 */
@Command(
        name = "plint",
        description = "Vacancy and location-policy service for the province of Drenthe.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            InspectCommand.class,
            IngestCommand.class,
            LayersCommand.class,
            VersionsCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            PublishCommand.class,
            UnpublishCommand.class,
            RetireCommand.class,
            AnalyzeCommand.class,
            ExportCommand.class,
            ArchiveCommand.class
        })
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            PrintWriter err = command.getErr();
            if (isForTheUser(exception)) {
                err.println("plint: " + exception.getMessage());
            } else {
                LOG.error("unexpected fault in {}", command.getCommandName(), exception);
                err.println("plint: an unexpected fault, logged above; please report it");
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line.execute(arguments);
    }

    /** Faults whose message says what was wrong and how to mend it; any other is a fault of ours. */
    private static boolean isForTheUser(Exception exception) {
        return exception instanceof UserException
                || exception instanceof InvalidInputException
                || exception instanceof IngestException
                || exception instanceof StoreException
                || exception instanceof UnknownLayerException
                || exception instanceof UnknownVersionException
                || exception instanceof VersionInUseException
                || exception instanceof VersionExistsException
                || exception instanceof LayerChangedException
                || exception instanceof PublicationChangedException
                || exception instanceof InvalidDefinitionException
                || exception instanceof InvalidPolicyException
                || exception instanceof UncheckedIOException;
    }
}
