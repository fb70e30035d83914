package nl.plint.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.OutputDescription;
import nl.plint.analysis.echo.EchoAnalysis;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.ingest.Ingestion;
import nl.plint.ingest.format.CsvFormat;
import nl.plint.job.MemoryJobStore;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.Published;
import nl.plint.store.geopackage.GeoPackageArchive;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Execute requests of OGC API Processes, asked of the real server by a real client. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class ExecutionTest {
    private static final String KEY = "a-key-for-the-test";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static GeoPackageArchive archive;
    private static PlintServer server;

    @BeforeAll
    static void start() {
        archive = GeoPackageArchive.open(folder);
        DatasetCatalog catalog = new DatasetCatalog(archive);
        server = PlintServer.start(
                new ServerSettings("localhost", 0, null, Set.of(KEY), "1.2.3"),
                catalog,
                new AnalysisCatalog(List.of(new Squares(), new EchoAnalysis())),
                new Ingestion(catalog, List.of(new CsvFormat()), Map.of(), "test"),
                new MemoryJobStore(folder),
                () -> true);
    }

    @AfterAll
    static void stop() {
        server.close();
        archive.close();
    }

    /** The squares of the first numbers as a table, and their sum. */
    private static final class Squares implements Analysis<Long> {
        private static final AtomicInteger ANSWERED = new AtomicInteger();
        private static final List<PropertyDefinition> PROPERTIES = List.of(
                PropertyDefinition.of("n", LocalizedText.same("n"), PropertyType.INTEGER),
                PropertyDefinition.of("square", LocalizedText.same("n * n"), PropertyType.INTEGER));

        @Override
        public AnalysisDescription description() {
            return new AnalysisDescription(
                    "squares",
                    LocalizedText.same("Squares"),
                    LocalizedText.same("Squares of numbers"),
                    List.of(new InputDescription(
                            "to",
                            LocalizedText.same("to"),
                            LocalizedText.same("How far"),
                            Map.of("type", "integer", "minimum", 0, "maximum", 100, "default", 3))),
                    List.of(
                            OutputDescription.result(GeometryKind.NONE, PROPERTIES),
                            OutputDescription.summary(Map.of("sum", Map.of("type", "integer")))));
        }

        @Override
        public Long question(Inputs inputs, Published published) {
            return inputs.integer("to", 3, 0, 100);
        }

        @Override
        public Answer answer(Long to, AnalysisContext context) {
            ANSWERED.incrementAndGet();
            List<Feature> features = new ArrayList<>();
            long sum = 0;
            for (long n = 1; n <= to; n++) {
                features.add(new Feature("n" + n, null, n, n * n));
                sum += n * n;
            }
            return new Answer(
                    "squares",
                    LocalizedText.same("Squares"),
                    new FeatureList(new Schema(PROPERTIES), features),
                    List.of(),
                    Map.of("to", to),
                    Map.of("sum", sum),
                    List.of());
        }
    }

    private static HttpResponse<String> send(String method, String address, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> execute(String process, String body, String... headers) throws Exception {
        return send("POST", server.url() + "/processes/" + process + "/execution", body, headers);
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body());
    }

    private static String type(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    @Test
    void without_outputs_a_raw_response_is_the_features_with_the_figures_in_their_metadata() throws Exception {
        HttpResponse<String> response = execute("squares", "{\"inputs\": {\"to\": 4}}");
        assertThat(type(response)).isEqualTo("application/geo+json");
        assertThat(json(response).path("features")).hasSize(4);
        assertThat(json(response).at("/metadata/summary/sum").asInt()).isEqualTo(30);
    }

    @Test
    void one_output_comes_raw_and_several_come_as_parts() throws Exception {
        HttpResponse<String> one = execute("squares", "{\"outputs\": {\"summary\": {}}}");
        assertThat(type(one)).isEqualTo("application/json");
        assertThat(json(one)).isEqualTo(JSON.readTree("{\"sum\": 14}"));
        HttpResponse<String> several = execute(
                "echo",
                "{\"inputs\": {\"text\": \"hi\"}, \"outputs\": {\"text\": {}, \"textOrObject\": {}, \"number\": {}}}");
        assertThat(type(several)).startsWith("multipart/related; boundary=");
        String boundary = type(several).split("boundary=")[1];
        String[] parts = several.body().split("--" + boundary);
        assertThat(parts).hasSize(5);
        assertThat(parts[1])
                .contains("Content-Type: text/plain; charset=utf-8")
                .contains("Content-ID: <text>")
                .endsWith("\r\n\r\nhi\r\n");
        assertThat(parts[2]).contains("Content-Type: application/json").endsWith("\r\n\r\n\"hello\"\r\n");
        assertThat(parts[3]).contains("Content-ID: <number>").contains("\r\n\r\n1.0");
        assertThat(parts[4]).startsWith("--");
    }

    @Test
    void a_document_holds_all_outputs_by_name_and_objects_in_it_are_qualified() throws Exception {
        JsonNode document = json(execute("squares", "{\"response\": \"document\"}"));
        assertThat(document.at("/result/mediaType").asText()).isEqualTo("application/geo+json");
        assertThat(document.at("/result/value/features")).hasSize(3);
        assertThat(document.at("/summary/value/sum").asInt()).isEqualTo(14);
        String inputs = "{\"text\": {\"value\": \"hi\"}, \"numbers\": [4], \"textOrObject\": \"5\","
                + " \"bbox\": {\"bbox\": [1, 2, 3, 4]}}";
        assertThat(json(execute("echo", "{\"response\": \"document\", \"inputs\": " + inputs + "}")))
                .isEqualTo(
                        JSON.readTree(
                                "{\"text\": \"hi\", \"number\": 1.0, \"numbers\": [4], \"textOrObject\": \"5\","
                                        + " \"bbox\": {\"value\": {\"bbox\": [1, 2, 3, 4]}, \"mediaType\": \"application/json\"}}"));
    }

    @Test
    void the_format_of_features_is_chosen_by_the_query_the_header_or_the_body() throws Exception {
        String csv = "featureId,n,square,wkt\r\nn1,1,1,\r\n";
        String one = "{\"inputs\": {\"to\": 1}}";
        String body =
                "{\"inputs\": {\"to\": 1}, \"outputs\": {\"result\": {\"format\": {\"mediaType\": \"text/csv\"}}}}";
        assertThat(send("POST", server.url() + "/processes/squares/execution?f=csv", one)
                        .body())
                .isEqualTo(csv);
        assertThat(execute("squares", one, "Accept", "text/csv").body()).isEqualTo(csv);
        assertThat(execute("squares", body).body()).isEqualTo(csv);
    }

    @Test
    void what_is_asked_for_by_reference_has_an_address() throws Exception {
        HttpResponse<String> response = execute(
                "squares",
                "{\"response\": \"document\", \"outputs\": {\"result\": {\"transmissionMode\": \"reference\"},"
                        + " \"summary\": {}}}");
        JsonNode document = json(response);
        assertThat(document.at("/summary/value/sum").asInt()).isEqualTo(14);
        HttpResponse<String> result = send("GET", document.at("/result/href").asText(), null);
        assertThat(type(result))
                .isEqualTo("application/geo+json")
                .isEqualTo(document.at("/result/type").asText());
        assertThat(result.body()).isEqualTo(execute("squares", "{}").body());
        HttpResponse<String> raw =
                execute("squares", "{\"outputs\": {\"result\": {\"transmissionMode\": \"reference\"}}}");
        assertThat(raw.statusCode()).isEqualTo(204);
        assertThat(raw.headers().firstValue("Link").orElseThrow()).contains("/results/result>; rel=\"result\"");
    }

    @Test
    void the_same_question_is_answered_once_and_then_from_memory() throws Exception {
        int before = Squares.ANSWERED.get();
        List<CompletableFuture<String>> bodies = new ArrayList<>();
        for (int client = 0; client < 12; client++) {
            bodies.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return execute("squares", "{\"inputs\": {\"to\": 77}}").body();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        Set<String> different = new HashSet<>();
        for (CompletableFuture<String> body : bodies) {
            different.add(body.get());
        }
        assertThat(different).hasSize(1);
        assertThat(Squares.ANSWERED.get() - before).isEqualTo(1);
        assertThat(execute("squares", "{\"inputs\": {\"to\": 77.0}}").headers().firstValue("Cache-Status"))
                .contains("plint; hit");
        assertThat(execute("squares", "{\"inputs\": {\"to\": 78}}").headers().firstValue("Cache-Status"))
                .contains("plint; fwd=miss; stored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"inputs\": {\"to\": -1}}                                 | to must be a whole number from 0 to 100",
                "{\"inputs\": {\"to\": \"x\"}}                              | to must be a whole number",
                "{\"inputs\": {\"tot\": 1}}                                 | tot must be one of the inputs [to]",
                "{\"inputs\": {\"to\": {\"href\": \"http://a.b/c\"}}}       | input 'to' must be given by value",
                "{\"inputs\": []}                                           | 'inputs' must be an object",
                "{\"outputs\": {\"nope\": {}}}                              | there is no output 'nope'",
                "{\"outputs\": {\"result\": {\"format\": {\"mediaType\": \"a/b\"}}}} | must be one of [application/geo+json, text/csv",
                "{\"outputs\": {\"result\": {\"transmissionMode\": \"mail\"}}}    | must be one of [value, reference]",
                "{\"response\": \"letter\"}                                 | 'response' must be one of [raw, document]",
                "{\"subscriber\": {}}                                       | calls nobody back",
                "{\"input\": {}}                                            | 'input' is not part of a request"
            })
    void a_request_that_makes_no_sense_is_told_what_is_wrong(String body, String detail) throws Exception {
        for (String prefer : List.of("respond-sync", "respond-async")) {
            HttpResponse<String> response = execute("squares", body, "Prefer", prefer);
            assertThat(response.statusCode()).as(body).isEqualTo(400);
            assertThat(type(response)).isEqualTo("application/problem+json");
            assertThat(json(response).path("detail").asText()).contains(detail);
        }
        assertThat(type(execute("squares", body, "Accept", "application/json")))
                .as("as OGC API Processes has it, for who takes nothing else")
                .isEqualTo("application/json");
    }

    @Test
    void processes_are_listed_up_to_a_limit_and_describe_inputs_and_outputs() throws Exception {
        assertThat(json(send("GET", server.url() + "/processes?limit=1", null)).path("processes"))
                .hasSize(1);
        assertThat(send("GET", server.url() + "/processes?limit=0", null).statusCode())
                .isEqualTo(400);
        JsonNode process = json(send("GET", server.url() + "/processes/squares", null));
        assertThat(process.at("/inputs/to/schema/maximum").asInt()).isEqualTo(100);
        assertThat(process.path("outputTransmission")).isEqualTo(JSON.readTree("[\"value\", \"reference\"]"));
        JsonNode collection = process.at("/outputs/result/schema/oneOf/0");
        assertThat(collection.at("/properties/features/items/properties/properties/required"))
                .isEqualTo(JSON.readTree("[\"n\", \"square\"]"));
        assertThat(process.at("/outputs/result/schema/oneOf/1/contentMediaType").asText())
                .isEqualTo("text/csv");
        assertThat(process.at("/outputs/summary/schema/properties/sum/type").asText())
                .isEqualTo("integer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numbers|[1.5]",
                "numbers|3",
                "bbox|{\"bbox\": [1, 2]}",
                "bbox|{\"bbox\": [1, 2, 3, 4], \"crs\": 5}",
                "textOrObject|[]",
                "pause|11"
            })
    void echo_refuses_what_its_schemas_refuse(String input, String value) throws Exception {
        HttpResponse<String> response = execute("echo", "{\"inputs\": {\"" + input + "\": " + value + "}}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("detail").asText()).startsWith(input + " must be ");
    }

    @Test
    void a_pausing_echo_is_not_ready_and_can_be_dismissed() throws Exception {
        HttpResponse<String> accepted = execute("echo", "{\"inputs\": {\"pause\": 10}}", "Prefer", "respond-async");
        String job = accepted.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> early = send("GET", job + "/results", null);
        assertThat(early.statusCode()).isEqualTo(404);
        assertThat(json(early).path("type").asText()).endsWith("/result-not-ready");
        assertThat(json(send("DELETE", job, null)).path("status").asText()).isEqualTo("dismissed");
    }

    @Test
    void without_a_key_only_jobs_that_are_for_everybody_are_listed() throws Exception {
        String secret = json(execute("squares", "{}", "Prefer", "respond-async"))
                .path("jobID")
                .asText();
        String shown = json(execute("echo", "{}", "Prefer", "respond-async"))
                .path("jobID")
                .asText();
        assertThat(send("GET", server.url() + "/jobs", null).body())
                .contains(shown)
                .doesNotContain(secret);
        assertThat(send("GET", server.url() + "/jobs", null, "X-Api-Key", KEY).body())
                .contains(shown, secret);
        assertThat(send("GET", server.url() + "/jobs", null, "X-Api-Key", "wrong")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void jobs_are_shown_as_pages_and_their_results_are_sent_once() throws Exception {
        HttpResponse<String> accepted = execute("echo", "{}", "Prefer", "respond-async");
        String job = accepted.headers().firstValue("Location").orElseThrow();
        assertThat(type(send("GET", job, null, "Accept", "text/html"))).startsWith("text/html");
        assertThat(type(send("GET", server.url() + "/jobs?f=html", null))).startsWith("text/html");
        assertThat(type(send("GET", job, null, "Accept", "text/csv"))).isEqualTo("application/json");
        HttpResponse<String> text = send("GET", job + "/results/text", null);
        while (text.statusCode() == 404) {
            Thread.sleep(20);
            text = send("GET", job + "/results/text", null);
        }
        assertThat(text.body()).isEqualTo("hello");
        String tag = text.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = send("GET", job + "/results/text", null, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(send("GET", job + "/results/number", null, "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void jobs_are_listed_by_process_and_status() throws Exception {
        String job = json(execute("echo", "{}", "Prefer", "respond-async"))
                .path("jobID")
                .asText();
        String list = server.url() + "/jobs?processID=echo&type=process&status=accepted,running,successful&limit=1";
        JsonNode jobs = json(send("GET", list, null, "X-Api-Key", KEY)).path("jobs");
        assertThat(jobs).hasSize(1);
        assertThat(jobs.at("/0/jobID").asText()).isEqualTo(job);
        assertThat(json(send("GET", server.url() + "/jobs?processID=nope", null, "X-Api-Key", KEY))
                        .path("jobs"))
                .isEmpty();
        assertThat(send("GET", server.url() + "/jobs?status=done", null, "X-Api-Key", KEY)
                        .statusCode())
                .isEqualTo(400);
    }
}
