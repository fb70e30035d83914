package nl.plint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.locationtech.jts.geom.Envelope;

/**
 * The abstract tests of OGC API Features 1, 2 and 3, Tiles 1 and Processes 1 in our own words, each under the path of its
 * requirement, on every collection of a server that runs. What JSON Schemas, single parameters and jobs are like in detail has tests
 * of its own; here is what the official suites go by.
 */
@NullUnmarked // test code: a null that should not be there fails the test anyway
final class AbstractTests {
    private static final String SPEC = "http://www.opengis.net/spec/";
    private static final String RELATION = "http://www.opengis.net/def/rel/ogc/1.0/";
    private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    private static final String GEOJSON = "application/geo+json";
    private static final String PROBLEM = "application/problem+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String root;
    private final List<JsonNode> collections = new ArrayList<>();
    private final List<DynamicTest> all = new ArrayList<>();

    /** @param root the address of the landing page of a server that has data */
    AbstractTests(String root) throws Exception {
        this.root = root;
        json("/collections").path("collections").forEach(collections::add);
    }

    Stream<DynamicTest> all() {
        featuresCore();
        featuresItems();
        featuresCrs();
        featuresFilter();
        tiles();
        processes();
        return all.stream();
    }

    private void test(String requirement, Executable check) {
        all.add(DynamicTest.dynamicTest(requirement, check));
    }

    /** A check of each collection. */
    @FunctionalInterface
    private interface OfCollection {
        void check(JsonNode collection, String path) throws Exception;
    }

    private void testEach(String requirement, OfCollection check) {
        test(requirement, () -> {
            for (JsonNode collection : collections) {
                check.check(collection, "/collections/" + collection.path("id").asText());
            }
        });
    }

