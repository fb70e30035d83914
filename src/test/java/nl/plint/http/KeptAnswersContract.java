package nl.plint.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.KeptAnswers;
import nl.plint.analysis.echo.EchoAnalysis;
import nl.plint.analysis.hotspot.HotspotAnalysis;
import nl.plint.dataset.Audience;
import nl.plint.dataset.Feature;
import nl.plint.dataset.GeometryKind;
import nl.plint.ingest.Ingestion;
import nl.plint.ingest.format.CsvFormat;
import nl.plint.job.MemoryJobStore;
import nl.plint.store.ArchiveSamples;
import nl.plint.store.DatasetArchive;
import nl.plint.store.DatasetCatalog;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are kept as collections, asked of the real server by a real client, whatever the archive. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
abstract class KeptAnswersContract {
    private static final String KEY = "a-key-for-the-test";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INPUTS = "{\"layer\": \"shop-units\", \"property\": \"number\", \"permutations\": 99}";
    private static final String KEEP =
            "{\"process\": \"hotspots\", \"inputs\": " + INPUTS + ", \"title\": {\"nl\": \"Heet\", \"en\": \"Hot\"}}";

    @TempDir
    Path folder;

    private DatasetArchive archive;
    private DatasetCatalog catalog;
    private PlintServer server;

    protected abstract DatasetArchive open(Path folder);

