package nl.plint.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.plint.ingest.Inspection;
import nl.plint.ingest.Mapping;
import nl.plint.ingest.MappingProposal;
import nl.plint.ingest.SourceFile;
import nl.plint.ingest.SourceFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks into a file, and proposes a mapping for it. */
@Command(
        name = "inspect",
        description = "Look into a file without storing anything, and propose a layer and a mapping for it.",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The file to look into.")
    private Path file = Path.of("");

    @Option(names = "--source-layer", paramLabel = "NAME", description = "Which layer, when the file has several.")
    private @Nullable String sourceLayer;

    @Option(names = "--save", paramLabel = "FILE.yaml", description = "Where to save the proposed mapping.")
    private @Nullable Path save;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        String name = IngestCommand.requireReadable(file);
        List<SourceFormat> formats = Wiring.sourceFormats();
        SourceFormat format = SourceFormat.recognize(new SourceFile(file, name), formats);
        Inspection inspection = Inspection.of(file, format, new SourceFormat.Options(name, sourceLayer, null));
        out.print(inspection.summary());
        Map<String, Mapping> known = Wiring.mappings();
        Optional<MappingProposal> proposal =
                MappingProposal.of(inspection, Workspace.builtInLayers(), known.values(), mappingId(name));
        if (proposal.isEmpty()) {
            out.println("It looks like none of the built-in layers. Take it in as a layer of its own:");
            out.println("  plint ingest " + file + " --layer " + mappingId(name));
            return;
        }
        out.println("It looks like layer " + proposal.get().layer().id() + ". Proposed mapping, to look over:");
        out.println();
        out.println(proposal.get().yaml());
        String mapping = save == null ? "MAPPING.yaml" : save.toString();
        if (save != null) {
            write(save, proposal.get().yaml());
            out.println("Saved as " + save + ". Edit it where it is wrong, then:");
        } else {
            out.println("Save it with --save MAPPING.yaml, edit it where it is wrong, then:");
        }
        out.println(
                "  plint ingest " + file + " --layer " + proposal.get().layer().id() + " --mapping " + mapping);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static String mappingId(String fileName) {
        String id = fileName.toLowerCase(Locale.ROOT)
                .replaceAll("\\.[a-z0-9]+$", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        return id.isEmpty() ? "file" : id;
    }
}