    private void featuresCore() {
        test("features-1/core/root-success", () -> {
            JsonNode landing = json("");
            assertThat(relations(landing)).contains("service-desc", "service-doc", "conformance", "data", "self");
            for (JsonNode link : landing.path("links")) {
                assertThat(get(
                                        link.path("href").asText(),
                                        "Accept",
                                        link.path("type").asText())
                                .statusCode())
                        .as(link.toString())
                        .isEqualTo(200);
            }
        });
        test("features-1/core/api-definition-success", () -> {
            HttpResponse<String> answer = get(link(json(""), "service-desc"));
            assertThat(type(answer)).startsWith("application/vnd.oai.openapi+json;version=3.0");
            assertThat(JSON.readTree(answer.body()).path("openapi").asText()).startsWith("3.0.");
            assertThat(answer.body()).as("no reference to elsewhere").doesNotContain("\"$ref\":\"http");
            assertThat(type(get(link(json(""), "service-doc")))).startsWith("text/html");
        });
        test("features-1/core/conformance-success", () -> {
            JsonNode classes = json("/conformance").path("conformsTo");
            assertThat(texts(classes))
                    .doesNotHaveDuplicates()
                    .contains(
                            SPEC + "ogcapi-features-1/1.0/conf/core",
                            SPEC + "ogcapi-features-1/1.0/conf/oas30",
                            SPEC + "ogcapi-features-1/1.0/conf/geojson",
                            SPEC + "ogcapi-features-1/1.0/conf/html",
                            SPEC + "ogcapi-features-2/1.0/conf/crs",
                            SPEC + "ogcapi-features-3/1.0/conf/filter",
                            SPEC + "cql2/1.0/conf/functions",
                            SPEC + "ogcapi-tiles-1/1.0/conf/core",
                            SPEC + "ogcapi-processes-1/1.0/conf/core");
        });
        test("features-1/core/http", () -> {
            for (String path : List.of("", "/collections", "/conformance", "/processes", "/tileMatrixSets")) {
                HttpResponse<String> head = send("HEAD", path, null);
                assertThat(head.statusCode()).isEqualTo(200);
                assertThat(head.body()).isEmpty();
                assertThat(send("DELETE", path, null).statusCode()).isEqualTo(405);
                assertThat(get(path, "Accept", "image/png").statusCode()).isEqualTo(406);
            }
        });
        test("features-1/core/fc-md-links", () -> {
            assertThat(relations(json("/collections"))).contains("self", "alternate");
            assertThat(type(get(link(json("/collections"), "alternate")))).startsWith("text/html");
        });
        testEach("features-1/core/fc-md-items-links", (collection, path) -> {
            List<String> types = new ArrayList<>();
            for (JsonNode link : collection.path("links")) {
                if (link.path("rel").asText().equals("items")) {
                    types.add(link.path("type").asText());
                    assertThat(type(get(link.path("href").asText() + "&limit=1")))
                            .startsWith(link.path("type").asText());
                }
            }
            assertThat(types).contains(GEOJSON, "text/html");
        });
        testEach("features-1/core/fc-md-extent", (collection, path) -> {
            for (JsonNode bbox : collection.at("/extent/spatial/bbox")) {
                assertThat(bbox).hasSize(4);
                assertThat(bbox.get(0).doubleValue())
                        .isLessThanOrEqualTo(bbox.get(2).doubleValue());
                assertThat(bbox.get(1).doubleValue())
                        .isLessThanOrEqualTo(bbox.get(3).doubleValue());
            }
            for (JsonNode interval : collection.at("/extent/temporal/interval")) {
                assertThat(interval).hasSize(2);
                assertThat(interval.get(0).asText())
                        .isLessThanOrEqualTo(interval.get(1).asText());
            }
        });
        testEach(
                "features-1/core/sfc-md-success",
                (collection, path) -> assertThat(json(path)).as(path).isEqualTo(collection));
        test("features-1/core/query-param-unknown", () -> {
            for (String path : List.of("", "/conformance", "/collections", "/functions", "/processes", "/catalog")) {
                assertProblem(400, get(path + "?unknown=1"));
            }
        });
        test("features-1/oas30/oas-impl", () -> {
            JsonNode api = json("/openapi.json");
            assertThat(api.path("paths").has("/collections/{id}/items")).isTrue();
            api.path("paths").properties().forEach(path -> path.getValue()
                    .properties()
                    .forEach(operation -> assertThat(operation.getValue().path("responses"))
                            .as(path.getKey())
                            .isNotEmpty()));
        });
        for (String definition : List.of("limit integer", "bbox array", "datetime string", "filter string")) {
            String[] name = definition.split(" ", -1);
            test("features-1/core/fc-" + name[0] + "-definition", () -> {
                JsonNode parameter = json("/openapi.json").at("/components/parameters/" + name[0]);
                assertThat(parameter.path("in").asText()).isEqualTo("query");
                assertThat(parameter.path("required").asBoolean(true)).isFalse();
                assertThat(parameter.path("style").asText()).isEqualTo("form");
                assertThat(parameter.path("explode").asBoolean(true)).isFalse();
                assertThat(parameter.at("/schema/type").asText()).isEqualTo(name[1]);
            });
        }
        test("features-1/core/fc-bbox-definition, numbers", () -> {
            JsonNode schema = json("/openapi.json").at("/components/parameters/bbox/schema");
            assertThat(schema.path("minItems").intValue()).isEqualTo(4);
            assertThat(schema.path("maxItems").intValue()).isEqualTo(6);
            assertThat(schema.at("/items/type").asText()).isEqualTo("number");
        });
    }

