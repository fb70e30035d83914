package nl.plint.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.dataset.Feature;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Provenance;
import nl.plint.dataset.Schema;
import nl.plint.encode.tile.DecodedFeature;
import nl.plint.ingest.Ingestion;
import nl.plint.job.MemoryJobStore;
import nl.plint.store.ArchiveSamples;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.VersionDraft;
import nl.plint.store.VersionWriter;
import nl.plint.store.geopackage.GeoPackageArchive;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Tiles of a real server: a layer of shops in Assen in two versions, one of municipalities, and a table without places. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class TileRoutesTest {
    private static final String FIRST = "20130101-aaaaaaaa";
    private static final String SECOND = "20170101-bbbbbbbb";

    /** The tile of zoom 14 with Assen (6.5578 E, 52.9906 N), by the formula of web maps. */
    private static final String ASSEN = "/WebMercatorQuad/14/5337/8490";

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static GeoPackageArchive archive;
    private static PlintServer server;
    private static String root;

    @BeforeAll
    static void start() {
        archive = GeoPackageArchive.open(folder);
        LayerDefinition shops = layer("shops", GeometryKind.POINT);
        LayerDefinition areas = layer("areas", GeometryKind.POLYGON);
        Geometry square = GEOMETRIES.toGeometry(new Envelope(233_000, 234_000, 556_000, 557_000));
        write(shops, FIRST, 2013, List.of(point(0)));
        write(shops, SECOND, 2017, List.of(point(0), point(20), point(40)));
        write(areas, SECOND, 2017, List.of(square));
        write(layer("figures", GeometryKind.NONE), SECOND, 2017, List.of());
        DatasetCatalog catalog = new DatasetCatalog(archive);
        server = PlintServer.start(
                new ServerSettings("localhost", 0, null, Set.of(), "1.2.3"),
                catalog,
                new AnalysisCatalog(List.of()),
                new Ingestion(catalog, List.of(), Map.of(), "test"),
                new MemoryJobStore(folder),
                () -> true);
        root = server.url();
    }

    private static Geometry point(int eastMeters) {
        return GEOMETRIES.createPoint(new Coordinate(233_600 + eastMeters, 556_600));
    }

    private static LayerDefinition layer(String id, GeometryKind kind) {
        LayerDefinition layer = new LayerDefinition(
                id,
                new LocalizedText(id + " nl", id + " en"),
                LocalizedText.same(id),
                kind,
                null,
                List.of(PropertyDefinition.of("vacant", LocalizedText.same("vacant"), PropertyType.BOOLEAN)));
        archive.define(layer);
        return layer;
    }

    private static void write(LayerDefinition layer, String version, int year, List<Geometry> geometries) {
        Provenance provenance =
                new Provenance(LocalizedText.same("test"), "CC0-1.0", "Me", "none", "0".repeat(64), null, true, "test");
        VersionDraft draft =
                new VersionDraft(version, layer, LocalDate.of(year, 1, 1), new Schema(layer.properties()), provenance);
        try (VersionWriter writer = archive.begin(draft)) {
            for (int row = 0; row < geometries.size(); row++) {
                writer.write(new Feature("f" + row, geometries.get(row), row % 2 == 1));
            }
            if (geometries.isEmpty()) {
                writer.write(new Feature("f0", null, true));
            }
            writer.finish("{}");
        }
        ArchiveSamples.publish(archive, layer.id(), version);
    }

    @AfterAll
    static void stop() {
        server.close();
        archive.close();
    }

    private static HttpResponse<byte[]> send(String method, String url, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return send("GET", root + path, headers);
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<byte[]> response = get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static List<String> ids(HttpResponse<byte[]> tile, String layer) {
        return DecodedFeature.in(tile.body(), layer).stream()
                .map(feature -> (String) feature.tags().get("featureId"))
                .toList();
    }

    @Test
    void a_tile_has_the_features_of_the_version_and_the_filter_that_are_asked_for() throws Exception {
        String tiles = "/collections/shops/tiles" + ASSEN;
        HttpResponse<byte[]> current = get(tiles);
        assertThat(current.statusCode()).isEqualTo(200);
        assertThat(current.headers().firstValue("Content-Type")).hasValue("application/vnd.mapbox-vector-tile");
        assertThat(ids(current, "shops")).containsExactlyInAnyOrder("f0", "f1", "f2");
        assertThat(ids(get(tiles + "?datetime=2014-01-01"), "shops")).containsExactly("f0");
        assertThat(ids(get(tiles + "?version=" + FIRST), "shops")).containsExactly("f0");
        assertThat(ids(get(tiles + "?vacant=true"), "shops")).containsExactly("f1");
        assertThat(ids(get(tiles + "?filter=vacant%20=%20FALSE&f=mvt"), "shops"))
                .containsExactlyInAnyOrder("f0", "f2");
        assertThat(get(tiles + "?datetime=2001-01-01").statusCode()).isEqualTo(204);
        assertThat(get(tiles + "?vacant=true&version=" + FIRST).statusCode()).isEqualTo(204);
    }

    @Test
    void the_layers_of_the_dataset_come_in_one_tile() throws Exception {
        HttpResponse<byte[]> both = get("/tiles" + ASSEN);
        assertThat(ids(both, "shops")).hasSize(3);
        assertThat(ids(both, "areas")).containsExactly("f0");
        assertThat(both.body().length)
                .isEqualTo(get("/tiles" + ASSEN + "?collections=areas").body().length
                        + get("/collections/shops/tiles" + ASSEN).body().length);
        assertThat(ids(get("/tiles" + ASSEN + "?datetime=2014-01-01"), "shops")).containsExactly("f0");
    }

    @Test
    void a_tile_of_a_version_may_be_kept_for_ever_and_others_are_checked_by_their_bytes() throws Exception {
        String tiles = "/collections/shops/tiles" + ASSEN;
        HttpResponse<byte[]> pinned = get(tiles + "?version=" + SECOND);
        assertThat(pinned.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        HttpResponse<byte[]> current = get(tiles);
        assertThat(current.headers().firstValue("Cache-Control")).hasValue("public, max-age=60");
        String tag = current.headers().firstValue("ETag").orElseThrow();
        assertThat(pinned.headers().firstValue("ETag")).hasValue(tag);
        assertThat(get(tiles, "If-None-Match", "\"other\", " + tag).statusCode())
                .isEqualTo(304);
        assertThat(get(tiles + "?version=" + FIRST, "If-None-Match", tag).statusCode())
                .isEqualTo(200);
        assertThat(get(tiles).headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("*");
    }

    @Test
    void a_client_that_takes_gzip_gets_the_same_tile_zipped() throws Exception {
        String tiles = "/collections/shops/tiles" + ASSEN;
        HttpResponse<byte[]> plain = get(tiles, "Accept-Encoding", "gzip;q=0");
        HttpResponse<byte[]> zipped = get(tiles, "Accept-Encoding", "br, gzip");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(unzipped(zipped.body())).isEqualTo(plain.body());
        assertThat(zipped.headers().firstValue("ETag"))
                .isNotEqualTo(plain.headers().firstValue("ETag"));
        assertThat(zipped.headers().firstValue("Vary").orElseThrow()).contains("Accept-Encoding");
    }

    private static byte[] unzipped(byte[] bytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    @Test
    void head_says_what_get_would_without_a_body() throws Exception {
        String tile = root + "/collections/shops/tiles" + ASSEN;
        HttpResponse<byte[]> head = send("HEAD", tile);
        HttpResponse<byte[]> get = send("GET", tile);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String header : List.of("Content-Type", "ETag", "Cache-Control", "Content-Length")) {
            assertThat(head.headers().firstValue(header))
                    .as(header)
                    .isEqualTo(get.headers().firstValue(header));
        }
        assertThat(send("HEAD", tile.replace("/14/", "/30/")).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "404, not-found, /collections/nowhere/tiles/WebMercatorQuad/0/0/0",
        "404, not-found, /collections/figures/tiles",
        "404, not-found, /collections/shops/tiles/Elsewhere/0/0/0",
        "404, not-found, /collections/shops/tiles/WebMercatorQuad/19/0/0",
        "404, not-found, /collections/shops/tiles/WebMercatorQuad/1/2/0",
        "404, not-found, /collections/shops/tiles/WebMercatorQuad/14/1/1",
        "404, not-found, /collections/shops/tiles/NetherlandsRDNewQuad/17/0/0",
        "404, not-found, /collections/shops/tiles/WebMercatorQuad/0/0/0?version=20200101-cccccccc",
        "400, invalid-parameter, /collections/shops/tiles/WebMercatorQuad/0/-1/0",
        "400, invalid-parameter, /collections/shops/tiles/WebMercatorQuad/zero/0/0",
        "400, invalid-parameter, /collections/shops/tiles/WebMercatorQuad/0/0/99999999999",
        "400, invalid-parameter, /collections/shops/tiles/WebMercatorQuad/0/0/0?colour=red",
        "400, invalid-parameter, /collections/shops/tiles/WebMercatorQuad/0/0/0?f=png",
        "400, invalid-parameter, /collections/shops/tiles/WebMercatorQuad/0/0/0?datetime=yesterday",
        "400, invalid-parameter, /collections/shops/tiles/WebMercatorQuad/0/0/0?datetime=2014-01-01&version=x",
        "400, invalid-filter, /collections/shops/tiles/WebMercatorQuad/0/0/0?filter=((",
        "400, invalid-parameter, /collections/shops/tiles/NetherlandsRDNewQuad?f=tilejson",
        "400, invalid-parameter, '/tiles?collections=shops,figures'",
        "404, not-found, /tileMatrixSets/Elsewhere",
    })
    void what_cannot_be_answered_is_a_problem(int status, String type, String path) throws Exception {
        HttpResponse<byte[]> response = get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JSON.readTree(response.body()).path("type").asText()).isEqualTo("/problems/" + type);
    }

    @Test
    void the_dutch_tile_matrix_set_has_the_scales_and_the_corner_that_the_guideline_gives() throws Exception {
        JsonNode set = json("/tileMatrixSets/NetherlandsRDNewQuad");
        assertThat(set.path("crs").asText()).isEqualTo("http://www.opengis.net/def/crs/EPSG/0/28992");
        JsonNode matrices = set.path("tileMatrices");
        assertThat(matrices).hasSize(17);
        double scaleDenominator = 12_288_000;
        for (JsonNode matrix : matrices) {
            assertThat(matrix.path("scaleDenominator").asDouble())
                    .isCloseTo(scaleDenominator, org.assertj.core.api.Assertions.within(1e-6));
            assertThat(matrix.path("pointOfOrigin").toString()).isEqualTo("[-285401.92,903401.92]");
            scaleDenominator /= 2;
        }
        JsonNode mercator = json("/tileMatrixSets/WebMercatorQuad").path("tileMatrices");
        assertThat(mercator).hasSize(25);
        assertThat(mercator.get(14).path("scaleDenominator").asDouble())
                .isCloseTo(34123.6733415964, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(mercator.get(24).path("matrixWidth").asInt()).isEqualTo(16_777_216);
    }

    @Test
    void a_tileset_names_its_set_by_the_register_or_by_the_definition_that_is_served() throws Exception {
        JsonNode tileSets = json("/tiles").path("tilesets");
        assertThat(tileSets.get(0).path("tileMatrixSetURI").asText())
                .isEqualTo("http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad");
        HttpResponse<byte[]> dutch =
                send("GET", tileSets.get(1).path("tileMatrixSetURI").asText());
        assertThat(JSON.readTree(dutch.body()).path("id").asText()).isEqualTo("NetherlandsRDNewQuad");
    }

    @Test
    void a_tile_inside_the_limits_is_there_and_one_beyond_them_is_not() throws Exception {
        for (JsonNode tileSet : json("/collections/areas/tiles").path("tilesets")) {
            String template = href(tileSet, "item");
            for (JsonNode limits : tileSet.path("tileMatrixSetLimits")) {
                String zoom = limits.path("tileMatrix").asText();
                int row = limits.path("maxTileRow").asInt();
                int column = limits.path("minTileCol").asInt();
                assertThat(send("GET", tile(template, zoom, row, column)).statusCode())
                        .isIn(200, 204);
                assertThat(send("GET", tile(template, zoom, row + 1, column)).statusCode())
                        .isEqualTo(404);
            }
        }
    }

    private static String tile(String template, String zoom, int row, int column) {
        return template.replace("{tileMatrix}", zoom)
                .replace("{tileRow}", "" + row)
                .replace("{tileCol}", "" + column);
    }

    private static String href(JsonNode document, String relation) {
        for (JsonNode link : document.path("links")) {
            if (link.path("rel").asText().equals(relation)) {
                return link.path("href").asText();
            }
        }
        throw new AssertionError("no link " + relation + " in " + document);
    }

    @Test
    void links_lead_from_the_collection_to_its_tiles() throws Exception {
        String relation = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";
        assertThat(href(json(""), relation)).isEqualTo(root + "/tiles?f=json");
        String tileSets = href(json("/collections/shops"), relation);
        JsonNode listed = JSON.readTree(send("GET", tileSets).body()).path("tilesets");
        assertThat(listed).hasSize(2);
        JsonNode tileSet =
                JSON.readTree(send("GET", href(listed.get(1), "self")).body());
        assertThat(tileSet.path("dataType").asText()).isEqualTo("vector");
        assertThat(tileSet.path("layers")
                        .get(0)
                        .path("propertiesSchema")
                        .path("properties")
                        .has("vacant"))
                .isTrue();
        JsonNode set = JSON.readTree(send("GET", href(tileSet, "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"))
                .body());
        assertThat(set.path("id").asText()).isEqualTo("NetherlandsRDNewQuad");
        assertThat(json("/collections/figures").toString()).doesNotContain(relation);
    }

    @Test
    void tile_json_names_the_version_and_keeps_the_filter() throws Exception {
        JsonNode tileJson = json("/collections/shops/tiles/WebMercatorQuad?f=tilejson&vacant=true");
        assertThat(tileJson.path("tilejson").asText()).isEqualTo("3.0.0");
        assertThat(tileJson.path("attribution").asText()).isEqualTo("Me");
        assertThat(tileJson.path("vector_layers")
                        .get(0)
                        .path("fields")
                        .path("vacant")
                        .asText())
                .isEqualTo("Boolean");
        String template = tileJson.path("tiles").get(0).asText();
        assertThat(template).contains("version=" + SECOND);
        HttpResponse<byte[]> tile =
                send("GET", template.replace("{z}", "14").replace("{y}", "5337").replace("{x}", "8490"));
        assertThat(ids(tile, "shops")).containsExactly("f1");
        JsonNode bounds = tileJson.path("bounds");
        assertThat(bounds.get(0).asDouble()).isBetween(6.557, 6.558);
        assertThat(bounds.get(3).asDouble()).isBetween(52.990, 52.991);
    }
}
