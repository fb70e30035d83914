package nl.plint.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import nl.plint.ingest.IngestReport;
import nl.plint.ingest.IngestRequest;
import nl.plint.ingest.Mapping;
import nl.plint.ingest.MappingFile;
import nl.plint.ingest.SourceFile;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes in files as a version of a layer. */
@Command(
        name = "ingest",
        description = {
            "Take in a file as a new version of a layer, and publish it.",
            "Formats are recognised by their contents, also inside a zip. A layer that no definition knows becomes a"
                    + " generic layer whose properties are read from the file."
        },
        mixinStandardHelpOptions = true)
final class IngestCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "The file to take in; several become one version, in their order.")
    private List<Path> files = List.of();

    @Option(names = "--layer", paramLabel = "ID", required = true, description = "Layer id, such as shop-units.")
    private String layer = "";

    @Option(
            names = "--mapping",
            paramLabel = "NAME",
            description = "How source columns become properties: a name such as ibis, or a FILE.yaml.")
    private @Nullable String mapping;

    @Option(
            names = "--reference-date",
            paramLabel = "DATE",
            description = "The date that the data speaks of (peildatum), YYYY-MM-DD. Default: today.")
    private @Nullable LocalDate referenceDate;

    @Option(names = "--source", paramLabel = "TEXT", description = "Who made the data. Default: the file's name.")
    private @Nullable String source;

    @Option(
            names = "--licence",
            paramLabel = "ID",
            defaultValue = "not stated",
            description = "SPDX id or URL of its licence (default: ${DEFAULT-VALUE}).")
    private String licence = "not stated";

    @Option(names = "--attribution", paramLabel = "TEXT", description = "The text that maps must show.")
    private @Nullable String attribution;

    @Option(names = "--source-layer", paramLabel = "NAME", description = "Which layer, when the file has several.")
    private @Nullable String sourceLayer;

    @Option(names = "--no-publish", description = "Keep the version without publishing it.")
    private boolean unpublished;

    @Option(names = "--synthetic", description = "The data is invented, and must say so wherever it is shown.")
    private boolean synthetic;

    @Option(
            names = "--force",
            description = "Publish also when far fewer rows are left than in the version that is published now.")
    private boolean force;

    @Override
    public void run() {
        List<SourceFile> sources = files.stream()
                .map(file -> new SourceFile(file, requireReadable(file)))
                .toList();
        String name = sources.get(0).name();
        Map<String, Mapping> mappings = Wiring.mappings();
        String mappingId = mapping;
        if (mapping != null && mapping.endsWith(".yaml")) {
            Mapping own = readMapping(Path.of(mapping));
            mappings.put(own.id(), own);
            mappingId = own.id();
        }
        try (Workspace workspace = data.open();
                ProgressLine progress = ProgressLine.ofFile(name)) {
            IngestRequest request = new IngestRequest(
                    sources,
                    layer,
                    mappingId,
                    referenceDate == null ? LocalDate.now(ZoneId.systemDefault()) : referenceDate,
                    LocalizedText.same(source == null ? name : source),
                    licence,
                    attribution,
                    synthetic,
                    sourceLayer,
                    !unpublished,
                    force);
            IngestReport report = workspace.ingestion(mappings).ingest(request, progress);
            spec.commandLine().getOut().println(report.summary());
        }
    }

    /** The name of a file that is there and can be read. */
    static String requireReadable(Path file) {
        Path name = file.getFileName();
        if (name == null || !Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new UserException("cannot read " + file + ": there is no such file, or it may not be read");
        }
        return name.toString();
    }

    private static Mapping readMapping(Path file) {
        String name = requireReadable(file);
        try {
            return MappingFile.read(Files.readString(file), name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
