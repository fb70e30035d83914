package nl.plint.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.format.CsvFormat;
import nl.plint.ingest.format.GeoJsonFormat;
import nl.plint.ingest.format.GeoPackageFormat;
import nl.plint.ingest.format.GmlFormat;
import nl.plint.ingest.format.ShapefileFormat;
import nl.plint.ingest.format.ZippedFormat;
import nl.plint.quantity.Unit;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.Snapshot;
import nl.plint.store.geopackage.GeoPackageArchive;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

@NullUnmarked // test code: a null that should not be there fails the test anyway
class IngestionTest {
    private static final Path DATA = Path.of("../shared/data");
    private static final long PANDEN = 13_098;
    private static final List<SourceFormat> SINGLE = List.of(
            new GeoPackageFormat(), new ShapefileFormat(), new GeoJsonFormat(), new GmlFormat(), new CsvFormat());
    private static final List<SourceFormat> FORMATS =
            Stream.concat(Stream.of(new ZippedFormat(SINGLE)), SINGLE.stream()).toList();
    private static final LayerDefinition SHOPS = new LayerDefinition(
            "shops",
            LocalizedText.same("shops"),
            LocalizedText.same("shops"),
            GeometryKind.POINT,
            "unitId",
            List.of(
                    required(PropertyDefinition.of("unitId", LocalizedText.same("id"), PropertyType.STRING)),
                    PropertyDefinition.number("areaM2", LocalizedText.same("area"), Unit.SQUARE_METER),
                    PropertyDefinition.of("vacant", LocalizedText.same("vacant"), PropertyType.BOOLEAN),
                    PropertyDefinition.of("since", LocalizedText.same("since"), PropertyType.DATE)));
    private static final Mapping DUTCH = MappingFile.read(
            """
            id: dutch
            layer: shops
            title: { nl: Winkels, en: Shops }
            numbers: dutch
            dates: dd-MM-yyyy
            geometry: { x: X, y: Y, crs: "EPSG:28992" }
            columns:
              unitId: { from: NR }
              areaM2: { from: OPP_HA, unit: ha }
              vacant: { from: LEEG, values: { "J": true, "N": false } }
              since: { from: SINDS }
            """,
            "dutch.yaml");

    @TempDir
    Path folder;

    private GeoPackageArchive archive;
    private DatasetCatalog catalog;

    private static PropertyDefinition required(PropertyDefinition property) {
        return new PropertyDefinition(
                property.name(), property.title(), property.type(), null, true, null, null, List.of());
    }

