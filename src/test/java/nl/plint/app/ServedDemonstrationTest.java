package nl.plint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as its user starts it: a process of its own that serves the demonstration. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServedDemonstrationTest {
    private static final Pattern EXTENT =
            Pattern.compile("Extent: \\(([\\d.]+), ([\\d.]+)\\) - \\(([\\d.]+), ([\\d.]+)\\)");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static Process process;
    private static String url;

    @BeforeAll
    static void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--demo",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString())
                .redirectError(folder.resolve("log").toFile())
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); url == null && line != null; line = out.readLine()) {
            Matcher link = Pattern.compile("(http://\\S+/ogc/v1) ").matcher(line);
            url = link.find() ? link.group(1) : null;
        }
        assertThat(url).as("it prints where it is").isNotNull();
    }

    @AfterAll
    static void end() {
        process.destroyForcibly();
    }

    @Test
    @Order(1)
    void gdal_lists_and_reads_every_collection() throws Exception {
        Assumptions.assumeTrue(isInstalled(), "ogrinfo is not installed");
        JsonNode collections = json(url + "/collections").path("collections");
        assertThat(collections).hasSize(13);
        for (JsonNode collection : collections) {
            String id = collection.path("id").asText();
            int count = json(url + "/collections/" + id + "/items?limit=1")
                    .path("numberMatched")
                    .intValue();
            // ogr2ogr reads all pages; CSV has a line for each feature after its header.
            String rows = output("ogr2ogr", "-f", "CSV", "/vsistdout/", "OAPIF:" + url, id, "-oo", "PAGE_SIZE=1000");
            assertThat(rows.lines().count() - 1).as(id).isEqualTo(count);
            Matcher extent = EXTENT.matcher(output("ogrinfo", "-ro", "-so", "OAPIF:" + url, id));
            if (extent.find() && !id.equals("centres")) { // centres outside the province are among them
                assertThat(Double.parseDouble(extent.group(1))).as(id).isBetween(6.0, 7.2);
                assertThat(Double.parseDouble(extent.group(2))).as(id).isBetween(52.5, 53.3);
                assertThat(Double.parseDouble(extent.group(3))).as(id).isBetween(6.0, 7.2);
                assertThat(Double.parseDouble(extent.group(4))).as(id).isBetween(52.5, 53.3);
            }
        }
    }

    @Test
    @Order(1)
    void gdal_pages_through_what_a_filter_and_a_box_choose() throws Exception {
        Assumptions.assumeTrue(isInstalled(), "ogrinfo is not installed");
        List<String> expected = new ArrayList<>();
        json(url + "/collections/shop-units/items?limit=10000&gmCode=GM0114&bbox=6.85,52.76,6.93,52.82")
                .path("features")
                .forEach(feature -> expected.add(feature.path("id").asText()));
        assertThat(expected).hasSizeGreaterThan(200);
        List<String> read = output(
                        "ogr2ogr",
                        "-f",
                        "CSV",
                        "/vsistdout/",
                        "OAPIF:" + url,
                        "shop-units",
                        "-oo",
                        "PAGE_SIZE=100",
                        "-select",
                        "id",
                        "-where",
                        "gmCode = 'GM0114'",
                        "-spat",
                        "6.85",
                        "52.76",
                        "6.93",
                        "52.82")
                .lines()
                .skip(1)
                .map(line -> line.replaceAll("[\",]", ""))
                .toList();
        assertThat(read).isEqualTo(expected);
    }

    @Test
    @Order(1)
    void pages_of_flatgeobuf_add_up() throws Exception {
        Assumptions.assumeTrue(isInstalled(), "ogrinfo is not installed");
        String next = url + "/collections/shop-units/items?limit=1500&f=fgb";
        int expected =
                json(next.replace("f=fgb", "f=json")).path("numberMatched").intValue();
        List<String> ids = new ArrayList<>();
        while (next != null) {
            Path file = folder.resolve("page.fgb");
            HttpResponse<Path> page = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(next)).build(), HttpResponse.BodyHandlers.ofFile(file));
            assertThat(page.headers().firstValue("Content-Type")).hasValue("application/flatgeobuf");
            output("ogr2ogr", "-f", "CSV", "/vsistdout/", file.toString(), "-select", "featureId")
                    .lines()
                    .skip(1)
                    .forEach(ids::add);
            Matcher link = Pattern.compile("<([^>]+)>; rel=\"next\"")
                    .matcher(page.headers().firstValue("Link").orElse(""));
            next = link.find() ? link.group(1) : null;
        }
        assertThat(ids).hasSize(expected).doesNotHaveDuplicates();
    }

    @Test
    @Order(1)
    void owslib_finds_its_way() throws Exception {
        String python = Stream.of("python3", "/usr/bin/python3")
                .filter(ServedDemonstrationTest::hasOwsLib)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(python != null, "OWSLib is not installed");
        String script =
                """
                import sys
                from owslib.ogcapi.features import Features
                api = Features(sys.argv[1])
                print(api.api()['openapi'][:3], len(api.conformance()['conformsTo']) > 40)
                print(len(api.feature_collections()), api.collection('shop-units')['id'])
                print('vacant' in api.collection_queryables('shop-units')['properties'])
                page = api.collection_items('shop-units', limit=3)
                print(page['numberReturned'])
                print(api.collection_item('shop-units', page['features'][2]['id'])['id'] == page['features'][2]['id'])
                print(api.collection_items('shop-units', bbox=[6.85, 52.76, 6.93, 52.82], limit=1)['numberMatched'])
                print(api.collection_items('shop-units', filter="gmCode = 'GM0114'", limit=1)['numberMatched'])
                """;
        String items = url + "/collections/shop-units/items?limit=1";
        assertThat(output(python, "-c", script, url).lines())
                .containsExactly(
                        "3.0 True",
                        json(url + "/collections").path("collections").size() + " shop-units",
                        "True",
                        "3",
                        "True",
                        json(items + "&bbox=6.85,52.76,6.93,52.82")
                                .path("numberMatched")
                                .asText(),
                        json(items + "&gmCode=GM0114").path("numberMatched").asText());
    }

    private static boolean hasOwsLib(String python) {
        try {
            return new ProcessBuilder(python, "-c", "import owslib.ogcapi.features")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    /** GDAL turns the GeoPackage into GeoJSON, which must say the same as ours. */
    @ParameterizedTest
    @CsvSource({
        "shop-units, &vacant=true&properties=place%2CvacantSince%2CsalesFloorAreaM2%2Cvacant",
        "business-parks, ''",
        "population-forecast, &gmCode=GM0114",
        "roads, &crs=http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F28992"
    })
    @Order(2)
    void gdal_reads_a_geopackage_as_the_features_it_was_made_of(String id, String query) throws Exception {
        Assumptions.assumeTrue(isInstalled(), "ogrinfo is not installed");
        Path file = folder.resolve(id + ".gpkg");
        String download = url + "/collections/" + id + "/download?f=gpkg" + query;
        HttpResponse<Path> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(download)).build(), HttpResponse.BodyHandlers.ofFile(file));
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/geopackage+sqlite3");
        JsonNode ours = json(download.replaceAll("&crs=[^&]*", "").replace("f=gpkg", "f=json"));
        JsonNode theirs = new ObjectMapper()
                .readTree(output("ogr2ogr", "-f", "GeoJSON", "-lco", "RFC7946=YES", "/vsistdout/", file.toString()));
        assertThat(theirs.path("features")).hasSameSizeAs(ours.path("features")).isNotEmpty();
        for (int row = 0; row < ours.path("features").size(); row++) {
            JsonNode our = ours.path("features").path(row);
            ObjectNode their = (ObjectNode) theirs.path("features").path(row).path("properties");
            assertThat(their.remove("featureId")).isEqualTo(our.path("id"));
            assertThat(their.fieldNames()).toIterable().containsExactlyElementsOf(() -> our.path("properties")
                    .fieldNames());
            our.path("properties").properties().forEach(property -> assertThat(
                            their.path(property.getKey()).asText().replace('/', '-'))
                    .as(property.getKey())
                    .isEqualTo(property.getValue().asText().replace('/', '-')));
            double[] read = numbers(theirs.path("features").path(row).path("geometry"));
            assertThat(read).as(our.path("id").asText()).containsExactly(numbers(our.path("geometry")), within(2e-7));
        }
        String told = output("ogrinfo", "-ro", "-so", "-al", file.toString());
        assertThat(told).contains("Synthetisch: verzonnen gegevens.");
        assertThat(folder.resolve("gdal.log")).isEmptyFile();
        String indexes = output(
                "ogrinfo",
                "-ro",
                "-q",
                "-sql",
                "SELECT count(*) AS n FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'",
                file.toString());
        assertThat(indexes).contains("n (Integer) = " + (id.equals("population-forecast") ? 0 : 1));
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> the_abstract_tests_of_the_standards() throws Exception {
        return new AbstractTests(url).all();
    }

    /** All coordinates of a geometry, one behind the other. */
    private static double[] numbers(JsonNode geometry) {
        return Pattern.compile("[^-\\d.eE]+")
                .splitAsStream(geometry.path("coordinates").toString())
                .filter(text -> !text.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** All that can be reached by links, one feature of each layer, an answer of a process, its job, and mistakes. */
    @Test
    @Order(3)
    void every_document_is_as_the_description_says() throws Exception {
        DescribedAnswers described = new DescribedAnswers(json(url + "/openapi.json"));
        List<String> faults = new ArrayList<>();
        Set<String> found = new LinkedHashSet<>(List.of(url));
        for (JsonNode collection : json(url + "/collections").path("collections")) {
            String address = url + "/collections/" + collection.path("id").asText();
            JsonNode first = json(address + "/items?limit=1").path("features").path(0);
            found.add(address + "/items/"
                    + URLEncoder.encode(first.path("id").asText(), StandardCharsets.UTF_8)
                            .replace("+", "%20"));
        }
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            String address = open.poll();
            JsonNode document = held(described, "get", address, null, faults);
            for (JsonNode links : document.findValues("links")) {
                for (JsonNode link : links) {
                    String href = link.path("href").asText().replaceAll("limit=\\d+", "limit=5");
                    boolean file = link.path("rel").asText().matches("enclosure|next|.*/execute");
                    boolean here = href.startsWith(url) && !href.contains("{");
                    if (here && !file && link.path("type").asText().contains("json") && found.add(href)) {
                        open.add(href);
                    }
                }
            }
        }
        JsonNode job =
                held(described, "post", url + "/processes/echo/execution", "{\"response\": \"document\"}", faults);
        assertThat(job.isObject()).isTrue();
        held(described, "post", url + "/processes/hotspots/execution", "{}", faults);
        JsonNode async = held(described, "post", url + "/processes/vacancy-summary/execution", "async", faults);
        String address = url + "/jobs/" + async.path("jobID").asText();
        while (!held(described, "get", address, null, faults)
                .path("status")
                .asText()
                .equals("successful")) {
            Thread.sleep(50);
        }
        held(described, "get", address + "/results", null, faults);
        held(described, "get", address + "/results/summary", null, faults);
        held(described, "get", url + "/jobs", null, faults);
        held(described, "get", url + "/collections/roads/download?f=jsonfg", null, faults);
        String version = json(url + "/collections/roads").path("version").asText();
        held(described, "get", url + "/collections/roads/versions/" + version + "/comparison", null, faults);
        held(described, "get", url + "/collections/roads/versions/" + version + "/rejected?f=geojson", null, faults);
        held(described, "get", url + "/collections/roads/items?limit=none", null, faults);
        held(described, "get", url + "/collections/nothing", null, faults);
        assertThat(faults).isEmpty();
        assertThat(described.unseen()).isEmpty();
    }

    /** The answer, after it was held against the description; empty when it is not JSON. */
    private static JsonNode held(
            DescribedAnswers described, String method, String address, String body, List<String> faults)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body.equals("async") ? "{}" : body));
            request.header("Prefer", body.equals("async") ? "respond-async" : "wait=10");
        }
        HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        String path = URI.create(address).getRawPath().substring("/ogc/v1".length());
        String mediaType =
                answer.headers().firstValue("Content-Type").orElse("").replaceAll("; *charset=.*", "");
        faults.addAll(
                described.faults(method, path.isEmpty() ? "/" : path, answer.statusCode(), mediaType, answer.body()));
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    @Order(4)
    void a_request_to_terminate_lets_those_in_flight_get_their_full_answers() throws Exception {
        String page = url + "/collections/shop-units/items?limit=2000";
        AtomicBoolean goOn = new AtomicBoolean(true);
        AtomicInteger answered = new AtomicInteger();
        ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread client = new Thread(() -> ask(page, goOn, answered, faults));
            client.start();
            clients.add(client);
        }
        while (answered.get() < 100) {
            Thread.sleep(20);
        }
        process.destroy(); // SIGTERM
        for (Thread client : clients) {
            client.join(20_000);
        }
        goOn.set(false);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(faults).isEmpty();
    }

    /** Asks again and again until the server takes no more: refusing is fine then, breaking off an answer never is. */
    private static void ask(
            String page, AtomicBoolean goOn, AtomicInteger answered, ConcurrentLinkedQueue<String> faults) {
        HttpClient client = HttpClient.newHttpClient();
        while (goOn.get()) {
            try {
                HttpResponse<String> response = client.send(
                        HttpRequest.newBuilder(URI.create(page))
                                .timeout(Duration.ofSeconds(15))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 503) {
                    return;
                }
                JsonNode answer = new ObjectMapper().readTree(response.body());
                if (response.statusCode() != 200 || answer.path("features").size() != 2_000) {
                    faults.add("status " + response.statusCode() + ", "
                            + response.body().length() + " characters");
                }
                answered.incrementAndGet();
            } catch (ConnectException e) {
                return;
            } catch (IOException e) {
                // A kept connection may be closed between two requests: nothing of an answer had come then.
                if (!String.valueOf(e.getMessage()).contains("received no bytes")
                        && !String.valueOf(e.getMessage()).contains("GOAWAY")) {
                    faults.add(e.toString());
                }
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("ogr2ogr", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String output(String... command) throws Exception {
        Process started = new ProcessBuilder(command)
                .redirectError(folder.resolve("gdal.log").toFile())
                .start();
        String text = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(started.waitFor()).as(String.join(" ", command)).isZero();
        return text;
    }

    private static JsonNode json(String address) throws Exception {
        HttpResponse<String> response =
                CLIENT.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }
}
