package nl.plint.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.plint.dataset.DatasetVersion;
import nl.plint.ingest.format.CsvFormat;
import nl.plint.store.DatasetArchive;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.UnknownVersionException;
import nl.plint.store.geopackage.GeoPackageArchive;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several ingests and retirements at the same moment, each on the archive as another process would have it open. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class ConcurrentIngestionTest {
    private static final int ROUNDS = 50;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(3);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** What one of the competitors does with an archive of its own. */
    private interface Act<T> {
        T on(DatasetArchive archive) throws Exception;
    }

    /** Does all of it at the same moment, the opening of the archives too. */
    @SafeVarargs
    private final <T> List<T> together(Path data, Act<T>... acts) throws Exception {
        CyclicBarrier start = new CyclicBarrier(acts.length);
        List<Future<T>> running = new ArrayList<>();
        for (Act<T> act : acts) {
            running.add(threads.submit(() -> {
                start.await();
                try (DatasetArchive archive = GeoPackageArchive.open(data)) {
                    return act.on(archive);
                }
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> one : running) {
            results.add(one.get());
        }
        return results;
    }

    private static IngestReport ingest(DatasetArchive archive, Path file, String layer) {
        return new Ingestion(new DatasetCatalog(archive), List.of(new CsvFormat()), Map.of(), "test")
                .ingest(NumberedFiles.request(file, layer), IngestProgress.NONE);
    }

    private static List<DatasetVersion> check(Path data, String layer) throws IOException {
        try (DatasetArchive archive = GeoPackageArchive.open(data)) {
            NumberedFiles.requireNothingElse(data, archive);
            List<DatasetVersion> versions = archive.listVersions(layer);
            versions.forEach(version -> NumberedFiles.requireWhole(archive, version));
            return versions;
        }
    }

    @Test
    void of_the_same_file_one_is_stored_and_the_other_is_told_that_nothing_changed() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            // A new archive now and then, for the race to make it and its layer.
            Path data = folder.resolve("same-" + round / 5);
            Path file = NumberedFiles.write(folder.resolve("a.csv"), round, 50 + round);
            List<IngestReport> reports = together(
                    data, archive -> ingest(archive, file, "numbers"), archive -> ingest(archive, file, "numbers"));
            assertThat(reports).extracting(IngestReport::unchanged).containsExactlyInAnyOrder(false, true);
            assertThat(reports).allMatch(IngestReport::published);
            assertThat(reports.get(0).versionId()).isEqualTo(reports.get(1).versionId());
            assertThat(check(data, "numbers")).hasSize(round % 5 + 1);
        }
    }

    @Test
    void of_two_files_that_make_a_layer_one_is_the_first_and_the_other_is_read_as_the_second() throws Exception {
        Path points = NumberedFiles.write(folder.resolve("points.csv"), 1, 60);
        Path wider = java.nio.file.Files.writeString(
                folder.resolve("wider.csv"), "number;more;lon;lat\n" + "2;x;6.5;53\n".repeat(60));
        for (int round = 0; round < ROUNDS; round++) {
            Path data = folder.resolve("first-" + round / 5);
            String layer = "layer-" + round;
            List<IngestReport> reports =
                    together(data, archive -> ingest(archive, points, layer), archive -> ingest(archive, wider, layer));
            assertThat(reports).noneMatch(IngestReport::unchanged);
            assertThat(check(data, layer)).hasSize(2);
            requireOneWon(data, layer, reports);
        }
    }

    /** What is published was said to be so; whoever was not published is told of it. */
    private static void requireOneWon(Path data, String layer, List<IngestReport> reports) {
        try (DatasetArchive archive = GeoPackageArchive.open(data)) {
            List<DatasetVersion> published = archive.listPublished(layer);
            assertThat(published).hasSize(1);
            String winner = published.get(0).id();
            for (IngestReport report : reports) {
                if (report.versionId().equals(winner)) {
                    assertThat(report.published()).isTrue();
                } else if (!report.published()) { // else it was replaced by one that began after it had ended
                    assertThat(report.counts()).containsEntry(IssueCode.PUBLISHED_MEANWHILE, 1L);
                    assertThat(report.issues().get(0).message().en()).contains(winner);
                }
            }
        }
    }

    @Test
    void an_ingest_during_which_another_is_published_for_its_date_is_kept_and_told() throws Exception {
        Path slow = NumberedFiles.write(folder.resolve("slow.csv"), 1, 60);
        Path quick = NumberedFiles.write(folder.resolve("quick.csv"), 2, 60);
        try (DatasetArchive archive = GeoPackageArchive.open(folder.resolve("meanwhile"));
                DatasetCatalog catalog = new DatasetCatalog(archive)) {
            ingest(archive, NumberedFiles.write(folder.resolve("before.csv"), 0, 60), "numbers");
            List<IngestReport> meanwhile = new ArrayList<>();
            IngestReport told = new Ingestion(catalog, List.of(new CsvFormat()), Map.of(), "test")
                    .ingest(NumberedFiles.request(slow, "numbers"), (bytesRead, bytesTotal, rows) -> {
                        if (meanwhile.isEmpty()) {
                            meanwhile.add(ingest(archive, quick, "numbers"));
                        }
                    });

            String winner = meanwhile.get(0).versionId();
            assertThat(meanwhile.get(0).published()).isTrue();
            assertThat(told.published()).isFalse();
            assertThat(told.stored()).isEqualTo(60);
            assertThat(told.counts()).containsEntry(IssueCode.PUBLISHED_MEANWHILE, 1L);
            assertThat(told.summary()).contains(winner, "not published");
            assertThat(archive.listVersions("numbers")).hasSize(3).allSatisfy((DatasetVersion version) -> assertThat(
                            archive.report("numbers", version.id()))
                    .as("what is published changes after a report is kept")
                    .contains("\"stored\":60")
                    .doesNotContain("\"published\""));
            assertThat(archive.listPublished("numbers"))
                    .extracting(DatasetVersion::id)
                    .containsExactly(winner);
            // Sent once more, now that the other one is known, it is published.
            IngestReport again = ingest(archive, slow, "numbers");
            assertThat(again.unchanged()).isTrue();
            assertThat(archive.listPublished("numbers"))
                    .extracting(DatasetVersion::id)
                    .containsExactly(told.versionId());
        }
    }

    @Test
    void an_ingest_done_again_after_a_crash_leaves_what_was_published_in_between() throws Exception {
        Path file = NumberedFiles.write(folder.resolve("first.csv"), 1, 60);
        Path later = NumberedFiles.write(folder.resolve("later.csv"), 2, 60);
        try (DatasetArchive archive = GeoPackageArchive.open(folder.resolve("again"));
                DatasetCatalog catalog = new DatasetCatalog(archive)) {
            Ingestion ingestion = new Ingestion(catalog, List.of(new CsvFormat()), Map.of(), "test");
            ingest(archive, NumberedFiles.write(folder.resolve("before.csv"), 0, 60), "numbers");
            Instant accepted = Instant.now();
            String first = ingest(archive, file, "numbers").versionId();
            IngestReport again =
                    ingestion.ingestAgain(NumberedFiles.request(file, "numbers"), accepted, IngestProgress.NONE);
            assertThat(again.published()).as("nothing came in between").isTrue();

            String between = ingest(archive, later, "numbers").versionId();
            IngestReport told =
                    ingestion.ingestAgain(NumberedFiles.request(file, "numbers"), accepted, IngestProgress.NONE);
            assertThat(told.published()).isFalse();
            assertThat(told.counts()).containsEntry(IssueCode.PUBLISHED_MEANWHILE, 1L);
            assertThat(told.summary()).contains(between, "not published");
            assertThat(archive.listPublished("numbers"))
                    .extracting(DatasetVersion::id)
                    .containsExactly(between);
            // Accepted after the other one was made, it is a wish to go back.
            assertThat(ingestion
                            .ingestAgain(NumberedFiles.request(file, "numbers"), Instant.now(), IngestProgress.NONE)
                            .published())
                    .isTrue();
            assertThat(archive.listPublished("numbers"))
                    .extracting(DatasetVersion::id)
                    .containsExactly(first);
        }
    }

    @Test
    void an_ingest_a_retirement_and_an_opening_at_once_leave_a_version_whole_or_gone() throws Exception {
        Path data = folder.resolve("retired");
        Path file = NumberedFiles.write(folder.resolve("b.csv"), 7, 40);
        String id;
        try (DatasetArchive archive = GeoPackageArchive.open(data)) {
            id = ingest(archive, file, "numbers").versionId();
        }
        for (int round = 0; round < ROUNDS; round++) {
            together(
                    data,
                    archive -> {
                        try {
                            return ingest(archive, file, "numbers").published();
                        } catch (UnknownVersionException e) {
                            return false; // it was retired between being found and being published
                        }
                    },
                    archive -> {
                        try {
                            archive.unpublish("numbers", id);
                            archive.retire("numbers", id);
                            return true;
                        } catch (UnknownVersionException | nl.plint.store.VersionInUseException e) {
                            return false;
                        }
                    },
                    archive -> archive.listVersions("numbers").size() <= 1);
            assertThat(check(data, "numbers")).hasSizeLessThanOrEqualTo(1);
        }
    }
}
