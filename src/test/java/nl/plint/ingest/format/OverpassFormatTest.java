package nl.plint.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.SourceReader.SourceColumn;
import nl.plint.ingest.SourceReader.SourceCrs;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

@NullUnmarked // test code: a null that should not be there fails the test anyway
class OverpassFormatTest {
    private static final OverpassFormat FORMAT = new OverpassFormat();
    private static final Path DATA = Path.of("../shared/data/retail");

    @TempDir
    Path folder;

    private SourceRows read(String... elements) throws IOException {
        return SourceRows.of(FORMAT, folder, answer(elements));
    }

    private static String answer(String... elements) {
        return "{\"version\":0.6,\"generator\":\"Overpass API\",\"osm3s\":{\"copyright\":\"ODbL\"},\"elements\":["
                + String.join(",\n", elements) + "]}";
    }

    private static String node(long id, double longitude, double latitude) {
        return "{\"type\":\"node\",\"id\":" + id + ",\"lat\":" + latitude + ",\"lon\":" + longitude + "}";
    }

    private static String way(String tags, String more) {
        return "{\"type\":\"way\",\"id\":5,\"tags\":{" + tags + "}" + more + "}";
    }

    /** The outline through corners given as {@code x y}, as Overpass writes it. */
    private static String line(String... corners) {
        StringBuilder line = new StringBuilder("[");
        for (String corner : corners) {
            String[] xy = corner.split(" ");
            line.append(line.length() > 1 ? "," : "")
                    .append(xy.length < 2 ? "null" : "{\"lat\":" + xy[1] + ",\"lon\":" + xy[0] + "}");
        }
        return line + "]";
    }

    private static String member(String role, String... corners) {
        return "{\"type\":\"way\",\"ref\":1,\"role\":\"" + role + "\",\"geometry\":" + line(corners) + "}";
    }

    private static String relation(String type, String... members) {
        return "{\"type\":\"relation\",\"id\":9,\"center\":{\"lat\":1,\"lon\":2},\"tags\":{\"type\":\"" + type + "\"},"
                + "\"members\":[" + String.join(",", members) + "]}";
    }

    private static String[] square(int from, int to) {
        return new String[] {from + " " + from, to + " " + from, to + " " + to, from + " " + to, from + " " + from};
    }