    private void featuresItems() {
        testEach("features-1/core/fc-response", (collection, path) -> {
            HttpResponse<String> answer = get(path + "/items?limit=7", "Accept", GEOJSON);
            assertThat(type(answer)).isEqualTo(GEOJSON);
            JsonNode page = JSON.readTree(answer.body());
            assertThat(page.path("type").asText()).isEqualTo("FeatureCollection");
            assertThat(page.path("numberReturned").intValue())
                    .isEqualTo(page.path("features").size());
            assertThat(page.path("numberMatched").intValue())
                    .isGreaterThanOrEqualTo(page.path("numberReturned").intValue());
            assertThat(relations(page)).contains("self", "alternate");
            assertThat(relations(page).contains("next"))
                    .isEqualTo(page.path("numberMatched").intValue() > 7);
        });
        testEach("features-1/core/fc-limit-response", (collection, path) -> {
            int matched = json(path + "/items?limit=1").path("numberMatched").intValue();
            for (int limit : List.of(1, 3, 10_000, 20_000)) {
                assertThat(json(path + "/items?limit=" + limit).path("features"))
                        .hasSize(Math.min(matched, Math.min(limit, 10_000)));
            }
            for (String wrong : List.of("0", "-1", "a", "1.5", "")) {
                assertProblem(400, get(path + "/items?limit=" + wrong));
            }
        });
        testEach("features-1/core/fc-bbox-response", (collection, path) -> {
            List<String> boxes = new ArrayList<>(List.of(
                    "-1.5,50.0,1.5,53.0",
                    "-80,-5,-70,5",
                    "177.0,65.0,-177.0,70.0",
                    "-180,85,180,90",
                    "-180,-90,180,-85",
                    "6.5,52.7,6.9,52.9"));
            for (String box : boxes) {
                JsonNode page = json(path + "/items?limit=500&bbox=" + box);
                String[] edges = box.split(",", -1);
                if (Double.parseDouble(edges[0]) > Double.parseDouble(edges[2])) {
                    assertThat(page.path("features")).isEmpty();
                    continue;
                }
                Envelope area = new Envelope(
                        Double.parseDouble(edges[0]),
                        Double.parseDouble(edges[2]),
                        Double.parseDouble(edges[1]),
                        Double.parseDouble(edges[3]));
                area.expandBy(2e-7); // the rounding of coordinates that are written
                for (JsonNode feature : page.path("features")) {
                    Envelope bounds = new Envelope();
                    expand(bounds, feature.path("geometry").path("coordinates"));
                    assertThat(area.intersects(bounds)).as(feature.toString()).isTrue();
                }
            }
            JsonNode extent = collection.at("/extent/spatial/bbox/0");
            if (!extent.isMissingNode()) {
                String box = extent.toString().replaceAll("[\\[\\]]", "");
                JsonNode everything = json(path + "/items?limit=10000");
                long located = StreamSupport.stream(everything.path("features").spliterator(), false)
                        .filter(feature -> !feature.path("geometry").isNull())
                        .count();
                if (everything.path("features").size()
                        == everything.path("numberMatched").intValue()) {
                    double[] wide = wider(extent);
                    assertThat(json(path + "/items?limit=1&bbox=" + wide[0] + "," + wide[1] + "," + wide[2] + ","
                                            + wide[3])
                                    .path("numberMatched")
                                    .intValue())
                            .as(path + " in " + box)
                            .isEqualTo((int) located);
                }
            }
            for (String wrong : List.of("1,2,3", "a,b,c,d", "6,53,7,52", "1,2,3,4,5", "6,52,7,NaN")) {
                assertProblem(400, get(path + "/items?bbox=" + wrong));
            }
        });
        testEach("features-1/core/fc-time-response", (collection, path) -> {
            JsonNode interval = collection.at("/extent/temporal/interval/0");
            String last = interval.get(1).asText();
            for (String time : List.of(last, "../" + last, interval.get(0).asText() + "/..", "../..")) {
                assertThat(get(path + "/items?limit=1&datetime=" + encoded(time))
                                .statusCode())
                        .as(time)
                        .isEqualTo(200);
            }
            assertThat(json(path + "/items?datetime=1800-01-01T00:00:00Z")
                            .path("numberMatched")
                            .intValue())
                    .isZero();
            assertProblem(400, get(path + "/items?datetime=yesterday"));
            assertProblem(400, get(path + "/items?datetime=" + encoded("2020-01-01/2010-01-01")));
        });
        testEach("features-1/core/query-param-unknown, items", (collection, path) -> {
            assertProblem(400, get(path + "?unknown=1"));
            assertProblem(400, get(path + "/items?unknownParameter=1"));
            assertProblem(400, get(path + "/items/x?limit=1"));
        });
        testEach("features-1/core/f-success", (collection, path) -> {
            for (JsonNode feature : json(path + "/items?limit=3").path("features")) {
                HttpResponse<String> answer =
                        get(path + "/items/" + encoded(feature.path("id").asText()), "Accept", GEOJSON);
                assertThat(type(answer)).isEqualTo(GEOJSON);
                JsonNode alone = JSON.readTree(answer.body());
                for (String member : List.of("type", "id", "geometry", "properties")) {
                    assertThat(alone.path(member)).isEqualTo(feature.path(member));
                }
                assertThat(relations(alone)).contains("self", "alternate", "collection");
            }
            assertProblem(404, get(path + "/items/there-is-no-such-feature"));
        });
        test("features-1/core/fc-md-op, unknown", () -> {
            for (String path : List.of("", "/items", "/queryables", "/schema", "/tiles", "/items/1")) {
                assertProblem(404, get("/collections/there-is-no-such-layer" + path));
            }
        });
        testEach("features-1/html/content", (collection, path) -> {
            for (String page : List.of(path, path + "/items?limit=2", path + "/queryables")) {
                HttpResponse<String> answer = get(page, "Accept", "text/html");
                assertThat(type(answer)).startsWith("text/html");
                assertThat(answer.body()).startsWith("<!doctype html>");
            }
        });
    }

