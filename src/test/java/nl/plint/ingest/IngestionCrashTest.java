package nl.plint.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import nl.plint.dataset.DatasetVersion;
import nl.plint.store.DatasetArchive;
import nl.plint.store.geopackage.GeoPackageArchive;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that takes in whole files and retires old versions is killed at random moments, half of them in retiring. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class IngestionCrashTest {
    private static final int KILLS = 32;

    @TempDir
    Path folder;

    @Test
    void a_process_killed_in_ingesting_or_retiring_leaves_every_version_whole_or_gone() throws Exception {
        Random random = new Random(20170101);
        Path data = folder.resolve("data");
        long published = -1;
        int killsInRetiring = 0;
        int killsInIngesting = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            boolean inRetiring = kill % 2 == 0;
            // A retirement takes about a millisecond, an ingest some tens.
            String last = runAndKill(data, published + 1, inRetiring, random.nextInt(inRetiring ? 2_000 : 60_000));
            if (last.startsWith(CrashingIngestion.RETIRING)) {
                killsInRetiring++;
            } else if (last.startsWith(CrashingIngestion.INGESTING)) {
                killsInIngesting++;
            }
            published = check(data);
        }
        assertThat(killsInRetiring).isGreaterThan(KILLS / 8);
        assertThat(killsInIngesting).isGreaterThan(KILLS / 8);
        assertThat(published).isGreaterThanOrEqualTo(KILLS / 2);
    }

    /** The highest number that a process said to have published; what it published is never lost. */
    private long said = -1;

    /** Kills the process some time after it has begun to ingest, or to retire, for the second time; gives its last line. */
    private String runAndKill(Path data, long first, boolean inRetiring, int microseconds)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingIngestion.class.getName(),
                        data.toString(),
                        Long.toString(first),
                        folder.resolve("table.csv").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = process.inputReader()) {
            String wanted = inRetiring ? CrashingIngestion.RETIRING : CrashingIngestion.INGESTING;
            List<String> lines = new ArrayList<>();
            int seen = 0;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.startsWith(CrashingIngestion.PUBLISHED)) {
                    said = Math.max(said, Long.parseLong(line.substring(CrashingIngestion.PUBLISHED.length())));
                }
                if (line.startsWith(wanted) && ++seen == 2) {
                    TimeUnit.MICROSECONDS.sleep(microseconds);
                    process.toHandle().destroyForcibly(); // leaves its output to be read, unlike that of the process
                }
            }
            assertThat(seen).as("it worked until it was killed: %s", lines).isGreaterThanOrEqualTo(2);
            return lines.get(lines.size() - 1);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Opens the archive and looks at all of it; gives the number that is published. */
    private long check(Path data) throws IOException {
        try (DatasetArchive archive = GeoPackageArchive.open(data)) {
            NumberedFiles.requireNothingElse(data, archive);
            List<DatasetVersion> published = archive.listPublished(CrashingIngestion.LAYER);
            assertThat(published).hasSize(1);
            long number = NumberedFiles.requireWhole(archive, published.get(0));
            assertThat(number).as("what it said, or one more").isBetween(said, said + 1);
            for (DatasetVersion version : archive.listVersions(CrashingIngestion.LAYER)) {
                assertThat(version.featureCount())
                        .isEqualTo(CrashingIngestion.rows(NumberedFiles.requireWhole(archive, version)));
            }
            return number;
        }
    }
}
