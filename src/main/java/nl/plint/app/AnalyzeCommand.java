package nl.plint.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs an analysis and writes its answer as GeoJSON, the same that the API gives. */
@Command(
        name = "analyze",
        description = "Run an analysis, such as hotspots, and write its answer as GeoJSON.",
        mixinStandardHelpOptions = true)
final class AnalyzeCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(paramLabel = "PROCESS", description = "Id of the analysis: hotspots or site-suitability.")
    private String process = "";

    @Option(
            names = "--inputs",
            paramLabel = "FILE.json",
            description =
                    "Inputs as a JSON object, or as the body that the API takes: {\"inputs\": {...}}. Default: none.")
    private @Nullable Path inputs;

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write; default: standard output.")
    private @Nullable Path output;

    @Override
    public void run() {
        try (Workspace workspace = data.open()) {
            AnalysisCatalog analyses = workspace.analyses();
            Analysis<?> analysis = analyses.find(process)
                    .orElseThrow(() -> new UserException("there is no analysis '" + process + "'; there are "
                            + analyses.analyses().stream()
                                    .map(known -> known.description().id())
                                    .toList()));
            Answer answer = analysis.execute(new Inputs(readInputs()));
            Output.write(spec, output, stream -> Wiring.answerWriter().write(answer, stream));
        }
    }

    private Map<String, @Nullable Object> readInputs() {
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
