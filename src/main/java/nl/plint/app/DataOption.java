package nl.plint.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the archive is, a folder or a database, shared by every command. */
final class DataOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder that holds the layers (default: $PLINT_DATA, or .plint-data in the current folder).",
            defaultValue = "${env:PLINT_DATA:-.plint-data}")
    private Path folder = Path.of(".plint-data");

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "A PostGIS database that holds the layers instead of a folder:"
                    + " postgresql://user@host:5432/name (default: $PLINT_DATABASE). Its password is better given in"
                    + " $PLINT_DATABASE_PASSWORD or ~/.pgpass.",
            defaultValue = "${env:PLINT_DATABASE}")
    private @Nullable String database;

    /** Opens it; a folder is made when it is not there, and so are the tables in a database. */
    Workspace open() {
        return Workspace.open(place());
    }

    /** Where it is. */
    ArchivePlace place() {
        var given = spec.commandLine().getParseResult();
        if (given.hasMatchedOption("--data") && given.hasMatchedOption("--database")) {
            throw new ParameterException(
                    spec.commandLine(), "--data and --database cannot be given both: the layers are in one place");
        }
        return database == null || database.isBlank() || given.hasMatchedOption("--data")
                ? ArchivePlace.folder(folder)
                : ArchivePlace.parse(database);
    }
}
