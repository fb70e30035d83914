package nl.plint.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import nl.plint.dataset.PropertyType;
import nl.plint.geo.Crs;
import nl.plint.ingest.SourceReader.SourceColumn;
import nl.plint.ingest.SourceReader.SourceCrs;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.cs.AxisDirection;
import org.geotools.referencing.CRS;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OGC Features and Geometries JSON, read as GeoJSON. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class JsonFgTest {
    private static final GeoJsonFormat FORMAT = new GeoJsonFormat();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ANSWERS = Path.of("../shared/data/ingest-hard/pdok-gokoala/ogcapi-responses");
    private static final String RD_POINT = "{\"type\":\"Point\",\"coordinates\":[233000,557000]}";
    private static final String DEGREES_POINT = "{\"type\":\"Point\",\"coordinates\":[6.5,53]}";

    @TempDir
    Path folder;

    private SourceRows read(String text) throws IOException {
        return SourceRows.of(FORMAT, folder, text);
    }

    private static String feature(String place, String geometry, String more) {
        return "{\"type\":\"Feature\",\"place\":" + place + ",\"geometry\":" + geometry + ",\"properties\":{}" + more
                + "}";
    }

    private static String collection(String more, String... features) {
        return "{\"type\":\"FeatureCollection\"," + more + "\"features\":[" + String.join(",", features) + "]}";
    }

    static Stream<String> answers() throws IOException {
        try (Stream<Path> files = Files.list(ANSWERS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("_jsonfg.json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** Answers of the PDOK server, beside what a plain reader of JSON finds in them. */
    @ParameterizedTest
    @MethodSource("answers")
    void answers_of_a_real_server_are_read_in_the_system_that_they_name(String name) throws IOException {
        JsonNode file = JSON.readTree(ANSWERS.resolve(name).toFile());
        SourceRows rows = SourceRows.of(FORMAT, ANSWERS.resolve(name));
        JsonNode features = file.has("features")
                ? file.get("features")
                : JSON.createArrayNode().add(file);
        assertThat(rows.features()).hasSize(features.size());
        boolean rd = file.get("coordRefSys").asText().endsWith("28992");
        boolean anyPlace = false;
        TreeMap<String, Boolean> names = new TreeMap<>();
        for (int row = 0; row < features.size(); row++) {
            JsonNode feature = features.get(row);
            assertThat(rows.features().get(row).fault()).isNull();
            assertThat(rows.ids().get(row)).isEqualTo(feature.get("id").asText());
            JsonNode geometry = feature.get(feature.get("place").isNull() ? "geometry" : "place");
            anyPlace |= !feature.get("place").isNull();
            if (geometry.isNull()) {
                assertThat(rows.places().get(row)).isEqualTo("null");
            } else {
                JsonNode first = geometry.get("coordinates");
                while (first.get(0).isArray()) {
                    first = first.get(0);
                }
                assertThat(rows.features().get(row).geometry().getGeometryType())
                        .isEqualTo(geometry.get("type").asText());
                assertThat(rows.features().get(row).geometry().getCoordinate().x)
                        .isEqualTo(first.get(0).asDouble());
                assertThat(rows.features().get(row).geometry().getCoordinate().y)
                        .isEqualTo(first.get(1).asDouble());
            }
            feature.get("properties").fieldNames().forEachRemaining(property -> names.put(property, true));
        }
        assertThat(anyPlace).isEqualTo(rd);
        assertThat(rows.crs().name()).isEqualTo(rd ? "EPSG:28992" : "OGC:CRS84");
        assertThat(rows.columnNames()).containsExactlyInAnyOrderElementsOf(names.keySet());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "http://www.opengis.net/def/crs/EPSG/0/28992"                                      | EPSG:28992
            "[EPSG:28992]"                                                                     | EPSG:28992
            "EPSG:28992"                                                                       | EPSG:28992
            {"type":"Reference","href":"http://www.opengis.net/def/crs/EPSG/0/28992","epoch":2016.4} | EPSG:28992
            ["[EPSG:28992]","[EPSG:5709]"]                                                     | EPSG:28992
            [{"type":"Reference","href":"[EPSG:28992]"},"[EPSG:5709]"]                         | EPSG:28992
            {"type":"ProjectedCRS","name":"RD","id":{"authority":"EPSG","code":28992}}         | EPSG:28992
            "http://www.opengis.net/def/crs/EPSG/0/7415"                                       | EPSG:28992
            "http://www.opengis.net/def/crs-compound?1=http://www.opengis.net/def/crs/EPSG/0/28992&2=http://www.opengis.net/def/crs/EPSG/0/5709" | EPSG:28992
            "http://example.com/local"                                                         | http://example.com/local
            """)
    void every_spelling_of_a_reference_system_is_understood(String coordRefSys, String name) throws IOException {
        String member = "\"coordRefSys\":" + coordRefSys;
        String feature = feature(RD_POINT, "null", "");
        String ofGeometry = RD_POINT.replace("}", "," + member + "}");
        List<String> files = List.of(
                collection(member + ",", feature),
                collection("", feature)
                        .replaceFirst("}$", "," + java.util.regex.Matcher.quoteReplacement(member) + "}"),
                collection("", feature(RD_POINT, "null", "," + member)),
                feature(RD_POINT, "null", "," + member),
                feature(ofGeometry, "null", ",\"coordRefSys\":\"[EPSG:4326]\""));
        for (String file : files) {
            SourceRows rows = read(file);
            assertThat(rows.crs()).isEqualTo(new SourceCrs(name, null));
            assertThat(rows.places()).containsExactly("POINT (233000 557000)");
            assertThat(rows.columns()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4326, EPSG:4326",
        "4258, EPSG:4258",
        "4979, EPSG:4326",
        "4937, EPSG:4258",
        "9286, EPSG:4258",
    })
    void latitude_is_put_second_where_the_authority_puts_it_first(String code, String name) throws IOException {
        SourceRows rows = read(collection(
                "\"coordRefSys\":\"http://www.opengis.net/def/crs/EPSG/0/" + code + "\",",
                feature("{\"type\":\"LineString\",\"coordinates\":[[53,6.5,1],[52,6.6,2]]}", "null", "")));
        assertThat(rows.crs().name()).isEqualTo(name);
        assertThat(rows.places()).containsExactly("LINESTRING (6.5 53, 6.6 52)");
    }

    /** Against the EPSG register that GeoTools carries. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                28992, 28991, 3857, 4326, 4258, 4289, 4230, 4313, 4314, 3034, 3035, 3043, 3044, 3045, 25831, 25832,
                32631, 32632, 23031, 31370, 31466, 31467, 31468, 31469, 27700, 2154
            })
    void the_order_of_axes_is_that_of_the_register(int code) throws FactoryException {
        JsonCrs crs = JsonCrs.ofCoordRefSys("http://www.opengis.net/def/crs/EPSG/0/" + code);
        AxisDirection first = CRS.decode("EPSG:" + code, false)
                .getCoordinateSystem()
                .getAxis(0)
                .getDirection();
        assertThat(crs.swapped()).isEqualTo(first.equals(AxisDirection.NORTH));
        assertThat(crs.name()).isEqualTo(Crs.epsg(Integer.toString(code)).toString());
    }

    @Test
    void the_place_is_preferred_over_the_geometry() throws IOException {
        String rd = "\"coordRefSys\":\"[EPSG:28992]\",";
        SourceRows rows = read(collection(rd, feature(RD_POINT, DEGREES_POINT, ""), feature(RD_POINT, "null", "")));
        assertThat(rows.crs().name()).isEqualTo("EPSG:28992");
        assertThat(rows.places()).containsExactly("POINT (233000 557000)", "POINT (233000 557000)");
    }

    @Test
    void rows_without_a_place_are_faults_in_a_file_of_places_elsewhere() throws IOException {
        SourceRows rows = read(collection(
                "\"coordRefSys\":\"[EPSG:28992]\",",
                feature("null", DEGREES_POINT, ""),
                feature(RD_POINT, "null", ""),
                feature("null", "null", ""),
                feature(RD_POINT, "null", "")));
        assertThat(rows.crs().name()).isEqualTo("EPSG:28992");
        assertThat(rows.places())
                .containsExactly(
                        "its coordinates are in OGC:CRS84, and most of the file is in EPSG:28992;"
                                + " give the two as separate files",
                        "POINT (233000 557000)",
                        "null",
                        "POINT (233000 557000)");
    }

    @Test
    void a_place_in_another_system_than_the_file_gives_way_to_a_geometry_in_it() throws IOException {
        SourceRows rows = read(collection(
                "\"coordRefSys\":\"[EPSG:28992]\",",
                feature("null", DEGREES_POINT, ""),
                feature("null", DEGREES_POINT, ""),
                feature("null", DEGREES_POINT, ""),
                feature(RD_POINT, DEGREES_POINT, ""),
                feature(RD_POINT, "null", "")));
        assertThat(rows.crs()).isEqualTo(new SourceCrs("OGC:CRS84", null));
        assertThat(rows.places().get(3)).isEqualTo("POINT (6.5 53)");
        assertThat(rows.places().get(4))
                .isEqualTo("its coordinates are in EPSG:28992, and most of the file is in OGC:CRS84;"
                        + " give the two as separate files");
    }

    @Test
    void places_with_latitude_first_go_together_with_geometries_in_degrees() throws IOException {
        SourceRows rows = read(collection(
                "\"coordRefSys\":\"[EPSG:4258]\",",
                feature("{\"type\":\"Point\",\"coordinates\":[53,6.5]}", "null", ""),
                feature("null", DEGREES_POINT, "")));
        assertThat(rows.places()).containsExactly("POINT (6.5 53)", "POINT (6.5 53)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"CircularString\",\"coordinates\":[[0,0],[1,1],[2,0]]}",
                "{\"type\":\"CompoundCurve\",\"geometries\":[{\"type\":\"CircularString\",\"coordinates\":[[0,0],[1,1],[2,0]]}]}",
                "{\"type\":\"CurvePolygon\",\"geometries\":[{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1],[2,0],[0,0]]}]}",
                "{\"type\":\"MultiSurface\",\"geometries\":[]}",
                "{\"type\":\"Polyhedron\",\"coordinates\":[[[[[0,0,0],[0,1,0],[1,1,0],[0,0,0]]]]]}",
                "{\"type\":\"MultiPolyhedron\",\"coordinates\":[[[[[[0,0,0],[0,1,0],[1,1,0],[0,0,0]]]]]]}",
                "{\"type\":\"Prism\",\"base\":{\"type\":\"Polygon\",\"coordinates\":[]},\"lower\":1,\"upper\":2}",
            })
    void arcs_and_solids_cost_their_row_and_no_other(String place) throws IOException {
        SourceRows rows = read(collection(
                "\"coordRefSys\":\"[EPSG:28992]\",", feature(place, "null", ""), feature(RD_POINT, "null", "")));
        assertThat(rows.places().get(0)).matches("a geometry of type \\w+ is not supported: .*");
        assertThat(rows.places().get(1)).isEqualTo("POINT (233000 557000)");
        assertThat(read(collection("", feature("null", place, ""))).places().get(0))
                .contains("is not supported");
    }

    @Test
    void time_and_feature_type_become_properties_and_members_about_the_document_do_not() throws IOException {
        String document = ",\"links\":[],\"conformsTo\":[\"http://www.opengis.net/spec/json-fg-1/0.3/conf/core\"],"
                + "\"featureSchema\":\"x\",\"geometryDimension\":0,\"measures\":{\"enabled\":true},\"extra\":1";
        SourceRows rows = read(collection(
                "\"conformsTo\":[\"[ogc-json-fg-1-1.0:core]\"],\"featureType\":\"Shop\",",
                feature("null", "null", document + ",\"time\":{\"date\":\"2021-05-01\"}"),
                feature("null", "null", ",\"time\":{\"date\":\"2021-05-01\",\"timestamp\":\"2021-05-01T10:00:00Z\"}"),
                feature("null", "null", ",\"time\":{\"interval\":[\"2021-05-01\",\"..\"]}"),
                feature("null", "null", ",\"time\":null,\"featureType\":\"Kiosk\"")));
        assertThat(rows.columns())
                .containsExactly(
                        new SourceColumn("featureType", PropertyType.STRING),
                        new SourceColumn("extra", PropertyType.INTEGER),
                        new SourceColumn("time", PropertyType.STRING));
        assertThat(rows.features())
                .extracting(raw -> raw.values().get(2))
                .containsExactly("2021-05-01", "2021-05-01T10:00:00Z", "2021-05-01/..", null);
        assertThat(rows.features())
                .extracting(raw -> raw.values().get(0))
                .containsExactly("Shop", "Shop", "Shop", "Kiosk");
    }

    @Test
    void a_place_that_is_no_geometry_is_a_property_of_plain_geojson() throws IOException {
        SourceRows rows =
                read(collection("", feature("{\"name\":\"Assen\"}", DEGREES_POINT, ",\"time\":{\"of\":\"day\"}")));
        assertThat(rows.values(0))
                .containsEntry("place", Map.of("name", "Assen"))
                .containsEntry("time", Map.of("of", "day"));
        assertThat(rows.places()).containsExactly("POINT (6.5 53)");
    }
}
