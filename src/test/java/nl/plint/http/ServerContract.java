package nl.plint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.dataset.DataTheme;
import nl.plint.dataset.Discovery;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Provenance;
import nl.plint.dataset.Schema;
import nl.plint.dataset.UpdateFrequency;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import nl.plint.ingest.Ingestion;
import nl.plint.ingest.format.CsvFormat;
import nl.plint.job.MemoryJobStore;
import nl.plint.quantity.Unit;
import nl.plint.store.ArchiveSamples;
import nl.plint.store.Cursor;
import nl.plint.store.DatasetArchive;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.Published;
import nl.plint.store.VersionDraft;
import nl.plint.store.VersionWriter;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKTReader;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The real server on a temporary archive, asked by a real client: it answers the same whatever archive that is. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServerContract {
    private static final int POINTS = 257;
    private static final String KEY = "a-key-for-the-test";
    private static final double[][] PLACES = places();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LayerDefinition LAYER = new LayerDefinition(
            "places",
            new LocalizedText("Plaatsen", "Places"),
            new LocalizedText("Verzonnen plaatsen", "Invented places"),
            GeometryKind.POINT,
            null,
            List.of(
                    PropertyDefinition.of("name", new LocalizedText("Naam", "Name"), PropertyType.STRING),
                    PropertyDefinition.number("size", new LocalizedText("Grootte", "Size"), Unit.SQUARE_METER),
                    PropertyDefinition.of("open", new LocalizedText("Open", "Open"), PropertyType.BOOLEAN)),
            new Discovery(
                    List.of(new LocalizedText("plaatsen", "places")), List.of(DataTheme.TRAN), UpdateFrequency.ANNUAL));

    @TempDir
    static Path folder;

    private DatasetArchive archive;
    private DatasetCatalog catalog;
    private PlintServer server;

    /** An empty archive. */
    abstract DatasetArchive open();

    private static double[][] places() {
        Random random = new Random(1);
        double[][] places = new double[POINTS][];
        for (int i = 0; i < POINTS; i++) {
            places[i] = new double[] {205_000 + random.nextInt(64_000), 512_000 + random.nextInt(69_000)};
        }
        return places;
    }

    @BeforeAll
    void start() {
        archive = open();
        archive.define(LAYER);
        write("20130101-aaaaaaaa", LocalDate.of(2013, 1, 1), 10);
        write("20170101-bbbbbbbb", LocalDate.of(2017, 1, 1), POINTS);
        catalog = new DatasetCatalog(archive);
        server = serve();
    }

    private PlintServer serve() {
        return serve(new ServerSettings("localhost", 0, null, Set.of(KEY), "1.2.3"));
    }

    private PlintServer serve(ServerSettings settings) {
        return PlintServer.start(
                settings,
                catalog,
                new AnalysisCatalog(List.of(new Slow())),
                new Ingestion(catalog, List.of(new CsvFormat()), Map.of(), "test"),
                new MemoryJobStore(folder),
                () -> true);
    }

    private void write(String version, LocalDate date, int count) {
        GeometryFactory geometries = new GeometryFactory();
        Provenance provenance =
                new Provenance(LocalizedText.same("test"), "CC0-1.0", null, "none", "0".repeat(64), null, true, "test");
        try (VersionWriter writer =
                archive.begin(new VersionDraft(version, LAYER, date, new Schema(LAYER.properties()), provenance))) {
            for (int i = 0; i < count; i++) {
                writer.write(new Feature(
                        "p" + i,
                        geometries.createPoint(new Coordinate(PLACES[i][0], PLACES[i][1])),
                        i == 3 ? "<script>alert('x')</script> & \"q\"" : "name " + i,
                        i % 5 == 0 ? null : (double) i,
                        i % 2 == 0));
            }
            writer.finish("{\"read\":" + count + "}");
        }
        ArchiveSamples.publish(archive, "places", version);
    }

    @AfterAll
    void stop() {
        server.close();
        catalog.close();
        archive.close();
    }

    /** An analysis that waits until it is let go, for what happens to requests in flight. */
    private static final class Slow implements Analysis<Long> {
        private static volatile CountDownLatch entered = new CountDownLatch(0);

        @Override
        public AnalysisDescription description() {
            return new AnalysisDescription(
                    "slow",
                    LocalizedText.same("Slow"),
                    LocalizedText.same("Waits"),
                    List.of(new AnalysisDescription.InputDescription(
                            "millis",
                            LocalizedText.same("millis"),
                            LocalizedText.same("How long"),
                            Map.of("type", "integer", "default", 0))));
        }

        @Override
        public Long question(Inputs inputs, Published published) {
            return inputs.integer("millis", 0, 0, 5_000);
        }

        @Override
        public Answer answer(Long millis, AnalysisContext context) {
            entered.countDown();
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Schema schema =
                    new Schema(List.of(PropertyDefinition.of("list", LocalizedText.same("list"), PropertyType.JSON)));
            List<Feature> features = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                features.add(new Feature("f" + i, null, List.of(Map.of("a", i))));
            }
            return new Answer(
                    "slow",
                    LocalizedText.same("Slow"),
                    new FeatureList(schema, features),
                    List.of(context.published().current("places").version()),
                    Map.of("millis", millis),
                    Map.of(),
                    List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 256, 257, 10_000})
    void a_walk_through_the_pages_visits_every_feature_once(int limit) throws Exception {
        Set<String> seen = new HashSet<>();
        String next = server.url() + "/collections/places/items?limit=" + limit;
        int pages = 0;
        while (next != null) {
            JsonNode page = json(get(next));
            assertThat(page.path("numberMatched").intValue()).isEqualTo(POINTS);
            assertThat(page.path("numberReturned").intValue())
                    .isEqualTo(page.path("features").size());
            page.path("features")
                    .forEach(feature ->
                            assertThat(seen.add(feature.path("id").asText())).isTrue());
            next = link(page, "next");
            pages++;
        }
        assertThat(seen).hasSize(POINTS);
        assertThat(pages).isEqualTo((POINTS + limit - 1) / limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&open=true", "&sortby=-size", "&open=true&sortby=name"})
    void a_page_may_begin_after_some_features_and_walks_on_from_there(String more) throws Exception {
        String items = server.url() + "/collections/places/items?limit=50" + more;
        List<String> expected = new ArrayList<>();
        json(get(items.replace("limit=50", "limit=1000")))
                .path("features")
                .forEach(feature -> expected.add(feature.path("id").asText()));
        List<String> found = new ArrayList<>();
        for (String next = items + "&offset=20"; next != null; ) {
            JsonNode page = json(get(next));
            assertThat(page.path("numberMatched").intValue()).isEqualTo(expected.size());
            page.path("features")
                    .forEach(feature -> found.add(feature.path("id").asText()));
            next = link(page, "next");
        }
        assertThat(found).isEqualTo(expected.subList(20, expected.size()));
        assertThat(json(get(items + "&offset=999999")).path("features")).isEmpty();
        problem(get(items + "&offset=-1"));
        problem(get(items + "&offset=1&cursor=" + new Cursor("20170101-bbbbbbbb", 1, "").encode()));
    }

    @ParameterizedTest
    @CsvSource({"CRS84", "28992", "4326", "4258", "3857"})
    void a_box_finds_what_lies_in_it_in_every_crs(String code) throws Exception {
        Crs crs = code.equals("CRS84") ? Crs.CRS84 : Crs.epsg(code);
        double[] a = Reprojection.between(Crs.RD_NEW, crs).transform(220_000, 530_000);
        double[] b = Reprojection.between(Crs.RD_NEW, crs).transform(250_000, 560_000);
        String bbox = crs.latitudeFirst()
                ? a[1] + "," + a[0] + "," + b[1] + "," + b[0]
                : a[0] + "," + a[1] + "," + b[0] + "," + b[1];
        HttpResponse<String> response = get(server.url() + "/collections/places/items?limit=1000&bbox=" + bbox
                + "&bbox-crs=" + encoded(crs.uri()) + "&crs=" + encoded(crs.uri()));
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < POINTS; i++) {
            double[] place = Reprojection.between(Crs.RD_NEW, crs).transform(PLACES[i][0], PLACES[i][1]);
            if (place[0] >= a[0] && place[0] <= b[0] && place[1] >= a[1] && place[1] <= b[1]) {
                expected.add("p" + i);
            }
        }
        Set<String> found = new HashSet<>();
        for (JsonNode feature : json(response).path("features")) {
            String id = feature.path("id").asText();
            found.add(id);
            JsonNode position = feature.path("geometry").path("coordinates");
            double[] place = PLACES[Integer.parseInt(id.substring(1))];
            double[] turned = Reprojection.between(Crs.RD_NEW, crs).transform(place[0], place[1]);
            int first = crs.latitudeFirst() ? 1 : 0;
            double precision = crs.isGeographic() ? 1e-7 : 1e-3;
            assertThat(position.get(first).doubleValue()).isCloseTo(turned[0], within(precision));
            assertThat(position.get(1 - first).doubleValue()).isCloseTo(turned[1], within(precision));
        }
        assertThat(found).isEqualTo(expected).isNotEmpty();
        assertThat(response.headers().firstValue("Content-Crs")).contains("<" + crs.uri() + ">");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "177,65,-177,70      | CRS84 | 0",
                "5,50,-170,60        | CRS84 | 257",
                "170,50,8,60         | CRS84 | 257",
                "8,50,5,60           | CRS84 | 0",
                "50,170,60,8         | 4326  | 257",
                "-180,-90,180,90     | CRS84 | 257",
                "-180,-90,0,180,90,9 | CRS84 | 257"
            })
    void a_box_may_go_around_the_world(String bbox, String code, int expected) throws Exception {
        Crs crs = code.equals("CRS84") ? Crs.CRS84 : Crs.epsg(code);
        assertThat(json(get(server.url() + "/collections/places/items?limit=1&bbox=" + bbox + "&bbox-crs="
                                + encoded(crs.uri())))
                        .path("numberMatched")
                        .intValue())
                .isEqualTo(expected);
    }

    @Test
    void a_page_can_come_as_a_table() throws Exception {
        HttpResponse<String> response =
                get(server.url() + "/collections/places/items?f=csv&limit=4&crs=" + encoded(Crs.RD_NEW.uri()));
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(response.body().lines().toList())
                .hasSize(5)
                .startsWith("featureId,name,size,open,wkt")
                .contains("p2,name 2,2,true,POINT (" + (long) PLACES[2][0] + " " + (long) PLACES[2][1] + ")");
    }

    @Test
    void filters_compose() throws Exception {
        JsonNode open = json(get(server.url() + "/collections/places/items?open=true&limit=1000"));
        assertThat(open.path("numberMatched").intValue()).isEqualTo(129);
        JsonNode both = json(get(server.url() + "/collections/places/items?open=true&limit=1000&filter="
                + encoded("size > 100 AND size <= 110")));
        assertThat(both.path("features"))
                .extracting(feature -> feature.path("id").asText())
                .containsExactlyInAnyOrder("p102", "p104", "p106", "p108");
    }

    @Test
    void datetime_chooses_the_version_in_force() throws Exception {
        String items = server.url() + "/collections/places/items?limit=1&datetime=";
        assertThat(json(get(items + "2015-06-01T00:00:00Z"))
                        .path("numberMatched")
                        .intValue())
                .isEqualTo(10);
        assertThat(json(get(items + "2018-01-01")).path("numberMatched").intValue())
                .isEqualTo(POINTS);
        assertThat(json(get(items + "../2012-01-01")).path("numberMatched").intValue())
                .isZero();
    }

    @Test
    void a_walk_that_began_in_one_version_ends_in_it() throws Exception {
        JsonNode first = json(get(server.url() + "/collections/places/items?limit=4&datetime=2013-05-05"));
        JsonNode second = json(get(link(first, "next")));
        assertThat(second.path("metadata").path("version").asText()).isEqualTo("20130101-aaaaaaaa");
        assertThat(second.path("numberMatched").intValue()).isEqualTo(10);
    }

    @Test
    void a_single_feature_has_its_own_address() throws Exception {
        JsonNode feature = json(get(server.url() + "/collections/places/items/p42"));
        assertThat(feature.path("type").asText()).isEqualTo("Feature");
        assertThat(feature.path("id").asText()).isEqualTo("p42");
        assertThat(feature.path("properties").path("size").intValue()).isEqualTo(42);
        assertThat(json(get(server.url() + "/collections/places/items/p40"))
                        .path("properties")
                        .path("size")
                        .isNull())
                .isTrue();
    }

    @Test
    void what_did_not_change_is_not_sent_again() throws Exception {
        String url = server.url() + "/collections/places/items?limit=5";
        HttpResponse<String> first = get(url);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).startsWith("\"").endsWith("\"");
        HttpResponse<String> again = get(url, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get(url, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(get(server.url() + "/collections/places/items?limit=6")
                        .headers()
                        .firstValue("ETag"))
                .isPresent()
                .isNotEqualTo(first.headers().firstValue("ETag"));
        String zipped =
                get(url, "Accept-Encoding", "gzip").headers().firstValue("ETag").orElseThrow();
        assertThat(zipped).as("the zipped form is another form").isNotEqualTo(tag);
    }

    @Test
    void a_page_can_come_zipped() throws Exception {
        HttpResponse<byte[]> response = CLIENT.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/collections/places/items?limit=200"))
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        byte[] plain =
                new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(response.body())).readAllBytes();
        assertThat(JSON.readTree(plain).path("features")).hasSize(200);
        assertThat(response.body()).hasSizeLessThan(plain.length / 3);
    }

    @Test
    void any_page_of_any_site_may_read() throws Exception {
        HttpResponse<String> response = get(server.url() + "/collections");
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(response.headers().firstValue("API-Version")).contains("1.0.0");
        HttpResponse<String> preflight = send("OPTIONS", server.url() + "/collections/places/items", null);
        assertThat(preflight.statusCode()).isEqualTo(204);
        HttpResponse<String> head = send("HEAD", server.url() + "/collections/places/items", null);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/collections/nope                           | 404 | not-found         | 'nope'",
                "/collections/places/items/none              | 404 | not-found         | 'none'",
                "/collections/                               | 404 | not-found         | /ogc/v1",
                "/collections/places/items?limit=0           | 400 | invalid-parameter | 1 to 10000",
                "/collections/places/items?limit=many        | 400 | invalid-parameter | 'many'",
                "/collections/places/items?bbox=1,2,3        | 400 | invalid-parameter | 4 or 6 numbers",
                "/collections/places/items?bbox=7,53,6,52    | 400 | invalid-parameter | lower corner",
                "/collections/places/items?bbox=a,b,c,d      | 400 | invalid-parameter | 4 or 6 numbers",
                "/collections/places/items?crs=EPSG:31370    | 400 | invalid-parameter | EPSG/0/28992",
                "/collections/places/items?cursor=abc        | 400 | invalid-parameter | cursor",
                "/collections/places/items?colour=red        | 400 | invalid-parameter | 'colour'",
                "/collections/places/items?size=big          | 400 | invalid-parameter | a number",
                "/collections/places/items?open=perhaps      | 400 | invalid-parameter | true or false",
                "/collections/places/items?datetime=soon     | 400 | invalid-parameter | 2017-01-01",
                "/collections/places/items?f=pdf             | 400 | invalid-parameter | json",
                "/collections/places/items?filter=size%20%3E | 400 | invalid-filter    | filter",
                "/collections/places?x=1                     | 400 | invalid-parameter | 'x'",
                "/processes/nope                             | 404 | no-such-process   | slow"
            })
    void a_mistake_gets_a_problem_that_says_what_and_how(String path, int status, String type, String detail)
            throws Exception {
        HttpResponse<String> response = get(server.url() + path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("type").asText()).endsWith(type);
        assertThat(problem.path("detail").asText()).contains(detail);
        JsonNode dutch = json(get(server.url() + path, "Accept-Language", "nl-NL, en;q=0.5"));
        assertThat(dutch.path("title").asText())
                .isNotBlank()
                .isNotEqualTo(problem.path("title").asText());
        assertThat(dutch.path("type")).isEqualTo(problem.path("type"));
    }

    /** The titles stand in the sources, so each of them can be looked for. */
    @Test
    void every_title_of_a_problem_is_known_in_dutch() throws Exception {
        Set<String> titles = new HashSet<>();
        Pattern form = Pattern.compile("new Problem\\(\\s*[^,;]+,\\s*[^,;]+,\\s*\"([^\"]+)\"", Pattern.DOTALL);
        try (var sources = Files.list(Path.of("src/main/java/nl/plint/http"))) {
            for (Path source : sources.toList()) {
                Matcher matcher = form.matcher(Files.readString(source));
                while (matcher.find()) {
                    titles.add(matcher.group(1));
                }
            }
        }
        assertThat(titles).hasSizeGreaterThan(20);
        assertThat(titles).allSatisfy(title -> assertThat(ProblemTitles.in(new java.util.Locale("nl"), title))
                .isNotEqualTo(title));
    }

    @Test
    void a_wrong_method_a_wrong_format_and_a_wrong_body_are_told() throws Exception {
        assertThat(send("DELETE", server.url() + "/collections", null).statusCode())
                .isEqualTo(405);
        assertThat(get(server.url() + "/collections", "Accept", "image/png").statusCode())
                .isEqualTo(406);
        String execution = server.url() + "/processes/slow/execution";
        assertThat(problem(send("POST", execution, "{\"inputs\": ["))
                        .path("detail")
                        .asText())
                .contains("line 1");
        assertThat(problem(send("POST", execution, "{\"inputs\": {\"millis\": \"long\"}}"))
                        .path("detail")
                        .asText())
                .isEqualTo("millis must be a whole number from 0 to 5000, was 'long'");
        assertThat(problem(send("POST", execution, "{\"inputs\": {\"milis\": 1}}"))
                        .path("detail")
                        .asText())
                .contains("milis");
        assertThat(problem(send("POST", execution, "{\"input\": {}}"))
                        .path("detail")
                        .asText())
                .contains("'input'");
    }

    @Test
    void a_changed_cursor_is_refused_and_not_taken_for_the_first_page() throws Exception {
        String next = link(json(get(server.url() + "/collections/places/items?limit=10")), "next");
        String cursor = next.substring(next.indexOf("cursor=") + 7);
        for (int i = 0; i < cursor.length(); i += 3) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String changed = next.replace(cursor, cursor.substring(0, i) + other + cursor.substring(i + 1));
            assertThat(get(changed).statusCode()).as(changed).isEqualTo(400);
        }
    }

    @Test
    void pages_for_people_are_in_their_language_and_escape_what_they_show() throws Exception {
        HttpResponse<String> page = get(
                server.url() + "/collections/places/items?f=html&limit=10",
                "Accept-Language",
                "nl-NL,nl;q=0.9,en;q=0.5");
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body())
                .contains("<html lang=\"nl\">", "Plaatsen", "Synthetische")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot;")
                .doesNotContain("<script>");
        assertThat(get(server.url(), "Accept", "text/html,application/xhtml+xml;q=0.9")
                        .body())
                .startsWith("<!doctype html>");
        assertThat(json(get(server.url() + "/collections/places", "Accept-Language", "nl"))
                        .path("title")
                        .asText())
                .isEqualTo("Plaatsen");
    }

    @Test
    void writing_needs_a_key() throws Exception {
        String url = server.url() + "/collections/sent/versions?fileName=a.csv";
        String body = "id,lon,lat\n1,6.5,53\n";
        assertThat(send("POST", url, body).statusCode()).isEqualTo(401);
        assertThat(send("POST", url, body, "X-Api-Key", "wrong").statusCode()).isEqualTo(401);
        assertThat(send("PUT", server.url() + "/collections/places/versions/20170101-bbbbbbbb/publication", "")
                        .statusCode())
                .isEqualTo(401);
        assertThat(get(server.url() + "/collections/sent").statusCode()).isEqualTo(404);
    }

    @Test
    void a_file_that_is_sent_is_reported_on_compared_published_and_rolled_back() throws Exception {
        String url = server.url() + "/collections/delivered/versions";
        String first = "nr;naam;lon;lat\n1;a;6.5;53\n2;b;6.6;53\n3;c;6.7;53\n";
        HttpResponse<String> taken =
                send("POST", url + "?fileName=a.csv&referenceDate=2026-01-01", first, "Authorization", "Bearer " + KEY);
        assertThat(taken.statusCode()).isEqualTo(201);
        String firstVersion = json(taken).path("version").asText();
        assertThat(get(taken.headers().firstValue("Location").orElseThrow()).statusCode())
                .isEqualTo(200);
        String second = "nr;naam;lon;lat\n1;a;6.5;53\n2;bb;6.61;53\n9;x;oost;53\n";
        JsonNode report = json(
                send("POST", url + "?fileName=b.csv&referenceDate=2026-01-01&publish=false", second, "X-Api-Key", KEY));
        assertThat(report.path("stored").intValue()).isEqualTo(2);
        assertThat(report.path("issues").get(0).path("message").path("en").asText())
                .contains("'oost'");
        String version = url + "/" + report.path("version").asText();
        assertThat(json(get(version, "X-Api-Key", KEY)).path("published").booleanValue())
                .isFalse();
        assertThat(get(version + "/rejected", "X-Api-Key", KEY).body())
                .isEqualTo("nr;naam;lon;lat;plintRow;plintCode;plintReason\n"
                        .replace("\n", "\r\n")
                        .concat("9;x;oost;53;3;geometry-unreadable;'oost' is not a coordinate\r\n"));
        JsonNode rejected = json(get(version + "/rejected?f=geojson", "X-Api-Key", KEY))
                .path("features")
                .get(0);
        assertThat(rejected.path("properties").path("lon").asText()).isEqualTo("oost");
        assertThat(get(version + "/rejected?f=xlsx", "X-Api-Key", KEY).statusCode())
                .isEqualTo(400);
        JsonNode comparison = json(get(version + "/comparison", "X-Api-Key", KEY));
        assertThat(comparison.path("older").asText()).isEqualTo(firstVersion);
        assertThat(comparison.path("changed").path("2"))
                .extracting(JsonNode::asText)
                .containsExactly("naam", "geometry");
        assertThat(comparison.path("removed")).extracting(JsonNode::asText).containsExactly("3");
        assertThat(comparison.path("unchangedCount").intValue()).isEqualTo(1);
        String items = server.url() + "/collections/delivered/items?naam=bb";
        assertThat(json(get(items)).path("numberMatched").intValue()).isZero();
        assertThat(send("PUT", version + "/publication", "", "X-Api-Key", KEY).statusCode())
                .isEqualTo(200);
        assertThat(json(get(items)).path("numberMatched").intValue()).isEqualTo(1);
        send("PUT", url + "/" + firstVersion + "/publication", "", "X-Api-Key", KEY);
        assertThat(json(get(items)).path("numberMatched").intValue())
                .as("rolled back")
                .isZero();
    }

    @Test
    void a_version_is_unpublished_and_retired() throws Exception {
        String url = server.url() + "/collections/passing/versions";
        HttpResponse<String> sent =
                send("POST", url + "?fileName=a.csv", "nr;lon;lat\n1;6.5;53\n2;6.6;53\n", "X-Api-Key", KEY);
        String version = url + "/" + json(sent).path("version").asText();
        assertThat(send("DELETE", version, null).statusCode()).isEqualTo(401);
        assertThat(send("DELETE", version + "/publication", null).statusCode()).isEqualTo(401);
        HttpResponse<String> refused = send("DELETE", version, null, "X-Api-Key", KEY);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("type").asText()).isEqualTo("/problems/version-in-use");
        assertThat(json(refused).path("detail").asText()).contains("unpublish");
        assertThat(json(get(server.url() + "/collections/passing/items"))
                        .path("numberMatched")
                        .intValue())
                .as("served still")
                .isEqualTo(2);

        HttpResponse<String> unpublished = send("DELETE", version + "/publication", null, "X-Api-Key", KEY);
        assertThat(unpublished.statusCode()).isEqualTo(200);
        assertThat(json(unpublished).path("published").booleanValue()).isFalse();
        assertThat(json(unpublished).path("id").asText())
                .isEqualTo(json(sent).path("version").asText());
        assertThat(get(server.url() + "/collections/passing").statusCode()).isEqualTo(404);
        assertThat(get(server.url() + "/collections").body()).doesNotContain("passing");
        assertThat(get(version).statusCode()).as("for readers it is not").isEqualTo(404);
        assertThat(json(get(version, "X-Api-Key", KEY)).path("published").booleanValue())
                .as("the version is there still")
                .isFalse();
        assertThat(send("DELETE", version + "/publication", null, "X-Api-Key", KEY)
                        .statusCode())
                .as("again is the same")
                .isEqualTo(200);

        HttpResponse<String> retired = send("DELETE", version, null, "Authorization", "Bearer " + KEY);
        assertThat(retired.statusCode()).isEqualTo(204);
        assertThat(retired.body()).isEmpty();
        assertThat(get(version, "X-Api-Key", KEY).statusCode()).isEqualTo(404);
        for (String gone : List.of(version, version + "/publication")) {
            HttpResponse<String> again = send("DELETE", gone, null, "X-Api-Key", KEY);
            assertThat(again.statusCode()).isEqualTo(404);
            assertThat(json(again).path("type").asText()).isEqualTo("/problems/not-found");
        }
        assertThat(send("OPTIONS", version, null)
                        .headers()
                        .firstValue("Access-Control-Allow-Methods")
                        .orElseThrow())
                .contains("DELETE");
        assertThat(archive.listVersions("passing")).isEmpty();
    }

    @Test
    void who_names_a_version_sees_it_when_it_was_published_and_not_taken_back() throws Exception {
        String layer = server.url() + "/collections/revised";
        List<String> ids = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            String file = "nr;lon;lat\n1;6.5;53\n2;6.6;5" + number + "\n";
            ids.add(json(send(
                            "POST",
                            layer + "/versions?fileName=a.csv&referenceDate=2026-01-01&publish=" + (number < 3),
                            file,
                            "X-Api-Key",
                            KEY))
                    .path("version")
                    .asText());
        }
        assertThat(statusesOfVersion(layer, ids.get(0))).as("was published").containsOnly(200);
        assertThat(statusesOfVersion(layer, ids.get(1))).as("is published").containsOnly(200);
        assertThat(get(layer + "/versions/" + ids.get(2) + "/comparison", "X-Api-Key", KEY)
                        .statusCode())
                .as("brings the draft into memory")
                .isEqualTo(200);
        assertThat(statusesOfVersion(layer, ids.get(2))).as("a draft").containsOnly(404, 400);
        assertThat(json(get(layer + "/versions")).path("versions"))
                .extracting(version -> version.path("id").asText())
                .containsExactlyInAnyOrder(ids.get(0), ids.get(1));

        assertThat(send("DELETE", layer + "/versions/" + ids.get(0) + "/publication", null, "X-Api-Key", KEY)
                        .statusCode())
                .isEqualTo(200);
        assertThat(statusesOfVersion(layer, ids.get(0))).as("taken back").containsOnly(404, 400);
        assertThat(statusesOfVersion(layer, ids.get(1))).containsOnly(200);
        send("PUT", layer + "/versions/" + ids.get(2) + "/publication", "", "X-Api-Key", KEY);
        assertThat(statusesOfVersion(layer, ids.get(1))).containsOnly(200);
        send("DELETE", layer + "/versions/" + ids.get(1), null, "X-Api-Key", KEY);
        assertThat(statusesOfVersion(layer, ids.get(1))).as("retired").containsOnly(404, 400);
    }

    /** Of all addresses by which somebody without a key may name a version. */
    private static List<Integer> statusesOfVersion(String layer, String version) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (String path : List.of(
                "/tiles/WebMercatorQuad?version=" + version,
                "/tiles/WebMercatorQuad?f=tilejson&version=" + version,
                "/tiles/WebMercatorQuad/0/0/0?version=" + version,
                "/items?cursor=" + new Cursor(version, 1, "").encode(),
                "/items?f=csv&cursor=" + new Cursor(version, 0, "").encode(),
                "/versions/" + version,
                "/versions/" + version + "/rejected",
                "/versions/" + version + "/comparison")) {
            statuses.add(get(layer + path).statusCode());
        }
        return statuses;
    }

    @Test
    void a_file_that_cannot_be_taken_in_is_a_problem_and_leaves_nothing() throws Exception {
        String url = server.url() + "/collections/faulty/versions?fileName=";
        HttpResponse<String> unknown = send("POST", url + "a.bin", "\u0001", "X-Api-Key", KEY);
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(json(unknown).path("detail").asText()).contains("a.bin", "CSV");
        assertThat(send("POST", url + encoded("../a.csv"), "id", "X-Api-Key", KEY)
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("POST", url + "a.csv", "", "X-Api-Key", KEY).statusCode())
                .isEqualTo(400);
        assertThat(get(server.url() + "/collections/faulty").statusCode()).isEqualTo(404);
    }

    @Test
    void versions_tell_where_they_came_from() throws Exception {
        JsonNode versions =
                json(get(server.url() + "/collections/places/versions")).path("versions");
        assertThat(versions).hasSize(2);
        JsonNode version = json(get(server.url() + "/collections/places/versions/20130101-aaaaaaaa"));
        assertThat(version.path("published").booleanValue()).isTrue();
        assertThat(version.path("report").path("read").intValue()).isEqualTo(10);
    }

    @Test
    void an_answer_names_what_it_came_from() throws Exception {
        JsonNode answer = json(send("POST", server.url() + "/processes/slow/execution", "{}"));
        assertThat(answer.path("metadata")
                        .path("versions")
                        .get(0)
                        .path("version")
                        .asText())
                .isEqualTo("20170101-bbbbbbbb");
        assertThat(answer.path("metadata").path("synthetic").booleanValue()).isTrue();
        assertThat(answer.path("features")
                        .get(7)
                        .path("properties")
                        .path("list")
                        .get(0)
                        .path("a")
                        .intValue())
                .isEqualTo(7);
    }

    @Test
    void every_route_is_described_and_every_description_is_a_route() throws Exception {
        JsonNode api = json(get(server.url() + "/openapi.json"));
        assertThat(api.path("openapi").asText()).startsWith("3.0.");
        for (JsonNode reference : api.findValues("$ref")) {
            assertThat(reference.asText())
                    .as("nothing refers to another document")
                    .startsWith("#/");
            assertThat(api.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
        String job = json(send("POST", server.url() + "/processes/slow/execution", "{}", "Prefer", "respond-async"))
                .path("jobID")
                .asText();
        while (get(server.url() + "/jobs/" + job + "/results").statusCode() != 200) {
            Thread.sleep(10);
        }
        List<String> described = new ArrayList<>();
        api.path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> described.add(method + " " + path.getKey())));
        for (String route : described) {
            String[] parts = route.split(" ");
            if (parts[1].matches("/collections/(?!places)[a-z]+/items.*")) {
                continue; // a layer of another test
            }
            String path = parts[1].replace("{versionId}", "20170101-bbbbbbbb").replace("{featureId}", "p1");
            path = path.replace("{jobId}", job).replace("{output}", "result");
            path = path.replace("{tileMatrixSetId}", "WebMercatorQuad")
                    .replace("{tileMatrix}/{tileRow}/{tileCol}", "0/0/0");
            path = path.replace("{id}", path.startsWith("/processes") ? "slow" : "places");
            int status = send(
                            parts[0].toUpperCase(java.util.Locale.ROOT),
                            server.url() + (path.equals("/") ? "" : path),
                            parts[0].equals("get") ? null : "{}")
                    .statusCode();
            assertThat(status).as(route).isIn(200, 401, 409);
            assertThat(parts[0].equals("get") || status == 401 || status == 409 || path.startsWith("/processes"))
                    .as(route)
                    .isTrue();
        }
        assertThat(described)
                .as("of what is below the root of the API")
                .containsAll(server.routes().stream()
                        .filter(route -> route.contains(" " + Links.ROOT))
                        .map(route -> route.endsWith(Links.ROOT) ? route + "/" : route)
                        .map(route -> route.replace(Links.ROOT, ""))
                        .toList());
        assertThat(described)
                .contains(
                        "get /collections/{id}/items",
                        "get /collections/places/items",
                        "post /collections/{id}/versions",
                        "put /collections/{id}/versions/{versionId}/publication",
                        "delete /collections/{id}/versions/{versionId}/publication",
                        "delete /collections/{id}/versions/{versionId}",
                        "post /processes/slow/execution");
    }

    @Test
    void a_browser_shows_the_features_of_a_page_on_a_map() throws Exception {
        Process chromium;
        try {
            chromium = new ProcessBuilder(
                            "chromium",
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--enable-logging=stderr",
                            "--user-data-dir=" + Files.createTempDirectory(folder, "browser"),
                            "--virtual-time-budget=10000",
                            "--dump-dom",
                            server.url() + "/collections/places/items?f=html&limit=10")
                    .redirectError(folder.resolve("browser.log").toFile())
                    .start();
        } catch (IOException e) {
            Assumptions.abort("chromium is not installed");
            return;
        }
        String page = new String(chromium.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String log = Files.readString(folder.resolve("browser.log"));
        assertThat(page).as(log).contains("data-shown=\"10\"", "10 features on the map");
        assertThat(log).as("no script failed and nothing was refused").doesNotContain("CONSOLE");
    }

    @Test
    void scripts_of_pages_are_kept_for_ever() throws Exception {
        String page =
                get(server.url() + "/collections/places/items?f=html&limit=1").body();
        Matcher script = Pattern.compile("src=\"([^\"]+)\"").matcher(page);
        int found = 0;
        while (script.find()) {
            HttpResponse<String> response = get(script.group(1));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/javascript");
            assertThat(response.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("immutable");
            assertThat(get(script.group(1).replaceAll("[0-9a-f]{16}", "0123456789abcdef"))
                            .statusCode())
                    .as("of another version")
                    .isEqualTo(404);
            found++;
        }
        assertThat(found).isEqualTo(2);
        assertThat(get(server.url() + "/conformance?f=html").body()).doesNotContain("<script");
    }

    @Test
    void the_layers_are_in_a_catalogue_that_needs_no_other_document() throws Exception {
        HttpResponse<String> response = get(server.url() + "/catalog", "Accept", "application/ld+json");
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/ld+json");
        JsonNode catalogue = json(response);
        assertThat(catalogue.path("@type").asText()).isEqualTo("dcat:Catalog");
        assertThat(catalogue.path("@context").isObject()).isTrue();
        JsonNode places = dataset(catalogue);
        assertThat(places.path("dct:title").get(0).path("@value").asText()).isEqualTo("Plaatsen");
        assertThat(places.path("dct:temporal")
                        .path("dcat:startDate")
                        .path("@value")
                        .asText())
                .isEqualTo("2013-01-01");
        Geometry box = new WKTReader()
                .read(places.path("dct:spatial")
                        .path("dcat:bbox")
                        .path("@value")
                        .asText());
        assertThat(box.getEnvelopeInternal().contains(6.56, 52.99)).as("Assen").isTrue();
        for (JsonNode distribution : places.path("dcat:distribution")) {
            assertThat(distribution.path("dct:license").path("@id").asText())
                    .isEqualTo("http://creativecommons.org/publicdomain/zero/1.0/deed.nl");
            HttpResponse<String> data =
                    get(distribution.path("dcat:accessURL").path("@id").asText());
            assertThat(distribution.path("dcat:mediaType").path("@id").asText())
                    .endsWith(data.headers()
                            .firstValue("Content-Type")
                            .orElseThrow()
                            .split(";")[0]);
        }
        assertThat(places.path("dct:description").toString())
                .contains("Synthetisch: verzonnen gegevens", "Synthetic: invented data");
        assertThat(get(server.url() + "/catalog?f=rdf").statusCode()).isEqualTo(400);
    }

    /** What DCAT-AP-NL 3.0 calls "verplicht", class by class. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    dcat:Catalog      | dct:title dct:description dct:publisher dcat:contactPoint dcat:dataset
                    dcat:Dataset      | dct:title dct:description dct:identifier dct:publisher dct:creator dcat:contactPoint
                    dcat:Dataset      | dct:accessRights dcat:theme
                    dcat:Distribution | dcat:accessURL dct:license
                    dcat:DataService  | dct:title dct:description dct:identifier dct:publisher dcat:contactPoint
                    dcat:DataService  | dct:accessRights dct:license dcat:theme dcat:endpointURL dcat:endpointDescription
                    foaf:Agent        | foaf:name
                    vcard:Kind        | vcard:fn vcard:hasEmail
                    """)
    void the_catalogue_says_all_that_the_dutch_profile_requires(String type, String required) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        collect(json(get(server.url() + "/catalog")), type, found);
        assertThat(found).isNotEmpty();
        for (JsonNode resource : found) {
            assertThat(resource.fieldNames()).toIterable().contains(required.split(" "));
            for (String name : required.split(" ")) {
                JsonNode value = resource.path(name);
                assertThat(
                                value.isContainerNode()
                                        ? value.size()
                                        : value.asText().length())
                        .as(type + " " + name)
                        .isPositive();
            }
        }
    }

    private static JsonNode dataset(JsonNode catalogue) {
        for (JsonNode dataset : catalogue.path("dcat:dataset")) {
            if (dataset.path("@id").asText().endsWith("/collections/places")) {
                return dataset;
            }
        }
        throw new AssertionError("places are not in the catalogue");
    }

    private static void collect(JsonNode node, String type, List<JsonNode> found) {
        if (type.equals(node.path("@type").asText()) && !(node.size() == 2 && node.has("@id"))) {
            found.add(node);
        }
        node.forEach(inner -> collect(inner, type, found));
    }

    @Test
    void what_only_the_definition_knows_is_in_the_catalogue_and_the_collection() throws Exception {
        JsonNode places = dataset(json(get(server.url() + "/catalog")));
        assertThat(places.path("dcat:keyword").toString()).contains("plaatsen", "places");
        assertThat(places.path("dcat:theme").path(0).path("@id").asText())
                .isEqualTo("http://publications.europa.eu/resource/authority/data-theme/TRAN");
        assertThat(places.path("dct:accrualPeriodicity").path("@id").asText())
                .isEqualTo("http://publications.europa.eu/resource/authority/frequency/ANNUAL");
        JsonNode collection = json(get(server.url() + "/collections/places", "Accept-Language", "nl"));
        assertThat(collection.path("keywords").toString()).isEqualTo("[\"plaatsen\"]");
        assertThat(collection.path("updateFrequency").asText()).isEqualTo("annual");
        assertThat(collection.path("publisher").path("email").asText()).isEqualTo("plint@example.org");
        assertThat(link(collection, "license")).isEqualTo("http://creativecommons.org/publicdomain/zero/1.0/deed.nl");
        JsonNode origin = json(get(link(collection, "http://www.w3.org/ns/prov#has_provenance")));
        assertThat(origin.path("fileSha256").asText()).isEqualTo("0".repeat(64));
    }

    @Test
    void a_page_links_to_itself_in_the_other_language() throws Exception {
        String address = server.url() + "/collections/places/items?limit=10&filter=name%20LIKE%20%27name%25%27&f=html";
        String english = get(address).body();
        Matcher other = Pattern.compile("<a href=\"([^\"]+)\" hreflang=\"nl\" lang=\"nl\">Nederlands</a>")
                .matcher(english);
        assertThat(other.find()).isTrue();
        String dutch = get(address.replaceAll("\\?.*", "") + other.group(1).replace("&amp;", "&"))
                .body();
        assertThat(dutch)
                .contains("<html lang=\"nl\">", "<span aria-current=\"true\" lang=\"nl\">Nederlands</span>")
                .contains("<caption>Plaatsen: 10 van 256</caption>")
                .contains("<th scope=\"col\" title=\"size\">Grootte <small>(m2)</small></th>");
        assertThat(english).contains("<caption>Places: 10 of 256</caption>", ">Size <small>(m2)</small></th>");
        Matcher links = Pattern.compile("<a href=\"(http[^\"]+)\"").matcher(dutch);
        int pages = 0;
        while (links.find()) {
            String href = links.group(1).replace("&amp;", "&");
            if (href.contains("f=html")) {
                assertThat(href)
                        .as("whoever follows links stays in the language")
                        .contains("lang=nl");
                assertThat(get(href).body()).contains("<html lang=\"nl\">");
                pages++;
            }
        }
        assertThat(pages).isGreaterThan(10);
    }

    @Test
    void the_language_in_the_address_goes_before_the_header_and_is_one_that_there_is() throws Exception {
        JsonNode landing = json(get(server.url() + "?lang=nl", "Accept-Language", "en"));
        assertThat(landing.path("title").asText()).contains("vestigingsbeleid");
        assertThat(link(landing, "data")).isEqualTo(server.url() + "/collections?lang=nl");
        assertThat(json(get(link(landing, "data"))).toString()).contains("Verzonnen plaatsen");
        HttpResponse<String> german = get(server.url() + "/collections?lang=de");
        assertThat(german.statusCode()).isEqualTo(400);
        assertThat(json(german).path("detail").asText()).isEqualTo("lang must be one of [nl, en], was 'de'");
    }

    @Test
    void pages_tell_search_engines_what_the_data_is() throws Exception {
        JsonNode dataset = linkedData(get(server.url() + "/collections/places?f=html"));
        assertThat(dataset.path("@type").asText()).isEqualTo("Dataset");
        assertThat(dataset.path("description").asText()).startsWith("Synthetic: invented data");
        assertThat(dataset.path("temporalCoverage").asText()).isEqualTo("2013-01-01/2017-01-01");
        double[] box = Arrays.stream(dataset.path("spatialCoverage")
                        .path("geo")
                        .path("box")
                        .asText()
                        .split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(new double[] {box[0], box[2]})
                .as("latitude first")
                .containsExactly(new double[] {52.6, 53.2}, within(0.1));
        for (JsonNode file : dataset.path("distribution")) {
            assertThat(get(file.path("contentUrl").asText())
                            .headers()
                            .firstValue("Content-Type")
                            .orElseThrow())
                    .startsWith(file.path("encodingFormat").asText());
        }
        JsonNode catalogue = linkedData(get(server.url() + "?f=html"));
        assertThat(catalogue.path("@type").asText()).isEqualTo("DataCatalog");
        assertThat(catalogue.path("dataset").findValuesAsText("url"))
                .contains(dataset.path("url").asText());
        assertThat(get(dataset.path("url").asText()).statusCode()).isEqualTo(200);
    }

    private static JsonNode linkedData(HttpResponse<String> page) throws IOException {
        Matcher element = Pattern.compile("<script type=\"application/ld\\+json\">([^<]*)</script>")
                .matcher(page.body());
        assertThat(element.find()).isTrue();
        return JSON.readTree(element.group(1));
    }

    @Test
    void a_proxy_is_believed_only_where_a_setting_says_so() throws Exception {
        String[] forwarded = {"Forwarded", "for=1.2.3.4;host=geo.example.nl;proto=https"};
        String[] old = {"X-Forwarded-Host", "geo.example.nl", "X-Forwarded-Proto", "https", "X-Forwarded-Port", "443"};
        for (String[] headers : List.of(forwarded, old)) {
            assertThat(link(json(get(server.url(), headers)), "data")).isEqualTo(server.url() + "/collections");
        }
        ServerSettings settings = new ServerSettings("localhost", 0, null, Set.of(KEY), "1.2.3").behindProxy();
        try (PlintServer behind = serve(settings)) {
            for (String[] headers : List.of(forwarded, old)) {
                HttpResponse<String> items = get(behind.url() + "/collections/places/items?limit=5", headers);
                assertThat(link(json(items), "next"))
                        .startsWith("https://geo.example.nl/ogc/v1/collections/places/items?");
                assertThat(json(get(behind.url() + "/openapi.json", headers))
                                .path("servers")
                                .path(0)
                                .path("url")
                                .asText())
                        .isEqualTo("https://geo.example.nl/ogc/v1");
            }
            assertThat(link(json(get(behind.url())), "data")).isEqualTo(behind.url() + "/collections");
            assertThat(get(behind.url(), "X-Forwarded-Host", "a b\"<").statusCode())
                    .isIn(200, 400);
        }
        ServerSettings named =
                new ServerSettings("localhost", 0, "https://plint.example.org", Set.of(KEY), "1.2.3").behindProxy();
        try (PlintServer behind = serve(named)) {
            assertThat(link(json(get(behind.url(), forwarded)), "data"))
                    .isEqualTo("https://plint.example.org/ogc/v1/collections");
        }
    }

    @Test
    void published_versions_are_in_a_feed() throws Exception {
        HttpResponse<String> atom = get(server.url() + "/feed", "Accept-Language", "nl");
        assertThat(atom.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/atom+xml");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(atom.body().getBytes(StandardCharsets.UTF_8)));
        String namespace = "http://www.w3.org/2005/Atom";
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < document.getElementsByTagNameNS(namespace, "entry").getLength(); i++) {
            Element entry = (Element)
                    document.getElementsByTagNameNS(namespace, "entry").item(i);
            String id = entry.getElementsByTagNameNS(namespace, "id").item(0).getTextContent();
            assertThat(get(id).statusCode()).as("the id is the address").isEqualTo(200);
            ids.add(id);
        }
        assertThat(ids).contains(server.url() + "/collections/places/versions/20130101-aaaaaaaa");
        JsonNode feed = json(get(server.url() + "/feed?f=json"));
        assertThat(feed.path("version").asText()).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(feed.path("items"))
                .extracting(item -> item.path("id").asText())
                .containsAll(ids);
        assertThat(get(server.url() + "/feed?f=rss").statusCode()).isEqualTo(400);
    }

    @Test
    void links_on_the_landing_page_work() throws Exception {
        JsonNode landing = json(get(server.url()));
        List<String> relations = new ArrayList<>();
        for (JsonNode link : landing.path("links")) {
            relations.add(link.path("rel").asText());
            assertThat(get(link.path("href").asText()).statusCode())
                    .as(link.toString())
                    .isEqualTo(200);
        }
        assertThat(relations)
                .contains("self", "service-desc", "service-doc", "conformance", "data")
                .contains("http://www.opengis.net/def/rel/ogc/1.0/processes");
        for (JsonNode collection : json(get(server.url() + "/collections")).path("collections")) {
            for (JsonNode link : collection.path("links")) {
                if (link.path("rel").asText().equals("license")) {
                    continue; // it is not here
                }
                assertThat(get(link.path("href").asText()).statusCode())
                        .as(link.toString())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void stopping_lets_every_request_in_flight_get_its_full_answer() throws Exception {
        PlintServer stopping = serve();
        int clients = 12;
        Slow.entered = new CountDownLatch(clients);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            answers.add(CLIENT.sendAsync(
                    HttpRequest.newBuilder(URI.create(stopping.url() + "/processes/slow/execution"))
                            .POST(HttpRequest.BodyPublishers.ofString("{\"inputs\": {\"millis\": " + (700 + i) + "}}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        assertThat(Slow.entered.await(10, TimeUnit.SECONDS)).isTrue();
        stopping.close();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            HttpResponse<String> response = answer.get(10, TimeUnit.SECONDS);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(json(response).path("features")).hasSize(2_000);
        }
    }

    @Test
    void gdal_reads_the_collections() throws Exception {
        Process version;
        try {
            version = new ProcessBuilder("ogrinfo", "--version").start();
        } catch (IOException e) {
            Assumptions.abort("ogrinfo is not installed");
            return;
        }
        assertThat(version.waitFor()).isZero();
        Process ogrinfo = new ProcessBuilder("ogrinfo", "-ro", "-so", "OAPIF:" + server.url(), "places")
                .redirectErrorStream(true)
                .start();
        String output = new String(ogrinfo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output)
                .contains("Feature Count: " + POINTS)
                .contains("Geometry: Point")
                .contains("size: Real");
    }

    private static String link(JsonNode document, String relation) {
        for (JsonNode link : document.path("links")) {
            if (link.path("rel").asText().equals(relation)) {
                return link.path("href").asText();
            }
        }
        return null;
    }

    private static JsonNode problem(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(400);
        return json(response);
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    private static HttpResponse<String> get(String url, String... headers) throws Exception {
        return send("GET", url, null, headers);
    }

    private static HttpResponse<String> send(String method, String url, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
