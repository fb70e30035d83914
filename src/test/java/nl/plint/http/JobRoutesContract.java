package nl.plint.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.ingest.Ingestion;
import nl.plint.ingest.SourceFormat;
import nl.plint.ingest.SourceReader;
import nl.plint.ingest.format.CsvFormat;
import nl.plint.job.JobStore;
import nl.plint.store.DatasetArchive;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.Published;
import nl.plint.store.StoreUnavailableException;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Files and questions sent to the real server by a real client, followed as jobs. A file whose name begins with "held" is read
 * only as far as the test lets it be. The server is the same for all tests, each of which has a layer of its own: stopping one
 * takes a second.
 */
@NullUnmarked // test code: a null that should not be there fails the test anyway
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JobRoutesContract {
    private static final String KEY = "a-key-for-the-test";
    private static final int MOST_BYTES = 4_000_000;
    private static final int HELD_ROWS = 60_000;
    private static final String RESULTS = "http://www.opengis.net/def/rel/ogc/1.0/results";
    private static final String EXCEPTIONS = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    /** One permit for each 500 rows that may be read of a held file, after the first 500. */
    static final Semaphore PERMITS = new Semaphore(0);

    /** How often counting to 503 finds the store away. */
    private static final AtomicInteger AWAY = new AtomicInteger();

    private static int layers;

    private Path uploads;
    private DatasetArchive archive;
    private PlintServer server;
    private String layer;

    /** An empty archive. */
    abstract DatasetArchive open() throws IOException;

    /** Where its servers keep their jobs. */
    abstract JobStore jobs(Path files);

    /** Looks below the archive's own surface for a version, finished or begun. */
    abstract void requireNoTraceOf(String layer) throws Exception;

    @BeforeAll
    void start() throws IOException {
        archive = open();
        uploads = Files.createDirectory(folder.resolve("uploads"));
        server = serve(uploads);
    }

    PlintServer serve(Path uploads) {
        DatasetCatalog catalog = new DatasetCatalog(archive);
        return PlintServer.start(
                new ServerSettings("localhost", 0, null, Set.of(KEY), "1.2.3", uploads, MOST_BYTES),
                catalog,
                new AnalysisCatalog(List.of(new CountAnalysis())),
                new Ingestion(
                        catalog, List.of(new BrokenFormat(), new HeldFormat(), new CsvFormat()), Map.of(), "test"),
                jobs(uploads),
                () -> true);
    }

    @BeforeEach
    void define() {
        layer = "places-" + layers++;
        archive.define(new LayerDefinition(
                layer,
                LocalizedText.same("Places"),
                LocalizedText.same("Places"),
                GeometryKind.POINT,
                null,
                List.of(PropertyDefinition.of("name", LocalizedText.same("Name"), PropertyType.STRING))));
    }

    @AfterEach
    void finish() throws Exception {
        PERMITS.release(1_000_000);
        for (JsonNode job : json(get(server.url() + "/jobs")).path("jobs")) {
            ended(link(job, "self"));
        }
        PERMITS.drainPermits();
        assertThat(uploads).as("whatever happened, no upload is left").isEmptyDirectory();
    }

    @AfterAll
    void stop() {
        if (server != null) { // where there is no place for the archive, all of this is skipped
            server.close();
            archive.close();
        }
    }

    /** Counts to a number, as far as it is let: one permit for the whole. */
    private static final class CountAnalysis implements Analysis<Long> {
        @Override
        public AnalysisDescription description() {
            return new AnalysisDescription(
                    "count",
                    new LocalizedText("Tellen", "Counting"),
                    LocalizedText.same("Counts"),
                    List.of(new AnalysisDescription.InputDescription(
                            "to",
                            LocalizedText.same("to"),
                            LocalizedText.same("How far"),
                            Map.of("type", "integer", "default", 3))));
        }

        @Override
        public Long question(Inputs inputs, Published published) {
            return inputs.integer("to", 3, 0, 1_000);
        }

        @Override
        public Answer answer(Long to, AnalysisContext context) {
            if (to == 666) {
                throw new InvalidInputException("to", to, "a number that there is data for");
            }
            if (to == 503 && AWAY.getAndDecrement() > 0) {
                throw new StoreUnavailableException("counting", new IOException("inside"));
            }
            PERMITS.acquireUninterruptibly();
            Schema schema =
                    new Schema(List.of(PropertyDefinition.of("n", LocalizedText.same("n"), PropertyType.INTEGER)));
            List<Feature> features = new ArrayList<>();
            for (long n = 0; n < to; n++) {
                features.add(new Feature("f" + n, null, n));
            }
            return new Answer(
                    "count",
                    LocalizedText.same("Counting"),
                    new FeatureList(schema, features),
                    List.of(),
                    Map.of("to", to),
                    Map.of(),
                    List.of());
        }
    }

    /** A table that is read step by step. */
    private static final class HeldFormat implements SourceFormat {
        @Override
        public String name() {
            return "held";
        }

        @Override
        public boolean recognizes(String fileName, byte[] start) {
            return fileName.startsWith("held");
        }

        @Override
        public SourceReader open(Path file, Options options) {
            SourceReader reader = new CsvFormat().open(file, options);
            return new SourceReader() {
                private long rows;

                @Override
                public List<SourceColumn> columns() {
                    return reader.columns();
                }

                @Override
                public SourceCrs crs() {
                    return reader.crs();
                }

                @Override
                public boolean isTyped() {
                    return reader.isTyped();
                }

                @Override
                public boolean hasGeometry() {
                    return reader.hasGeometry();
                }

                @Override
                public RawFeature next() {
                    if (++rows % 500 == 0 && rows > 500) {
                        PERMITS.acquireUninterruptibly();
                    }
                    return reader.next();
                }

                @Override
                public long bytesRead() {
                    return reader.bytesRead();
                }

                @Override
                public void close() {
                    reader.close();
                }
            };
        }
    }

    /** A format with a mistake in it. */
    private static final class BrokenFormat implements SourceFormat {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public boolean recognizes(String fileName, byte[] start) {
            return fileName.startsWith("broken");
        }

        @Override
        public SourceReader open(Path file, Options options) {
            throw new IllegalStateException("the inside of " + file);
        }
    }

    private static String rows(int count) {
        StringBuilder csv = new StringBuilder("id,name,lon,lat\n");
        for (int i = 0; i < count; i++) {
            csv.append(i).append(",a name that fills ").append(i).append(",6.5,53\n");
        }
        return csv.toString();
    }

    @Test
    void a_file_that_is_sent_asynchronously_is_followed_to_its_report() throws Exception {
        HttpResponse<String> sent = post("fileName=a.csv", rows(3), "Prefer", "respond-async");
        assertThat(sent.statusCode()).isEqualTo(201);
        assertThat(sent.headers().firstValue("Preference-Applied")).contains("respond-async");
        String job = sent.headers().firstValue("Location").orElseThrow();
        assertThat(job)
                .isEqualTo(server.url() + "/jobs/" + json(sent).path("jobID").asText());
        assertThat(json(sent).path("status").asText()).isIn("accepted", "running", "successful");

        JsonNode done = ended(job);
        assertThat(done.path("status").asText()).isEqualTo("successful");
        assertThat(done.path("type").asText()).isEqualTo("process");
        assertThat(done.path("processID").asText()).isEqualTo("ingest");
        assertThat(done.path("title").asText()).isEqualTo("a.csv into " + layer);
        assertThat(done.path("progress").intValue()).isEqualTo(100);
        assertThat(done.path("message").asText()).isEqualTo("3 rows stored, 0 skipped");
        assertThat(Stream.of("created", "started", "finished")
                        .map(name -> done.path(name).asText()))
                .allMatch(time -> time.endsWith("Z"))
                .isSorted();
        assertThat(done.path("updated").asText())
                .isEqualTo(done.path("finished").asText());

        String results = link(done, RESULTS);
        JsonNode report = json(get(results));
        assertThat(report.path("stored").intValue()).isEqualTo(3);
        JsonNode version = json(get(server.url() + "/collections/" + layer + "/versions/"
                + report.path("version").asText()));
        assertThat(report.path("published").booleanValue()).isTrue();
        assertThat(version.path("published").booleanValue()).isTrue();
        assertThat(version.path("report"))
                .as("without what may change")
                .isEqualTo(((ObjectNode) report).without("published"));

        JsonNode jobs = json(get(server.url() + "/jobs")).path("jobs");
        assertThat(jobs.get(0)).as("the newest is the first").isEqualTo(json(get(job)));
        assertThat(uploads).isEmptyDirectory();
    }

    @Test
    void progress_is_seen_growing_and_the_result_is_not_ready_until_the_end() throws Exception {
        String job = sendHeld();
        assertThat(link(json(get(job)), RESULTS)).isNull();
        HttpResponse<String> early = get(job + "/results");
        assertThat(early.statusCode()).isEqualTo(404);
        assertThat(json(early).path("type").asText()).isEqualTo(EXCEPTIONS + "result-not-ready");
        TreeSet<Integer> seen = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            int before = json(get(job)).path("progress").intValue();
            PERMITS.release(
                    10); // a twelfth of the file; how far a job is is told every two seconds where jobs are shared
            JsonNode now = json(get(job));
            while (now.path("progress").intValue() == before) {
                Thread.sleep(20);
                now = json(get(job));
            }
            assertThat(now.path("status").asText()).isEqualTo("running");
            assertThat(now.path("message").asText()).matches("[0-9]{1,2},?[0-9]{3} rows read|[0-9]{3} rows read");
            seen.add(now.path("progress").intValue());
        }
        assertThat(seen).hasSize(3).allMatch(percent -> percent > 0 && percent < 100);
        PERMITS.release(1_000);
        assertThat(ended(job).path("status").asText()).isEqualTo("successful");
        assertThat(json(get(job + "/results")).path("stored").intValue()).isEqualTo(HELD_ROWS);
    }

    @Test
    void a_job_that_is_dismissed_while_it_runs_leaves_nothing() throws Exception {
        String job = sendHeld();
        PERMITS.release(3);
        while (!json(get(job)).path("message").asText().endsWith("rows read")) {
            Thread.onSpinWait();
        }
        CompletableFuture<HttpResponse<String>> dismissing =
                CLIENT.sendAsync(request("DELETE", job, null, "X-Api-Key", KEY), HttpResponse.BodyHandlers.ofString());
        // A step at a time, until the ingest sees that it is not wanted; there are over a hundred.
        while (!dismissing.isDone()) {
            PERMITS.release();
            Thread.sleep(50);
        }
        HttpResponse<String> dismissed = dismissing.get();
        assertThat(dismissed.statusCode()).isEqualTo(200);
        assertThat(json(dismissed).path("status").asText()).isEqualTo("dismissed");
        assertThat(json(get(job)).path("status").asText()).isEqualTo("dismissed");
        assertThat(json(get(job)).path("progress").intValue()).isLessThan(100);
        assertThat(get(job + "/results").statusCode()).isEqualTo(410);
        assertThat(send("DELETE", job, null, "X-Api-Key", KEY).statusCode())
                .as("again is the same")
                .isEqualTo(200);
        assertThat(get(server.url() + "/collections/" + layer + "/versions").statusCode())
                .isEqualTo(404);
        assertThat(uploads).isEmptyDirectory();
        requireNoTraceOf(layer);
    }

    @Test
    void a_finished_job_cannot_be_dismissed() throws Exception {
        HttpResponse<String> sent = post("fileName=a.csv", rows(3), "Prefer", "respond-async");
        String job = sent.headers().firstValue("Location").orElseThrow();
        ended(job);
        HttpResponse<String> dismissed = send("DELETE", job, null, "X-Api-Key", KEY);
        assertThat(dismissed.statusCode()).isEqualTo(409);
        assertThat(json(dismissed).path("detail").asText()).contains("successful");
        assertThat(json(get(job)).path("status").asText()).isEqualTo("successful");
    }

    @Test
    void a_client_that_waits_gets_the_report_or_after_a_while_the_job() throws Exception {
        HttpResponse<String> done = post("fileName=a.csv", rows(3), "Prefer", "respond-async, wait=30");
        assertThat(done.statusCode()).isEqualTo(201);
        assertThat(json(done).path("stored").intValue()).isEqualTo(3);
        assertThat(done.headers().firstValue("Location").orElseThrow())
                .contains("/collections/" + layer + "/versions/");
        assertThat(done.headers().firstValue("Preference-Applied")).contains("wait=30");

        HttpResponse<String> late = post("fileName=held.csv", rows(2_000), "Prefer", "wait=1");
        assertThat(late.statusCode()).isEqualTo(202);
        assertThat(late.headers().firstValue("Preference-Applied")).contains("wait=1");
        assertThat(json(late).path("status").asText()).isEqualTo("running");
        PERMITS.release(100);
        assertThat(ended(late.headers().firstValue("Location").orElseThrow())
                        .path("status")
                        .asText())
                .isEqualTo("successful");
    }

    @Test
    void a_job_that_failed_gives_the_problem_that_a_waiting_client_gets() throws Exception {
        String table = "id,name,lon,lat\n1,a,oost,noord\n";
        HttpResponse<String> waited = post("fileName=a.csv", table);
        assertThat(waited.statusCode()).isEqualTo(422);
        String job = post("fileName=a.csv", table, "Prefer", "respond-async")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        JsonNode failed = ended(job);
        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.path("message").asText())
                .isEqualTo(json(waited).path("detail").asText());
        assertThat(link(failed, RESULTS)).isNull();
        HttpResponse<String> results = get(job + "/results");
        assertThat(results.statusCode()).isEqualTo(422);
        assertThat(results.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(results).path("type").asText()).isEqualTo("/problems/invalid-file");
        assertThat(json(results).path("detail")).isEqualTo(json(waited).path("detail"));
    }

    @Test
    void a_fault_of_ours_is_logged_once_and_shown_without_what_is_inside() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger("nl.plint");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        try {
            String job = post("fileName=broken.csv", rows(1), "Prefer", "respond-async")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            JsonNode failed = ended(job);
            HttpResponse<String> results = get(job + "/results");
            assertThat(results.statusCode()).isEqualTo(500);
            assertThat(json(results).path("type").asText()).isEqualTo("/problems/internal");
            assertThat(results.body() + failed).doesNotContain("inside", "IllegalState", uploads.toString());
        } finally {
            root.detachAppender(log);
        }
        List<ILoggingEvent> errors = List.copyOf(log.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .toList();
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).getThrowableProxy().getMessage()).startsWith("the inside of");
    }

    @Test
    void jobs_are_for_those_with_a_key() throws Exception {
        HttpResponse<String> sent = post("fileName=a.csv", rows(3), "Prefer", "respond-async");
        String job = sent.headers().firstValue("Location").orElseThrow();
        for (String url : List.of(job, job + "/results")) {
            assertThat(send("GET", url, null).statusCode()).as(url).isEqualTo(401);
        }
        assertThat(json(send("GET", server.url() + "/jobs", null)).path("jobs")).isEmpty();
        assertThat(send("DELETE", job, null).statusCode()).isEqualTo(401);
        assertThat(send("DELETE", job, null, "X-Api-Key", "wrong").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "00000000-0000-0000-0000-000000000000", "1-1-1-1-1"})
    void an_unknown_job_is_told_in_the_words_of_the_standard(String id) throws Exception {
        String url = server.url() + "/jobs/" + id;
        for (HttpResponse<String> response :
                List.of(get(url), get(url + "/results"), send("DELETE", url, null), send("GET", url, null))) {
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(json(response).path("type").asText()).isEqualTo(EXCEPTIONS + "no-such-job");
        }
    }

    @Test
    void a_full_queue_says_when_to_come_back() throws Exception {
        HttpResponse<String> last = null;
        int taken = -1;
        do {
            last = post("fileName=held.csv", rows(1_001), "Prefer", "respond-async");
            taken++;
        } while (last.statusCode() == 201);
        assertThat(taken).isEqualTo(102);
        assertThat(last.statusCode()).isEqualTo(503);
        assertThat(last.headers().firstValue("Retry-After")).contains("10");
        assertThat(json(last).path("type").asText()).isEqualTo("/problems/busy");
        JsonNode jobs = json(get(server.url() + "/jobs")).path("jobs");
        assertThat(jobs).filteredOn(job -> job.path("finished").isMissingNode()).hasSize(102);
        String waiting = jobs.get(0).path("links").get(0).path("href").asText();
        assertThat(json(send("DELETE", waiting, null, "X-Api-Key", KEY))
                        .path("status")
                        .asText())
                .isEqualTo("dismissed");
        assertThat(post("fileName=held.csv", rows(1_001), "Prefer", "respond-async")
                        .statusCode())
                .isEqualTo(201);
    }

    private static String part(String disposition, String contents) {
        return "--b0\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + contents + "\r\n";
    }

    private HttpResponse<String> postForm(String query, String body) throws Exception {
        return post(query, body, "Content-Type", "multipart/form-data; boundary=b0");
    }

    @Test
    void several_files_of_a_form_become_one_version() throws Exception {
        String first = part("name=\"file\"; filename=\"a.csv\"", "name,lon,lat\nAssen,6.56,52.99\n");
        String second = part("name=\"file\"; filename=\"b.csv\"", "name,lon,lat\nEmmen,6.9,52.78\n");
        HttpResponse<String> taken = postForm("", first + second + "--b0--\r\n");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        assertThat(json(taken).path("stored").asInt()).isEqualTo(2);
        assertThat(json(taken).path("file").asText()).isEqualTo("a.csv, b.csv");
    }

    @Test
    void a_form_with_a_file_is_taken_in_and_its_fields_win_over_the_query() throws Exception {
        HttpResponse<String> taken = postForm(
                "referenceDate=2020-01-01&source=query",
                part("name=\"referenceDate\"", "2021-02-03")
                        + part("name=\"file\"; filename=\"winkels ë.csv\"", rows(3))
                        + part("name=\"publish\"", "false")
                        + "--b0--\r\n");
        assertThat(taken.statusCode()).isEqualTo(201);
        JsonNode report = json(taken);
        assertThat(report.path("file").asText()).isEqualTo("winkels ë.csv");
        assertThat(report.path("stored").intValue()).isEqualTo(3);
        assertThat(report.path("published").booleanValue()).isFalse();
        JsonNode version = json(get(taken.headers().firstValue("Location").orElseThrow()));
        assertThat(version.path("referenceDate").asText()).isEqualTo("2021-02-03");
        assertThat(version.path("source").asText()).isEqualTo("query");

        HttpResponse<String> raw = post("fileName=a.csv&referenceDate=2021-02-03", rows(3));
        assertThat(json(raw).path("version")).as("a form changes no byte").isEqualTo(report.path("version"));
        assertThat(json(raw).path("unchanged").booleanValue()).isTrue();
    }

    @Test
    void curl_sends_a_form() throws Exception {
        Path file = Files.writeString(folder.resolve("places.csv"), rows(20_000));
        Process curl;
        try {
            curl = new ProcessBuilder(
                            "curl",
                            "-sS",
                            "-H",
                            "X-Api-Key: " + KEY,
                            "-F",
                            "file=@" + file,
                            "-F",
                            "source=the test",
                            server.url() + "/collections/" + layer + "/versions")
                    .start();
        } catch (IOException e) {
            Assumptions.abort("curl is not installed");
            return;
        }
        JsonNode report = JSON.readTree(curl.getInputStream().readAllBytes());
        assertThat(report.path("stored").intValue()).isEqualTo(20_000);
        assertThat(report.path("file").asText()).isEqualTo("places.csv");
    }

    @Test
    void a_form_that_cannot_be_used_is_a_problem_that_says_why() throws Exception {
        JsonNode before = json(get(server.url() + "/jobs")).path("jobs");
        String file = part("name=\"file\"; filename=\"a.csv\"", rows(1));
        assertProblem(postForm("", file), 400, "invalid-body", "breaks off");
        assertProblem(postForm("", "nonsense"), 400, "invalid-body", "multipart/form-data");
        assertProblem(postForm("", part("name=\"source\"", "me") + "--b0--\r\n"), 400, "invalid-body", "no file");
        assertProblem(
                postForm("", part("name=\"file\"; filename=\"a.csv\"", "") + "--b0--\r\n"),
                400,
                "invalid-body",
                "empty");
        assertProblem(
                postForm("", file + part("name=\"colour\"", "red") + "--b0--\r\n"),
                400,
                "invalid-parameter",
                "'colour'");
        assertProblem(
                postForm("", file + part("name=\"referenceDate\"", "soon") + "--b0--\r\n"),
                400,
                "invalid-parameter",
                "'soon'");
        assertProblem(post("", file, "Content-Type", "multipart/form-data"), 400, "invalid-body", "boundary");
        assertProblem(post("", rows(1)), 400, "invalid-parameter", "fileName");
        assertThat(uploads).isEmptyDirectory();
        assertThat(json(get(server.url() + "/jobs")).path("jobs")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/octet-stream", "multipart/form-data; boundary=b0"})
    void too_much_is_refused(String type) throws Exception {
        byte[] body = ("--b0\r\nContent-Disposition: form-data; name=file; filename=a.csv\r\n\r\n"
                        + "x".repeat(MOST_BYTES))
                .getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/collections/" + layer + "/versions?fileName=a.csv"))
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                        .header("X-Api-Key", KEY)
                        .header("Content-Type", type)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertProblem(response, 413, "too-large", "at most 3 MiB");
        assertThat(uploads).isEmptyDirectory();
    }

    @Test
    void a_client_that_tells_a_size_that_is_too_much_need_not_send_it() throws Exception {
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.getOutputStream()
                    .write(("POST /ogc/v1/collections/" + layer
                                    + "/versions?fileName=a.csv HTTP/1.1\r\nHost: localhost\r\n"
                                    + "X-Api-Key: " + KEY + "\r\nExpect: 100-continue\r\nContent-Length: "
                                    + (MOST_BYTES + 1) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(answer).isEqualTo("HTTP/1.1 413");
        }
    }

    private HttpResponse<String> execute(String inputs, String... headers) throws Exception {
        return send("POST", server.url() + "/processes/count/execution", "{\"inputs\": " + inputs + "}", headers);
    }

    @Test
    void an_analysis_is_executed_by_a_job_without_a_key() throws Exception {
        HttpResponse<String> sent = execute("{\"to\": 2}", "Prefer", "respond-async");
        assertThat(sent.statusCode()).isEqualTo(201);
        assertThat(sent.headers().firstValue("Preference-Applied")).contains("respond-async");
        String job = sent.headers().firstValue("Location").orElseThrow();
        assertThat(json(sent).path("jobID").asText()).isEqualTo(job.substring(job.lastIndexOf('/') + 1));
        assertThat(send("GET", job + "/results", null).statusCode()).isEqualTo(404);

        PERMITS.release();
        JsonNode done = ended(job);
        assertThat(done.path("status").asText()).isEqualTo("successful");
        assertThat(done.path("processID").asText()).isEqualTo("count");
        assertThat(done.path("title").asText()).isEqualTo("Counting");
        HttpResponse<String> results = send("GET", link(done, RESULTS), null);
        assertThat(results.statusCode()).isEqualTo(200);
        assertThat(results.headers().firstValue("Content-Type")).contains("application/geo+json");

        PERMITS.release();
        HttpResponse<String> waited = execute("{\"to\": 2}");
        assertThat(waited.statusCode()).isEqualTo(200);
        assertThat(results.body()).as("the same as when the client waits").isEqualTo(waited.body());
        assertThat(json(results).path("features")).hasSize(2);
    }

    @Test
    void a_client_that_prefers_a_job_but_waits_gets_the_answer_when_it_is_there_in_time() throws Exception {
        HttpResponse<String> late = execute("{}", "Prefer", "respond-async, wait=0");
        assertThat(late.statusCode()).isEqualTo(201);
        PERMITS.release(2);
        HttpResponse<String> done = execute("{}", "Prefer", "respond-async, wait=30");
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.headers().firstValue("Content-Type")).contains("application/geo+json");
        assertThat(done.headers().firstValue("Preference-Applied")).contains("wait=30");
        assertThat(json(done).path("features")).hasSize(3);
    }

    @Test
    void inputs_that_cannot_be_used_are_told_at_once_or_by_the_job_that_found_out() throws Exception {
        JsonNode before = json(get(server.url() + "/jobs")).path("jobs");
        assertProblem(execute("{\"to\": -1}", "Prefer", "respond-async"), 400, "invalid-input", "to must be");
        assertProblem(execute("{\"too\": 1}", "Prefer", "respond-async"), 400, "invalid-input", "too");
        assertProblem(execute("[]", "Prefer", "respond-async"), 400, "invalid-body", "'inputs'");
        assertThat(json(get(server.url() + "/jobs")).path("jobs")).isEqualTo(before);

        HttpResponse<String> sent = execute("{\"to\": 666}", "Prefer", "respond-async");
        assertThat(sent.statusCode()).isEqualTo(201);
        String job = sent.headers().firstValue("Location").orElseThrow();
        JsonNode failed = ended(job);
        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.path("message").asText()).contains("that there is data for");
        assertProblem(send("GET", job + "/results", null), 400, "invalid-input", "that there is data for");
        assertProblem(execute("{\"to\": 666}"), 400, "invalid-input", "that there is data for");
    }

    @Test
    void a_job_that_finds_the_store_away_is_done_later() throws Exception {
        AWAY.set(1);
        assertProblem(execute("{\"to\": 503}"), 503, "store-unavailable", "again later");
        AWAY.set(1);
        PERMITS.release();
        String job = execute("{\"to\": 503}", "Prefer", "respond-async")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(ended(job).path("status").asText()).isEqualTo("successful");
        assertThat(json(get(job + "/results")).path("features")).hasSize(503);
    }

    @Test
    void an_analysis_that_waits_is_dismissed_without_a_key() throws Exception {
        for (int busy = 0; busy < 2; busy++) {
            execute("{}", "Prefer", "respond-async");
        }
        String job = execute("{}", "Prefer", "respond-async")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        HttpResponse<String> dismissed = send("DELETE", job, null);
        assertThat(dismissed.statusCode()).isEqualTo(200);
        assertThat(json(dismissed).path("status").asText()).isEqualTo("dismissed");
        assertProblem(send("GET", job + "/results", null), 410, "job-dismissed", "dismissed");
    }

    @Test
    void analyses_that_anybody_may_ask_for_keep_no_file_waiting_outside() throws Exception {
        HttpResponse<String> last;
        do {
            last = execute("{}", "Prefer", "respond-async");
        } while (last.statusCode() == 201);
        assertProblem(last, 503, "busy", "too many");
        assertThat(post("fileName=a.csv", rows(3), "Prefer", "respond-async").statusCode())
                .isEqualTo(201);
    }

    @Test
    void the_processes_say_how_they_can_be_executed() throws Exception {
        JsonNode process = json(get(server.url() + "/processes/count"));
        assertThat(process.path("jobControlOptions"))
                .extracting(JsonNode::asText)
                .containsExactly("sync-execute", "async-execute", "dismiss");
        assertThat(get(server.url() + "/conformance").body())
                .contains("http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/dismiss");
    }

    @Test
    void a_page_of_another_site_may_send_follow_and_dismiss() throws Exception {
        HttpResponse<String> preflight = send("OPTIONS", server.url() + "/jobs/x", null);
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Methods")
                        .orElseThrow())
                .contains("DELETE");
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElseThrow())
                .contains("Prefer");
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Expose-Headers")
                        .orElseThrow())
                .contains("Location", "Preference-Applied", "Retry-After");
    }

    /** Sends a held file and waits until its job runs. */
    private String sendHeld() throws Exception {
        return sendHeld(server);
    }

    String sendHeld(PlintServer to) throws Exception {
        String url = to.url() + "/collections/" + layer + "/versions?fileName=held.csv";
        String job = send("POST", url, rows(HELD_ROWS), "Prefer", "respond-async", "X-Api-Key", KEY)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        while (!json(get(job)).path("status").asText().equals("running")) {
            Thread.onSpinWait();
        }
        return job;
    }

    private static JsonNode ended(String job) throws Exception {
        JsonNode info = json(get(job));
        while (info.path("finished").isMissingNode()) {
            Thread.sleep(10);
            info = json(get(job));
        }
        return info;
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type, String detail)
            throws IOException {
        JsonNode problem = json(response);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(problem.path("type").asText()).isEqualTo("/problems/" + type);
        assertThat(problem.path("detail").asText()).contains(detail);
    }

    private static String link(JsonNode document, String relation) {
        for (JsonNode link : document.path("links")) {
            if (link.path("rel").asText().equals(relation)) {
                return link.path("href").asText();
            }
        }
        return null;
    }

    private HttpResponse<String> post(String query, String body, String... headers) throws Exception {
        String[] all =
                Stream.concat(Stream.of(headers), Stream.of("X-Api-Key", KEY)).toArray(String[]::new);
        return send("POST", server.url() + "/collections/" + layer + "/versions?" + query, body, all);
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    static HttpResponse<String> get(String url) throws Exception {
        return send("GET", url, null, "X-Api-Key", KEY);
    }

    private static HttpResponse<String> send(String method, String url, String body, String... headers)
            throws Exception {
        return CLIENT.send(request(method, url, body, headers), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(String method, String url, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.build();
    }
}
