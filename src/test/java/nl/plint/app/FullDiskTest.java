package nl.plint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.http.PlintServer;
import nl.plint.http.ServerSettings;
import nl.plint.ingest.IngestProgress;
import nl.plint.ingest.IngestReport;
import nl.plint.ingest.NumberedFiles;
import nl.plint.job.MemoryJobStore;
import nl.plint.store.StorageFullException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens when the disk fills up, on a real one that is small. Where a disk may not be mounted, as it takes root, only the
 * test with a limit on the size of files is run.
 */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class FullDiskTest {
    private static final String LAYER = "numbers";
    private static final String KEY = "a-key-for-the-test";
    private static final int MANY = 40_000;
    private static final int ROOM_TO_RETIRE = 64 << 10;

    @TempDir
    Path folder;

    private Path disk;

    /** Mounts a disk in memory, or leaves the test as not run. */
    private Path mount(String size) throws Exception {
        disk = Files.createDirectories(folder.resolve("disk"));
        Run mounted;
        try {
            mounted = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString());
        } catch (IOException e) {
            mounted = new Run(-1, String.valueOf(e.getMessage()));
        }
        if (mounted.status() != 0) {
            disk = null;
            Assumptions.abort("a small disk cannot be mounted here: " + mounted.output());
        }
        return disk.resolve("data");
    }

    private void resize(String size) throws Exception {
        assertThat(run("mount", "-o", "remount,size=" + size, disk.toString()).status())
                .isZero();
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            assertThat(run("umount", "-l", disk.toString()).status()).isZero();
        }
    }

    /** What a program answered. */
    private record Run(int status, String output) {}

    private static Run run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private Path file(long number, int rows) {
        return NumberedFiles.write(folder.resolve("table-" + number + ".csv"), number, rows);
    }

    private static IngestReport ingest(Workspace workspace, Path file) {
        return workspace.ingestion().ingest(NumberedFiles.request(file, LAYER), IngestProgress.NONE);
    }

    /** Checks which table is served, and that nothing is left of any other. */
    private static void requireServed(Path data, Workspace workspace, long number) throws IOException {
        requireServed(data, workspace, number, 1);
    }

    private static void requireServed(Path data, Workspace workspace, long number, int versions) throws IOException {
        assertThat(NumberedFiles.requireWhole(
                        workspace.archive(),
                        workspace.catalog().now().get(LAYER).current()))
                .isEqualTo(number);
        assertThat(workspace.archive().listVersions(LAYER)).hasSize(versions);
        NumberedFiles.requireNothingElse(data, workspace.archive());
    }

    @Test
    void a_file_too_large_for_the_disk_is_refused_and_taken_in_once_there_is_room() throws Exception {
        Path data = mount("3m");
        Path small = file(1, 300);
        Path large = file(2, MANY);
        try (Workspace workspace = Workspace.open(data)) {
            assertThatThrownBy(() -> ingest(workspace, large)).isInstanceOf(StorageFullException.class);
            assertThat(workspace.archive().listLayers())
                    .noneMatch(layer -> layer.id().equals(LAYER));
            NumberedFiles.requireNothingElse(data, workspace.archive());
            ingest(workspace, small);
            for (int again = 0; again < 3; again++) {
                assertThatThrownBy(() -> ingest(workspace, large))
                        .isInstanceOf(StorageFullException.class)
                        .hasMessageContaining(data.toString())
                        .hasMessageContaining("the disk is full")
                        .hasMessageContaining("free space");
                requireServed(data, workspace, 1);
            }
        }
        resize("40m");
        try (Workspace workspace = Workspace.open(data)) {
            requireServed(data, workspace, 1);
            assertThat(ingest(workspace, large).stored()).isEqualTo(MANY);
            workspace
                    .catalog()
                    .retire(
                            LAYER,
                            workspace.archive().listVersions(LAYER).get(1).id());
            requireServed(data, workspace, 2);
        }
    }

    @Test
    void at_whatever_step_the_disk_fills_up_nothing_half_is_left() throws Exception {
        Path data = mount("3m");
        try (Workspace workspace = Workspace.open(data)) {
            ingest(workspace, file(1, 300));
        }
        Path next = file(2, 1_500);
        Path ballast = disk.resolve("ballast");
        List<String> failures = new ArrayList<>();
        int kept = 1;
        boolean done = false;
        for (long free = 0; !done; free += free < 256 << 10 ? 32 << 10 : 4 << 10) {
            try (Workspace workspace = Workspace.open(data)) {
                leave(free, ballast);
                try {
                    done = ingest(workspace, next).published();
                } catch (StorageFullException e) {
                    failures.add(e.getMessage());
                    // The last step of all is to publish; then the version is there, whole, and waits for that.
                    kept = e.getMessage().startsWith("publishing") ? 2 : 1;
                    requireServed(data, workspace, 1, kept);
                }
                opensOrSaysThatTheDiskIsFull(data, done ? 2 : 1);
                Files.delete(ballast);
            }
            if (!done) {
                try (Workspace workspace = Workspace.open(data)) {
                    requireServed(data, workspace, 1, kept);
                }
            }
        }
        assertThat(failures)
                .as("in writing the version, and in entering it in the catalog")
                .anyMatch(failure -> failure.contains(".part "))
                .anyMatch(failure -> failure.startsWith("finishing") && failure.contains("catalog.sqlite "));
    }

    @Test
    void a_version_is_retired_with_little_room_and_is_left_whole_without_any() throws Exception {
        Path data = mount("3m");
        try (Workspace workspace = Workspace.open(data)) {
            String old = ingest(workspace, file(1, 300)).versionId();
            ingest(workspace, file(2, 300));
            Path ballast = disk.resolve("ballast");
            leave(0, ballast);
            assertThatThrownBy(() -> workspace.catalog().retire(LAYER, old)).isInstanceOf(StorageFullException.class);
            assertThat(NumberedFiles.requireWhole(
                            workspace.archive(),
                            workspace.archive().findVersion(LAYER, old).orElseThrow()))
                    .isEqualTo(1);
            Files.delete(ballast);
            leave(ROOM_TO_RETIRE, ballast);
            workspace.catalog().retire(LAYER, old);
            requireServed(data, workspace, 2);
        }
    }

    /** Fills the disk until it has no more than so many bytes left. */
    private void leave(long free, Path ballast) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(ballast.toFile(), "rw")) {
            byte[] page = new byte[4 << 10];
            while (Files.getFileStore(disk).getUsableSpace() > free) {
                file.write(page);
            }
        }
    }

    private static void opensOrSaysThatTheDiskIsFull(Path data, long number) throws IOException {
        try (Workspace another = Workspace.open(data)) {
            assertThat(NumberedFiles.requireWhole(
                            another.archive(),
                            another.catalog().now().get(LAYER).current()))
                    .isEqualTo(number);
        } catch (StorageFullException e) {
            assertThat(e).hasMessageContaining(data.toString());
        }
    }

    @Test
    void a_server_tells_that_its_disk_is_full_and_serves_on() throws Exception {
        Path data = mount("3m");
        Path uploads = Files.createDirectory(folder.resolve("uploads"));
        try (Workspace workspace = Workspace.open(data)) {
            ingest(workspace, file(1, 300));
            try (PlintServer server = serve(workspace, uploads)) {
                requireFull(server, file(2, MANY));
                assertThat(uploads).isEmptyDirectory();
                requireServed(data, workspace, 1);
                resize("40m");
                assertThat(post(server, file(2, MANY)).statusCode()).isEqualTo(201);
                assertThat(matched(server)).isEqualTo(MANY);
            }
        }
    }

    @Test
    void a_server_whose_disk_cannot_hold_the_upload_tells_so() throws Exception {
        mount("1m");
        Path data = folder.resolve("data-elsewhere");
        try (Workspace workspace = Workspace.open(data)) {
            ingest(workspace, file(1, 300));
            try (PlintServer server = serve(workspace, disk)) {
                requireFull(server, file(2, MANY));
                assertThat(disk).isEmptyDirectory();
                requireServed(data, workspace, 1);
            }
        }
    }

    private static PlintServer serve(Workspace workspace, Path uploads) {
        return PlintServer.start(
                new ServerSettings("localhost", 0, null, Set.of(KEY), "1.2.3", uploads, 64L << 20),
                workspace.catalog(),
                new AnalysisCatalog(List.of()),
                workspace.ingestion(),
                new MemoryJobStore(uploads),
                () -> true);
    }

    private static void requireFull(PlintServer server, Path file) throws Exception {
        HttpResponse<String> refused = post(server, file);
        assertThat(refused.statusCode()).isEqualTo(503);
        JsonNode problem = new ObjectMapper().readTree(refused.body());
        assertThat(problem.path("type").asText()).isEqualTo("/problems/storage-full");
        assertThat(problem.path("detail").asText())
                .contains("full", "Retire")
                .as("nothing of the inside")
                .doesNotContain("/");
        assertThat(matched(server)).as("still served").isEqualTo(300);
    }

    private static HttpResponse<String> post(PlintServer server, Path file) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + "/collections/" + LAYER
                                        + "/versions?fileName=table.csv&force=true&referenceDate="
                                        + NumberedFiles.DATE))
                                .header("X-Api-Key", KEY)
                                .POST(HttpRequest.BodyPublishers.ofFile(file))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static int matched(PlintServer server) throws Exception {
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + "/collections/" + LAYER + "/items?limit=1"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(page.body()).path("numberMatched").intValue();
    }

    @Test
    void the_command_says_so_when_the_system_lets_a_file_grow_no_further() throws Exception {
        Path data = folder.resolve("limited");
        try (Workspace workspace = Workspace.open(data)) {
            ingest(workspace, file(1, 300));
        }
        String[] command = {
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "ingest",
            file(2, MANY).toString(),
            "--layer",
            LAYER,
            "--reference-date",
            NumberedFiles.DATE.toString(),
            "--data",
            data.toString()
        };
        // Enough for the library of SQLite, which is unpacked, but not for the version.
        String[] limited = Stream.concat(
                        Stream.of("bash", "-c", "ulimit -f 3000 && exec \"$@\"", "bash"), Stream.of(command))
                .toArray(String[]::new);
        Run refused;
        try {
            refused = run(limited);
        } catch (IOException e) {
            Assumptions.abort("there is no bash here: " + e.getMessage());
            return;
        }
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.output())
                .contains("plint: ", data.toString(), "the disk is full or over its quota", "free space")
                .doesNotContain("\tat ");
        try (Workspace workspace = Workspace.open(data)) {
            requireServed(data, workspace, 1);
        }
        Run done = run(command);
        assertThat(done.status()).isZero();
        assertThat(done.output()).contains("stored " + MANY);
    }
}
