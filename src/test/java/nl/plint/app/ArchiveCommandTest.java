package nl.plint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import nl.plint.ingest.IngestProgress;
import nl.plint.ingest.NumberedFiles;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a whole archive: what they say and the status that they end with. */
@NullUnmarked // the folder is made before each test
class ArchiveCommandTest {
    @TempDir
    private Path folder;

    /** What a command answered, on both streams. */
    private record Run(int status, String text) {}

    private static Run run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            int status = Main.run(arguments);
            return new Run(status, bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private String place(String name) {
        return folder.resolve(name).toString();
    }

    private void ingest() {
        try (Workspace workspace = Workspace.open(folder.resolve("one"))) {
            workspace
                    .ingestion()
                    .ingest(
                            NumberedFiles.request(NumberedFiles.write(folder.resolve("n.csv"), 1, 300), "numbers"),
                            IngestProgress.NONE);
        }
    }

    @Test
    void a_copy_tells_what_it_did_and_can_be_served() {
        ingest();
        Run copy = run("archive", "copy", "--from", place("one"), "--to", place("two"));
        assertThat(copy.text())
                .contains("copied", "1 versions copied, 0 there already, 300 features read back, 1 published");
        assertThat(copy.status()).isZero();
        assertThat(run("archive", "copy", "--from", place("one"), "--to", place("two"))
                        .text())
                .contains("0 versions copied, 1 there already");
        Run verified = run("archive", "verify", "--data", place("two"));
        assertThat(verified.text()).contains("1 versions with 300 features read, 0 damaged");
        assertThat(verified.status()).isZero();
        assertThat(run("versions", "numbers", "--data", place("two")).text()).contains("* ", "published");
    }

    @Test
    void a_damaged_version_is_named_and_the_status_says_so() throws Exception {
        ingest();
        Path file;
        try (var files = Files.list(folder.resolve("one/versions/numbers"))) {
            file = files.findFirst().orElseThrow();
        }
        assertThat(file.toFile().setWritable(true)).isTrue();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM numbers WHERE fid = 7");
        }
        Run verified = run("archive", "verify", "--data", place("one"));
        assertThat(verified.text()).contains("plint: numbers ", "has 299 features, 300 were written");
        assertThat(verified.status()).isEqualTo(1);
        Run copy = run("archive", "copy", "--from", place("one"), "--to", place("two"));
        assertThat(copy.text()).contains("NOT COPIED", "plint: numbers ", "is damaged");
        assertThat(copy.status()).isEqualTo(1);
    }

    @Test
    void a_place_that_is_wrong_is_told_and_not_made() {
        ingest();
        Run nothing = run("archive", "verify", "--data", place("nothing"));
        assertThat(nothing.status()).isEqualTo(1);
        assertThat(nothing.text()).contains("there is no folder ", "nothing").doesNotContain("\tat ");
        assertThat(folder.resolve("nothing")).doesNotExist();
        assertThat(run("archive", "copy", "--from", place("one"), "--to", place("x/../one"))
                        .text())
                .contains("--from and --to are the same place");
        assertThat(run("archive", "copy", "--from", place("one"), "--to", "postgresql://geheim@x")
                        .text())
                .contains("postgresql://user@host:5432/name")
                .doesNotContain("geheim");
        assertThat(run("archive").status()).isEqualTo(2);
    }
}