    @BeforeEach
    void start() {
        archive = open(folder);
        write("20170101-aaaaaaaa", 1);
        catalog = new DatasetCatalog(archive);
        server = PlintServer.start(
                new ServerSettings("localhost", 0, null, Set.of(KEY), "1.2.3"),
                catalog,
                new AnalysisCatalog(List.of(new HotspotAnalysis(Audience.PROVINCE), new EchoAnalysis())),
                new Ingestion(catalog, List.of(new CsvFormat()), Map.of(), "test"),
                new MemoryJobStore(folder),
                () -> true);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
            archive.close();
        }
    }

    /** Writes and publishes a version of places in rows, higher to the north-east. */
    private void write(String version, double factor) {
        List<Feature> features = new ArrayList<>();
        for (int n = 0; n < 64; n++) {
            String place = "POINT (" + (230_000 + n % 8 * 300) + " " + (550_000 + n / 8 * 300) + ")";
            features.add(ArchiveSamples.feature("u" + n, place, factor * (n % 8 + n / 8)));
        }
        LocalDate date = LocalDate.of(2017, 1, 1);
        ArchiveSamples.write(
                archive, ArchiveSamples.draft(version, GeometryKind.POINT, date, ArchiveSamples.number()), features);
        ArchiveSamples.publish(archive, "shop-units", version);
    }

    @Test
    void a_kept_answer_is_a_collection_with_the_features_of_the_answer() throws Exception {
        JsonNode answer = json(send(
                "POST", "/processes/hotspots/execution", "{\"inputs\": " + INPUTS + "}", "Prefer", "respond-sync"));
        HttpResponse<String> kept = keep("hot-units", KEEP);
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
        assertThat(kept.headers().firstValue("Location")).hasValue(server.url() + "/collections/hot-units");
        JsonNode items = json(send("GET", "/collections/hot-units/items?limit=1000", null));
        assertThat(items.path("features")).hasSize(64);
        for (int at = 0; at < 64; at++) {
            JsonNode given = answer.path("features").get(at);
            JsonNode found = json(send(
                    "GET", "/collections/hot-units/items/" + given.path("id").asText(), null));
            assertThat(found.path("geometry")).isEqualTo(given.path("geometry"));
            assertThat(found.path("properties")).isEqualTo(given.path("properties"));
        }
    }

    @Test
    void the_collection_tells_what_it_came_from() throws Exception {
        keep("hot-units", KEEP);
        JsonNode collection = json(send("GET", "/collections/hot-units", null, "Accept-Language", "en"));
        assertThat(collection.path("title").asText()).isEqualTo("Hot");
        assertThat(collection.path("synthetic").asBoolean()).isTrue();
        assertThat(collection.path("license").asText()).isEqualTo("CC0-1.0");
        assertThat(collection.path("referenceDate").asText()).isEqualTo("2017-01-01");
        JsonNode execution = collection.path("execution");
        assertThat(execution.path("process").asText()).isEqualTo("hotspots");
        assertThat(execution.at("/parameters/permutations").asInt()).isEqualTo(99);
        assertThat(execution.at("/notes/0/en").asText()).contains(" areas are a hot or cold spot");
        assertThat(execution.at("/versions/0").asText()).isEqualTo("shop-units/20170101-aaaaaaaa");
    }

    @Test
    void keeping_the_same_again_gives_the_same_version_and_other_data_another() throws Exception {
        String first = json(keep("hot-units", KEEP)).path("version").asText();
        HttpResponse<String> again = keep("hot-units", KEEP);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).path("version").asText()).isEqualTo(first).startsWith("20170101-");
        String other = json(keep("hot-units", KEEP.replace("99", "199")))
                .path("version")
                .asText();
        assertThat(other).isNotEqualTo(first);
        JsonNode versions = json(send("GET", "/collections/hot-units/versions", null));
        assertThat(versions.path("versions").findValuesAsText("id")).containsExactlyInAnyOrder(first, other);
        assertThat(json(send("GET", "/collections/hot-units", null))
                        .path("version")
                        .asText())
                .isEqualTo(other);
    }

    @Test
    void an_answer_is_not_kept_without_a_key_nor_over_a_layer_of_data() throws Exception {
        assertThat(send("PUT", "/collections/hot-units", KEEP).statusCode()).isEqualTo(401);
        HttpResponse<String> over = keep("shop-units", KEEP);
        assertThat(over.statusCode()).isEqualTo(400);
        assertThat(json(over).path("detail").asText()).startsWith("collection must be");
        assertThat(keep("Hot_Units", KEEP).statusCode()).isEqualTo(400);
        assertThat(keep("hot-units", "{\"process\": \"echo\"}").statusCode()).isEqualTo(400);
        assertThat(keep("hot-units", KEEP.replace("inputs", "input")).statusCode())
                .isEqualTo(400);
        assertThat(send("GET", "/collections/hot-units", null).statusCode()).isEqualTo(404);
    }

    @Test
    void an_answer_for_the_province_does_not_exist_for_the_public() throws Exception {
        Answer answer = new HotspotAnalysis(Audience.PROVINCE)
                .execute(
                        new Inputs(Map.of("property", "number", "permutations", 0)),
                        new AnalysisContext(catalog.now()));
        String version = new KeptAnswers(catalog, "1.2.3")
                .keep("hot-units", null, answer.shownTo(Audience.PROVINCE), "result")
                .version()
                .id();
        for (String path : List.of(
                "",
                "/items",
                "/items/u1",
                "/download",
                "/schema",
                "/queryables",
                "/versions",
                "/versions/" + version,
                "/versions/" + version + "/comparison",
                "/tiles",
                "/tiles/WebMercatorQuad/8/85/132?version=" + version)) {
            assertThat(send("GET", "/collections/hot-units" + path, null).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        for (String path : List.of("/collections", "/catalog", "/feed", "/openapi.json", "/tiles")) {
            assertThat(send("GET", path, null).body()).as(path).doesNotContain("hot-units");
        }
        String again = "{\"inputs\": {\"layer\": \"hot-units\", \"property\": \"zScore\"}}";
        assertThat(send("POST", "/processes/hotspots/execution", again).statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(send("GET", "/collections/hot-units/items", null, "X-Api-Key", KEY)
                        .statusCode())
                .isEqualTo(200);
        try (DatasetCatalog ofProvince = new DatasetCatalog(archive, Audience.PROVINCE);
                DatasetCatalog ofMunicipality = new DatasetCatalog(archive, Audience.partner("GM0114"))) {
            assertThat(ofProvince.now().forPublic().find("hot-units")).isPresent();
            assertThat(ofMunicipality.now().forPublic().find("hot-units")).isEmpty();
            // What is made of it is for nobody else either.
            Answer made = new HotspotAnalysis(Audience.PROVINCE)
                    .execute(
                            new Inputs(Map.of("layer", "hot-units", "property", "zScore", "permutations", 0)),
                            new AnalysisContext(ofProvince.now().forPublic()));
            assertThat(new KeptAnswers(ofProvince, "1.2.3")
                            .keep("hot-again", null, made, "result")
                            .version()
                            .audience())
                    .isEqualTo(Audience.PROVINCE);
        }
    }

    @Test
    void an_answer_is_kept_by_a_job_when_the_client_prefers_that() throws Exception {
        HttpResponse<String> accepted =
                send("PUT", "/collections/hot-units", KEEP, "X-Api-Key", KEY, "Prefer", "respond-async");
        assertThat(accepted.statusCode()).isEqualTo(201);
        String job = accepted.headers()
                .firstValue("Location")
                .orElseThrow()
                .substring(server.url().length());
        assertThat(send("GET", job, null).statusCode()).isEqualTo(401);
        HttpResponse<String> report = send("GET", job + "/results", null, "X-Api-Key", KEY);
        while (report.statusCode() == 404) {
            Thread.sleep(20);
            report = send("GET", job + "/results", null, "X-Api-Key", KEY);
        }
        assertThat(json(report).path("featureCount").asInt()).isEqualTo(64);
        assertThat(send("GET", "/collections/hot-units/items/u1", null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void an_answer_holds_until_a_layer_that_it_read_or_the_list_of_layers_changes() throws Exception {
        assertThat(cacheStatus()).doesNotContain("hit");
        assertThat(cacheStatus()).isEqualTo("plint; hit");
        keep("hot-units", KEEP); // a layer more
        assertThat(cacheStatus()).doesNotContain("hit");
        keep("hot-units", KEEP.replace("99", "199")); // another version of a layer that is not read
        assertThat(cacheStatus()).isEqualTo("plint; hit");
        write("20170101-bbbbbbbb", 2);
        catalog.refresh();
        assertThat(cacheStatus()).doesNotContain("hit");
    }

    private String cacheStatus() throws Exception {
        return send("POST", "/processes/hotspots/execution", "{\"inputs\": " + INPUTS + "}")
                .headers()
                .firstValue("Cache-Status")
                .orElseThrow();
    }

    private HttpResponse<String> keep(String collection, String body) throws Exception {
        return send("PUT", "/collections/" + collection, body, "X-Api-Key", KEY);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Accept", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body());
    }
}