    private void featuresCrs() {
        testEach("features-2/crs/fc-md-crs-list", (collection, path) -> {
            assertThat(texts(collection.path("crs"))).doesNotHaveDuplicates().contains(CRS84);
            assertThat(texts(collection.path("crs")))
                    .as("fc-md-storageCrs-valid-value")
                    .contains(collection.path("storageCrs").asText());
        });
        testEach("features-2/crs/crs-action", (collection, path) -> {
            JsonNode before = json(path + "/items?limit=5");
            for (String crs : texts(collection.path("crs"))) {
                String asked = "crs=" + encoded(crs);
                HttpResponse<String> answer = get(path + "/items?limit=5&" + asked);
                assertThat(answer.headers().firstValue("Content-Crs")).hasValue("<" + crs + ">");
                JsonNode page = JSON.readTree(answer.body());
                for (int row = 0; row < page.path("features").size(); row++) {
                    JsonNode feature = page.path("features").get(row);
                    HttpResponse<String> alone =
                            get(path + "/items/" + encoded(feature.path("id").asText()) + "?" + asked);
                    assertThat(alone.headers().firstValue("Content-Crs")).hasValue("<" + crs + ">");
                    assertThat(JSON.readTree(alone.body()).path("geometry")).isEqualTo(feature.path("geometry"));
                    assertPlace(crs, feature, before.path("features").get(row));
                }
            }
            assertThat(get(path + "/items?limit=1").headers().firstValue("Content-Crs"))
                    .as("ogc-crs-header, by default")
                    .hasValue("<" + CRS84 + ">");
        });
        testEach("features-2/crs/fc-crs-valid-value", (collection, path) -> {
            for (String wrong : List.of("EPSG:99999", "http://www.opengis.net/def/crs/EPSG/0/31370", "x")) {
                assertProblem(400, get(path + "/items?crs=" + encoded(wrong)));
                assertProblem(400, get(path + "/items?bbox=6,52,7,53&bbox-crs=" + encoded(wrong)));
                assertProblem(400, get(path + "/items/1?crs=" + encoded(wrong)));
                assertProblem(400, get(path + "/items?filter=TRUE&filter-crs=" + encoded(wrong)));
            }
        });
        testEach("features-2/crs/fc-bbox-crs-action", (collection, path) -> {
            String items = path + "/items?limit=1&bbox=";
            int expected =
                    json(items + "6.5,52.7,6.9,52.9").path("numberMatched").intValue();
            for (String epsg : List.of("4326", "4258")) {
                String crs = "&bbox-crs=" + encoded("http://www.opengis.net/def/crs/EPSG/0/" + epsg);
                assertThat(json(items + "52.7,6.5,52.9,6.9" + crs)
                                .path("numberMatched")
                                .intValue())
                        .as(epsg)
                        .isEqualTo(expected);
            }
        });
    }

