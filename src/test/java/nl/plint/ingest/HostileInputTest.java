package nl.plint.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nl.plint.geo.GeoPackageBinary;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.Snapshot;
import nl.plint.store.geopackage.GeoPackageArchive;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Files made by hand to hang, exhaust or crash an ingest. The timeouts are there to end a hang, far above what is needed; the
 * heap of the test JVM bounds the memory.
 */
@NullUnmarked // test code: a null that should not be there fails the test anyway
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileInputTest {
    private static final int MILLION = 1_000_000;

    @TempDir
    Path folder;

    private GeoPackageArchive archive;
    private DatasetCatalog catalog;
    private Ingestion ingestion;

    @BeforeEach
    void open() {
        archive = GeoPackageArchive.open(folder.resolve("archive"));
        catalog = new DatasetCatalog(archive);
        ingestion = new Ingestion(catalog, MutationTest.FORMATS, Map.of(), "test");
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private IngestReport ingest(Path file) {
        return ingestion.ingest(
                new IngestRequest(
                        List.of(new SourceFile(file, MutationTest.name(file))),
                        "layer",
                        null,
                        LocalDate.of(2026, 1, 1),
                        LocalizedText.same("test"),
                        "CC0-1.0",
                        null,
                        false,
                        null,
                        true,
                        false),
                IngestProgress.NONE);
    }

    private void assertRefused(Path file, Fault fault, String... words) {
        assertThatThrownBy(() -> ingest(file))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(fault))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains(words)
                        .hasSizeLessThan(2_000)
                        .doesNotContainPattern(MutationTest.INTERNALS));
        assertThat(archive.listVersions("layer")).isEmpty();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** What writes a file of many pieces. */
    private interface Pieces {
        void print(PrintStream out) throws IOException;
    }

    private Path write(String name, Pieces pieces) throws IOException {
        Path file = folder.resolve(name);
        try (PrintStream out =
                new PrintStream(new BufferedOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8)) {
            pieces.print(out);
        }
        return file;
    }

    // ---- a million corners

    /** A star in RD New: each second corner is nearer to the middle. Closed. */
    private static Coordinate corner(int at, int corners) {
        double angle = -2 * Math.PI * (at % corners) / corners;
        double radius = at % 2 == 0 ? 4_000 : 3_999.98;
        return new CoordinateXY(
                Math.rint((233_000 + radius * Math.cos(angle)) * 1e4) / 1e4,
                Math.rint((557_000 + radius * Math.sin(angle)) * 1e4) / 1e4);
    }

    private static void printRing(PrintStream out, int corners, String between, String after) {
        for (int at = 0; at <= corners; at++) {
            Coordinate c = corner(at, corners);
            out.print((at == 0 ? "" : after) + c.x + between + c.y);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"geojson", "overpass", "gml", "csv", "gpkg", "shp", "fgb"})
    void a_ring_of_a_million_corners_is_taken_in(String format) throws Exception {
        Path file = ring(format, MILLION);
        IngestReport report = ingest(file);
        assertThat(List.of(report.read(), report.stored(), report.repaired())).containsExactly(1L, 1L, 0L);
        Snapshot snapshot = catalog.now().current("layer");
        assertThat(snapshot.geometryRd(0).getNumPoints()).isEqualTo(MILLION + 1);
        assertThat(snapshot.geometryRd(0).isValid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shp", "fgb"})
    void a_ring_of_more_corners_than_can_be_checked_is_a_fault_of_its_row(String format) throws Exception {
        assertRefused(ring(format, 3 * MILLION), Fault.NOTHING_TO_STORE, "3000001 points", "cut it up");
    }

    private Path ring(String format, int corners) throws Exception {
        return switch (format) {
            case "geojson" ->
                write("ring.geojson", out -> {
                    out.print(
                            "{\"type\":\"Feature\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:28992\"}},"
                                    + "\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[");
                    printRing(out, corners, ",", "],[");
                    out.print("]]]}}");
                });
            case "overpass" ->
                write("ring.json", out -> {
                    out.print("{\"generator\":\"Overpass\",\"elements\":[{\"type\":\"way\",\"id\":1,\"tags\":"
                            + "{\"landuse\":\"retail\"},\"geometry\":[");
                    for (int at = 0; at <= corners; at++) {
                        Coordinate c = corner(at, corners);
                        out.print((at == 0 ? "" : ",") + "{\"lat\":" + (53 + (c.y - 557_000) / 1e5) + ",\"lon\":"
                                + (6.5 + (c.x - 233_000) / 1e5) + "}");
                    }
                    out.print("]}]}");
                });
            case "gml" ->
                write("ring.gml", out -> {
                    out.print(
                            "<a xmlns:gml='http://www.opengis.net/gml'><featureMember><b><c><gml:Polygon srsName='EPSG:28992'>"
                                    + "<gml:exterior><gml:LinearRing><gml:posList>");
                    printRing(out, corners, " ", " ");
                    out.print(
                            "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></c></b></featureMember></a>");
                });
            case "csv" ->
                write("ring.csv", out -> {
                    out.print("id,wkt\n1,\"POLYGON ((");
                    printRing(out, corners, " ", ",");
                    out.print("))\"\n");
                });
            case "gpkg" -> geoPackage(corners);
            case "shp" -> shapefile(corners);
            default -> flatGeobuf(corners);
        };
    }

    private static double[] ordinates(int corners) {
        double[] xy = new double[2 * corners + 2];
        for (int at = 0; at <= corners; at++) {
            Coordinate c = corner(at, corners);
            xy[2 * at] = c.x;
            xy[2 * at + 1] = c.y;
        }
        return xy;
    }

    private Path geoPackage(int corners) throws SQLException {
        Path file = folder.resolve("ring.gpkg");
        Coordinate[] ring = new Coordinate[corners + 1];
        for (int at = 0; at <= corners; at++) {
            ring[at] = corner(at, corners);
        }
        GeometryFactory factory = new GeometryFactory();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "CREATE TABLE gpkg_spatial_ref_sys (srs_id INT, organization TEXT, organization_coordsys_id INT,"
                            + " definition TEXT)",
                    "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INT)",
                    "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT)",
                    "INSERT INTO gpkg_contents VALUES ('t', 'features', 28992)",
                    "INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom')",
                    "CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB)")) {
                statement.execute(sql);
            }
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (1, ?)")) {
                insert.setBytes(1, new GeoPackageBinary(factory).encode(factory.createPolygon(ring), 28992));
                insert.execute();
            }
        }
        return file;
    }

    private Path shapefile(int corners) throws IOException {
        double[] xy = ordinates(corners);
        return Files.write(folder.resolve("ring.shp"), polygonShape(xy, 0).array());
    }

    /** A {@code .shp} with one polygon; the rings begin at these corners. */
    private static ByteBuffer polygonShape(double[] xy, int... starts) {
        int bytes = 44 + 4 * starts.length + 8 * xy.length;
        ByteBuffer shp = ByteBuffer.allocate(108 + bytes);
        shp.putInt(9994).position(100);
        shp.putInt(1).putInt(bytes / 2).order(ByteOrder.LITTLE_ENDIAN).putInt(5).position(144);
        shp.putInt(starts.length).putInt(xy.length / 2);
        for (int start : starts) {
            shp.putInt(start);
        }
        shp.asDoubleBuffer().put(xy);
        return shp;
    }

    private Path flatGeobuf(int corners) throws IOException {
        return Files.write(folder.resolve("ring.fgb"), Seeds.flatGeobufPolygon(ordinates(corners)));
    }

    // ---- many holes

    /** Hole by hole on a grid, so that none touches another. */
    private static double[] square(int number, int side) {
        double x = 200_000 + (number % 400) * 10 + 2;
        double y = 500_000 + (number / 400) * 10 + 2;
        return new double[] {x, y, x + side, y, x + side, y + side, x, y + side, x, y};
    }

    @ParameterizedTest
    @ValueSource(strings = {"geojson", "gml", "csv", "shp"})
    void a_polygon_with_a_hundred_thousand_holes_is_taken_in(String format) throws Exception {
        int holes = 100_000;
        double[] shell = {200_000, 500_000, 200_000, 503_000, 204_100, 503_000, 204_100, 500_000, 200_000, 500_000};
        Path file =
                switch (format) {
                    case "geojson" ->
                        write("holes.geojson", out -> {
                            out.print("{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\","
                                    + "\"coordinates\":[" + pairs(shell, ",", "],[", "[[", "]]"));
                            for (int hole = 0; hole < holes; hole++) {
                                out.print("," + pairs(square(hole, 4), ",", "],[", "[[", "]]"));
                            }
                            out.print("]}}");
                        });
                    case "gml" ->
                        write("holes.gml", out -> {
                            out.print("<a xmlns:gml='http://www.opengis.net/gml'><featureMember><b><c><gml:Polygon"
                                    + " srsName='EPSG:28992'>");
                            for (int hole = -1; hole < holes; hole++) {
                                String name = hole < 0 ? "exterior" : "interior";
                                out.print("<gml:" + name + "><gml:LinearRing>"
                                        + pairs(
                                                hole < 0 ? shell : square(hole, 4),
                                                " ",
                                                " ",
                                                "<gml:posList>",
                                                "</gml:posList>")
                                        + "</gml:LinearRing></gml:" + name + ">");
                            }
                            out.print("</gml:Polygon></c></b></featureMember></a>");
                        });
                    case "csv" ->
                        write("holes.csv", out -> {
                            out.print("id,wkt\n1,\"POLYGON (" + pairs(shell, " ", ",", "(", ")"));
                            for (int hole = 0; hole < holes; hole++) {
                                out.print("," + pairs(square(hole, 4), " ", ",", "(", ")"));
                            }
                            out.print(")\"\n");
                        });
                    default -> {
                        double[] xy = new double[10 * (holes + 1)];
                        int[] starts = new int[holes + 1];
                        System.arraycopy(shell, 0, xy, 0, 10);
                        for (int hole = 0; hole < holes; hole++) {
                            System.arraycopy(square(hole, 4), 0, xy, 10 * (hole + 1), 10);
                            starts[hole + 1] = 5 * (hole + 1);
                        }
                        yield Files.write(
                                folder.resolve("holes.shp"),
                                polygonShape(xy, starts).array());
                    }
                };
        IngestReport report = ingest(file);
        assertThat(List.of(report.stored(), report.repaired())).containsExactly(1L, 0L);
        assertThat(catalog.now().current("layer").geometryRd(0).getArea()).isEqualTo(4_100 * 3_000 - 16.0 * holes);
    }

    private static String pairs(double[] xy, String between, String after, String open, String close) {
        StringBuilder text = new StringBuilder(open);
        for (int at = 0; at < xy.length; at += 2) {
            text.append(at == 0 ? "" : after).append(xy[at]).append(between).append(xy[at + 1]);
        }
        return text.append(close).toString();
    }

    // ---- coordinates that are none

    @ParameterizedTest
    @ValueSource(strings = {"1e308", "-1e308", "1e15", "NaN", "Infinity", "-Infinity", "1e999", "1e-320", "99"})
    void an_absurd_coordinate_is_a_fault_of_its_row_in_each_text_format(String number) throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("a.csv", "id,lon,lat\n1," + number + ",53\n2,6.5,53\n");
        files.put("b.csv", "id,x,y\n1,233000," + number + "\n" + "2,233000,557000\n".repeat(10));
        files.put("c.csv", "id,wkt\n1,LINESTRING (6 52," + number + " 53)\n2,POINT (6.5 53)\n");
        files.put(
                "a.geojson",
                "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[" + number
                        + ",53]}}\n{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\","
                        + "\"coordinates\":[6.5,53]}}");
        files.put(
                "a.json",
                "{\"generator\":\"Overpass\",\"elements\":[{\"type\":\"node\",\"id\":1,\"lat\":53,\"lon\":" + number
                        + ",\"tags\":{\"a\":\"b\"}},{\"type\":\"node\",\"id\":2,\"lat\":53,\"lon\":6.5,"
                        + "\"tags\":{\"a\":\"b\"}}]}");
        String gml =
                "<m xmlns:gml='http://www.opengis.net/gml'><member><b><c><gml:Point srsName='%s'><gml:pos>%s 53</gml:pos>"
                        + "</gml:Point></c></b></member><member><b><c><gml:Point><gml:pos>6.5 53</gml:pos></gml:Point></c></b></member></m>";
        files.put("a.gml", gml.formatted("EPSG:4326", number));
        files.put("b.gml", gml.formatted("EPSG:3857", number));
        files.put("c.gml", gml.formatted("EPSG:28992", number));
        for (Map.Entry<String, String> file : files.entrySet()) {
            String name = file.getKey();
            try {
                IngestReport report = ingest(write(name, file.getValue()));
                assertThat(report.stored()).as(name).isPositive();
                assertThat(report.stored() + report.skipped()).as(name).isEqualTo(report.read());
                requireOnEarth(report.versionId());
            } catch (IngestException e) {
                // Some have no certain CRS, and must be refused when what they have is no place in any.
                assertThat(e.getMessage())
                        .startsWith(name)
                        .contains("coordinate")
                        .doesNotContainPattern(MutationTest.INTERNALS);
            }
        }
    }

    private void requireOnEarth(String versionId) {
        Snapshot snapshot =
                catalog.now().snapshot(archive.findVersion("layer", versionId).orElseThrow());
        for (int row = 0; row < snapshot.size(); row++) {
            Geometry geometry = snapshot.geometryRd(row);
            Coordinate[] corners = geometry == null ? new Coordinate[0] : geometry.getCoordinates();
            assertThat(corners).allMatch(c -> Math.abs(c.x) <= 1e8 && Math.abs(c.y) <= 1e8);
        }
    }

    // ---- tables

    @Test
    void a_row_of_fifty_megabytes_in_a_table_is_refused() throws IOException {
        Path file = write("long.csv", out -> {
            out.print("id,text\n1,");
            for (int at = 0; at < 50; at++) {
                out.print("x".repeat(MILLION));
            }
            out.print("\n2,short\n");
        });
        assertRefused(file, Fault.TOO_LARGE, "long.csv", "after row 0", "characters");
    }

    @Test
    void a_quote_that_is_never_closed_is_refused() throws IOException {
        Path file = write("quote.csv", out -> {
            out.print("id,text\n1,\"never closed\n");
            for (int at = 0; at < 500_000; at++) {
                out.print(
                        at
                                + ",a row of a hundred characters, which are one value as the quote before them is not closed\n");
            }
        });
        assertRefused(file, Fault.TOO_LARGE, "quote.csv", "after row 0", "quote");
    }

    @Test
    void a_table_of_a_hundred_thousand_columns_is_refused() throws IOException {
        Path file = write("wide.csv", out -> {
            for (int line = 0; line < 100; line++) {
                for (int column = 0; column < 100_000; column++) {
                    out.print((column == 0 ? "" : ",") + (line == 0 ? "c" : "") + column);
                }
                out.println();
            }
        });
        assertRefused(file, Fault.TOO_LARGE, "wide.csv has 100000 columns", "at most 1900");
    }

    @ParameterizedTest
    @ValueSource(strings = {"geojson", "overpass", "gml"})
    void objects_that_each_have_columns_of_their_own_are_refused(String format) throws IOException {
        Path file = write("wide." + (format.equals("gml") ? "gml" : "json"), out -> {
            out.print(
                    switch (format) {
                        case "geojson" -> "{\"type\":\"FeatureCollection\",\"features\":[";
                        case "overpass" -> "{\"version\":0.6,\"elements\":[";
                        default -> "<m>";
                    });
            for (int at = 0; at < 200_000; at++) {
                out.print(
                        switch (format) {
                            case "geojson" ->
                                (at == 0 ? "" : ",") + "{\"type\":\"Feature\",\"properties\":{\"k" + at
                                        + "\":1},\"geometry\":null}";
                            case "overpass" ->
                                (at == 0 ? "" : ",") + "{\"type\":\"node\",\"id\":" + at + ",\"tags\":{\"k" + at
                                        + "\":\"v\"}}";
                            default -> "<member><t><k" + at + ">1</k" + at + "></t></member>";
                        });
            }
            out.print(format.equals("gml") ? "</m>" : "]}");
        });
        try {
            ingest(file);
            assertThat(false).isTrue();
        } catch (IngestException e) {
            assertThat(e.getMessage()).contains("1900").hasSizeLessThan(500);
        }
    }

    /** Rejected rows are kept to be mended, and reasons quote them: both only so far. */
    @Test
    void very_long_rows_that_are_rejected_leave_a_short_report() throws IOException {
        Path file = write("rejected.csv", out -> {
            out.print("id,lon,lat,text\nok,6.5,53,short\n");
            String text = "x".repeat(500_000);
            for (int at = 0; at < 300; at++) {
                out.print(at + "," + text + ",53," + text + "\n");
            }
        });
        IngestReport report = ingest(file);
        assertThat(List.of(report.stored(), report.skipped())).containsExactly(1L, 300L);
        assertThat(report.toJson()).hasSizeLessThan(600_000);
        assertThat(archive.report("layer", report.versionId())).hasSizeLessThan(22_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {".000", "000"})
    void a_number_of_very_many_digits_is_no_number(String digits) {
        for (boolean dutch : new boolean[] {true, false}) {
            assertThat(Values.number("1" + digits.repeat(200_000), dutch)).isEmpty();
        }
    }

    @Test
    void very_long_names_of_columns_are_refused() throws IOException {
        Path file = write("names.csv", "id," + "x".repeat(5 * MILLION) + ",lon,lat\n1,2,6.5,53\n");
        assertRefused(file, Fault.MALFORMED, "names.csv: column 2 has a name of 5000000 characters");
    }

    // ---- nesting and XML

    @Test
    void json_nested_a_hundred_thousand_deep_is_refused() throws IOException {
        String feature = "{\"type\":\"Feature\",\"properties\":{\"a\":%s},\"geometry\":{\"type\":\"Point\","
                + "\"coordinates\":%s}}";
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertRefused(write("a.json", feature.formatted(deep, "[1,2]")), Fault.MALFORMED, "depth", "line 1");
        assertRefused(write("b.json", feature.formatted("1", deep)), Fault.MALFORMED, "depth", "line 1");
        assertRefused(write("c.json", "{\"a\":".repeat(100_000)), Fault.MALFORMED, "depth", "line 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GEOMETRYCOLLECTION (",
                "GEOMETRYCOLLECTION(POINT(1 2),GEOMETRYCOLLECTION(",
                "(",
                "MULTIPOLYGON (((",
            })
    void well_known_text_nested_without_end_is_a_fault_of_its_row(String open) throws IOException {
        IngestReport report =
                ingest(write("a.csv", "id,wkt\n1,\"" + open.repeat(50_000) + "\"\n2,POINT (233000 557000)\n"));
        assertThat(List.of(report.stored(), report.skipped())).containsExactly(1L, 1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE m [<!ENTITY %% p SYSTEM 'file:///etc/passwd'> %%p;]>",
                "<!DOCTYPE m [<!ENTITY %% a '<!ENTITY b \"c\">'> %%a;]>",
                "<!DOCTYPE m SYSTEM 'http://localhost:1/x.dtd'>",
                "<!DOCTYPE m PUBLIC '-//x' 'file:///dev/zero'>"
            })
    void doctypes_of_any_kind_are_refused(String doctype) throws IOException {
        Path file = write("a.gml", doctype.replace("%%", "%") + "<m><member><a>&b;</a></member></m>");
        assertRefused(file, Fault.MALFORMED, "a.gml is not whole XML, line 1", "DOCTYPE");
    }

    @Test
    void xml_nested_without_end_or_with_very_many_attributes_is_refused() throws IOException {
        assertRefused(write("a.gml", "<m><member>".repeat(50_000)), Fault.MALFORMED, "a.gml is not whole XML");
        StringBuilder attributes = new StringBuilder("<m><member><a");
        for (int at = 0; at < 100_000; at++) {
            attributes.append(" a").append(at).append("='1'");
        }
        assertRefused(write("b.gml", attributes + "/></member></m>"), Fault.MALFORMED, "b.gml is not whole XML");
        assertRefused(
                write("c.gml", "<m><member><a><" + "x".repeat(5 * MILLION) + ">1"),
                Fault.MALFORMED,
                "c.gml is not whole XML");
    }

    /** Each list is within its bounds; it is the feature that has too many. */
    @Test
    void one_feature_of_very_many_coordinates_is_refused() throws IOException {
        Path file = write("many.gml", out -> {
            out.print("<m xmlns:gml='http://www.opengis.net/gml'><member><b><c><gml:MultiCurve srsName='EPSG:28992'>");
            String list = "1 2 ".repeat(1_000);
            for (int at = 0; at < 20_000; at++) {
                out.print("<gml:curveMember><gml:LineString><gml:posList>" + list
                        + "</gml:posList></gml:LineString></gml:curveMember>");
            }
            out.print("</gml:MultiCurve></c></b></member></m>");
        });
        assertRefused(file, Fault.TOO_LARGE, "many.gml", "coordinates");
    }

    @Test
    void arcs_by_the_thousand_are_bounded_by_what_they_become() throws IOException {
        Path file = write("arcs.gml", out -> {
            out.print(
                    "<m xmlns:gml='http://www.opengis.net/gml'><member><b><c><gml:Curve srsName='EPSG:28992'><gml:segments>");
            for (int at = 0; at < 20_000; at++) {
                out.print(
                        "<gml:CircleByCenterPoint><gml:pos>0 0</gml:pos><gml:radius>1e9</gml:radius></gml:CircleByCenterPoint>");
            }
            out.print("</gml:segments></gml:Curve></c></b></member></m>");
        });
        assertRefused(file, Fault.TOO_LARGE, "arcs.gml", "coordinates");
    }

    @Test
    void one_feature_of_very_long_texts_is_refused() throws IOException {
        Path file = write("texts.gml", out -> {
            out.print("<m><member><b>");
            String text = "x".repeat(900_000);
            for (int at = 0; at < 150; at++) {
                out.print("<c" + at + ">" + text + "</c" + at + ">");
            }
            out.print("</b></member></m>");
        });
        assertRefused(file, Fault.TOO_LARGE, "texts.gml", "characters");
    }

    // ---- zips

    private Path zip(String name, Map<String, byte[]> files) throws IOException {
        return Files.write(folder.resolve(name), Seeds.zip(files, false));
    }

    @Test
    void a_zip_bomb_is_refused_also_in_a_zip() throws IOException {
        Path bomb = folder.resolve("bomb.zip");
        try (OutputStream out = Files.newOutputStream(bomb);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a.csv"));
            byte[] zeros = new byte[MILLION];
            for (int at = 0; at < 300; at++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        assertRefused(bomb, Fault.TOO_LARGE, "bomb.zip unpacks to more");
        Path nested = zip("nested.zip", Map.of("bomb.zip", Files.readAllBytes(bomb)));
        assertRefused(nested, Fault.TOO_LARGE, "nested.zip unpacks to more");
        Path thrice = zip("thrice.zip", Map.of("n.zip", Files.readAllBytes(nested)));
        assertRefused(thrice, Fault.TOO_LARGE, "zips in zips in zips");
    }

    @Test
    void names_in_a_zip_lead_nowhere() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] points = Seeds.utf8("id,lon,lat\n1,6.5,53\n");
        Path outside = folder.resolve("outside.csv");
        files.put("../../../../../../../../.." + outside, points);
        files.put(outside.toString().substring(1) + "/../../x-0002.csv", points);
        files.put("C:\\x-0003.csv", points);
        Path file = zip("names.zip", files);
        try {
            ingest(file);
        } catch (IngestException e) {
            assertThat(e.getMessage()).contains("several layers").doesNotContain(folder.toString());
        }
        assertThat(outside).doesNotExist();
    }

    @Test
    void a_zip_of_very_many_files_is_refused_and_one_of_many_is_not() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int at = 0; at < 5_000; at++) {
            files.put(String.format(Locale.ROOT, "p-%04d.csv", at), Seeds.utf8("id,lon,lat\n" + at + ",6.5,53\n"));
        }
        assertRefused(zip("many.zip", files), Fault.TOO_LARGE, "many.zip holds more than 2000 files");
        files.keySet().removeIf(name -> name.compareTo("p-1900") >= 0);
        assertThat(ingest(zip("fewer.zip", files)).stored()).isEqualTo(1_900);
    }

    @Test
    void two_files_of_one_name_in_a_zip_are_no_way_in() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a-0001.csv", Seeds.utf8("id,lon,lat\n1,6.5,53\n"));
        files.put("a-0002.csv", Seeds.utf8("id,lon,lat\n2,6.6,53\n"));
        byte[] bytes = Seeds.zip(files, true);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("a-0002", "a-0001");
        Path file = Files.write(folder.resolve("twice.zip"), text.getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(file, Fault.MALFORMED, "twice.zip", "a-0001.csv", "twice");
    }

    @Test
    void an_encrypted_zip_asks_for_one_that_is_not() throws IOException {
        byte[] bytes = Seeds.zip(Map.of("a.csv", Seeds.utf8("id,lon,lat\n1,6.5,53\n")), true);
        ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int directory = zip.getInt(bytes.length - 6);
        zip.putShort(6, (short) 1).putShort(directory + 8, (short) 1);
        Path file = Files.write(folder.resolve("secret.zip"), bytes);
        assertRefused(file, Fault.MALFORMED, "secret.zip", "encrypted");
    }

    // ---- shapefiles

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30, (1 << 30) + 20, 1, 0})
    void a_record_of_a_length_that_cannot_be_is_refused(int words) throws IOException {
        byte[] bytes = Seeds.shapefile(5).get(".shp");
        ByteBuffer.wrap(bytes).putInt(104, words);
        Path file = Files.write(folder.resolve("a.shp"), bytes);
        assertRefused(file, Fault.MALFORMED, "a.shp breaks off or is damaged");
    }

    @ParameterizedTest
    @CsvSource({"0, 45", "1, 45", "65535, 45", "257, 0", "257, 1", "257, 65535"})
    void a_table_whose_header_cannot_be_is_refused_or_loses_its_values(int headerBytes, int rowBytes)
            throws IOException {
        Map<String, byte[]> parts = Seeds.shapefile(5);
        ByteBuffer dbf = ByteBuffer.wrap(parts.get(".dbf")).order(ByteOrder.LITTLE_ENDIAN);
        dbf.putShort(8, (short) headerBytes).putShort(10, (short) rowBytes).putInt(4, -1);
        parts.forEach((extension, bytes) -> {
            try {
                Files.write(folder.resolve("a" + extension), bytes);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        try {
            assertThat(ingest(folder.resolve("a.shp")).read()).isBetween(1L, 3L);
        } catch (IngestException e) {
            assertThat(e.getMessage()).contains("a.shp").doesNotContainPattern(MutationTest.INTERNALS);
        }
    }

    @Test
    void a_table_of_as_many_fields_as_its_header_can_hold_is_refused() throws IOException {
        int fields = 2_046;
        ByteBuffer dbf =
                ByteBuffer.allocate(33 + 32 * fields + 3 * (fields + 1)).order(ByteOrder.LITTLE_ENDIAN);
        dbf.put((byte) 3).putInt(4, 3).putShort(8, (short) (33 + 32 * fields)).putShort(10, (short) (fields + 1));
        for (int at = 0; at < fields; at++) {
            dbf.put(32 + 32 * at, (byte) 'A').put(32 + 32 * at + 11, (byte) 'C').put(32 + 32 * at + 16, (byte) 1);
        }
        Files.write(folder.resolve("a.dbf"), dbf.array());
        Path file = Files.write(folder.resolve("a.shp"), Seeds.shapefile(5).get(".shp"));
        assertRefused(file, Fault.TOO_LARGE, "a.shp has 2046 columns");
    }

    @Test
    void very_many_shells_and_holes_that_lie_in_each_other_come_to_an_end() throws IOException {
        int rings = 100_000;
        double[] xy = new double[10 * rings];
        int[] starts = new int[rings];
        for (int ring = 0; ring < rings; ring++) {
            double low = ring * 0.01;
            double high = 4_000 - low;
            double[] clockwise = {low, low, low, high, high, high, high, low, low, low};
            double[] counter = {low, low, high, low, high, high, low, high, low, low};
            System.arraycopy(ring % 2 == 0 ? clockwise : counter, 0, xy, 10 * ring, 10);
            starts[ring] = 5 * ring;
        }
        Path file =
                Files.write(folder.resolve("a.shp"), polygonShape(xy, starts).array());
        assertRefused(file, Fault.NOTHING_TO_STORE, "a.shp");
    }

    // ---- geometries that cost far more than they take

    /** Zigzag between two slanting lines: nothing crosses, but the box around each stretch meets those of all others. */
    @Test
    void a_ring_whose_validity_costs_the_square_of_its_size_is_a_fault_of_its_row() throws IOException {
        Path file = write("comb.csv", out -> {
            out.print("id,wkt\n1,\"POLYGON ((");
            for (int at = 0; at < 300_000; at++) {
                double x = 220_000 + at * 0.01;
                out.print((at == 0 ? "220000 500000," : "") + (at % 2 == 0 ? x + " 550000" : (x + 5_000) + " 555000")
                        + ",");
            }
            out.print("250000 560000, 220000 500000))\"\n2,\"POINT (220000 550000)\"\n");
        });
        IngestReport report = ingest(file);
        assertThat(List.of(report.stored(), report.skipped())).containsExactly(1L, 1L);
        assertThat(report.counts()).containsEntry(IssueCode.GEOMETRY_NOT_REPAIRABLE, 1L);
    }

    /** Twenty thousand lines all over each other cross a hundred million times; repair would make a point of each. */
    @ParameterizedTest
    @ValueSource(ints = {3_000, 20_000})
    void a_ring_that_crosses_itself_all_over_is_a_fault_of_its_row(int corners) throws IOException {
        Path file = write("knot.csv", out -> {
            out.print("id,wkt\n1,\"POLYGON ((220000 550000,");
            SplittableRandom random = new SplittableRandom(1);
            for (int at = 0; at < corners; at++) {
                out.print(
                        (220_000 + random.nextDouble() * 9_000) + " " + (550_000 + random.nextDouble() * 9_000) + ",");
            }
            out.print("220000 550000))\"\n2,\"POINT (220000 550000)\"\n");
        });
        IngestReport report = ingest(file);
        assertThat(List.of(report.stored(), report.skipped())).containsExactly(1L, 1L);
        assertThat(report.counts()).containsEntry(IssueCode.GEOMETRY_NOT_REPAIRABLE, 1L);
    }

    @Test
    void a_relation_whose_rings_cross_all_over_is_a_fault_of_its_row() throws IOException {
        Path file = write("relation.json", out -> {
            out.print("{\"generator\":\"Overpass\",\"elements\":[{\"type\":\"relation\",\"id\":1,\"tags\":"
                    + "{\"type\":\"multipolygon\"},\"members\":[");
            SplittableRandom random = new SplittableRandom(1);
            for (int ring = 0; ring < 4; ring++) {
                out.print((ring == 0 ? "" : ",")
                        + "{\"type\":\"way\",\"role\":\"outer\",\"geometry\":[{\"lat\":52,\"lon\":6}");
                for (int at = 0; at < 5_000; at++) {
                    out.print(
                            ",{\"lat\":" + (52 + random.nextDouble()) + ",\"lon\":" + (6 + random.nextDouble()) + "}");
                }
                out.print(",{\"lat\":52,\"lon\":6}]}");
            }
            out.print("]},{\"type\":\"node\",\"id\":1,\"lat\":53,\"lon\":6.5,\"tags\":{\"a\":\"b\"}}]}");
        });
        IngestReport report = ingest(file);
        assertThat(List.of(report.stored(), report.skipped())).containsExactly(1L, 1L);
    }
}
