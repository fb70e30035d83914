package nl.plint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.http.PlintServer;
import nl.plint.http.ServerSettings;
import nl.plint.ingest.IngestProgress;
import nl.plint.ingest.NumberedFiles;
import nl.plint.store.postgis.TestDatabase;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups made and restored by the commands of the guide: all that was written is there, and is served the same. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class BackupTest {
    private static final String ADDRESS = "http://plint.test";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void a_dump_of_a_database_is_restored_into_another() throws Exception {
        try (TestDatabase original = TestDatabase.create();
                TestDatabase restored = TestDatabase.create()) {
            List<String> before = fillAndServe(ArchivePlace.parse(original.url()));
            Path dump = folder.resolve("plint.dump");
            run("pg_dump", "-Fc", "-f", dump.toString(), "-d", original.url());
            // PostGIS is in the database for the test already; in an empty one, the dump makes it.
            run("pg_restore", "--clean", "--if-exists", "-d", restored.url(), dump.toString());
            assertThat(Main.run("archive", "verify", "--database", restored.url()))
                    .isZero();
            assertThat(serve(ArchivePlace.parse(restored.url()))).isEqualTo(before);
        }
    }

    @Test
    void a_copy_of_the_folder_is_restored_by_cp_or_by_archive_copy() throws Exception {
        Path original = folder.resolve("original");
        List<String> before = fillAndServe(ArchivePlace.folder(original));
        Path backup = folder.resolve("backup");
        run("cp", "-a", original.toString(), backup.toString());
        Path again = folder.resolve("again");
        assertThat(Main.run("archive", "copy", "--from", backup.toString(), "--to", again.toString()))
                .isZero();
        for (Path place : List.of(backup, again)) {
            assertThat(Main.run("archive", "verify", "--data", place.toString()))
                    .isZero();
            assertThat(serve(ArchivePlace.folder(place))).isEqualTo(before);
        }
    }

    /** Two versions of one date, the first published once more, and one of another layer. */
    private List<String> fillAndServe(ArchivePlace place) throws Exception {
        try (Workspace workspace = Workspace.open(place)) {
            for (int number = 1; number <= 3; number++) {
                Path file = NumberedFiles.write(folder.resolve("n" + number + ".csv"), number, 40 * number);
                workspace
                        .ingestion()
                        .ingest(NumberedFiles.request(file, number == 3 ? "others" : "numbers"), IngestProgress.NONE);
            }
            var versions = workspace.archive().listVersions("numbers");
            String now = workspace.archive().listPublished("numbers").get(0).id();
            String other = versions.stream()
                    .map(version -> version.id())
                    .filter(id -> !id.equals(now))
                    .findFirst()
                    .orElseThrow();
            workspace.archive().publish("numbers", other, now);
        }
        return serve(place);
    }

    /** What a server on it answers. */
    private static List<String> serve(ArchivePlace place) throws Exception {
        List<String> answers = new ArrayList<>();
        try (Workspace workspace = Workspace.open(place)) {
            workspace.catalog().follow();
            try (PlintServer server = PlintServer.start(
                    new ServerSettings("localhost", 0, ADDRESS, Set.of(), "1.2.3"),
                    workspace.catalog(),
                    new AnalysisCatalog(List.of()),
                    workspace.ingestion(),
                    workspace.jobs(Path.of(System.getProperty("java.io.tmpdir"))),
                    () -> true)) {
                for (String path : List.of(
                        "/collections?f=json",
                        "/collections/numbers/items?limit=1000&f=json",
                        "/collections/others/items?limit=1000&f=csv",
                        "/collections/numbers/versions?f=json",
                        "/collections/others/versions?f=json")) {
                    HttpResponse<String> answer = CLIENT.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/ogc/v1" + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                    answers.add(answer.body());
                }
            }
        }
        return answers;
    }

    private static void run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
        } catch (IOException e) {
            Assumptions.abort(command[0] + " is not installed");
        }
    }
}