    @BeforeEach
    void open() {
        archive = GeoPackageArchive.open(folder.resolve("archive"));
        archive.define(SHOPS);
        catalog = new DatasetCatalog(archive);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    /**
     * Counts and sums by GDAL: {@code ogr2ogr -t_srs EPSG:28992 -dim XY} and then {@code ogrinfo -dialect sqlite} with
     * count, sum(st_area) and sum(st_length). GDAL turns with another version of the same shift: a part in 100,000.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "boundaries/gemeenten_drenthe_2022_wgs84.geojson,          GeoJSON,    12,   0, 2680298624.779",
        "boundaries/pc4_drenthe_5km_2020_rd.gpkg,                  GeoPackage, 412,  0, 4356038580.752",
        "roads/nwb_rijkswegen_maxsnelheid_drenthe_2013_rd.shp,     Shapefile,  1228, 0, 706488.743"
    })
    void real_files_come_out_as_gdal_reads_them(String file, String format, int rows, int repaired, double size) {
        IngestReport report = ingest(DATA.resolve(file), "layer", null);
        assertThat(report.format()).isEqualTo(format);
        assertThat(List.of(report.read(), report.stored(), report.repaired(), report.skipped()))
                .containsExactly((long) rows, (long) rows, (long) repaired, 0L);
        Snapshot snapshot = catalog.now().current("layer");
        assertThat(snapshot.size()).isEqualTo(rows);
        double sum = geometries(snapshot)
                .mapToDouble(geometry -> geometry.getDimension() == 2 ? geometry.getArea() : geometry.getLength())
                .sum();
        assertThat(sum).isCloseTo(size, within(size * 1e-5));
    }

    /**
     * The valid polygons must keep their area; the invalid ones come near the area that GDAL gives their rings as they are,
     * where loops that cross count twice or not at all.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nature/natura2000_drenthe_and_surroundings_2026_wgs84.geojson, 13,  4, 185595220.070, 375069302.173",
        "boundaries/wijken_drenthe_2014_wgs84.geojson,                  170, 7, 2473803690.105, 2679664384.451"
    })
    void invalid_polygons_are_repaired_and_reported(String file, int rows, int invalid, double valid, double all) {
        IngestReport report = ingest(DATA.resolve(file), "layer", null);
        assertThat(report.stored()).isEqualTo(rows);
        assertThat(report.repaired()).isEqualTo(invalid);
        assertThat(report.counts()).containsEntry(IssueCode.GEOMETRY_INVALID, (long) invalid);
        assertThat(report.issues())
                .filteredOn(issue -> issue.code() == IssueCode.GEOMETRY_INVALID)
                .allSatisfy(issue -> assertThat(issue.message().en()).containsPattern("repaired: .+ at \\d+"));
        Snapshot snapshot = catalog.now().current("layer");
        assertThat(geometries(snapshot)).allMatch(Geometry::isValid);
        List<Long> repairedRows = report.issues().stream()
                .filter(issue -> issue.code() == IssueCode.GEOMETRY_INVALID)
                .map(Issue::row)
                .toList();
        double untouched = IntStream.range(0, rows)
                .filter(row -> !repairedRows.contains(row + 1L))
                .mapToObj(snapshot::geometryRd)
                .mapToDouble(Geometry::getArea)
                .sum();
        assertThat(untouched).isCloseTo(valid, within(valid * 1e-5));
        assertThat(geometries(snapshot).mapToDouble(Geometry::getArea).sum()).isCloseTo(all, within(all * 1e-3));
    }

    @Test
    void a_dutch_table_becomes_typed_values_in_the_units_of_the_layer() throws IOException {
        Path file = write(
                "leeg.csv",
                """
                NR;OPP_HA;LEEG;SINDS;X;Y;OPMERKING
                a;1.234,5;J;28-02-2014;233.906,7;557.276,6;"hé; met ""aanhaling""\"
                b;;N;;233907;557277;
                """);
        IngestReport report = ingest(file, "shops", "dutch");
        assertThat(report.stored()).isEqualTo(2);
        Snapshot shops = catalog.now().current("shops");
        assertThat(value(shops, "a", "areaM2")).isEqualTo(12_345_000.0);
        assertThat(value(shops, "a", "vacant")).isEqualTo(true);
        assertThat(value(shops, "a", "since")).isEqualTo(LocalDate.of(2014, 2, 28));
        assertThat(value(shops, "a", "OPMERKING")).isEqualTo("hé; met \"aanhaling\"");
        assertThat(value(shops, "b", "areaM2")).isNull();
        assertThat(shops.geometryRd(0).getCoordinate().x).isEqualTo(233_906.7);
    }

    @Test
    void windows_1252_and_a_byte_order_mark_are_understood() throws IOException {
        Path file = folder.resolve("oud.csv");
        Files.write(file, "naam,lon,lat\nBorg\u00e9r,6.79,52.92\n".getBytes(Charset.forName("windows-1252")));
        ingest(file, "old", null);
        assertThat(value(catalog.now().current("old"), "1", "naam")).isEqualTo("Borg\u00e9r");
        Path marked = write("nieuw.csv", "\uFEFFnaam\tlon\tlat\nExloërmond\t6.93\t52.91\n");
        ingest(marked, "new", null);
        assertThat(value(catalog.now().current("new"), "1", "naam")).isEqualTo("Exloërmond");
    }

    @Test
    void every_row_is_stored_or_skipped_with_its_reason() throws IOException {
        Path file = write(
                "fout.csv",
                """
                NR;OPP_HA;LEEG;SINDS;X;Y
                a;1;J;;233906;557276
                b;veel;J;;233906;557276
                c;1;misschien;;233906;557276
                d;1;J;31-02-2014;233906;557276
                ;1;J;;233906;557276
                a;1;J;;233906;557276
                f;1;J;;hier;557276
                g;1;J;;;
                h;1
                """);
        IngestReport report = ingest(file, "shops", "dutch");
        assertThat(report.read()).isEqualTo(9);
        assertThat(report.stored()).as("a, b, c, d and g").isEqualTo(5);
        assertThat(report.skipped()).isEqualTo(4);
        assertThat(report.counts())
                .containsEntry(IssueCode.NOT_A_NUMBER, 1L)
                .containsEntry(IssueCode.NOT_IN_DOMAIN, 1L)
                .containsEntry(IssueCode.NOT_A_DATE, 1L)
                .containsEntry(IssueCode.REQUIRED_MISSING, 1L)
                .containsEntry(IssueCode.ID_DUPLICATE, 1L)
                .containsEntry(IssueCode.GEOMETRY_UNREADABLE, 2L)
                .containsEntry(IssueCode.GEOMETRY_MISSING, 1L);
        assertThat(report.issues())
                .filteredOn(issue -> issue.code() == IssueCode.NOT_A_NUMBER)
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.row()).isEqualTo(2);
                    assertThat(issue.message().en()).contains("OPP_HA").contains("'veel'");
                });
    }

    @Test
    void swapped_axes_are_put_right_and_a_missing_crs_is_guessed() throws IOException {
        Path swapped = write("swapped.csv", "id,x,y\n1,557276.6,233906.7\n2,557300,233950\n");
        IngestReport report = ingest(swapped, "swapped", null);
        assertThat(report.counts()).containsKeys(IssueCode.AXES_SWAPPED, IssueCode.CRS_GUESSED);
        assertThat(catalog.now().current("swapped").geometryRd(0).getCoordinate().x)
                .isEqualTo(233_906.7);
        Path latitudeFirst = write(
                "latlon.geojson",
                """
                {"type":"FeatureCollection","features":[{"type":"Feature","properties":{},
                "geometry":{"type":"Point","coordinates":[52.99667,6.5625]}}]}""");
        assertThat(ingest(latitudeFirst, "latlon", null).counts()).containsKey(IssueCode.AXES_SWAPPED);
        assertThat(catalog.now().current("latlon").geometryRd(0).getCoordinate().x)
                .isCloseTo(233_906.71, within(0.01));
        Path nowhere = write("nowhere.csv", "id,x,y\n1,12,-34\n");
        assertFault(nowhere, Fault.UNKNOWN_CRS, "neither RD New nor degrees");
    }

    @Test
    void an_old_crs_member_and_ids_of_features_are_understood() throws IOException {
        Path file = write(
                "old.geojson",
                """
                {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},
                "features":[{"type":"Feature","id":"x7","properties":{"n":1,"deep":{"a":[1,2]}},
                "geometry":{"type":"Point","coordinates":[233906.7,557276.6]}},
                {"type":"Feature","id":"x8","properties":{"n":2.5},"geometry":null}]}""");
        IngestReport report = ingest(file, "old", null);
        Snapshot old = catalog.now().current("old");
        assertThat(report.crs()).isEqualTo("EPSG:28992");
        assertThat(old.findRow("x7")).hasValue(0);
        assertThat(value(old, "x8", "n")).isEqualTo(2.5);
        assertThat(value(old, "x7", "deep")).isEqualTo(Map.of("a", List.of(1L, 2L)));
        assertThat((Object) old.geometryRd(1)).isNull();
    }

    @Test
    void codes_with_leading_zeros_stay_texts_in_a_generic_layer() throws IOException {
        Path file = write(
                "codes.csv", "code;n;when;x;y\n0106;1;2017-01-01;233906;557276\n0109;2;2018-01-01;233906;557276\n");
        ingest(file, "codes", null);
        Snapshot codes = catalog.now().current("codes");
        assertThat(value(codes, "1", "code")).isEqualTo("0106");
        assertThat(value(codes, "2", "n")).isEqualTo(2L);
        assertThat(value(codes, "1", "when")).isEqualTo(LocalDate.of(2017, 1, 1));
    }

    @Test
    void the_same_file_is_recognised_and_stored_once() throws IOException {
        Path file = write("a.csv", "id,lon,lat\n1,6.5,53\n");
        IngestReport first = ingest(file, "again", null);
        IngestReport second = ingest(file, "again", null);
        assertThat(second.unchanged()).isTrue();
        assertThat(second.versionId()).isEqualTo(first.versionId());
        assertThat(archive.listVersions("again")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boundaries/gemeenten_drenthe_2022_wgs84.geojson",
                "boundaries/pc4_drenthe_5km_2020_rd.gpkg",
                "roads/nwb_rijkswegen_maxsnelheid_drenthe_2013_rd.shp"
            })
    void a_file_that_breaks_off_is_refused_and_leaves_nothing(String name) throws IOException {
        byte[] whole = Files.readAllBytes(DATA.resolve(name));
        Path file = folder.resolve("half" + name.substring(name.lastIndexOf('.')));
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> ingest(file, "half", null))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining(file.getFileName().toString());
        assertThat(archive.listVersions("half")).isEmpty();
        try (Stream<Path> left = Files.walk(folder.resolve("archive/versions"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        } catch (java.nio.file.NoSuchFileException e) {
            assertThat(e.getFile()).as("not even a folder").contains("versions");
        }
    }

    @Test
    void whole_file_faults_say_what_and_how_to_mend_it() throws IOException {
        assertFault(write("note.bin", "\u0001\u0002"), Fault.UNKNOWN_FORMAT, "known are");
        assertFault(write("empty.csv", "\n"), Fault.MALFORMED, "header");
        assertFault(write("twice.csv", "a,a\n1,2\n"), Fault.MALFORMED, "'a' of another column");
        assertFault(
                write("bad.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{]}"), Fault.MALFORMED, "line 1");
        assertFault(write("thing.json", "{\"type\":\"Thing\"}"), Fault.MALFORMED, "neither");
        assertFault(
                write("deep.geojson", "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                Fault.MALFORMED,
                "depth");
        assertFault(DATA.resolve("ingest-hard/pdok-gokoala/bag-temporal.gpkg"), Fault.AMBIGUOUS_LAYER, "choose one");
    }

    @Test
    void a_zip_bomb_and_a_path_out_of_the_zip_do_no_harm() throws IOException {
        Path bomb = folder.resolve("bomb.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("a.shp"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(zeros);
            }
        }
        assertFault(bomb, Fault.TOO_LARGE, "unpacks to more");
        Path sneaky = folder.resolve("sneaky.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(sneaky))) {
            zip.putNextEntry(new ZipEntry("../../escaped.shp"));
            zip.write(new byte[100]);
        }
        assertThatThrownBy(() -> ingest(sneaky, "sneaky", null)).isInstanceOf(IngestException.class);
        assertThat(folder.resolve("../escaped.shp")).doesNotExist();
        assertFault(zipped("none.zip", "readme.txt"), Fault.UNKNOWN_FORMAT, "no file that can be read");
    }

    private Path zipped(String name, String entry) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
        }
        return file;
    }

    @Test
    void numbered_files_in_a_zip_are_one_layer_and_several_layers_ask_for_one() {
        Path panden = DATA.resolve("ingest-hard/bag2-doesburg/0221PND15092020.zip");
        IngestReport report = ingest(panden, "panden", null);
        assertThat(report.stored()).as("as ogrinfo counts both files").isEqualTo(PANDEN);
        assertThat(report.issues())
                .filteredOn(issue -> issue.code() == IssueCode.FILE_ROWS)
                .hasSize(2);
        Path otterlo = DATA.resolve("ingest-hard/nlextract/bgt_otterlo_2020.zip");
        assertThatThrownBy(() -> ingest(otterlo, "otterlo", null))
                .hasMessageContaining("several layers")
                .hasMessageContaining("bgt_wegdeel");
        assertThat(ingest(List.of(otterlo), "bak", null, "bgt_bak", false).stored())
                .isPositive();
        assertThat(ingest(List.of(otterlo), "wijk", null, "bgt_wijk", false).read())
                .isZero();
        assertThatThrownBy(() -> ingest(List.of(otterlo), "x", null, "water", false))
                .hasMessageContaining("no single layer 'water'");
    }

    @Test
    void zips_in_a_zip_are_opened_but_not_without_end() throws IOException {
        Path inner = DATA.resolve("ingest-hard/bag2-doesburg/0221PND15092020.zip");
        Path outer = zipOf("outer.zip", Map.of("9999PND.zip", Files.readAllBytes(inner)));
        assertThat(ingest(outer, "panden", null).stored()).isEqualTo(PANDEN);
        Path third = zipOf("third.zip", Map.of("outer.zip", Files.readAllBytes(outer)));
        assertFault(third, Fault.TOO_LARGE, "zips in zips in zips");
        Path away =
                zipOf("away.zip", Map.of("../../away.csv", "a,lon,lat\n1,6.5,53\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(ingest(away, "away", null).stored()).isEqualTo(1);
        assertThat(folder.resolve("../../away.csv")).doesNotExist();
    }

    private Path zipOf(String name, Map<String, byte[]> entries) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    @Test
    void several_files_become_one_version() throws IOException {
        Path west = write("west.csv", "naam,lon,lat\nAssen,6.56,52.99\n");
        Path east = write("oost.csv", "lat,lon,naam,soort\n52.78,6.9,Emmen,stad\n52.66,6.74,Coevorden,stad\n");
        IngestReport report = ingest(List.of(west, east), "places", null, null, false);
        assertThat(report.stored()).isEqualTo(3);
        assertThat(report.fileName()).isEqualTo("west.csv, oost.csv");
        Snapshot places = catalog.now().current("places");
        assertThat(value(places, "3", "naam")).isEqualTo("Coevorden");
        assertThat(value(places, "1", "soort")).isNull();
        assertThat(report.issues())
                .extracting(issue -> issue.message().en())
                .contains("west.csv: rows 1 to 1", "oost.csv: rows 2 to 3");
        assertThat(ingest(List.of(west, east), "places", null, null, false).unchanged())
                .isTrue();
        assertThat(ingest(List.of(east, west), "places", null, null, false).unchanged())
                .isFalse();
        Path rd = write("rd.csv", "naam,x,y\nAssen,233906,557276\n");
        assertThatThrownBy(() -> ingest(List.of(west, rd), "mixed", null, null, false))
                .hasMessageContaining("another coordinate reference system");
    }

    @Test
    void rows_of_geopackages_keep_apart_though_their_numbers_are_the_same() {
        Path pc4 = DATA.resolve("boundaries/pc4_drenthe_5km_2020_rd.gpkg");
        IngestReport report = ingest(List.of(pc4, pc4), "twice", null, null, false);
        assertThat(report.stored()).isEqualTo(824);
    }

    @Test
    void a_file_with_less_than_half_of_the_rows_is_kept_but_not_published() throws IOException {
        ingest(write("all.csv", "naam,lon,lat\na,6.5,53\nb,6.6,53\nc,6.7,53\n"), "shrunk", null);
        String published = catalog.now().get("shrunk").current().id();
        Path less = write("less.csv", "naam,lon,lat\na,6.5,53\n");
        IngestReport report = ingest(less, "shrunk", null);
        assertThat(report.published()).isFalse();
        assertThat(report.counts()).containsEntry(IssueCode.FAR_FEWER_ROWS, 1L);
        assertThat(catalog.now().get("shrunk").current().id()).isEqualTo(published);
        assertThat(archive.listVersions("shrunk")).hasSize(2);
        assertThat(ingest(less, "shrunk", null).published()).as("sent again").isFalse();
        assertThat(ingest(List.of(less), "shrunk", null, null, true).published())
                .isTrue();
        assertThat(catalog.now().get("shrunk").current().id()).isEqualTo(report.versionId());
    }

    @Test
    void what_is_odd_but_not_wrong_is_stored_and_reported() throws IOException {
        archive.define(new LayerDefinition(
                "towns",
                LocalizedText.same("towns"),
                LocalizedText.same("towns"),
                GeometryKind.POINT,
                "code",
                List.of(PropertyDefinition.of("code", LocalizedText.same("code"), PropertyType.STRING))));
        archive.define(new LayerDefinition(
                "plots",
                LocalizedText.same("plots"),
                LocalizedText.same("plots"),
                GeometryKind.POLYGON,
                null,
                List.of(
                        new PropertyDefinition(
                                "town",
                                LocalizedText.same("town"),
                                PropertyType.STRING,
                                null,
                                false,
                                null,
                                null,
                                List.of(),
                                "towns"),
                        PropertyDefinition.of("since", LocalizedText.same("since"), PropertyType.DATE))));
        Path plots = write(
                "plots.csv",
                """
                town;since;wkt
                GM0106;2016-01-01;POLYGON ((230000 550000, 230100 550000, 230100 550100, 230000 550000))
                GM0106;2016-01-01;POLYGON ((230000 550000, 230100 550000, 230100 550100, 230000 550000))
                GM9999;2999-01-01;POLYGON ((230000 550000, 231000 550000, 231000 550000.2, 230000 550000))
                ;;POLYGON ((100000 450000, 100100 450000, 100100 450100, 100000 450000))
                """);
        assertThat(ingest(plots, "plots", null).counts())
                .as("no layer to look codes up in")
                .doesNotContainKey(IssueCode.UNKNOWN_REFERENCE);
        ingest(write("towns.csv", "code,x,y\nGM0106,233906,557276\n"), "towns", null);
        IngestReport report = ingest(write("again.csv", Files.readString(plots) + "\n"), "plots", null);
        assertThat(report.stored()).isEqualTo(4);
        assertThat(report.counts())
                .containsEntry(IssueCode.DUPLICATE_FEATURE, 1L)
                .containsEntry(IssueCode.FUTURE_DATE, 1L)
                .containsEntry(IssueCode.UNKNOWN_REFERENCE, 1L)
                .containsEntry(IssueCode.SLIVER, 1L)
                .containsEntry(IssueCode.OUTSIDE_AREA, 1L);
        assertThat(report.issues())
                .filteredOn(issue -> issue.code() == IssueCode.UNKNOWN_REFERENCE)
                .singleElement()
                .satisfies(issue -> assertThat(issue.message().nl()).contains("'GM9999'", "laag towns"));
        assertThat(report.issues())
                .filteredOn(issue -> issue.code() == IssueCode.DUPLICATE_FEATURE)
                .extracting(Issue::row)
                .containsExactly(2L);
    }

    @Test
    void a_row_with_its_axes_the_other_way_round_than_the_others_is_turned() throws IOException {
        Path file = write("some.csv", "name,x,y\na,233906,556276\nb,233920,556280\nc,556296,233951\nd,233931,556284\n");
        IngestReport report = ingest(file, "some", null);
        assertThat(report.stored()).isEqualTo(4);
        assertThat(report.repaired()).isEqualTo(1);
        assertThat(report.issues())
                .filteredOn(issue -> issue.code() == IssueCode.AXES_SWAPPED)
                .extracting(Issue::row)
                .containsExactly(3L);
        assertThat(catalog.now().current("some").geometryRd(2).getCoordinate())
                .isEqualTo(new Coordinate(233_951, 556_296));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "EPSG:28992, '6.5600,52.9900', OGC:CRS84",
        "EPSG:28992, '52.9900,6.5600', OGC:CRS84",
        "EPSG:4326,  '233618,556500',  EPSG:28992",
        "EPSG:28992, '556500,233618',  EPSG:28992"
    })
    void degrees_taken_for_metres_and_swapped_axes_still_land_in_drenthe(String crs, String position, String meant)
            throws IOException {
        Path file = write(
                "place.geojson",
                """
                {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"%s"}},"features":[
                {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[%s]}}]}
                """
                        .formatted(crs, position));
        IngestReport report = ingest(file, "place", null);
        assertThat(report.crs()).isEqualTo(meant);
        assertThat(report.counts().keySet()).containsAnyOf(IssueCode.CRS_GUESSED, IssueCode.AXES_SWAPPED);
        Geometry place = catalog.now().current("place").geometryRd(0);
        assertThat(place.getCoordinate().distance(new Coordinate(233_700, 556_500)))
                .isLessThan(300);
    }

    @ParameterizedTest
    @CsvSource({"EPSG:28992, 1000", "urn:ogc:def:crs:OGC:1.3:CRS84, 0.01"})
    void rejected_rows_as_geojson_can_be_mended_and_sent_back(String crs, double scale) throws IOException {
        String square = scale > 1
                ? "[[[230000,550000],[231000,550000],[231000,551000],[230000,550000]]]"
                : "[[[6.5,53],[6.51,53],[6.51,53.01],[6.5,53]]]";
        Path file = write(
                "shops.geojson",
                """
                {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"%s"}},"features":[
                {"type":"Feature","id":"f1","properties":{"unitId":"a","note":"é \\"q\\""},
                 "geometry":{"type":"Polygon","coordinates":%s}},
                {"type":"Feature","properties":{"unitId":"b"},"geometry":{"type":"Point","coordinates":%s}}]}
                """
                        .formatted(crs, square, scale > 1 ? "[230000,550000]" : "[6.5,53]"));
        IngestReport report = ingest(file, "shops", null);
        assertThat(report.skipped()).isEqualTo(1);
        String rejected = RejectedRows.geoJson(archive.report("shops", report.versionId()));
        assertThat(rejected).contains("geometry-wrong-type").contains("\"id\":\"f1\"");
        IngestReport again = ingest(write("rejected.geojson", rejected), "parcels", null);
        assertThat(again.stored()).isEqualTo(1);
        Snapshot parcels = catalog.now().current("parcels");
        assertThat(value(parcels, "f1", "note")).isEqualTo("é \"q\"");
        assertThat(parcels.schema().findPosition("plintCode")).isEmpty();
        IngestReport direct = ingest(file, "all", null);
        assertThat(direct.stored()).isEqualTo(2);
        Geometry expected = catalog.now().current("all").geometryRd(0);
        assertThat(parcels.geometryRd(0).norm().equalsExact(expected.norm(), 0.02))
                .as(parcels.geometryRd(0).toText())
                .isTrue();
    }

    private void assertFault(Path file, Fault fault, String message) {
        assertThatThrownBy(() -> ingest(file, "faulty", null))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(fault))
                .hasMessageContaining(message);
        assertThat(archive.listVersions("faulty")).isEmpty();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    private IngestReport ingest(Path file, String layer, String mapping) {
        return ingest(List.of(file), layer, mapping, null, false);
    }

    private IngestReport ingest(List<Path> files, String layer, String mapping, String sourceLayer, boolean force) {
        Ingestion ingestion = new Ingestion(catalog, FORMATS, Map.of("dutch", DUTCH), "test");
        return ingestion.ingest(
                new IngestRequest(
                        files.stream()
                                .map(file ->
                                        new SourceFile(file, file.getFileName().toString()))
                                .toList(),
                        layer,
                        mapping,
                        LocalDate.of(2017, 1, 1),
                        LocalizedText.same("test"),
                        "CC0-1.0",
                        null,
                        false,
                        sourceLayer,
                        true,
                        force),
                IngestProgress.NONE);
    }

    private static Stream<Geometry> geometries(Snapshot snapshot) {
        return IntStream.range(0, snapshot.size()).mapToObj(snapshot::geometryRd);
    }

    private static Object value(Snapshot snapshot, String id, String property) {
        return snapshot.value(
                snapshot.findRow(id).orElseThrow(),
                snapshot.schema().findPosition(property).orElseThrow());
    }
}
