package nl.plint.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

@NullUnmarked // test code: a null that should not be there fails the test anyway
class GeoJsonFormatTest {
    private static final GeoJsonFormat FORMAT = new GeoJsonFormat();
    private static final String ASSEN =
            """
            {"type":"Feature","id":7,"geometry":{"type":"Point","coordinates":[6.5,53.0,11]},"properties":{"naam":"Assén"}}
            """
                    .strip();
    private static final String EMMEN =
            """
            {"type":"Feature","id":"e","geometry":{"coordinates":[6.9,52.8],"type":"Point"},"properties":{"naam":null}}
            """
                    .strip();

    @TempDir
    Path folder;

    private SourceRows read(String text) throws IOException {
        return SourceRows.of(FORMAT, folder, text);
    }

    private static String collection(String... features) {
        return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
    }

    private static String geometry(String geometry) {
        return "{\"type\":\"Feature\",\"geometry\":" + geometry + ",\"properties\":{}}";
    }

    /** The same two features, in every way to put them in a file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"FeatureCollection\",\"name\":\"x\",\"properties\":{\"a\":1},\"features\":[A,B],\"links\":[1]}",
                "{\"features\":[A,B],\"type\":\"FeatureCollection\"}",
                "A\nB\n",
                "A B",
                "\u001EA\n\u001EB\n",
                "\u001EA\u001EB",
                "\uFEFF\u001EA\n\u001EB\n",
                "\uFEFFA\r\nB",
                "\u001E{\"type\":\"FeatureCollection\",\"features\":[A]}\n\u001EB\n",
                "{\"type\":\"FeatureCollection\",\"features\":[A]}\n{\"type\":\"FeatureCollection\",\"features\":[B]}",
            })
    void features_are_found_wherever_they_stand(String file) throws IOException {
        String text = file.replace("A", ASSEN).replace("B", EMMEN);
        assertThat(FORMAT.recognizes("x", text.getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        SourceRows rows = read(text);
        assertThat(rows.columns()).containsExactly(new SourceColumn("naam", PropertyType.STRING));
        assertThat(rows.ids()).containsExactly("7", "e");
        assertThat(rows.places()).containsExactly("POINT (6.5 53)", "POINT (6.9 52.8)");
        assertThat(rows.values(0)).containsEntry("naam", "Assén");
        assertThat(rows.values(1)).containsEntry("naam", null);
        assertThat(rows.crs()).isEqualTo(new SourceCrs("OGC:CRS84", null));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, false", "UTF-8, true", "UTF-16BE, false", "UTF-16BE, true", "UTF-16LE, false", "UTF-16LE, true"
    })
    void the_encoding_is_found_with_and_without_a_byte_order_mark(String charset, boolean mark) throws IOException {
        String text = (mark ? "\uFEFF" : "") + collection(ASSEN);
        assertThat(FORMAT.recognizes("x", text.getBytes(Charset.forName(charset))))
                .isTrue();
        SourceRows rows = SourceRows.of(FORMAT, folder, text, Charset.forName(charset));
        assertThat(rows.values(0)).containsEntry("naam", "Assén");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "[1]", "<a/>", "x;y\n1;2", "\u001E", "\uFEFF"})
    void what_does_not_start_with_an_object_is_not_recognized(String text) {
        assertThat(FORMAT.recognizes("x.geojson", text.getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"type":"Point","coordinates":[6.5,53.0]}                               | POINT (6.5 53)
            {"coordinates":[6.5,53.0],"type":"Point","note":"sorted names"}         | POINT (6.5 53)
            {"type":"LineString","coordinates":[[1,2],[3,4]]}                       | LINESTRING (1 2, 3 4)
            {"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}    | GEOMETRYCOLLECTION (POINT (1 2))
            {"geometries":[{"coordinates":[1,2],"type":"Point"}],"type":"GeometryCollection"}    | GEOMETRYCOLLECTION (POINT (1 2))
            {"type":"CircularString","coordinates":[[0,0],[1,1],[2,0]]}             | a geometry of type CircularString is not supported: it must be of points and straight lines
            """)
    void a_bare_geometry_becomes_a_feature_without_properties(String file, String place) throws IOException {
        SourceRows rows = read(file);
        assertThat(rows.columns()).isEmpty();
        assertThat(rows.hasGeometry()).isTrue();
        assertThat(rows.places()).containsExactly(place);
        assertThat(read(file + "\n" + ASSEN).places()).containsExactly(place, "POINT (6.5 53)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "MultiPoint","coordinates":[[1,2],[3,4,5]]                 | MULTIPOINT ((1 2), (3 4))
            "MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]] | MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))
            "Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[5,1],[6,1],[6,2],[5,1]]] | POLYGON ((0 0, 9 0, 9 9, 0 0), (5 1, 6 1, 6 2, 5 1))
            "Polygon","coordinates":[[[0,0],[9,0],[9,9]]]              | POLYGON ((0 0, 9 0, 9 9, 0 0))
            "Polygon","coordinates":[[[0,0],[9,0]]]                    | POLYGON ((0 0, 9 0, 0 0, 0 0))
            "MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9],[0,0]]],[[[20,0],[29,0],[29,9],[20,0]],[[25,1],[26,1],[26,2],[25,1]]]] | MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), ((20 0, 29 0, 29 9, 20 0), (25 1, 26 1, 26 2, 25 1)))
            "MultiPolygon","coordinates":[[],[[[0,0],[9,0],[9,9],[0,0]]]] | MULTIPOLYGON (EMPTY, ((0 0, 9 0, 9 9, 0 0)))
            "Polygon","coordinates":[[]]                               | POLYGON EMPTY
            "Point","coordinates":[]                                   | POINT EMPTY
            "LineString","coordinates":[]                              | LINESTRING EMPTY
            "MultiPolygon","coordinates":[]                            | MULTIPOLYGON EMPTY
            "GeometryCollection","geometries":[{"type":"MultiPoint","coordinates":[[1,2]]},{"type":"GeometryCollection","geometries":[]}] | GEOMETRYCOLLECTION (MULTIPOINT ((1 2)), GEOMETRYCOLLECTION EMPTY)
            """)
    void every_type_of_geometry_is_read(String geometry, String wellKnownText) throws IOException {
        String typeFirst = "{\"type\":" + geometry + "}";
        int comma = geometry.indexOf(',');
        String typeLast = "{" + geometry.substring(comma + 1) + ",\"type\":" + geometry.substring(0, comma) + "}";
        assertThat(read(collection(geometry(typeFirst), geometry(typeLast))).places())
                .containsExactly(wellKnownText, wellKnownText);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "Point","coordinates":[1]                          | a position is not two numbers
            "Point","coordinates":["1","2"]                    | a position is not two numbers: it holds '1'
            "Point","coordinates":[null,null]                  | a position is not two numbers: it holds null
            "Point","coordinates":[1,{"a":[1,2]}]              | a position is not two numbers: it holds an object
            "Point","coordinates":[NaN,52]                     | not finite
            "Point","coordinates":[-Infinity,52]               | not finite
            "Point","coordinates":[1e999,52]                   | not finite
            "Point","coordinates":"1,2"                        | coordinates are not a list
            "Point","coordinates":null                         | coordinates are not a list
            "Point"                                            | the geometry has no coordinates
            "Point","coordinates":[[1,2]]                      | not nested as those of a Point
            "LineString","coordinates":[1,2]                   | not nested as those of a LineString
            "LineString","coordinates":[[1,2],[3,4],[]]        | not nested as those of a LineString
            "LineString","coordinates":[[1,2],3]               | a position is not two numbers
            "LineString","coordinates":[3,[1,2]]               | a position is not two numbers
            "LineString","coordinates":[[1,2],[[3,4]]]         | nested in different ways
            "LineString","coordinates":[[1,2]]                 | Invalid number of points
            "MultiPolygon","coordinates":[[[[[[1,2]]]]]]       | nested
            "GeometryCollection","geometries":[null]           | a part of the geometry collection is not an object
            "GeometryCollection","geometries":[{"type":"Point","coordinates":[1]}] | a position is not two numbers
            "GeometryCollection","geometries":{}               | has no list of geometries
            "Sphere","coordinates":[1,2]                       | 'Sphere' is not a type of geometry in GeoJSON
            null,"coordinates":[1,2]                           | the geometry has no type
            """)
    void a_faulty_geometry_costs_its_row_and_no_other(String geometry, String fault) throws IOException {
        List<String> places =
                read(collection(geometry("{\"type\":" + geometry + "}"), ASSEN)).places();
        assertThat(places.get(0)).contains(fault);
        assertThat(places.get(1)).isEqualTo("POINT (6.5 53)");
    }

    @Test
    void other_members_of_a_feature_become_properties_unless_a_property_has_the_name() throws IOException {
        SourceRows rows = read(
                """
                {"type":"FeatureCollection","license":"CC0","features":[
                {"type":"Feature","bbox":[1,2,1,2],"title":"A","rank":1,"note":"lost","geometry":null,"properties":{}},
                {"type":"Feature","rank":2.5,"place":"Assen","tags":["a"],"empty":null,"geometry":null,
                 "properties":{"note":"kept","geometry":"x"}}
                ]}
                """);
        assertThat(rows.columns())
                .containsExactly(
                        new SourceColumn("note", PropertyType.STRING),
                        new SourceColumn("geometry", PropertyType.STRING),
                        new SourceColumn("title", PropertyType.STRING),
                        new SourceColumn("rank", PropertyType.NUMBER),
                        new SourceColumn("place", PropertyType.STRING),
                        new SourceColumn("tags", PropertyType.JSON));
        assertThat(rows.features().get(0).values()).containsExactly(null, null, "A", 1, null, null);
        assertThat(rows.features().get(1).values()).containsExactly("kept", "x", null, 2.5, "Assen", List.of("a"));
        assertThat(rows.hasGeometry()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"FeatureCollection\",\"crs\":CRS,\"features\":[F]}",
                "{\"type\":\"FeatureCollection\",\"features\":[F],\"crs\":CRS}",
                "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},\"crs\":CRS}",
                "{\"coordinates\":[1,2],\"crs\":CRS,\"type\":\"Point\"}"
            })
    void the_old_crs_member_counts_wherever_it_stands(String file) throws IOException {
        String crs = "{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::28992\"}}";
        String feature = geometry("{\"type\":\"Point\",\"coordinates\":[1,2]}");
        SourceRows rows = read(file.replace("CRS", crs).replace("[F]", "[" + feature + "]"));
        assertThat(rows.crs()).isEqualTo(new SourceCrs("urn:ogc:def:crs:EPSG::28992", null));
        assertThat(rows.places()).containsExactly("POINT (1 2)");
        assertThat(rows.columns()).isEmpty();
    }

    @Test
    void rows_in_another_system_than_most_of_the_file_are_faults() throws IOException {
        String rd = "\"crs\":{\"type\":\"EPSG\",\"properties\":{\"code\":28992}}";
        SourceRows rows = read("{\"type\":\"FeatureCollection\"," + rd + ",\"features\":["
                + geometry("{\"type\":\"Point\",\"coordinates\":[233000,557000]}") + "]}\n" + ASSEN + "\n" + EMMEN);
        assertThat(rows.crs().name()).isEqualTo("OGC:CRS84");
        assertThat(rows.places().get(0))
                .isEqualTo("its coordinates are in EPSG:28992, and most of the file is in OGC:CRS84;"
                        + " give the two as separate files");
        assertThat(rows.places().subList(1, 3)).containsExactly("POINT (6.5 53)", "POINT (6.9 52.8)");
    }

    @Test
    void values_keep_their_types_and_whole_numbers_their_digits() throws IOException {
        SourceRows rows = read(collection(
                "{\"type\":\"Feature\",\"id\":12345678901234567890,\"geometry\":null,\"properties\":{\"a\":9007199254740993,"
                        + "\"b\":12345678901234567890,\"c\":1.5,\"d\":true,\"e\":{\"f\":[1,null,{\"g\":\"h\"}]},\"a\\u0000\":"
                        + "\"x\\u0000y\\n\\\"\"}}"));
        assertThat(rows.values(0))
                .containsEntry("a", 9007199254740993L)
                .containsEntry("b", new java.math.BigInteger("12345678901234567890"))
                .containsEntry("c", 1.5)
                .containsEntry("d", true)
                .containsEntry("e", Map.of("f", java.util.Arrays.asList(1, null, Map.of("g", "h"))))
                .containsEntry("a\uFFFD", "x\uFFFDy\n\"");
        assertThat(rows.columns())
                .extracting(SourceColumn::type)
                .containsExactly(
                        PropertyType.INTEGER,
                        PropertyType.NUMBER,
                        PropertyType.NUMBER,
                        PropertyType.BOOLEAN,
                        PropertyType.JSON,
                        PropertyType.STRING);
        assertThat(rows.ids()).containsExactly("12345678901234567890");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999", "{\"a\":[NaN]}"})
    void a_number_that_is_not_finite_costs_its_row(String number) throws IOException {
        SourceRows rows = read(collection(
                "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"n\":" + number + "}}",
                "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"n\":1}}"));
        assertThat(rows.features().get(0).fault()).contains("is not a number that can be kept");
        assertThat(rows.features().get(0).values().toString()).doesNotContain("Infinity", "NaN");
        assertThat(rows.features().get(1).fault()).isNull();
    }

    private void assertRefused(String text, Fault fault, String... words) throws IOException {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(fault))
                .hasMessageContaining("test.json")
                .hasMessageContainingAll(words);
    }

    @Test
    void what_is_not_whole_is_refused_with_its_line() throws IOException {
        assertRefused(collection(ASSEN).replace("]}", ""), Fault.MALFORMED, "line 1");
        assertRefused(ASSEN + "\n" + EMMEN + "\n{", Fault.MALFORMED, "line 3");
        assertRefused("\u001E" + ASSEN + "\n\u001E{\"type\":\"Fea\u001E" + EMMEN, Fault.MALFORMED, "line 2");
        assertRefused("{\"type\":\"Topology\",\"objects\":{}}", Fault.MALFORMED, "neither a FeatureCollection");
        assertRefused("{\"type\":\"FeatureCollection\"}", Fault.MALFORMED, "neither a FeatureCollection");
        assertRefused(collection("1"), Fault.MALFORMED, "a feature was expected");
        assertRefused(ASSEN + "\n12", Fault.MALFORMED, "line 2");
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused_with_their_line() throws IOException {
        Path file = Files.write(folder.resolve("test.json"), ("\n" + ASSEN).getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> SourceRows.of(FORMAT, file))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(Fault.MALFORMED))
                .hasMessageContaining("line 2");
    }

    @Test
    void what_passes_a_limit_is_refused_with_its_line() throws IOException {
        String deep = "[".repeat(99) + "]".repeat(99);
        assertRefused(collection(geometry(deep)), Fault.MALFORMED, "line 1", "nesting depth");
        assertRefused("\n" + collection(geometry("[" + "1".repeat(1001) + "]")), Fault.MALFORMED, "line 2", "1001");
        String property = "\"properties\":{\"n\":";
        assertRefused(
                collection(ASSEN.replace("\"properties\":{", property + "1" + "0".repeat(1000) + ",")),
                Fault.MALFORMED,
                "line 1");
        assertRefused(
                collection(ASSEN.replace("Assén", "x".repeat(20_000_001))), Fault.MALFORMED, "line 1", "20000000");
        assertRefused(
                collection(ASSEN.replace("\"properties\":{", property + "[" + "1,".repeat(1_000_000) + "1],")),
                Fault.TOO_LARGE,
                "line 1",
                "1000000 values");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_feature_of_more_than_five_million_coordinates_is_refused_and_one_of_as_many_is_not(boolean typeFirst)
            throws IOException {
        for (int more : List.of(0, 1)) {
            Path file = folder.resolve("large.json");
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                out.write("{\"type\":\"Feature\",\"properties\":null,\"geometry\":{");
                out.write(typeFirst ? "\"type\":\"LineString\"," : "");
                out.write("\"coordinates\":[[0,0]");
                for (int at = 1; at < 5_000_000 + more; at++) {
                    out.write(",[1,2]");
                }
                out.write("]" + (typeFirst ? "" : ",\"type\":\"LineString\"") + "}}");
            }
            if (more == 0) {
                assertThat(SourceRows.of(FORMAT, file)
                                .features()
                                .get(0)
                                .geometry()
                                .getNumPoints())
                        .isEqualTo(5_000_000);
            } else {
                assertThatThrownBy(() -> SourceRows.of(FORMAT, file))
                        .isInstanceOfSatisfying(IngestException.class, e -> assertThat(e.fault())
                                .isEqualTo(Fault.TOO_LARGE))
                        .hasMessageContainingAll("large.json", "line 1", "5000000 coordinates");
            }
        }
    }
}
