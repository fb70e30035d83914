package nl.plint.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.KeptAnswers;
import nl.plint.analysis.OutputDescription;
import nl.plint.dataset.Audience;
import nl.plint.encode.FeatureEncoder;
import nl.plint.http.AnswerWriter;
import nl.plint.store.DatasetCatalog;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs an analysis and writes its answer, the same that the API gives. */
@Command(
        name = "analyze",
        description = "Run an analysis, such as hotspots, and write its answer. Without PROCESS: list the analyses.")
final class AnalyzeCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(paramLabel = "PROCESS", arity = "0..1", description = "Id of the analysis, such as hotspots.")
    private @Nullable String process;

    @Option(
            names = "--inputs",
            paramLabel = "FILE.json",
            description =
                    "Inputs as a JSON object, or as the body that the API takes: {\"inputs\": {...}}. Default: none.")
    private @Nullable Path inputs;

    @Option(
            names = "--file",
            paramLabel = "INPUT=FILE",
            description =
                    "A file as the value of an input, its text or else base64, such as weights.content=queen.gal.")
    private Map<String, Path> files = Map.of();

    @Option(
            names = "--result",
            paramLabel = "NAME",
            description = "Which output to write, such as summary; default: the first.")
    private @Nullable String result;

    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "json",
            description = "Format of features, such as json (GeoJSON) or csv (default: ${DEFAULT-VALUE}).")
    private String format = "json";

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write; default: standard output.")
    private @Nullable Path output;

    @Option(
            names = "--keep",
            paramLabel = "ID",
            description = "Keep the answer as a layer of this id, such as hotspots-2017, instead of writing it.")
    private @Nullable String keep;

    @Option(names = "--title", paramLabel = "TEXT", description = "Title of the layer to keep; default: the answer's.")
    private @Nullable String title;

    @Option(
            names = {"-h", "--help"},
            description = "Show this help; with PROCESS also its inputs and outputs.")
    private boolean help;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (help) {
            spec.commandLine().usage(out);
        }
        if (process == null) {
            AnalysisHelp.list(Wiring.analyses(Audience.PROVINCE), out);
            return;
        }
        Analysis<?> analysis = Wiring.analyses(Audience.PROVINCE)
                .find(process)
                .orElseThrow(() -> new UserException("there is no analysis '" + process + "'; there are "
                        + Wiring.analyses(Audience.PROVINCE).analyses().stream()
                                .map(known -> known.description().id())
                                .toList()));
        if (help) {
            AnalysisHelp.describe(analysis.description(), out);
            return;
        }
        AnswerWriter writer = Wiring.answerWriter();
        String name = outputName(analysis.description());
        FeatureEncoder encoder = encoder(writer.encoders());
        try (Workspace workspace = data.open()) {
            if (keep != null) {
                keep(workspace.catalog(), analysis, name, keep);
                return;
            }
            Answer answer = analysis.execute(
                    new Inputs(readInputs()),
                    new AnalysisContext(workspace.catalog().now()));
            Output.write(spec, output, stream -> writer.write(answer, name, encoder, stream));
        }
    }

    private void keep(DatasetCatalog catalog, Analysis<?> analysis, String name, String layer) {
        KeptAnswers kept = new KeptAnswers(catalog, Version.current());
        kept.check(layer);
        // It comes from what everybody may see, but for the figures that are shown to its audience.
        Answer answer = analysis.execute(
                new Inputs(readInputs()), new AnalysisContext(catalog.now().forPublic()));
        KeptAnswers.Kept done = kept.keep(layer, title == null ? null : LocalizedText.same(title), answer, name);
        spec.commandLine()
                .getOut()
                .println((done.isNew() ? "kept " : "already kept: ") + layer + " "
                        + done.version().id() + ", " + done.version().featureCount() + " features, for "
                        + done.version().audience());
    }

    private String outputName(AnalysisDescription description) {
        List<String> names =
                description.outputs().stream().map(OutputDescription::name).toList();
        if (result == null) {
            return names.get(0);
        }
        if (!names.contains(result)) {
            throw new UserException("there is no output '" + result + "'; there are " + names);
        }
        return result;
    }

    private FeatureEncoder encoder(List<FeatureEncoder> encoders) {
        return encoders.stream()
                .filter(known -> known.format().equals(format))
                .findFirst()
                .orElseThrow(() -> new UserException("there is no format '" + format + "'; there are "
                        + encoders.stream().map(FeatureEncoder::format).toList()));
    }

    private Map<String, @Nullable Object> readInputs() {
        Map<String, @Nullable Object> read = new LinkedHashMap<>(readObject());
        files.forEach((name, file) -> InputFiles.put(read, name, file));
        return read;
    }

    private Map<String, @Nullable Object> readObject() {
        if (inputs == null) {
            return Map.of();
        }
        try {
            Map<String, @Nullable Object> read =
                    new ObjectMapper().readValue(Files.readAllBytes(inputs), new TypeReference<>() {});
            if (read.size() == 1 && read.get("inputs") instanceof Map<?, ?> nested) {
                return new ObjectMapper().convertValue(nested, new TypeReference<>() {});
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new UserException(inputs + " is not a JSON object: " + e.getOriginalMessage() + " at line "
                    + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw new UserException("cannot read " + inputs);
        }
    }
}
