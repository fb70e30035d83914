package nl.plint.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.dataset.DatasetVersion;
import nl.plint.http.PlintServer;
import nl.plint.http.ServerSettings;
import nl.plint.ingest.Seeds.Seed;
import nl.plint.job.MemoryJobStore;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.Snapshot;
import nl.plint.store.geopackage.GeoPackageArchive;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;

/**
 * Damaged files taken in to the end, by the ingest itself and by a running server: each becomes a version or leaves nothing.
 */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class MutatedIngestTest {
    private static final long SEED_OF_CHANCE = Long.getLong("plint.mutation.seed", 20260705L);
    private static final int INGESTED = Integer.getInteger("plint.mutations.ingested", 1_500);
    private static final int SENT = 300;
    private static final String KEY = "a-key-for-the-test";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Mutator mutator;
    private GeoPackageArchive archive;
    private DatasetCatalog catalog;
    private Ingestion ingestion;
    private Set<Path> temporaryBefore;

    /** The versions that were made, by layer. */
    private final Map<String, Set<String>> made = new TreeMap<>();

    @BeforeEach
    void open() throws IOException {
        temporaryBefore = temporaryFolders();
        mutator = new Mutator(SEED_OF_CHANCE, Seeds.all(folder));
        archive = GeoPackageArchive.open(folder.resolve("archive"));
        catalog = new DatasetCatalog(archive);
        ingestion = new Ingestion(catalog, MutationTest.FORMATS, Map.of(), "test");
    }

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void a_damaged_file_becomes_a_version_or_leaves_nothing() throws Exception {
        List<String> failures = new ArrayList<>();
        int refused = 0;
        for (int number = first(); number < end(INGESTED); number++) {
            Path file = MutationTest.write(asOneFile(mutator.mutated(number)), folder);
            String layer = layer(number);
            try {
                IngestReport report = ingestion.ingest(request(file, layer), IngestProgress.NONE);
                assertThat(report.stored() + report.skipped()).isEqualTo(report.read());
                made.computeIfAbsent(layer, key -> new TreeSet<>()).add(report.versionId());
                requireSound(layer, report);
            } catch (IngestException e) {
                refused++;
                if (MutationTest.INTERNALS.matcher(e.getMessage()).find()
                        || e.getMessage().length() > 12_000) {
                    failures.add(replay(number) + ": " + e.getMessage());
                }
            } catch (RuntimeException | Error e) {
                failures.add(replay(number) + ": " + described(e));
            }
        }
        assertThat(failures).isEmpty();
        if (end(INGESTED) > 1 + first()) {
            assertThat(refused).isBetween(INGESTED / 10, INGESTED * 9 / 10);
        }
        requireNothingElse();
    }

    @Test
    void a_damaged_file_that_is_sent_is_answered_as_one() throws Exception {
        Path uploads = Files.createDirectory(folder.resolve("uploads"));
        List<String> failures = new ArrayList<>();
        try (PlintServer server = PlintServer.start(
                new ServerSettings("localhost", 0, null, Set.of(KEY), "1.2.3", uploads, 4_000_000),
                catalog,
                new AnalysisCatalog(List.of()),
                ingestion,
                new MemoryJobStore(uploads),
                () -> true)) {
            HttpClient client = HttpClient.newHttpClient();
            for (int number = 10_000 + first(); number < 10_000 + end(SENT); number++) {
                Path file = MutationTest.write(asOneFile(mutator.mutated(number)), folder);
                String layer = layer(number);
                URI uri = URI.create(server.url() + "/collections/" + layer + "/versions?fileName="
                        + MutationTest.name(file) + "&referenceDate=2026-01-01");
                HttpResponse<String> response = client.send(
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.ofFile(file))
                                .header("X-Api-Key", KEY)
                                .header("Prefer", "wait=60")
                                .timeout(Duration.ofSeconds(90))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                requireFit(response, layer, replay(number), failures);
            }
        }
        assertThat(failures).isEmpty();
        assertThat(uploads).isEmptyDirectory();
        requireNothingElse();
    }

    private void requireFit(HttpResponse<String> response, String layer, String replay, List<String> failures)
            throws IOException {
        String type = response.headers().firstValue("Content-Type").orElse("");
        JsonNode body = JSON.readTree(response.body());
        if (response.statusCode() == 201) {
            String id = body.path("version").asText();
            made.computeIfAbsent(layer, key -> new TreeSet<>()).add(id);
            DatasetVersion version = archive.findVersion(layer, id).orElseThrow();
            assertThatCode(() -> catalog.now().snapshot(version)).as(replay).doesNotThrowAnyException();
        } else if ((response.statusCode() != 422 && response.statusCode() != 400)
                || !type.startsWith("application/problem+json")
                || body.path("detail").asText().isBlank()
                || MutationTest.INTERNALS.matcher(response.body()).find()) {
            failures.add(replay + ": " + response.statusCode() + " " + type + " " + response.body());
        }
    }

    private static int first() {
        return Integer.getInteger("plint.mutation.number", 0);
    }

    private static int end(int all) {
        Integer only = Integer.getInteger("plint.mutation.number");
        return only == null ? all : only + 1;
    }

    /** Some layers take one file of any kind and some many of one kind, whose columns then seldom agree. */
    private String layer(int number) {
        String format =
                mutator.mutated(number).format().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
        return number % 2 == 0 ? format : format + "-" + number;
    }

    private static Seed asOneFile(Seed seed) throws IOException {
        if (seed.parts().size() == 1) {
            return seed;
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        seed.parts().forEach((extension, bytes) -> files.put("a" + extension, bytes));
        return Seed.of("zip", ".zip", Seeds.zip(files, false));
    }

    private static IngestRequest request(Path file, String layer) {
        return new IngestRequest(
                List.of(new SourceFile(file, MutationTest.name(file))),
                layer,
                null,
                LocalDate.of(2026, 1, 1),
                LocalizedText.same("test"),
                "CC0-1.0",
                null,
                false,
                null,
                true,
                false);
    }

    /** What was stored can be read again, all of it, and is finite and valid. */
    private void requireSound(String layer, IngestReport report) {
        DatasetVersion version = archive.findVersion(layer, report.versionId()).orElseThrow();
        Snapshot snapshot = catalog.now().snapshot(version);
        assertThat((long) snapshot.size()).isEqualTo(version.featureCount());
        for (int row = 0; row < snapshot.size(); row++) {
            Geometry geometry = snapshot.geometryRd(row);
            if (geometry != null && !geometry.isEmpty()) {
                assertThat(geometry.isValid()).isTrue();
                assertThat(Stream.of(geometry.getCoordinates())
                                .allMatch(c -> Double.isFinite(c.x) && Double.isFinite(c.y)))
                        .isTrue();
            }
        }
    }

    private void requireNothingElse() throws Exception {
        Map<String, Set<String>> listed = new TreeMap<>();
        archive.listLayers().forEach(layer -> archive.listVersions(layer.id())
                .forEach(version -> listed.computeIfAbsent(layer.id(), key -> new TreeSet<>())
                        .add(version.id())));
        assertThat(listed).isEqualTo(made);
        Set<String> expected = new TreeSet<>();
        made.forEach((layer, versions) -> versions.forEach(id -> expected.add(layer + "/" + id + ".gpkg")));
        Path versions = folder.resolve("archive/versions").toRealPath();
        try (Stream<Path> all = Files.walk(versions)) {
            assertThat(all.filter(Files::isRegularFile)
                            .map(file -> versions.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        try (Stream<Path> all = Files.list(folder.resolve("archive"))) {
            assertThat(all.map(MutationTest::name))
                    .allMatch(name -> name.equals("versions") || name.startsWith("catalog.sqlite"));
        }
        requireNoTemporaryFolders();
    }

    /** Another program that runs now may have folders too, but none of them for long. */
    private void requireNoTemporaryFolders() throws Exception {
        Set<Path> left = temporaryFolders();
        left.removeAll(temporaryBefore);
        for (int second = 0; second < 30 && !left.isEmpty(); second++) {
            Thread.sleep(1_000);
            left.retainAll(temporaryFolders());
        }
        assertThat(left).isEmpty();
    }

    private static Set<Path> temporaryFolders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> MutationTest.name(path).matches("plint-(zip|upload|gdal).*"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private String replay(int number) {
        return "case -Dplint.mutation.seed=" + SEED_OF_CHANCE + " -Dplint.mutation.number=" + number + " ("
                + mutator.mutated(number).format() + ")";
    }

    private static String described(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return e + ", of " + cause + "\n    "
                + Stream.of(cause.getStackTrace())
                        .limit(15)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining("\n    "));
    }
}
