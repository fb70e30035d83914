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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.dataset.Feature;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Provenance;
import nl.plint.dataset.Schema;
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
import org.locationtech.jts.geom.GeometryFactory;

/** Filters of the real server: both encodings, geometries in every CRS, and what is told of mistakes. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class FilterRoutesTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final LocalDate DATE = LocalDate.of(2017, 1, 1);
    private static final LayerDefinition SHOPS = new LayerDefinition(
            "shops",
            LocalizedText.same("shops"),
            LocalizedText.same("invented"),
            GeometryKind.POINT,
            null,
            List.of(
                    PropertyDefinition.of("branch", LocalizedText.same("branch"), PropertyType.STRING),
                    PropertyDefinition.of("area", LocalizedText.same("area"), PropertyType.NUMBER),
                    PropertyDefinition.of("since", LocalizedText.same("since"), PropertyType.DATE)));
    private static final List<Feature> ROWS = IntStream.range(0, 100)
            .mapToObj(i -> new Feature(
                    "s" + i,
                    GEOMETRIES.createPoint(new Coordinate(230_000 + i % 10 * 100, 550_000 + i / 10 * 100)),
                    i % 4 == 0 ? null : List.of("Café", "cafe", "Slager").get(i % 3),
                    i % 9 == 0 ? null : (double) i,
                    DATE.minusDays(i)))
            .toList();

    @TempDir
    static Path folder;

    private static GeoPackageArchive archive;
    private static PlintServer server;

    @BeforeAll
    static void start() {
        archive = GeoPackageArchive.open(folder);
        Provenance provenance =
                new Provenance(LocalizedText.same("test"), "CC0-1.0", null, "none", "0".repeat(64), null, true, "test");
        ArchiveSamples.write(
                archive,
                new VersionDraft("20170101-cccccccc", SHOPS, DATE, new Schema(SHOPS.properties()), provenance),
                ROWS);
        ArchiveSamples.publish(archive, "shops", "20170101-cccccccc");
        DatasetCatalog catalog = new DatasetCatalog(archive);
        server = PlintServer.start(
                new ServerSettings("localhost", 0, null, Set.of(), "1.2.3"),
                catalog,
                new AnalysisCatalog(List.of()),
                new Ingestion(catalog, List.of(), Map.of(), "test"),
                new MemoryJobStore(folder),
                () -> true);
    }

    @AfterAll
    static void stop() {
        server.close();
        archive.close();
    }

    @Test
    void both_encodings_select_what_looking_at_every_feature_finds() throws Exception {
        assertSelects(
                "ACCENTI(CASEI(branch)) = 'cafe'",
                null,
                row -> row.value(0) != null && !row.value(0).equals("Slager"));
        assertSelects("NOT area > 50", null, row -> row.value(1) != null && (Double) row.value(1) <= 50);
        assertSelects(
                "T_AFTER(since, DATE('2016-12-20')) AND branch LIKE 'Caf_'",
                null,
                row -> ((LocalDate) row.value(2)).isAfter(LocalDate.of(2016, 12, 20)) && "Café".equals(row.value(0)));
        assertThat(ids(Map.of(
                        "filter",
                        "{\"op\":\"in\",\"args\":[{\"property\":\"id\"},[\"s3\",\"s9\"]]}",
                        "filter-lang",
                        "cql2-json")))
                .containsExactly("s3", "s9");
        assertThat(ids(Map.of("id", "s3"))).containsExactly("s3");
    }

    @ParameterizedTest
    @CsvSource({
        "http://www.opengis.net/def/crs/OGC/1.3/CRS84", "http://www.opengis.net/def/crs/EPSG/0/28992",
        "http://www.opengis.net/def/crs/EPSG/0/4326", "http://www.opengis.net/def/crs/EPSG/0/4258",
        "http://www.opengis.net/def/crs/EPSG/0/3857"
    })
    void a_place_can_be_given_in_every_crs(String uri) throws Exception {
        Crs crs = Crs.parse(uri).orElseThrow();
        // A triangle in RD New, whose sides pass between the points.
        double[][] corners = {{229_950, 549_950}, {230_660, 549_970}, {229_970, 550_640}, {229_950, 549_950}};
        StringBuilder wkt = new StringBuilder("POLYGON((");
        for (double[] corner : corners) {
            double[] turned = Reprojection.between(Crs.RD_NEW, crs).transform(corner[0], corner[1]);
            int first = crs.latitudeFirst() ? 1 : 0;
            wkt.append(wkt.length() > 9 ? "," : "")
                    .append(String.format(Locale.ROOT, "%.9f %.9f", turned[first], turned[1 - first]));
        }
        Predicate<Feature> inside = row -> GEOMETRIES
                .createPolygon(List.of(corners).stream()
                        .map(corner -> new Coordinate(corner[0], corner[1]))
                        .toArray(Coordinate[]::new))
                .covers(row.geometryRd());
        assertSelects("S_WITHIN(geometry, " + wkt + ")))", uri, inside);
        assertSelects("NOT S_DISJOINT(" + wkt + ")), geometry)", uri, inside);
        if (crs.equals(Crs.CRS84)) {
            assertSelects("S_WITHIN(geometry, " + wkt + ")))", null, inside);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MULTIPOINT((100 10), (-70 -80))",
                "POINT(179 -89)",
                "LINESTRING(100 10, 120 10)",
                "MULTIPOLYGON(((90 0, 100 0, 100 10, 90 0)), ((50 0, 60 0, 60 10, 50 0)))",
                "GEOMETRYCOLLECTION(POINT(100 10), LINESTRING(100 10, 120 10))",
            })
    void what_is_far_away_meets_nothing(String wkt) throws Exception {
        assertThat(ids(Map.of("filter", "S_INTERSECTS(geometry, " + wkt + ")"))).isEmpty();
        assertThat(ids(Map.of("filter", "S_DISJOINT(geometry, " + wkt + ")"))).hasSameSizeAs(ROWS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MULTIPOLYGON(((90 0, 100 0, 100 10, 90 0)), ((0 45, 20 45, 20 60, 0 60, 0 45)))",
                "POLYGON((-170 -80, 170 -80, 170 80, -170 80, -170 -80))",
                "GEOMETRYCOLLECTION(POINT(100 10), POLYGON((0 45, 20 45, 20 60, 0 60, 0 45)))",
            })
    void what_reaches_far_away_meets_what_is_here(String wkt) throws Exception {
        assertThat(ids(Map.of("filter", "S_INTERSECTS(geometry, " + wkt + ")"))).hasSameSizeAs(ROWS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "area >>                                    | cql2-text | at character 7",
                "'area = ''x'''                             | cql2-text | area is a number",
                "'area = 1 AND'                             | cql2-text | found the end",
                "nothing = 1                                | cql2-text | there are branch, area, since",
                "area + 1                                   | cql2-text | expected a predicate",
                "foo(1) = 1                                 | cql2-text | there is no function 'foo'",
                "'S_WITHIN(geometry, POLYGON((6 52,7 53,6 53,7 52,6 52)))' | cql2-text | not valid",
                "'{\"op\": \"=\", \"args\": [1]}'           | cql2-json | at character 21",
                "'{\"op\"'                                  | cql2-json | not JSON",
                "area = 1                                   | sql       | filter-lang",
            })
    void a_mistake_is_told_with_what_was_expected(String filter, String language, String expected) throws Exception {
        HttpResponse<String> response = get(Map.of("filter", filter, "filter-lang", language));
        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.path("detail").asText()).contains(expected);
    }

    @Test
    void tiles_refuse_a_filter_that_names_what_is_not_there() throws Exception {
        HttpResponse<String> response = send(
                server.url() + "/collections/shops/tiles/WebMercatorQuad/0/0/0?filter=" + Links.encoded("nothing = 1"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).path("detail").asText()).contains("there are branch, area, since");
    }

    @Test
    void the_functions_and_the_queryables_are_listed() throws Exception {
        JsonNode functions = JSON.readTree(send(server.url() + "/functions").body());
        assertThat(functions.path("functions").findValuesAsText("name")).contains("area", "distance");
        JsonNode queryables = JSON.readTree(
                send(server.url() + "/collections/shops/queryables?f=json").body());
        assertThat(queryables.path("additionalProperties").booleanValue()).isFalse();
        assertThat(queryables.at("/properties/id/x-ogc-role").asText()).isEqualTo("id");
        assertThat(queryables.at("/properties/geometry/format").asText()).isEqualTo("geometry-point-or-multipoint");
    }

    private static void assertSelects(String filter, String crs, Predicate<Feature> expected) throws Exception {
        List<String> ids = ROWS.stream().filter(expected).map(Feature::id).toList();
        assertThat(ids).isNotEmpty().hasSizeLessThan(ROWS.size());
        Map<String, String> query =
                crs == null ? Map.of("filter", filter) : Map.of("filter", filter, "filter-crs", crs);
        assertThat(ids(query)).as(filter).isEqualTo(ids);
    }

    private static List<String> ids(Map<String, String> query) throws Exception {
        HttpResponse<String> response = get(query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        JSON.readTree(response.body())
                .path("features")
                .forEach(feature -> ids.add(feature.path("id").asText()));
        return ids;
    }

    private static HttpResponse<String> get(Map<String, String> query) throws Exception {
        StringBuilder address = new StringBuilder(server.url() + "/collections/shops/items?limit=1000");
        query.forEach(
                (name, value) -> address.append('&').append(name).append('=').append(Links.encoded(value)));
        return send(address.toString());
    }

    private static HttpResponse<String> send(String address) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
