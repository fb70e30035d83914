package nl.plint.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IssueCode;
import nl.plint.ingest.SourceFormat.Options;
import nl.plint.ingest.SourceReader;
import nl.plint.ingest.SourceReader.FileNote;
import nl.plint.ingest.SourceReader.RawFeature;
import nl.plint.ingest.SourceReader.SourceColumn;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.distance.DiscreteHausdorffDistance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;

@NullUnmarked // test code: a null that should not be there fails the test anyway
class GmlReaderTest {
    private static final Path HARD = Path.of("../shared/data/ingest-hard");

    @TempDir
    Path folder;

    private record Contents(
            List<SourceColumn> columns, List<RawFeature> rows, SourceReader.SourceCrs crs, List<FileNote> notes) {
        Object value(int row, String column) {
            for (int at = 0; at < columns.size(); at++) {
                if (columns.get(at).name().equals(column)) {
                    return rows.get(row).values().get(at);
                }
            }
            throw new AssertionError("no column " + column + " in " + columns);
        }
    }

    private static Contents read(Path file, String layer) {
        try (SourceReader reader =
                new GmlFormat().open(file, new Options(file.getFileName().toString(), layer, null))) {
            List<RawFeature> rows = new ArrayList<>();
            for (RawFeature raw = reader.next(); raw != null; raw = reader.next()) {
                rows.add(raw);
            }
            return new Contents(reader.columns(), rows, reader.crs(), reader.notes());
        }
    }

    private Contents read(String xml) throws IOException {
        return read(Files.writeString(folder.resolve("test.gml"), xml), null);
    }

    /** One feature with one geometry. */
    private static String feature(String geometry) {
        return """
               <c:Collection xmlns:c="urn:c" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink">
               <gml:featureMember><c:Thing gml:id="a"><c:name>one</c:name><c:place>%s</c:place></c:Thing></gml:featureMember>
               </c:Collection>
               """
                .formatted(geometry);
    }

    private Geometry geometry(String geometry) throws IOException {
        RawFeature raw = read(feature(geometry)).rows().get(0);
        assertThat(raw.fault()).isNull();
        return raw.geometry();
    }

    /** The expected text was made by PDOK's own converter; both stay within their tolerance of the true arcs. */
    @ParameterizedTest
    @ValueSource(strings = {"arcs", "polygon-patches"})
    void curves_agree_with_the_published_text_within_a_millimetre(String name) throws Exception {
        Geometry expected = new WKTReader().read(Files.readString(HARD.resolve("pdok-gml3-jts/" + name + ".wkt")));
        Geometry read = read(HARD.resolve("pdok-gml3-jts/" + name + ".gml"), null)
                .rows()
                .get(0)
                .geometry();
        assertThat(read.getGeometryType()).isEqualTo(expected.getGeometryType());
        assertThat(DiscreteHausdorffDistance.distance(read.getBoundary(), expected.getBoundary(), 0.1))
                .isLessThan(0.001);
        assertThat(DiscreteHausdorffDistance.distance(expected.getBoundary(), read.getBoundary(), 0.1))
                .isLessThan(0.001);
        assertThat(read.getNumPoints()).isGreaterThan(40);
    }

    /** Every point of the chords is at most half a millimetre inside the circle, and their corners are on it. */
    @ParameterizedTest
    @CsvSource({
        "<gml:Circle><gml:posList>10 0 0 10 -10 0</gml:posList></gml:Circle>",
        "<gml:CircleByCenterPoint><gml:pos>0 0</gml:pos><gml:radius uom='m'>10</gml:radius></gml:CircleByCenterPoint>",
        "<gml:Arc><gml:posList>10 0 -10 0 10 0</gml:posList></gml:Arc>",
        "<gml:ArcString><gml:posList>10 0 0 10 -10 0 0 -10 10 0</gml:posList></gml:ArcString>",
        "<gml:ArcByCenterPoint><gml:pos>0 0</gml:pos><gml:radius uom='m'>10</gml:radius><gml:startAngle uom='deg'>0</gml:startAngle><gml:endAngle uom='deg'>360</gml:endAngle></gml:ArcByCenterPoint>"
    })
    void every_way_to_write_a_circle_gives_the_circle(String segment) throws Exception {
        Geometry line = geometry("<gml:Curve><gml:segments>" + segment + "</gml:segments></gml:Curve>");
        assertThat(line.getLength()).isCloseTo(2 * Math.PI * 10, within(0.01));
        Coordinate[] corners = line.getCoordinates();
        for (int at = 0; at < corners.length; at++) {
            assertThat(Math.hypot(corners[at].x, corners[at].y)).isCloseTo(10, within(1e-9));
            if (at > 0) {
                double half = Math.hypot(corners[at].x + corners[at - 1].x, corners[at].y + corners[at - 1].y) / 2;
                assertThat(half).isBetween(10 - 0.000501, 10.0);
            }
        }
    }

