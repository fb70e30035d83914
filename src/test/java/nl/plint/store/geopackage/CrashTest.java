package nl.plint.store.geopackage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import nl.plint.dataset.DatasetVersion;
import nl.plint.store.ArchiveSamples;
import nl.plint.store.DatasetArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that takes in data is killed at random moments; what it had published stays, and nothing half is seen. */
class CrashTest {
    private static final int KILLS = 50;
    private static final String LAYER = "shop-units";

    @TempDir
    Path folder;

    @Test
    void a_killed_ingest_loses_nothing_that_it_published_and_leaves_nothing_half() throws Exception {
        Random random = new Random(20170101);
        long reported = -1;
        int killsAfterWork = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long before = reported;
            reported = Math.max(reported, runAndKill(nextNumber(), random.nextInt(50_000)));
            if (reported > before) {
                killsAfterWork++;
            }
            check(reported);
        }
        assertThat(killsAfterWork).isGreaterThan(KILLS / 2);
    }

    /** The number after every version that was finished, published or not. */
    private long nextNumber() {
        try (DatasetArchive archive = GeoPackageArchive.open(folder)) {
            return archive.listVersions(LAYER).stream()
                            .mapToLong(CrashTest::number)
                            .max()
                            .orElse(-1)
                    + 1;
        }
    }

    /** Kills the process some time after it has published its first version; answers the last number that it reported. */
    private long runAndKill(long first, int microseconds) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingIngest.class.getName(),
                        folder.toString(),
                        Long.toString(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            assertThat(line).as("the first report of the process").isNotNull();
            TimeUnit.MICROSECONDS.sleep(microseconds);
            process.toHandle().destroyForcibly(); // unlike process.destroyForcibly(), leaves its output to be read
            long last = first - 1;
            for (; line != null && !line.isEmpty(); line = output.readLine()) {
                last = Long.parseLong(line);
            }
            return last;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void check(long reported) throws IOException {
        try (DatasetArchive archive = GeoPackageArchive.open(folder)) {
            List<DatasetVersion> published = archive.listPublished(LAYER);
            assertThat(published).hasSize(1);
            assertThat(number(published.get(0)))
                    .isGreaterThanOrEqualTo(reported)
                    .isLessThanOrEqualTo(reported + 1);

            List<DatasetVersion> versions = archive.listVersions(LAYER);
            assertThat(versions.stream().map(DatasetVersion::id))
                    .containsAll(LongStream.rangeClosed(0, reported)
                            .mapToObj(number -> "n" + number)
                            .toList());
            for (DatasetVersion version : versions.subList(0, Math.min(3, versions.size()))) {
                var expected = CrashingIngest.features(number(version));
                assertThat(version.featureCount()).isEqualTo(expected.size());
                assertThat(ArchiveSamples.describe(archive, version)).isEqualTo(ArchiveSamples.describe(expected));
                assertThat(archive.report(LAYER, version.id())).isEqualTo(ArchiveSamples.REPORT);
            }
            assertThat(filesOfVersions())
                    .containsExactlyInAnyOrderElementsOf(versions.stream()
                            .map(version -> version.id() + ".gpkg")
                            .toList());
        }
    }

    private List<String> filesOfVersions() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("versions").resolve(LAYER))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static long number(DatasetVersion version) {
        return Long.parseLong(version.id().substring(1));
    }
}
