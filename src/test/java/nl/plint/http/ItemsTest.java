package nl.plint.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.dataset.Feature;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Provenance;
import nl.plint.dataset.Restriction;
import nl.plint.dataset.Schema;
import nl.plint.geo.AxisOrder;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import nl.plint.ingest.Ingestion;
import nl.plint.job.MemoryJobStore;
import nl.plint.store.ArchiveSamples;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.VersionDraft;
import nl.plint.store.geopackage.GeoPackageArchive;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Items of the real server: order, choice of properties, whole downloads, and what is asked before or instead of a body. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class ItemsTest {
    private static final String KEY = "a-key-for-the-test";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final LocalDate DATE = LocalDate.of(2017, 1, 1);
    private static final LayerDefinition SHOPS = new LayerDefinition(
            "shops",
            new LocalizedText("Winkels", "Shops"),
            new LocalizedText("Verzonnen winkels", "Invented shops"),
            GeometryKind.POINT,
            null,
            List.of(
                    property("branch", PropertyType.STRING),
                    property("area", PropertyType.NUMBER),
                    property("staff", PropertyType.INTEGER),
                    property("vacant", PropertyType.BOOLEAN),
                    property("since", PropertyType.DATE),
                    property("extra", PropertyType.JSON),
                    new PropertyDefinition(
                            "owner",
                            LocalizedText.same("owner"),
                            PropertyType.STRING,
                            null,
                            false,
                            null,
                            null,
                            List.of(),
                            null,
                            Restriction.ALWAYS)));
    private static final List<Feature> ROWS =
            IntStream.range(0, 60).mapToObj(ItemsTest::row).toList();

    @TempDir
    static Path folder;

    private static GeoPackageArchive archive;
    private static PlintServer server;
    private static String items;

    private static PropertyDefinition property(String name, PropertyType type) {
        return PropertyDefinition.of(name, LocalizedText.same(name), type);
    }

    /** Every seventh row has no place, some values are unknown. */
    private static Feature row(int i) {
        return new Feature(
                "s" + i,
                i % 7 == 0 ? null : GEOMETRIES.createPoint(new Coordinate(230_000 + i * 100.5, 550_000 - i * 10)),
                i % 4 == 0
                        ? null
                        : List.of("bakker", "Slager", "kaas & wijn", "één").get(i % 4),
                i % 9 == 0 ? null : (i * 37 % 23) / 2.0,
                (long) (i % 5),
                i % 2 == 0,
                i % 3 == 0 ? null : DATE.minusDays(i * 31L % 47),
                Map.of("n", i),
                "owner " + i * 17 % 60,
                "extra " + i);
    }

    @BeforeAll
    static void start() {
        archive = GeoPackageArchive.open(folder);
        Provenance provenance =
                new Provenance(LocalizedText.same("test"), "CC0-1.0", null, "none", "0".repeat(64), null, true, "test");
        List<PropertyDefinition> stored = new ArrayList<>(SHOPS.properties());
        stored.add(property("unknownColumn", PropertyType.STRING));
        ArchiveSamples.write(
                archive, new VersionDraft("20170101-cccccccc", SHOPS, DATE, new Schema(stored), provenance), ROWS);
        ArchiveSamples.publish(archive, "shops", "20170101-cccccccc");
        DatasetCatalog catalog = new DatasetCatalog(archive);
        server = PlintServer.start(
                new ServerSettings("localhost", 0, null, Set.of(KEY), "1.2.3"),
                catalog,
                new AnalysisCatalog(List.of()),
                new Ingestion(catalog, List.of(), Map.of(), "test"),
                new MemoryJobStore(folder),
                () -> true);
        items = server.url() + "/collections/shops/items";
    }

    @AfterAll
    static void stop() {
        server.close();
        archive.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 59, 60})
    void a_sorted_walk_gives_every_feature_in_order(int limit) throws Exception {
        Comparator<Feature> byVacant = Comparator.comparing(feature -> (Boolean) feature.value(3));
        Comparator<Feature> bySince = Comparator.comparing(
                feature -> (LocalDate) feature.value(4), Comparator.nullsLast(Comparator.reverseOrder()));
        List<String> expected = ROWS.stream()
                .sorted(byVacant.thenComparing(bySince))
                .map(Feature::id)
                .toList();
        List<String> found = new ArrayList<>();
        String next = items + "?sortby=%2Bvacant,-since&limit=" + limit;
        while (next != null) {
            JsonNode page = json(get(next));
            assertThat(page.path("numberMatched").intValue()).isEqualTo(60);
            found.addAll(ids(page));
            next = link(page, "next");
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void order_filter_box_and_choice_of_properties_compose() throws Exception {
        JsonNode page =
                json(get(items + "?vacant=true&sortby=-area&properties=area,branch&bbox=230000,540000,232000,550000"
                        + "&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/28992&limit=3"));
        List<Feature> expected = ROWS.stream()
                .filter(row -> Boolean.TRUE.equals(row.value(3)) && row.geometryRd() != null)
                .filter(row -> row.geometryRd().getCoordinate().x <= 232_000)
                .sorted(Comparator.comparing(
                        row -> (Double) row.value(1), Comparator.nullsLast(Comparator.reverseOrder())))
                .toList();
        assertThat(page.path("numberMatched").intValue()).isEqualTo(expected.size());
        assertThat(ids(page))
                .isEqualTo(expected.stream().limit(3).map(Feature::id).toList());
        page.path("features").forEach(feature -> {
            assertThat(feature.path("properties").fieldNames()).toIterable().containsExactly("branch", "area");
            assertThat(feature.path("geometry").path("type").asText()).isEqualTo("Point");
        });
        JsonNode second = json(get(link(page, "next")));
        assertThat(ids(second))
                .isEqualTo(expected.stream().skip(3).limit(3).map(Feature::id).toList());
    }

    @Test
    void a_walk_cannot_change_its_order_on_the_way() throws Exception {
        String next = link(json(get(items + "?sortby=-area&limit=5")), "next");
        assertThat(get(next.replace("sortby=-area", "sortby=area")).statusCode())
                .isEqualTo(400);
        String without = next.replace("&sortby=-area", "");
        assertThat(without).isNotEqualTo(next);
        assertThat(ids(json(get(without)))).isEqualTo(ids(json(get(next))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ?sortby=nothing        | sortby must be properties among [branch, area, staff, vacant, since]
            ?sortby=extra          | sortby must be properties among
            ?sortby=area,-area     | names each property once
            ?sortby=               | sortby must be properties among
            ?properties=nothing    | properties must be names among [branch, area, staff, vacant, since, extra]
            ?cursor=x              | the cursor is not one that Plint gave out
            """)
    void a_mistake_gets_a_problem_that_says_what_there_is(String query, String detail) throws Exception {
        HttpResponse<String> response = get(items + query);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("detail").asText()).contains(detail);
    }

    @Test
    void a_box_leaves_out_what_has_no_place_and_nothing_else_does() throws Exception {
        long placed = ROWS.stream().filter(row -> row.geometryRd() != null).count();
        for (String box : List.of("3,50,8,54", "3,50,-10,8,54,100")) {
            assertThat(json(get(items + "?bbox=" + box)).path("numberMatched").longValue())
                    .isEqualTo(placed);
        }
        assertThat(json(get(items + "?limit=100")).path("features")).hasSize(60);
    }

    @Test
    void the_schema_tells_what_a_feature_is_made_of() throws Exception {
        HttpResponse<String> response = get(server.url() + "/collections/shops/schema");
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/schema+json");
        JsonNode properties = json(response).path("properties");
        assertThat(properties.path("id").path("x-ogc-role").asText()).isEqualTo("id");
        assertThat(properties.path("geometry").path("x-ogc-role").asText()).isEqualTo("primary-geometry");
        assertThat(properties.path("geometry").path("format").asText()).isEqualTo("geometry-point-or-multipoint");
        assertThat(properties.path("since").path("format").asText()).isEqualTo("date");
        JsonNode sortables =
                json(get(server.url() + "/collections/shops/sortables")).path("properties");
        assertThat(sortables.fieldNames()).toIterable().containsExactly("branch", "area", "staff", "vacant", "since");
    }

    @Test
    void a_download_holds_every_feature() throws Exception {
        HttpResponse<String> whole = get(server.url() + "/collections/shops/download");
        assertThat(whole.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"shops-20170101-cccccccc.geojson\"");
        assertThat(ids(json(whole))).isEqualTo(ROWS.stream().map(Feature::id).toList());
        HttpResponse<String> some =
                get(server.url() + "/collections/shops/download?f=csv&vacant=true&sortby=-staff&properties=staff");
        assertThat(some.body().lines().toList()).hasSize(31).startsWith("featureId,staff,wkt");
        assertThat(get(server.url() + "/collections/shops/download?limit=3").statusCode())
                .isEqualTo(400);
        String tag = whole.headers().firstValue("ETag").orElseThrow();
        assertThat(send("GET", server.url() + "/collections/shops/download", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
        JsonNode collection = json(get(server.url() + "/collections/shops"));
        assertThat(get(link(collection, "enclosure")).statusCode()).isEqualTo(200);
    }

    @Test
    void a_geopackage_holds_what_was_chosen_and_nothing_that_is_restricted() throws Exception {
        String url = server.url() + "/collections/shops/download?f=gpkg&vacant=true&properties=since,area";
        byte[] file = bytes(url);
        assertThat(bytes(url)).isEqualTo(file);
        Path saved = Files.write(folder.resolve("shops.gpkg"), file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + saved);
                Statement statement = connection.createStatement()) {
            assertThat(texts(statement, "SELECT count(*) FROM shops JOIN rtree_shops_geom ON fid = id"))
                    .containsExactly(""
                            + ROWS.stream()
                                    .filter(row -> Boolean.TRUE.equals(row.value(3)) && row.geometryRd() != null)
                                    .count());
            assertThat(texts(statement, "SELECT name FROM pragma_table_info('shops')"))
                    .containsExactly("fid", "geom", "featureId", "area", "since");
            assertThat(texts(statement, "SELECT column_name FROM gpkg_data_columns ORDER BY 1"))
                    .containsExactly("area", "since");
            assertThat(texts(statement, "SELECT identifier || ': ' || description FROM gpkg_contents"))
                    .containsExactly("Winkels (2017-01-01): Synthetisch: verzonnen gegevens. Verzonnen winkels");
            assertThat(texts(statement, "SELECT metadata FROM gpkg_metadata").toString())
                    .contains("20170101-cccccccc", "CC0-1.0", "Invented shops")
                    .doesNotContain("owner", "unknownColumn");
        }
        HttpResponse<String> negotiated =
                send("GET", url.replace("f=gpkg&", ""), "Accept", "application/geopackage+sqlite3");
        assertThat(negotiated.headers().firstValue("Content-Type")).contains("application/geopackage+sqlite3");
        assertThat(get(server.url() + "/collections/shops/items?f=gpkg").statusCode())
                .isEqualTo(400);
    }

    private static byte[] bytes(String url) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    @Test
    void head_is_get_without_a_body() throws Exception {
        for (String path : List.of("/items?limit=7", "/items/s3", "/download", "/schema", "")) {
            String url = server.url() + "/collections/shops" + path;
            HttpResponse<String> get = get(url);
            HttpResponse<String> head = send("HEAD", url);
            assertThat(head.statusCode()).as(url).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            for (String name : List.of("ETag", "Content-Type", "Content-Length", "Content-Crs", "Link")) {
                assertThat(head.headers().firstValue(name))
                        .as(url + " " + name)
                        .isEqualTo(get.headers().firstValue(name));
            }
        }
    }

    @Test
    void an_answer_is_the_same_to_the_byte_each_time() throws Exception {
        String url = items + "?limit=20&sortby=area";
        assertThat(get(url).body()).isEqualTo(get(url).body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/items?owner=owner%203",
                "/items?unknownColumn=extra%203",
                "/items?sortby=owner",
                "/items?properties=owner",
                "/items?filter=owner%20=%20%27owner%203%27",
                "/items?filter=owner%20IS%20NULL",
                "/items?filter=NOT%20owner%20IS%20NULL",
                "/download?f=csv&sortby=-owner",
                "/download?properties=owner,unknownColumn"
            })
    void without_a_key_a_restricted_property_is_as_one_that_does_not_exist(String query) throws Exception {
        String url = server.url() + "/collections/shops" + query;
        HttpResponse<String> restricted = get(url);
        HttpResponse<String> missing = get(url.replace("owner", "nobody").replace("unknownColumn", "nothing"));
        assertThat(restricted.statusCode()).isEqualTo(missing.statusCode());
        if (restricted.statusCode() == 200) {
            assertThat(ids(json(restricted))).isEqualTo(ids(json(missing)));
        }
        assertThat(send("GET", url, "X-Api-Key", KEY).statusCode()).isEqualTo(200);
        assertThat(send("GET", url, "Authorization", "Bearer wrong").statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/schema",
                "/queryables",
                "/sortables",
                "/items?limit=100",
                "/items/s3",
                "/items?f=csv",
                "/items?f=html",
                "/download",
                "/versions",
                "/versions/20170101-cccccccc"
            })
    void nothing_tells_of_it(String path) throws Exception {
        String url = server.url() + "/collections/shops" + path;
        assertThat(get(url).statusCode()).isEqualTo(200);
        assertThat(get(url).body()).doesNotContain("owner", "unknownColumn", "extra 3");
        assertThat(get(server.url() + "/openapi.json").body()).doesNotContain("owner", "unknownColumn");
        assertThat(get(server.url() + "/collections/shops/versions/20170101-cccccccc/rejected")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void with_a_key_it_is_there_and_no_shared_cache_keeps_it() throws Exception {
        String url = items + "?limit=100&sortby=owner&filter=owner%20%3C%20%27owner%202%27";
        List<String> expected = ROWS.stream()
                .filter(row -> ((String) row.value(6)).compareTo("owner 2") < 0)
                .sorted(Comparator.comparing(row -> (String) row.value(6)))
                .map(Feature::id)
                .toList();
        HttpResponse<String> whole = send("GET", url, "X-Api-Key", KEY);
        assertThat(ids(json(whole))).isEqualTo(expected);
        assertThat(whole.headers().firstValue("Cache-Control").orElseThrow()).startsWith("private");
        assertThat(whole.headers().firstValue("Vary").orElseThrow()).contains("Authorization", "X-Api-Key");
        String plain = items + "?limit=100";
        HttpResponse<String> withKey = send("GET", plain, "X-Api-Key", KEY);
        assertThat(withKey.body()).contains("owner 17", "extra 3");
        String tag = withKey.headers().firstValue("ETag").orElseThrow();
        assertThat(send("GET", plain, "If-None-Match", tag).statusCode())
                .as("a tag from one who has a key tells nothing to one who has none")
                .isEqualTo(200);
    }

    /** A cursor of a walk in the order of a restricted property is no way in. */
    @Test
    void a_walk_with_a_key_cannot_go_on_without_it() throws Exception {
        String next = link(json(send("GET", items + "?limit=5&sortby=owner", "X-Api-Key", KEY)), "next");
        assertThat(send("GET", next, "X-Api-Key", KEY).statusCode()).isEqualTo(200);
        assertThat(get(next).statusCode()).isEqualTo(400);
        assertThat(get(next.replace("&sortby=owner", "")).statusCode()).isEqualTo(400);
    }

    private static String filtered(String filter, String... more) {
        return items + "?limit=100&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8) + String.join("", more);
    }

    private static List<String> idsWhere(Predicate<Feature> condition) {
        return ROWS.stream().filter(condition).map(Feature::id).toList();
    }

    private static boolean isWithin(Feature feature, double west, double south, double east, double north) {
        return feature.geometryRd() != null
                && new Envelope(west, east, south, north)
                        .contains(feature.geometryRd().getCoordinate());
    }

    @Test
    void a_filter_says_the_same_in_text_and_in_json() throws Exception {
        List<String> expected = idsWhere(row -> row.value(1) instanceof Double area
                && area >= 3
                && area <= 7
                && row.value(3).equals(true));
        assertThat(expected).hasSizeBetween(5, 20);
        assertThat(ids(json(get(filtered("area BETWEEN 3 AND 7 AND vacant = TRUE")))))
                .isEqualTo(expected);
        assertThat(ids(json(get(filtered(
                        """
                        {"op": "and", "args": [{"op": "between", "args": [{"property": "area"}, 3, 7]},
                          {"op": "=", "args": [{"property": "vacant"}, true]}]}""",
                        "&filter-lang=cql2-json")))))
                .isEqualTo(expected);
        assertThat(ids(json(get(filtered("CASEI(branch) LIKE CASEI('SL%')")))))
                .isEqualTo(idsWhere(row -> "Slager".equals(row.value(0))));
        assertThat(ids(json(get(filtered("ACCENTI(branch) = ACCENTI('een')", "&vacant=false")))))
                .isEqualTo(idsWhere(
                        row -> "één".equals(row.value(0)) && row.value(3).equals(false)));
    }

    @ParameterizedTest
    @CsvSource({
        "http://www.opengis.net/def/crs/EPSG/0/28992, false",
        "http://www.opengis.net/def/crs/OGC/1.3/CRS84, false",
        "http://www.opengis.net/def/crs/EPSG/0/4326, true",
        "http://www.opengis.net/def/crs/EPSG/0/3857, false"
    })
    void a_geometry_in_a_filter_is_in_the_crs_that_the_request_names(String uri, boolean latitudeFirst)
            throws Exception {
        Crs crs = Crs.parse(uri).orElseThrow();
        Geometry boxRd = GEOMETRIES.toGeometry(new Envelope(230_950, 232_950, 549_000, 550_000));
        Geometry written =
                AxisOrder.asWritten(Reprojection.between(Crs.RD_NEW, crs).transform(boxRd), crs);
        assertThat(written.getCoordinate().getX() > 50
                        && written.getCoordinate().getX() < 54)
                .isEqualTo(latitudeFirst);
        List<String> expected = idsWhere(row -> isWithin(row, 230_950, 549_000, 232_950, 550_000));
        assertThat(expected).hasSizeBetween(10, 25);
        String url = filtered("S_WITHIN(geometry, " + written.toText() + ")", "&filter-crs=", uri);
        assertThat(ids(json(get(url)))).isEqualTo(expected);
    }

    @Test
    void a_box_in_a_filter_is_in_crs84_unless_another_is_named() throws Exception {
        List<String> expected = idsWhere(row -> isWithin(row, 230_950, 549_000, 232_950, 550_000));
        assertThat(ids(json(get(filtered(
                        "S_INTERSECTS(geom, BBOX(230950, 549000, 232950, 550000))",
                        "&filter-crs=http://www.opengis.net/def/crs/EPSG/0/28992")))))
                .isEqualTo(expected);
        assertThat(ids(json(get(filtered("S_INTERSECTS(geom, BBOX(5, 52, 8, 54))")))))
                .isEqualTo(idsWhere(row -> row.geometryRd() != null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    area >= AND 3                          | at character 9
                    area >< 3                              | at character 7
                    nowhere = 3                            | nowhere
                    area = 'large'                         | area
                    owner = 'owner 17'                     | owner
                    S_INTERSECTS(geom, POINT(6.5 53)       | at character
                    frobnicate(area) = 1                   | frobnicate
                    """)
    void nonsense_in_a_filter_is_told_with_its_place(String filter, String told) throws Exception {
        HttpResponse<String> answer = get(filtered(filter));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("type").asText()).endsWith("/invalid-filter");
        assertThat(json(answer).path("detail").asText()).contains(told);
    }

    @Test
    void a_filter_in_a_language_or_a_crs_that_is_not_known_is_refused() throws Exception {
        assertThat(get(filtered("area = 1", "&filter-lang=sql")).statusCode()).isEqualTo(400);
        assertThat(get(filtered("area = 1", "&filter-crs=EPSG:1")).statusCode()).isEqualTo(400);
        assertThat(get(filtered("{\"op\": \"=\"}", "&filter-lang=cql2-json")).statusCode())
                .isEqualTo(400);
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.path("features").spliterator(), false)
                .map(feature -> feature.path("id").asText())
                .toList();
    }

    private static String link(JsonNode document, String rel) {
        for (JsonNode link : document.path("links")) {
            if (link.path("rel").asText().equals(rel)) {
                return link.path("href").asText();
            }
        }
        return null;
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return send("GET", url);
    }

    private static HttpResponse<String> send(String method, String url, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body());
    }
}