    @Test
    void arcs_turn_the_way_their_middle_point_says() throws Exception {
        Geometry left = geometry(curve("0 0 1 1 2 0"));
        Geometry right = geometry(curve("0 0 1 -1 2 0"));
        assertThat(left.getEnvelopeInternal().getMaxY()).isCloseTo(1, within(1e-9));
        assertThat(right.getEnvelopeInternal().getMinY()).isCloseTo(-1, within(1e-9));
        assertThat(geometry(curve("0 0 1 0 2 0")).getNumPoints())
                .as("three points on a line")
                .isEqualTo(3);
        Geometry reversed = geometry("<gml:OrientableCurve orientation='-'><gml:baseCurve>" + curve("0 0 1 1 2 0")
                + "</gml:baseCurve></gml:OrientableCurve>");
        assertThat(reversed.reverse().equalsExact(left, 1e-12)).isTrue();
    }

    private static String curve(String arc) {
        return "<gml:Curve><gml:segments><gml:Arc><gml:posList>" + arc
                + "</gml:posList></gml:Arc></gml:segments></gml:Curve>";
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "EPSG:28992,                                            233906.7 557276.6",
        "urn:ogc:def:crs:EPSG::28992,                           233906.7 557276.6",
        "http://www.opengis.net/def/crs/EPSG/0/28992,           233906.7 557276.6",
        "http://www.opengis.net/gml/srs/epsg.xml#28992,         233906.7 557276.6",
        "EPSG:4326,                                             6.56 52.99",
        "http://www.opengis.net/gml/srs/epsg.xml#4326,          6.56 52.99",
        "urn:ogc:def:crs:EPSG::4326,                            52.99 6.56",
        "urn:x-ogc:def:crs:EPSG:6.9:4326,                       52.99 6.56",
        "http://www.opengis.net/def/crs/EPSG/0/4258,            52.99 6.56",
        "urn:ogc:def:crs:OGC:1.3:CRS84,                         6.56 52.99"
    })
    void the_spelling_of_the_crs_decides_on_the_order_of_its_axes(String srsName, String position) throws Exception {
        Contents contents =
                read(feature("<gml:Point srsName='" + srsName + "'><gml:pos>" + position + "</gml:pos></gml:Point>"));
        assertThat(contents.crs().name()).isEqualTo(srsName);
        Coordinate at = contents.rows().get(0).geometry().getCoordinate();
        if (at.x > 1_000) {
            assertThat(at).isEqualTo(new Coordinate(233906.7, 557276.6));
        } else {
            assertThat(at).isEqualTo(new Coordinate(6.56, 52.99));
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<gml:Point><gml:coordinates>1,2</gml:coordinates></gml:Point> | POINT (1 2)",
                "<gml:Point><gml:coordinates>1,2,3</gml:coordinates></gml:Point> | POINT (1 2)",
                "<gml:Point><gml:coord><gml:X>1</gml:X><gml:Y>2.5</gml:Y></gml:coord></gml:Point> | POINT (1 2.5)",
                "<gml:Point><gml:pos>1 2 3</gml:pos></gml:Point> | POINT (1 2)",
                "<gml:Point/> | POINT EMPTY",
                "<gml:LineString><gml:coordinates decimal=',' cs=';' ts=' '>1,5;2 3;4,5</gml:coordinates></gml:LineString> | LINESTRING (1.5 2, 3 4.5)",
                "<gml:LineString><gml:coordinates cs=' ' ts=','>1 2,3 4</gml:coordinates></gml:LineString> | LINESTRING (1 2, 3 4)",
                "<gml:LineString><gml:pos>1 2</gml:pos><gml:pos>3 4</gml:pos></gml:LineString> | LINESTRING (1 2, 3 4)",
                "<gml:LineString><gml:posList count='2'>1 2 9 3 4 9</gml:posList></gml:LineString> | LINESTRING (1 2, 3 4)",
                "<gml:LineString srsDimension='3'><gml:posList>1 2 9 3 4 9</gml:posList></gml:LineString> | LINESTRING (1 2, 3 4)",
                "<gml:MultiPoint><gml:pointMember><gml:Point><gml:pos>1 2</gml:pos></gml:Point></gml:pointMember><gml:pointMembers><gml:Point><gml:pos>3 4</gml:pos></gml:Point><gml:Point><gml:pos>5 6</gml:pos></gml:Point></gml:pointMembers></gml:MultiPoint> | MULTIPOINT ((1 2), (3 4), (5 6))",
                "<gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>0,0 9,0 9,9 0,0</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs><gml:innerBoundaryIs><gml:LinearRing><gml:coordinates>5,1 8,1 8,4 5,1</gml:coordinates></gml:LinearRing></gml:innerBoundaryIs></gml:Polygon> | POLYGON ((0 0, 9 0, 9 9, 0 0), (5 1, 8 1, 8 4, 5 1))",
                "<gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>0 0 9 0 9 9</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon> | POLYGON ((0 0, 9 0, 9 9, 0 0))",
                "<gml:MultiSurface><gml:surfaceMember><gml:CompositeSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>0 0 9 0 9 9 0 0</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:CompositeSurface></gml:surfaceMember></gml:MultiSurface> | MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)))",
                "<gml:MultiCurve><gml:curveMember><gml:LineString><gml:posList>0 0 9 0</gml:posList></gml:LineString></gml:curveMember></gml:MultiCurve> | MULTILINESTRING ((0 0, 9 0))",
                "<gml:MultiGeometry><gml:geometryMember><gml:Point><gml:pos>1 2</gml:pos></gml:Point></gml:geometryMember><gml:geometryMember><gml:LineString><gml:posList>0 0 9 0</gml:posList></gml:LineString></gml:geometryMember></gml:MultiGeometry> | GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 9 0))",
                "<gml:MultiSurface/> | MULTIPOLYGON EMPTY"
            })
    void each_kind_of_geometry_is_read_in_each_version(String gml, String wkt) throws Exception {
        Geometry expected = new WKTReader().read(wkt);
        assertThat(geometry(gml).equalsExact(expected))
                .as(geometry(gml).toText())
                .isTrue();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<gml:Point><gml:pos>1 two</gml:pos></gml:Point> | 'two' is not a coordinate",
                "<gml:LineString><gml:posList>1 2 3</gml:posList></gml:LineString> | 3 numbers do not make positions",
                "<gml:Solid/> | gml:Solid is not supported",
                "<gml:Curve><gml:segments><gml:Bezier/></gml:segments></gml:Curve> | gml:Bezier is not supported",
                "<gml:Curve><gml:segments><gml:Arc><gml:posList>0 0 1 1</gml:posList></gml:Arc></gml:segments></gml:Curve> | an arc has 2 points",
                "<gml:MultiSurface><gml:surfaceMember xlink:href='#p1'/></gml:MultiSurface> | refers to another",
                "<gml:MultiPoint><gml:pointMember><gml:LineString><gml:posList>0 0 9 0</gml:posList></gml:LineString></gml:pointMember></gml:MultiPoint> | LineString among members that should be Point",
                "<gml:LineString><gml:posList>NaN 1 2 3</gml:posList></gml:LineString> | none"
            })
    void a_geometry_that_cannot_be_held_is_a_fault_of_its_row_alone(String gml, String message) throws Exception {
        String two = feature(gml)
                .replace(
                        "</c:Collection>",
                        "<gml:featureMember><c:Thing gml:id='b'><c:place><gml:Point><gml:pos>1 2</gml:pos></gml:Point></c:place></c:Thing></gml:featureMember></c:Collection>");
        List<RawFeature> rows = read(two).rows();
        assertThat(rows).hasSize(2);
        if (!message.equals("none")) {
            assertThat(rows.get(0).fault()).contains(message);
            assertThat(rows.get(0).geometry() == null).isTrue();
        }
        assertThat(rows.get(0).values().get(0)).isEqualTo("one");
        assertThat(rows.get(1).geometry().getCoordinate()).isEqualTo(new Coordinate(1, 2));
    }

    @Test
    void values_are_named_by_their_properties_and_repeated_ones_become_lists() throws Exception {
        Contents contents = read(
                """
                <wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2"
                    xmlns:a="urn:a" xmlns:xlink="http://www.w3.org/1999/xlink">
                  <wfs:boundedBy><gml:Envelope srsName="EPSG:28992"/></wfs:boundedBy>
                  <wfs:member><wfs:FeatureCollection><wfs:member>
                    <a:Unit gml:id="u1">
                      <a:use>shop</a:use><a:use>living</a:use>
                      <a:history><a:History><a:begin>2020-01-01</a:begin><a:End/></a:History></a:history>
                      <a:area uom="m2">120</a:area>
                      <a:part xlink:href="#p1"/>
                      <a:note><![CDATA[a < b]]> &amp; c</a:note>
                      <a:at><gml:Point srsName="EPSG:28992"><gml:pos>1 2</gml:pos></gml:Point></a:at>
                      <a:label><gml:Point><gml:pos>3 4</gml:pos></gml:Point></a:label>
                    </a:Unit>
                  </wfs:member></wfs:FeatureCollection></wfs:member>
                </wfs:FeatureCollection>
                """);
        assertThat(contents.rows()).hasSize(1);
        assertThat(contents.rows().get(0).id()).isEqualTo("u1");
        assertThat(contents.value(0, "use")).isEqualTo(List.of("shop", "living"));
        assertThat(contents.value(0, "history.begin")).isEqualTo("2020-01-01");
        assertThat(contents.value(0, "history.End")).isNull();
        assertThat(contents.value(0, "area")).isEqualTo("120");
        assertThat(contents.value(0, "area.uom")).isEqualTo("m2");
        assertThat(contents.value(0, "part")).isEqualTo("#p1");
        assertThat(contents.value(0, "note")).isEqualTo("a < b & c");
        assertThat(contents.rows().get(0).geometry().getCoordinate()).isEqualTo(new Coordinate(1, 2));
        assertThat(contents.value(0, "label")).isEqualTo("POINT (3 4)");
    }

    @Test
    void a_file_of_several_types_asks_which_one() {
        Path file = HARD.resolve("nlextract/TOP10NL_1_2_sample.gml");
        assertThatThrownBy(() -> read(file, null))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("several types of feature")
                .hasMessageContaining("Spoorbaandeel");
        assertThat(read(file, "Gebouw").rows()).hasSize(3);
        assertThatThrownBy(() -> read(file, "gebouw")).hasMessageContaining("no features of type 'gebouw'");
    }

    @Test
    void occurrences_of_a_bag_object_have_ids_of_their_own() {
        Contents contents = read(HARD.resolve("bag2-doesburg/0221VBO15092020-000001.xml"), null);
        assertThat(contents.rows())
                .extracting(RawFeature::id)
                .doesNotHaveDuplicates()
                .hasSize(5)
                .allMatch(id -> id.matches("0221010\\d{9}\\.\\d"));
        assertThat(contents.value(0, "gebruiksdoel")).isEqualTo("woonfunctie");
        assertThat(contents.value(0, "voorkomen.eindGeldigheid")).isEqualTo("2019-01-15");
        assertThat(contents.value(0, "heeftAlsHoofdadres.NummeraanduidingRef")).isEqualTo("0221200000330227");
    }

    @Test
    void a_document_that_is_not_in_the_encoding_it_says_is_read_as_windows_1252() {
        Path file = Path.of(
                "../shared/data/nature/inspire-ps-2013/Fochteloerveen_74b26322-edac-4a84-9672-a84809aa85f5.xml");
        Contents contents = read(file, null);
        assertThat(contents.rows()).hasSize(1);
        assertThat(contents.rows().get(0).geometry().getEnvelopeInternal().centre().x)
                .isBetween(6.3, 6.5);
        assertThat(contents.notes()).extracting(FileNote::code).containsExactly(IssueCode.ENCODING_GUESSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-8859-1", "windows-1252"})
    void declared_encodings_are_followed(String encoding) throws Exception {
        String xml = "<?xml version='1.0' encoding='" + encoding + "'?>\n"
                + feature("<gml:Point><gml:pos>1 2</gml:pos></gml:Point>").replace("one", "Exloërmond");
        Path file = Files.write(folder.resolve("encoded.gml"), xml.getBytes(encoding));
        byte[] start = Files.readAllBytes(file);
        assertThat(new GmlFormat().recognizes("encoded.gml", start)).isTrue();
        Contents contents = read(file, null);
        assertThat(contents.value(0, "name")).isEqualTo("Exloërmond");
        assertThat(contents.notes()).isEmpty();
    }

    @Test
    void entities_and_doctypes_are_refused_at_once() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "hunebed");
        String doctype = "<!DOCTYPE c [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>\n";
        String external = doctype
                + feature("<gml:Point><gml:pos>1 2</gml:pos></gml:Point>").replace("one", "&x;");
        assertThatThrownBy(() -> read(external))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("DOCTYPE")
                .hasMessageNotContaining("hunebed");
        StringBuilder laughs = new StringBuilder("<!DOCTYPE c [<!ENTITY l0 \"ha\">");
        for (int at = 1; at < 10; at++) {
            laughs.append("<!ENTITY l")
                    .append(at)
                    .append(" \"")
                    .append(("&l" + (at - 1) + ";").repeat(10))
                    .append("\">");
        }
        String billion = laughs + "]>" + feature("").replace("one", "&l9;");
        assertThatThrownBy(() -> read(billion))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("DOCTYPE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a>",
                "<a/>",
                "<a><b/></a>",
                "<a><b></a></b>",
                "<a>&unknown;</a>",
                "<",
                "<?xml version='1.0'?>",
                "<a>\u0000</a>"
            })
    void xml_that_is_broken_or_without_features_says_so(String xml) {
        assertThatThrownBy(() -> read(xml)).isInstanceOf(IngestException.class).hasMessageStartingWith("test.gml is ");
    }

    @Test
    void nesting_and_texts_without_end_are_refused() {
        String deep = "<a>".repeat(100_000);
        assertThatThrownBy(() -> read(deep)).isInstanceOf(IngestException.class);
        String wide = feature("").replace("one", "x".repeat(1 << 21));
        assertThatThrownBy(() -> read(wide)).isInstanceOf(IngestException.class).hasMessageContaining("million");
        StringBuilder many = new StringBuilder();
        for (int at = 0; at < 3_000; at++) {
            many.append("<c:p").append(at).append("/>");
        }
        assertThatThrownBy(() -> read(feature("").replace("<c:name>", many + "<c:name>")))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("different properties");
    }

    @Test
    void a_ring_of_a_million_points_is_read_whole() throws Exception {
        StringBuilder ring = new StringBuilder();
        int corners = 1_000_000;
        for (int at = 0; at <= corners; at++) {
            double angle = 2 * Math.PI * (at % corners) / corners;
            ring.append(230_000 + 1_000 * Math.cos(angle))
                    .append(' ')
                    .append(550_000 + 1_000 * Math.sin(angle))
                    .append(' ');
        }
        Geometry circle = geometry("<gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>" + ring
                + "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>");
        assertThat(circle.getNumPoints()).isEqualTo(corners + 1);
        assertThat(circle.getArea()).isCloseTo(Math.PI * 1e6, within(1.0));
    }

    @Test
    void other_kinds_of_xml_are_left_to_others() {
        GmlFormat format = new GmlFormat();
        assertThat(format.recognizes("a.kml", bytes("<?xml version='1.0'?><kml xmlns='x'>")))
                .isFalse();
        assertThat(format.recognizes("a.gpx", bytes("<!-- note --><gpx version='1.1'>")))
                .isFalse();
        assertThat(format.recognizes("a.vrt", bytes("<OGRVRTDataSource>"))).isFalse();
        assertThat(format.recognizes("a.gml", bytes("\uFEFF\n<gml:FeatureCollection xmlns:gml='x'>")))
                .isTrue();
        assertThat(format.recognizes("a.csv", bytes("a;b\n1;2\n"))).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
