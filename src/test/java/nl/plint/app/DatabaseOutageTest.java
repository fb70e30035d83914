package nl.plint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.http.PlintServer;
import nl.plint.http.ServerSettings;
import nl.plint.ingest.NumberedFiles;
import nl.plint.store.postgis.DatabaseProxy;
import nl.plint.store.postgis.TestCluster;
import nl.plint.store.postgis.TestDatabase;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server whose database is away, slow, restarted, full, read-only or lets nobody in: what its clients and its operator see. One
 * server goes through all of it, so each case also shows that it came back whole from the one before.
 */
@NullUnmarked // made before the first test
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseOutageTest {
    private static final String LAYER = "numbers";
    private static final String KEY = "a-key-for-the-test";
    private static final int PATIENCE_MILLIS = 90_000;
    private static final int ROWS = 300;

    @TempDir
    private static Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private TestDatabase database;
    private DatabaseProxy wire;
    private Workspace workspace;
    private PlintServer server;
    private int files;

    @BeforeAll
    void serve() throws Exception {
        database = TestDatabase.create();
        wire = DatabaseProxy.start();
        workspace = Workspace.open(ArchivePlace.parse(wire.url(database)));
        workspace.catalog().follow();
        Path uploads = Files.createDirectory(folder.resolve("uploads"));
        server = PlintServer.start(
                new ServerSettings("localhost", 0, null, Set.of(KEY), "1.2.3", uploads, 64L << 20),
                workspace.catalog(),
                new AnalysisCatalog(List.of()),
                workspace.ingestion(),
                workspace.jobs(uploads),
                () -> true);
    }

    @BeforeEach
    void beginWell() throws Exception {
        assertThat(send(ROWS).statusCode()).isEqualTo(201);
        assertThat(matched()).isEqualTo(ROWS);
        assertThat(get("/health/ready").body())
                .isEqualTo("{\"status\":\"UP\",\"reads\":\"available\",\"writes\":\"available\",\"reasons\":[]}");
    }

    @AfterAll
    void close() {
        if (server != null) {
            server.close();
        }
        if (workspace != null) {
            workspace.close();
        }
        if (wire != null) {
            wire.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @Test
    void a_wire_that_is_cut() throws Exception {
        wire.cut();
        requireReadOnly("the database cannot be reached");
        wire.resume();
        requireRecovered();
    }

    @Test
    void a_wire_on_which_nothing_moves() throws Exception {
        wire.stall();
        requireReadOnly("the database cannot be reached");
        wire.resume();
        requireRecovered();
    }

    @Test
    void a_database_that_is_stopped_and_started() throws Exception {
        TestCluster cluster = TestCluster.require();
        cluster.stop("immediate");
        try {
            requireReadOnly("the database cannot be reached");
        } finally {
            cluster.start();
        }
        requireRecovered();
    }

    @Test
    void a_database_that_is_made_read_only() throws Exception {
        String name = database.url().replaceAll(".*/", "");
        execute("ALTER DATABASE " + name + " SET default_transaction_read_only = on", endOthers());
        requireReadOnly("the database is read-only");
        execute(
                "SET default_transaction_read_only = off",
                "ALTER DATABASE " + name + " RESET default_transaction_read_only",
                endOthers());
        requireRecovered();
    }

    @Test
    void a_database_that_lets_nobody_in() throws Exception {
        String name = database.url().replaceAll(".*/", "");
        try (TestDatabase other = TestDatabase.create();
                Connection connection = other.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
            // The one that listens stays: then only the pool finds out.
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name
                    + "' AND query NOT LIKE '%plint_catalog.state%' AND query NOT LIKE '%transaction_read_only%'");
            requireReadOnly("no connection to the database can be had");
            statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
        }
        requireRecovered();
    }

    @Test
    @Order(Integer.MAX_VALUE) // leaves neither server nor database
    void a_disk_that_is_full() throws Exception {
        TestCluster.require();
        Path disk = Files.createTempDirectory(Path.of("/tmp"), "plint-small-disk");
        String space = disk.getFileName().toString().replace('-', '_').toLowerCase(Locale.ROOT);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=6m,mode=777", "tmpfs", disk.toString()) == 0,
                "a small disk cannot be mounted here");
        try {
            assumeTrue(run("chown", "postgres", disk.toString()) == 0, "the user of the server is not known");
            String name = database.url().replaceAll(".*/", "");
            execute("CREATE TABLESPACE " + space + " LOCATION '" + disk + "'");
            execute("ALTER DATABASE " + name + " SET default_tablespace = '" + space + "'", endOthers());
            await(() -> status().equals("UP"));
            // Not any 503: a connection that was ended just now may still be in the pool. And health looks again by
            // itself: a
            // disk that has no room for much may have some for little, so the reason is looked for right after a
            // refusal.
            await(() -> send(40_000).body().contains("/problems/storage-full")
                    && get("/health/ready").body().contains("\"reasons\":[\"the disk of the database is full\"]"));
            HttpResponse<String> refused = send(40_000);
            assertThat(refused.body()).contains("/problems/storage-full");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(matched()).isEqualTo(ROWS);
            assertThat(run("mount", "-o", "remount,size=80m", disk.toString())).isZero();
            await(() -> status().equals("UP"));
            await(() -> send(40_000).statusCode() == 201);
            assertThat(matched()).isEqualTo(40_000);
        } finally {
            close();
            server = null;
            workspace = null;
            wire = null;
            database = null;
            try (TestDatabase other = TestDatabase.create();
                    Connection connection = other.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLESPACE IF EXISTS " + space);
            }
            run("umount", "-l", disk.toString());
            Files.deleteIfExists(disk);
        }
    }

    /** Reads go on, writes are refused with when to come back, and the operator is told why. */
    private void requireReadOnly(String reason) throws Exception {
        await(() -> get("/health/ready").body().contains(reason)); // a cut may be seen before its cause
        HttpResponse<String> health = get("/health/ready");
        assertThat(health.statusCode()).as("ready for reads").isEqualTo(200);
        JsonNode state = new ObjectMapper().readTree(health.body());
        assertThat(state.path("reads").asText()).isEqualTo("available");
        assertThat(state.path("writes").asText()).isEqualTo("unavailable");
        assertThat(state.path("reasons").get(0).asText()).startsWith(reason);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = send(ROWS);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body())
                .contains("/problems/store-unavailable")
                .doesNotContain("postgresql:", "127.0.0.1", "Exception");
        assertThat(matched()).isEqualTo(ROWS);
    }

    private void requireRecovered() throws Exception {
        await(() -> status().equals("UP"));
        await(() -> send(ROWS + 1).statusCode() == 201);
        assertThat(matched()).isEqualTo(ROWS + 1);
    }

    private String status() throws Exception {
        return new ObjectMapper()
                .readTree(get("/health/ready").body())
                .path("status")
                .asText();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int matched() throws Exception {
        return new ObjectMapper()
                .readTree(get("/ogc/v1/collections/" + LAYER + "/items?limit=1").body())
                .path("numberMatched")
                .intValue();
    }

    /** Sends a new file; the answer is that of the request itself when nothing can be written. */
    private HttpResponse<String> send(int rows) throws Exception {
        files++;
        Path file = NumberedFiles.write(folder.resolve("n" + files + ".csv"), files, rows);
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/collections/" + LAYER
                                + "/versions?fileName=n.csv&force=true&referenceDate=" + NumberedFiles.DATE))
                        .header("X-Api-Key", KEY)
                        .header("Prefer", "wait=60")
                        .timeout(Duration.ofSeconds(90))
                        .POST(HttpRequest.BodyPublishers.ofFile(file))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String endOthers() {
        return "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()";
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        for (long waited = 0; !condition.call(); waited += 100) {
            assertThat(waited).as("milliseconds waited").isLessThan(PATIENCE_MILLIS);
            Thread.sleep(100);
        }
    }
}