    private void featuresFilter() {
        testEach("features-3/queryables/get-queryables-success", (collection, path) -> {
            HttpResponse<String> answer = get(link(collection, RELATION + "queryables"));
            assertThat(type(answer)).startsWith("application/schema+json");
            JsonNode queryables = JSON.readTree(answer.body());
            assertThat(queryables.path("$schema").asText()).startsWith("https://json-schema.org/draft/");
            assertThat(queryables.path("$id").asText()).isEqualTo(root + path + "/queryables");
            assertThat(queryables.path("type").asText()).isEqualTo("object");
            assertThat(queryables.path("additionalProperties").asBoolean(true)).isFalse();
            for (var property : queryables.path("properties").properties()) {
                String name = '"' + property.getKey() + '"';
                boolean isGeometry =
                        property.getValue().path("x-ogc-role").asText().equals("primary-geometry");
                assertThat(get(path + "/items?limit=1&filter="
                                        + encoded(
                                                isGeometry
                                                        ? "S_DISJOINT(" + name + ", POINT(0 0))"
                                                        : name + " IS NULL"))
                                .statusCode())
                        .as(path + " " + name)
                        .isEqualTo(200);
            }
        });
        testEach("features-3/queryables-query-parameters/parameters", (collection, path) -> {
            JsonNode first = json(path + "/items?limit=1").path("features").get(0);
            for (var property : first.path("properties").properties()) {
                if (property.getValue().isValueNode() && !property.getValue().isNull()) {
                    JsonNode found = json(path + "/items?limit=1&" + encoded(property.getKey()) + "="
                            + encoded(property.getValue().asText()));
                    assertThat(found.path("features").get(0).path("id"))
                            .as(path + " " + property)
                            .isEqualTo(first.path("id"));
                }
            }
        });
        testEach("features-3/filter/mixing-expressions", (collection, path) -> {
            String first = json(path + "/items?limit=1")
                    .path("features")
                    .get(0)
                    .path("id")
                    .asText();
            String filter = encoded("id = '" + first.replace("'", "''") + "'");
            assertThat(json(path + "/items?filter=" + filter)
                            .path("numberMatched")
                            .intValue())
                    .isEqualTo(1);
            assertThat(json(path + "/items?filter-lang=cql2-text&bbox=-10,-10,-9,-9&filter=" + filter)
                            .path("numberMatched")
                            .intValue())
                    .isZero();
            String asJson = JSON.writeValueAsString(JSON.createObjectNode()
                    .put("op", "=")
                    .set(
                            "args",
                            JSON.createArrayNode()
                                    .add(JSON.createObjectNode().put("property", "id"))
                                    .add(first)));
            assertThat(json(path + "/items?filter-lang=cql2-json&filter=" + encoded(asJson))
                            .path("numberMatched")
                            .intValue())
                    .isEqualTo(1);
        });
        testEach("features-3/filter/response, what is wrong", (collection, path) -> {
            for (String wrong : List.of("", "x", "id =", "nothing = 1", "id = 'a", "S_CROSSES(id, 1)", "(TRUE")) {
                assertProblem(400, get(path + "/items?filter=" + encoded(wrong)));
                assertProblem(400, get(path + "/items?filter-lang=cql2-json&filter=" + encoded(wrong)));
            }
            assertProblem(400, get(path + "/items?filter=TRUE&filter-lang=ecql"));
        });
        test("cql2/functions/functions", () -> assertThat(json("/functions").path("functions"))
                .isNotEmpty()
                .allSatisfy(function -> {
                    assertThat(function.path("name").asText()).isNotEmpty();
                    assertThat(function.path("returns")).isNotEmpty();
                    assertThat(function.path("args").isArray()).isTrue();
                }));
    }

    private void tiles() {
        test("tiles-1/tileset/success, tms-success", () -> {
            for (JsonNode set : json("/tileMatrixSets").path("tileMatrixSets")) {
                JsonNode definition = json(set.at("/links/0/href").asText());
                assertThat(definition.path("id")).isEqualTo(set.path("id"));
                int zoom = 0;
                for (JsonNode matrix : definition.path("tileMatrices")) {
                    assertThat(matrix.path("id").asText()).isEqualTo(String.valueOf(zoom));
                    assertThat(matrix.path("matrixWidth").intValue()).isEqualTo(1 << zoom);
                    assertThat(matrix.path("scaleDenominator").doubleValue())
                            .as("a pixel is 0.28 mm")
                            .isCloseTo(matrix.path("cellSize").doubleValue() / 0.00028, within(1e-3));
                    zoom++;
                }
                assertThat(zoom).isPositive();
            }
            assertProblem(404, get("/tileMatrixSets/none"));
        });
        testEach("tiles-1/geodata-tilesets/tilesets", (collection, path) -> {
            String tiles = link(collection, RELATION + "tilesets-vector");
            if (collection.at("/extent/spatial").isMissingNode()) {
                assertThat(tiles).isNull();
                assertProblem(404, get(path + "/tiles"));
                return;
            }
            for (JsonNode set : json(tiles).path("tilesets")) {
                assertThat(set.path("dataType").asText()).isEqualTo("vector");
                JsonNode limits = set.path("tileMatrixSetLimits");
                for (int zoom : List.of(0, limits.size() / 2, limits.size() - 1)) {
                    JsonNode limit = limits.get(zoom);
                    String matrix =
                            path + "/tiles/" + set.path("tileMatrixSetId").asText() + "/" + zoom;
                    HttpResponse<String> tile = get(matrix + "/"
                            + limit.path("minTileRow").intValue() + "/"
                            + limit.path("minTileCol").intValue());
                    assertThat(tile.statusCode()).isIn(200, 204);
                    assertThat(tile.statusCode() == 204 || type(tile).equals("application/vnd.mapbox-vector-tile"))
                            .isTrue();
                    int row = limit.path("maxTileRow").intValue() + 1;
                    int column = limit.path("maxTileCol").intValue();
                    assertProblem(404, get(matrix + "/" + row + "/" + column));
                }
                String first = path + "/tiles/" + set.path("tileMatrixSetId").asText();
                assertProblem(404, get(first + "/99/0/0"));
                assertProblem(400, get(first + "/0/a/0"));
            }
            assertProblem(404, get(path + "/tiles/none/0/0/0"));
        });
        test("tiles-1/dataset-tilesets/collections-selection", () -> {
            assertThat(get("/tiles/WebMercatorQuad/0/0/0?collections=roads,centres")
                            .statusCode())
                    .isEqualTo(200);
            assertProblem(400, get("/tiles/WebMercatorQuad/0/0/0?collections=roads,none"));
        });
    }