    /**
     * By Python: json.load, elements with tags, ways whose first node is their last as polygons where their tags say so, the
     * shoelace formula in exact fractions on the degrees of their nodes, and the sum of the longitudes of tagged nodes.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "shops,          873, 677, 173, 16, 7, 216, 5.2104150025e-05, -82776.27357909988",
        "vacant_disused, 98,  89,  9,   0,  0, 67,  6.7224773e-07, -10881.8740366"
    })
    void real_answers_come_out_as_python_reads_them(
            String name,
            int rows,
            int points,
            int polygons,
            int lines,
            int none,
            int tags,
            double area,
            double longitudes) {
        SourceRows read = SourceRows.of(FORMAT, DATA.resolve("osm_overpass_berkeley_" + name + "_2025.json"));
        Map<String, Integer> types = new HashMap<>();
        double foundArea = 0;
        double foundLongitudes = 0;
        for (var raw : read.features()) {
            assertThat(raw.fault()).isNull();
            Geometry geometry = raw.geometry();
            types.merge(geometry == null ? "none" : geometry.getGeometryType(), 1, Integer::sum);
            foundArea += geometry == null ? 0 : geometry.getArea();
            foundLongitudes += raw.values().get(0).equals("node") ? geometry.getCoordinate().x : 0;
            assertThat(raw.id())
                    .isEqualTo(raw.values().get(0) + "/" + raw.values().get(1));
        }
        assertThat(read.features()).hasSize(rows);
        assertThat(types.getOrDefault("Point", 0)).isEqualTo(points);
        assertThat(types.getOrDefault("Polygon", 0)).isEqualTo(polygons);
        assertThat(types.getOrDefault("LineString", 0)).isEqualTo(lines);
        assertThat(types.getOrDefault("none", 0)).isEqualTo(none);
        assertThat(read.columns()).hasSize(2 + tags);
        assertThat(foundArea).isCloseTo(area, within(area * 1e-9));
        assertThat(foundLongitudes).isCloseTo(longitudes, within(1e-6));
        assertThat(read.crs()).isEqualTo(new SourceCrs("OGC:CRS84", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shops", "vacant_disused"})
    void real_answers_are_recognized_and_are_not_geojson(String name) throws IOException {
        try (InputStream in = Files.newInputStream(DATA.resolve("osm_overpass_berkeley_" + name + "_2025.json"))) {
            byte[] start = in.readNBytes(4096);
            assertThat(FORMAT.recognizes(name, start)).isTrue();
            assertThat(new GeoJsonFormat().recognizes(name, start)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"version":0.6,"elements":[                                            | true
            {"elements":[],"generator":"x"}                                        | true
            {"elements":[{"type":"way","id":1,"nodes":[1,2                         | false
            {"elements":[{"id":1,"nodes":[1,2],"type":"way"},{"id                  | true
            {"generator":"x","osm3s":{"copyright":"y"},"elements":[]}              | true
            {"version":"1","elements":{"a":1}}                                     | false
            {"version":"1","type":"FeatureCollection","features":[                 | false
            {"type":"FeatureCollection","features":[{"elements":[1],"version":2}]} | false
            {"elements":[{"type":"Feature"}]}                                      | false
            [{"elements":[],"version":1}]                                          | false
            """)
    void an_answer_is_recognized_by_the_members_at_its_top(String start, boolean recognized) {
        byte[] bytes = start.getBytes(StandardCharsets.UTF_8);
        assertThat(FORMAT.recognizes("x.json", bytes)).isEqualTo(recognized);
        assertThat(new GeoJsonFormat().recognizes("x.json", bytes)).isEqualTo(!recognized && start.startsWith("{"));
    }

    @Test
    void what_has_tags_is_a_row_and_its_tags_are_texts() throws IOException {
        SourceRows rows = read(
                "{\"type\":\"node\",\"id\":1,\"lat\":53,\"lon\":6.5,\"user\":\"someone\","
                        + "\"tags\":{\"shop\":\"bakery\",\"level\":\"1\",\"note\":\"a\\u0000b\",\"osmId\":\"x\"}}",
                node(2, 6, 53),
                "{\"type\":\"node\",\"id\":3,\"lat\":53,\"lon\":6.5,\"tags\":{}}",
                "{\"type\":\"count\",\"id\":0,\"tags\":{\"nodes\":\"5\"}}",
                "{\"type\":\"relation\",\"id\":12345678901,\"tags\":{\"level\":\"2\"}}");
        assertThat(rows.columns())
                .containsExactly(
                        new SourceColumn("osmType", PropertyType.STRING),
                        new SourceColumn("osmId", PropertyType.INTEGER),
                        new SourceColumn("shop", PropertyType.STRING),
                        new SourceColumn("level", PropertyType.STRING),
                        new SourceColumn("note", PropertyType.STRING));
        assertThat(rows.ids()).containsExactly("node/1", "relation/12345678901");
        assertThat(rows.features().get(0).values()).containsExactly("node", 1L, "bakery", "1", "a\uFFFDb");
        assertThat(rows.features().get(1).values()).containsExactly("relation", 12345678901L, null, "2", null);
        assertThat(rows.places()).containsExactly("POINT (6.5 53)", "null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "building":"yes"                          | POLYGON
            "landuse":"retail"                        | POLYGON
            "shop":"mall"                             | POLYGON
            "amenity":"bench","area":"no"             | LINESTRING
            "leisure":"park"                          | POLYGON
            "disused:shop":"yes"                      | POLYGON
            "highway":"pedestrian","area":"yes"       | POLYGON
            "highway":"pedestrian"                    | LINESTRING
            "building":"no","name":"x"                | LINESTRING
            """)
    void a_closed_way_is_an_area_when_its_tags_say_so(String tags, String type) throws IOException {
        String ring = line("0 0", "4 0", "4 4", "0 0");
        assertThat(read(way(tags, ",\"geometry\":" + ring)).places())
                .containsExactly(type + (type.equals("POLYGON") ? " ((0 0, 4 0, 4 4, 0 0))" : " (0 0, 4 0, 4 4, 0 0)"));
    }

    @Test
    void a_way_takes_its_corners_from_the_nodes_before_and_behind_it() throws IOException {
        SourceRows rows =
                read(node(1, 0, 1), way("\"building\":\"yes\"", ",\"nodes\":[1,2,3,1]"), node(2, 4, 1), node(3, 4, 5));
        assertThat(rows.places()).containsExactly("POLYGON ((0 1, 4 1, 4 5, 0 1))");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            ,"nodes":[1,77,78]                                                             | the file has 1 of the 3 corners of a line
            ,"geometry":[{"lat":1,"lon":2},null]                                           | the file has 1 of the 2 corners of a line
            ,"geometry":[{"lat":1,"lon":2},{"lat":NaN,"lon":2}]                            | the file has 1 of the 2 corners of a line
            ,"geometry":[{"lat":1,"lon":2}]                                                | a line has 1 corners
            ,"nodes":[77,78],"center":{"lat":1,"lon":2}                                    | POINT (2 1)
            ,"center":{"lat":1,"lon":2}                                                    | POINT (2 1)
            ,"nodes":[77,78]                                                               | null
            ,"bounds":{"minlat":1,"minlon":2,"maxlat":3,"maxlon":4}                        | null
            ,"nodes":[77,78],"geometry":[{"lat":1,"lon":2},{"lat":3,"lon":4}]              | LINESTRING (2 1, 4 3)
            """)
    void a_way_of_which_a_part_is_missing_is_a_fault_and_without_any_part_its_center(String more, String place)
            throws IOException {
        assertThat(read(node(1, 3, 3), way("\"building\":\"yes\"", more)).places())
                .containsExactly(place);
    }

    private void assertArea(String wellKnownText, String... members) throws IOException, ParseException {
        Geometry found =
                read(relation("multipolygon", members)).features().get(0).geometry();
        assertThat(found.getGeometryType()).isEqualTo("MultiPolygon");
        assertThat(found.isValid()).isTrue();
        assertThat(found.norm().toText())
                .isEqualTo(new WKTReader().read(wellKnownText).norm().toText());
    }

    @Test
    void the_rings_of_a_relation_make_areas_with_holes_and_islands() throws IOException, ParseException {
        assertArea("MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0)))", member("outer", square(0, 9)));
        // Put together of open lines, in any direction.
        assertArea(
                "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0), (2 2, 7 2, 7 7, 2 7, 2 2)))",
                member("inner", "7 7", "7 2", "2 2"),
                member("outer", "0 0", "9 0", "9 9"),
                member("", "0 0", "0 9", "9 9"),
                member("inner", "2 2", "2 7", "7 7"));
        // An island in a hole, with a pond of its own.
        assertArea(
                "MULTIPOLYGON (((0 0, 20 0, 20 20, 0 20, 0 0), (2 2, 18 2, 18 18, 2 18, 2 2)),"
                        + " ((4 4, 16 4, 16 16, 4 16, 4 4), (6 6, 14 6, 14 14, 6 14, 6 6)))",
                member("outer", square(0, 20)),
                member("outer", square(4, 16)),
                member("inner", square(2, 18)),
                member("inner", square(6, 14)));
        // Two holes beside each other are one hole; a hole outside is nothing.
        assertArea(
                "MULTIPOLYGON (((0 0, 20 0, 20 20, 0 20, 0 0), (2 2, 2 6, 4 6, 6 6, 6 2, 4 2, 2 2)))",
                member("outer", square(0, 20)),
                member("inner", "2 2", "4 2", "4 6", "2 6", "2 2"),
                member("inner", "4 2", "6 2", "6 6", "4 6", "4 2"),
                member("inner", square(30, 31)));
        // Two areas apart.
        assertArea(
                "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 1, 0 0)), ((3 3, 4 3, 4 4, 3 4, 3 3)))",
                member("outer", square(0, 1)),
                member("outer", square(3, 4)));
    }

    @Test
    void a_relation_without_all_of_its_rings_is_a_fault_or_its_center() throws IOException {
        String[] open = {"0 0", "9 0", "9 9"};
        assertThat(read(relation("multipolygon", member("outer", open))).places())
                .containsExactly("the rings of the relation do not close");
        assertThat(read(relation("boundary", member("outer", "0 0", "", "9 9"))).places())
                .containsExactly("the file has 2 of the 3 corners of a line");
        assertThat(read(relation("multipolygon", member("inner", square(0, 9)))).places())
                .containsExactly("POINT (2 1)");
        String bare = "{\"type\":\"way\",\"ref\":1,\"role\":\"outer\"}";
        assertThat(read(relation("multipolygon", member("outer", square(0, 9)), bare))
                        .places())
                .containsExactly("POINT (2 1)");
        assertThat(read(relation("site", member("outer", square(0, 9)))).places())
                .containsExactly("POINT (2 1)");
    }

    private void assertRefused(String text, Fault fault, String... words) {
        assertThatThrownBy(() -> SourceRows.of(FORMAT, folder, text))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(fault))
                .hasMessageContaining("test.json")
                .hasMessageContainingAll(words);
    }

    @Test
    void an_answer_that_is_not_whole_is_refused_with_its_line() {
        String whole = answer(node(1, 2, 3), node(2, 3, 4));
        assertRefused(whole.substring(0, whole.length() - 3), Fault.MALFORMED, "Overpass JSON", "line 2");
        assertRefused(whole + whole, Fault.MALFORMED, "more follows");
        assertRefused("{\"version\":1}", Fault.MALFORMED, "no elements");
        assertRefused(answer("1"), Fault.MALFORMED, "an element was expected");
        assertRefused(answer("{\"type\":\"node\",\"id\":\"x\"}"), Fault.MALFORMED, "id");
        assertRefused(
                whole.replaceFirst("]}$", "],\"remark\":\"runtime error: Query timed out after 26 seconds.\"}"),
                Fault.MALFORMED,
                "did not finish",
                "timed out");
    }

    @Test
    void nodes_are_found_by_their_id() {
        NodeCoordinates nodes = new NodeCoordinates();
        Map<Long, double[]> expected = new HashMap<>();
        Random random = new Random(7);
        for (int at = 0; at < 200_000; at++) {
            long id = at % 2 == 0 ? random.nextLong() : at;
            double[] place = {random.nextDouble(), random.nextDouble()};
            nodes.put(id, place[0], place[1]);
            expected.put(id, place);
        }
        nodes.put(0, 8, 9);
        expected.put(0L, new double[] {8, 9});
        assertThat(nodes.size()).isEqualTo(expected.size());
        expected.forEach((id, place) -> {
            assertThat(nodes.longitude(id)).isEqualTo(place[0]);
            assertThat(nodes.latitude(id)).isEqualTo(place[1]);
        });
        assertThat(nodes.longitude(-5)).isNaN();
    }
}
