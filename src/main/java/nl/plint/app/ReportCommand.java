package nl.plint.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import nl.plint.dataset.DatasetVersion;
import nl.plint.ingest.RejectedRows;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the report of a version, or writes the rows that were not stored, to be mended and sent again. */
@Command(
        name = "report",
        description = "Show the report of a version as JSON, or write the rows that were not stored.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "LAYER", description = "Id of the layer.")
    private String layer = "";

    @Parameters(
            index = "1",
            paramLabel = "VERSION",
            arity = "0..1",
            description = "Id of the version; default: the current one.")
    private @Nullable String version;

    @Option(names = "--rejected", description = "Write the rows that were not stored, with the reason of each.")
    private boolean rejected;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "With --rejected: csv or geojson; default: csv.")
    private String format = "csv";

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write; default: standard output.")
    private @Nullable Path output;

    @Override
    public void run() {
        try (Workspace workspace = data.open()) {
            DatasetVersion found = workspace.version(layer, version);
            String report = workspace.archive().report(found.layer(), found.id());
            String text = rejected ? rejected(report) : RejectedRows.without(report) + System.lineSeparator();
            Output.write(spec, output, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private String rejected(String report) {
        return switch (format) {
            case "csv" -> RejectedRows.csv(report);
            case "geojson" -> RejectedRows.geoJson(report);
            default -> throw new UserException("--format is csv or geojson, not '" + format + "'");
        };
    }
}