    private void processes() {
        test("processes-1/core/process-list-success", () -> {
            JsonNode list = json("/processes");
            assertThat(relations(list)).contains("self");
            for (JsonNode summary : list.path("processes")) {
                JsonNode process = json("/processes/" + summary.path("id").asText());
                assertThat(process.path("version")).isEqualTo(summary.path("version"));
                assertThat(texts(process.path("jobControlOptions"))).contains("sync-execute", "async-execute");
                assertThat(link(process, RELATION + "execute"))
                        .isEqualTo(root + "/processes/" + summary.path("id").asText() + "/execution");
                for (String side : List.of("inputs", "outputs")) {
                    process.path(side).forEach(described -> assertThat(described.path("schema"))
                            .as(summary.path("id").asText())
                            .isNotEmpty());
                }
            }
        });
        test("processes-1/core/process-exception-no-such-process", () -> {
            for (HttpResponse<String> answer :
                    List.of(get("/processes/none"), send("POST", "/processes/none/execution", "{\"inputs\": {}}"))) {
                assertThat(assertProblem(404, answer).path("type").asText())
                        .isEqualTo("http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process");
            }
        });
        test("processes-1/core/job-creation-sync-raw-value-one", () -> {
            HttpResponse<String> answer = send(
                    "POST",
                    "/processes/echo/execution",
                    "{\"inputs\": {\"text\": \"één\"}, \"outputs\": {\"text\": {}}, \"response\": \"document\"}");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("één");
        });
        test("processes-1/core/job-creation-success-async, job-success, job-results", () -> {
            HttpResponse<String> created = send(
                    "POST",
                    "/processes/echo/execution",
                    "{\"inputs\": {\"text\": \"later\"}}",
                    "Prefer",
                    "respond-async");
            assertThat(created.statusCode()).isEqualTo(201);
            String job = created.headers().firstValue("Location").orElseThrow();
            JsonNode status = json(job);
            for (int times = 0; !status.path("status").asText().equals("successful"); times++) {
                assertThat(times).isLessThan(300);
                assertThat(status.path("status").asText()).isIn("accepted", "running");
                Thread.sleep(50);
                status = json(job);
            }
            assertThat(status.path("processID").asText()).isEqualTo("echo");
            for (int times = 0; times < 2; times++) {
                assertThat(get(link(status, RELATION + "results")).body())
                        .as("kept, whoever asks again")
                        .contains("later");
            }
        });
        test("processes-1/dismiss/job-dismiss-success", () -> {
            HttpResponse<String> created = send(
                    "POST", "/processes/echo/execution", "{\"inputs\": {\"pause\": 10}}", "Prefer", "respond-async");
            String job = created.headers().firstValue("Location").orElseThrow();
            assertThat(json(send("DELETE", job, null)).path("status").asText()).isEqualTo("dismissed");
        });
        test("processes-1/core/job-exception-no-such-job", () -> {
            for (String path : List.of("/jobs/none", "/jobs/none/results")) {
                assertThat(assertProblem(404, get(path)).path("type").asText())
                        .isEqualTo("http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job");
            }
        });
        test("processes-1/core/process-execute-inputs, what is wrong", () -> {
            for (String body : List.of("[", "[]", "{\"inputs\": {\"none\": 1}}", "{\"inputs\": {\"number\": \"a\"}}")) {
                assertProblem(400, send("POST", "/processes/echo/execution", body));
            }
        });
    }

