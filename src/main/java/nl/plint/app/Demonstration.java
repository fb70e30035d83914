package nl.plint.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import nl.plint.ingest.IngestProgress;
import nl.plint.ingest.IngestRequest;
import nl.plint.ingest.Ingestion;
import nl.plint.ingest.SourceFile;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** Takes in the synthetic demonstration that travels inside the program, as the manifest in its folder lists it. */
final class Demonstration {
    private Demonstration() {}

    /** Takes in the files whose layer has no version of their date yet: all at first, none when all are there. */
    static void load(Workspace workspace) {
        try {
            JsonNode manifest;
            try (InputStream yaml = BundledFiles.open("samples/demonstration.yaml")) {
                manifest = new YAMLMapper().readTree(yaml);
            }
            Path folder = Files.createTempDirectory("plint-demonstration");
            try {
                Ingestion ingestion = workspace.ingestion();
                for (JsonNode entry : manifest.path("files")) {
                    if (!isThere(workspace, entry)) {
                        ingestion.ingest(request(entry, manifest, folder), IngestProgress.NONE);
                    }
                }
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the demonstration", e);
        }
    }

    private static boolean isThere(Workspace workspace, JsonNode entry) {
        LocalDate date = LocalDate.parse(entry.path("referenceDate").asText());
        return workspace.archive().listPublished(entry.path("layer").asText()).stream()
                .anyMatch(version -> version.referenceDate().equals(date));
    }

    private static IngestRequest request(JsonNode entry, JsonNode manifest, Path folder) throws IOException {
        String name = entry.path("file").asText();
        Path file = folder.resolve(name);
        try (InputStream in = BundledFiles.open("samples/" + name)) {
            Files.copy(in, file);
        }
        return new IngestRequest(
                List.of(new SourceFile(file, name)),
                entry.path("layer").asText(),
                text(entry, "mapping"),
                LocalDate.parse(entry.path("referenceDate").asText()),
                new LocalizedText(
                        entry.path("source").path("nl").asText(),
                        entry.path("source").path("en").asText()),
                entry.path("licence").asText(),
                text(manifest, "attribution"),
                entry.path("synthetic").asBoolean(),
                null,
                true,
                false);
    }

    private static @Nullable String text(JsonNode node, String key) {
        return node.hasNonNull(key) ? node.get(key).asText() : null;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