    /** Where a feature is in a CRS, against where it is in CRS84: the first coordinate, by what the CRS is. */
    private static void assertPlace(String crs, JsonNode feature, JsonNode inCrs84) {
        if (feature.path("geometry").isNull()) {
            assertThat(inCrs84.path("geometry").isNull()).isTrue();
            return;
        }
        JsonNode place = first(feature.path("geometry").path("coordinates"));
        JsonNode degrees = first(inCrs84.path("geometry").path("coordinates"));
        double lon = degrees.get(0).doubleValue();
        double lat = degrees.get(1).doubleValue();
        if (crs.endsWith("/4326") || crs.endsWith("/4258")) {
            assertThat(place.get(0).doubleValue()).isCloseTo(lat, within(2e-5));
            assertThat(place.get(1).doubleValue()).isCloseTo(lon, within(2e-5));
        } else if (crs.endsWith("/3857")) {
            double radius = 6378137;
            assertThat(place.get(0).doubleValue()).isCloseTo(Math.toRadians(lon) * radius, within(0.02));
            assertThat(place.get(1).doubleValue())
                    .isCloseTo(radius * Math.log(Math.tan(Math.PI / 4 + Math.toRadians(lat) / 2)), within(0.02));
        } else if (crs.endsWith("/28992")) {
            // Schreutelkamp and Strang van Hees (2001), the terms that matter most: within some metres around Drenthe
            double dx = 0.36 * (lon - 5.38720621);
            double dy = 0.36 * (lat - 52.15517440);
            assertThat(place.get(0).doubleValue())
                    .isCloseTo(
                            155000
                                    + 190094.945 * dx
                                    - 11832.228 * dx * dy
                                    - 114.221 * dx * dy * dy
                                    - 32.391 * Math.pow(dx, 3)
                                    - 0.705 * dy,
                            within(5.0));
            assertThat(place.get(1).doubleValue())
                    .isCloseTo(
                            463000
                                    + 309056.544 * dy
                                    + 3638.893 * dx * dx
                                    + 73.077 * dy * dy
                                    - 157.984 * dx * dx * dy
                                    + 59.788 * Math.pow(dy, 3)
                                    + 0.433 * dx,
                            within(5.0));
        } else {
            assertThat(place).isEqualTo(degrees);
        }
    }

    private static JsonNode first(JsonNode coordinates) {
        return coordinates.get(0).isNumber() ? coordinates : first(coordinates.get(0));
    }

    /** An extent with room for its rounding. */
    private static double[] wider(JsonNode extent) {
        double[] wide = new double[4];
        for (int edge = 0; edge < 4; edge++) {
            wide[edge] = extent.get(edge).doubleValue() + (edge < 2 ? -1e-3 : 1e-3);
        }
        return wide;
    }

    private static void expand(Envelope bounds, JsonNode coordinates) {
        if (coordinates.path(0).isNumber()) {
            bounds.expandToInclude(
                    coordinates.get(0).doubleValue(), coordinates.get(1).doubleValue());
        } else {
            coordinates.forEach(part -> expand(bounds, part));
        }
    }

    private static Set<String> relations(JsonNode document) {
        Set<String> relations = new HashSet<>();
        document.path("links").forEach(link -> relations.add(link.path("rel").asText()));
        return relations;
    }

    private static String link(JsonNode document, String relation) {
        for (JsonNode link : document.path("links")) {
            if (link.path("rel").asText().equals(relation)) {
                return link.path("href").asText();
            }
        }
        return null;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode assertProblem(int status, HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(status);
        assertThat(type(answer)).isEqualTo(PROBLEM);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("title").asText()).isNotBlank();
        return problem;
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("none");
    }

    private JsonNode json(String path) throws Exception {
        return json(get(path));
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, null, headers);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : root + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
