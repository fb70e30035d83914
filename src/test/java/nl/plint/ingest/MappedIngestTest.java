package nl.plint.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.format.CsvFormat;
import nl.plint.ingest.format.GeoJsonFormat;
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
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** What a mapping does to the rows of a file, from the file to the stored version. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class MappedIngestTest {
    /** A letter C, whose centroid lies outside of it; a square; and a second square with the code of the first. */
    private static final String AREAS =
            """
            pc6;wkt
            9401 AB;POLYGON ((233000 557000, 233100 557000, 233100 557010, 233010 557010, 233010 557090, 233100 557090, 233100 557100, 233000 557100, 233000 557000))
            9401ac;POLYGON ((234000 557000, 234100 557000, 234100 557100, 234000 557100, 234000 557000))
            9401AC;POLYGON ((234200 557000, 234300 557000, 234300 557100, 234200 557100, 234200 557000))
            """;

    @TempDir
    Path folder;

    private GeoPackageArchive archive;
    private DatasetCatalog catalog;

    @BeforeEach
    void open() {
        archive = GeoPackageArchive.open(folder.resolve("archive"));
        catalog = new DatasetCatalog(archive);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void value_tables_do_not_mind_case_and_spaces_and_know_others_and_none() throws IOException {
        define(property("vacant", PropertyType.BOOLEAN), property("kind", PropertyType.STRING));
        IngestReport report = ingest(
                """
                columns:
                  vacant: { from: LEEG, values: { Ja: true, NEE: false, "": false } }
                  kind: { from: SOORT, values: { W: winkel, "*": overig }, empty: [onbekend] }
                """,
                """
                ID,LEEG,SOORT,x,y
                1,JA,w,233000,557000
                2,," W ",233000,557000
                3,ja,K,233000,557000
                4,ja,Onbekend,233000,557000
                5,nee,,233000,557000
                """);
        assertThat(values("vacant")).containsExactly(true, false, true, true, false);
        assertThat(values("kind")).containsExactly("winkel", "winkel", "overig", null, null);
        assertThat(report.issues()).noneMatch(issue -> issue.code() == IssueCode.NOT_IN_DOMAIN);
    }

    @Test
    void texts_that_mean_no_value_are_none_in_every_column() throws IOException {
        define(property("n", PropertyType.INTEGER), property("since", PropertyType.DATE));
        IngestReport report = ingest(
                """
                empty: ["-", N.V.T., 9999]
                columns:
                  n: { from: N, empty: ["0"] }
                  since: { from: SINDS }
                """,
                "ID,N,SINDS,OVER,x,y\n1,9999,n.v.t.,-,233000,557000\n2,0,2020-01-01,0,233000,557000\n");
        assertThat(values("n")).containsExactly(null, null);
        assertThat(values("since")).containsExactly(null, LocalDate.of(2020, 1, 1));
        assertThat(values("OVER")).as("a column without a rule").containsExactly(null, "0");
        assertThat(report.repaired()).isZero();
    }

    @Test
    void a_list_becomes_a_text_and_each_of_its_elements_is_looked_up() throws IOException {
        define(property("uses", PropertyType.STRING), property("codes", PropertyType.STRING));
        ingest(
                """
                columns:
                  uses: { from: uses }
                  codes: { from: codes, values: { w: winkel, "*": overig } }
                """,
                """
                {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ID":1,
                "uses":["woonfunctie","winkelfunctie"],"codes":["W","k"]},
                "geometry":{"type":"Point","coordinates":[6.5625,52.99667]}}]}""");
        assertThat(values("uses")).containsExactly("woonfunctie, winkelfunctie");
        assertThat(values("codes")).containsExactly("winkel, overig");
    }

    @Test
    void months_of_vacancy_are_counted_to_the_reference_date() throws IOException {
        define(property("months", PropertyType.INTEGER), property("since", PropertyType.DATE));
        IngestReport report = ingest(
                """
                dates: dd-MM-yyyy
                columns:
                  months: { derive: { monthsBetween: [LEEG_SINDS, referenceDate] } }
                  since: { from: LEEG_SINDS }
                """,
                "ID,LEEG_SINDS,x,y\n1,15-06-2014,233000,557000\n2,,233000,557000\n3,02-01-2017,233000,557000\n");
        assertThat(values("months")).containsExactly(30L, null, null);
        assertThat(report.repaired()).isEqualTo(1);
        assertThat(report.issues())
                .filteredOn(issue -> issue.code() == IssueCode.BELOW_MINIMUM)
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.row()).isEqualTo(3);
                    assertThat(issue.message().en()).contains("months", "2017-01-02 lies after 2017-01-01");
                });
    }

    @Test
    void what_a_derivation_reads_is_kept_and_what_it_makes_is_translated_and_converted() throws IOException {
        define(
                property("vacant", PropertyType.BOOLEAN),
                PropertyDefinition.number("share", LocalizedText.same("share"), Unit.SHARE));
        ingest(
                """
                columns:
                  vacant: { derive: { contains: [SOORT, leeg] }, values: { "": true } }
                  share: { derive: { ratio: [DEEL, GEHEEL] }, unit: "%" }
                """,
                """
                ID,SOORT,DEEL,GEHEEL,x,y
                1,LEEGSTAND,50,2,233000,557000
                2,,1,0,233000,557000
                3,bakker,,2,233000,557000
                """);
        assertThat(values("vacant")).containsExactly(true, true, false);
        assertThat(values("share")).containsExactly(0.25, null, null);
        assertThat(values("SOORT")).containsExactly("LEEGSTAND", null, "bakker");
    }

    @Test
    void a_missing_column_with_a_meaning_for_empty_is_told() throws IOException {
        define(property("vacant", PropertyType.BOOLEAN), property("name", PropertyType.STRING));
        IngestReport report = ingest(
                "columns: { vacant: { from: LEEG, values: { J: true, \"\": false } }, name: { from: NAAM } }",
                "ID,NAAM,x,y\n1,a,233000,557000\n");
        assertThat(values("vacant")).containsExactly(false);
        assertThat(report.issues())
                .filteredOn(issue -> issue.code() == IssueCode.COLUMN_MISSING)
                .singleElement()
                .satisfies(issue -> assertThat(issue.message().en())
                        .contains("no column for vacant")
                        .contains("every row gets false"));
    }

    @ParameterizedTest(name = "{1} {0} is {3} {2}")
    @CsvSource({
        "%,      '12,5',   share,  0.125",
        "kbit/s, '50.000', Mbit/s, 50",
        "ha,     '1,25',   m2,     12500",
        "m2,     '12.500', ha,     1.25"
    })
    void units_of_the_file_become_those_of_the_layer(String from, String text, String to, double expected)
            throws IOException {
        define(PropertyDefinition.number("amount", LocalizedText.same("amount"), Unit.ofSymbol(to)));
        ingest(
                "numbers: dutch\ncolumns: { amount: { from: N, unit: \"" + from + "\" } }",
                "ID;N;x;y\n1;" + text + ";233000;557000\n");
        assertThat((double) values("amount").get(0)).isCloseTo(expected, within(1e-9));
    }

    @Test
    void rows_that_are_not_selected_are_counted_and_no_fault() throws IOException {
        define(property("kind", PropertyType.STRING));
        IngestReport report = ingest(
                """
                select:
                  SOORT: [winkel, horeca]
                  EINDE: empty
                  NAAM | FORMULE: present
                columns: { kind: { from: SOORT } }
                """,
                """
                ID,SOORT,EINDE,NAAM,FORMULE,x,y
                1,Winkel,,a,,233000,557000
                2,kantoor,,a,,233000,557000
                3,horeca,2010-01-01,a,,233000,557000
                4,HORECA,,,b,233000,557000
                5,winkel,,,,233000,557000
                6,kantoor,,a,,hier,557000
                7,winkel,,a,,hier,557000
                8
                """);
        assertThat(List.of(report.read(), report.stored(), report.skipped(), report.notSelected()))
                .as("rows 7 and 8 are faulty and not known to be left out")
                .containsExactly(8L, 2L, 2L, 4L);
        assertThat(values("kind")).containsExactly("Winkel", "HORECA");
        assertThat(report.counts()).containsEntry(IssueCode.NOT_SELECTED, 1L);
        assertThat(report.issues())
                .filteredOn(issue -> issue.code() == IssueCode.NOT_SELECTED)
                .singleElement()
                .satisfies(
                        issue -> assertThat(issue.message().en()).isEqualTo("4 rows were not selected by the mapping"));
        assertThat(report.toJson()).contains("\"notSelected\":4");
        assertThat(report.summary()).contains("skipped 2, not selected 4");
    }

    @Test
    void selecting_by_a_column_that_is_not_there_is_refused_unless_it_must_be_empty() throws IOException {
        define(property("kind", PropertyType.STRING));
        String rest = "\ncolumns: { kind: { from: SOORT } }";
        String file = "ID,SOORT,x,y\n1,winkel,233000,557000\n";
        assertThat(ingest("select: { EINDE: empty }" + rest, file).stored()).isEqualTo(1);
        assertThatThrownBy(() -> ingest("select: { EINDE: present }" + rest, file))
                .hasMessageContaining("selects rows by [EINDE], which the file does not have; it has [ID, SOORT");
        assertThatThrownBy(() -> ingest("select: { SOORT: [kantoor] }" + rest, file))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(Fault.NOTHING_TO_STORE))
                .hasMessageContaining("1 rows were not selected");
    }

    @Test
    void a_postcode_is_a_place_inside_its_area() throws IOException, ParseException {
        takeInAreas(AREAS, LocalDate.of(2016, 1, 1));
        define(property("postcode", PropertyType.STRING));
        IngestReport report = ingest(join("point"), "ID,POSTCODE\n1,9401AB\n2,9401 ab\n3,9401 AC\n4,9999ZZ\n5,\n");
        assertThat(report.stored()).isEqualTo(5);
        assertThat(report.crs()).isEqualTo("EPSG:28992");
        Snapshot shops = catalog.now().current("shops");
        Polygon c = (Polygon) new WKTReader()
                .read(AREAS.lines().skip(1).findFirst().orElseThrow().split(";")[1]);
        assertThat(c.contains(c.getCentroid())).as("the trap").isFalse();
        assertThat(c.contains(shops.geometryRd(0))).isTrue();
        assertThat(shops.geometryRd(1).equalsExact(shops.geometryRd(0))).isTrue();
        assertThat(shops.geometryRd(2).getCoordinate().x)
                .as("in one of the two squares")
                .satisfiesAnyOf(x -> assertThat(x).isBetween(234_000.0, 234_100.0), x -> assertThat(x)
                        .isBetween(234_200.0, 234_300.0));
        assertThat((Object) shops.geometryRd(3)).isNull();
        assertThat((Object) shops.geometryRd(4)).isNull();
        assertThat(report.issues())
                .filteredOn(issue -> issue.code() == IssueCode.CODE_NOT_FOUND)
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.row()).isEqualTo(4);
                    assertThat(issue.action()).isEqualTo(Issue.Action.KEPT);
                    assertThat(issue.message().en()).contains("'9999ZZ'").contains("postcode-areas");
                });
    }

    @Test
    void a_postcode_may_stand_for_its_area_and_coordinates_of_the_file_are_ignored() throws IOException {
        takeInAreas(AREAS, LocalDate.of(2016, 1, 1));
        define(GeometryKind.POLYGON, property("postcode", PropertyType.STRING));
        IngestReport report = ingest(join("area"), "ID,POSTCODE,x,y\n1,9401AC,hier,daar\n2,9401AB,1,2\n");
        assertThat(report.stored()).isEqualTo(2);
        Geometry both = catalog.now().current("shops").geometryRd(0);
        assertThat(both.getArea()).isEqualTo(20_000);
        assertThat(both.getNumGeometries()).isEqualTo(2);
        assertThat(values("x")).as("kept as what the file has").containsExactly("hier", "1");
    }

    @Test
    void the_same_table_with_other_areas_is_another_version() throws IOException {
        takeInAreas(AREAS, LocalDate.of(2016, 1, 1));
        define(property("postcode", PropertyType.STRING));
        String file = "ID,POSTCODE\n1,9401AB\n2,9401AC\n";
        String first = ingest(join("point"), file).versionId();
        assertThat(ingest(join("point"), file).unchanged()).isTrue();
        takeInAreas(AREAS.replace("557100", "557120"), LocalDate.of(2017, 1, 1));
        IngestReport later = ingest(join("point"), file);
        assertThat(later.unchanged()).isFalse();
        assertThat(later.versionId()).isNotEqualTo(first);
    }

    @Test
    void figures_find_their_place_in_the_layer_that_they_renew() throws IOException {
        define(GeometryKind.POLYGON, property("inhabitants", PropertyType.INTEGER));
        ingest(
                "columns: { ID: { from: ID } }",
                "ID,wkt\nBU1,\"POLYGON ((233000 557000, 233010 557000, 233000" + " 557010, 233000 557000))\"\n");
        String renew = "geometry: { join: { layer: shops, property: ID, column: ID, as: area } }\n"
                + "columns: { inhabitants: { from: INW } }";
        IngestReport report = ingest(renew, "ID,INW\nBU1,120\n");
        assertThat(report.published()).isTrue();
        assertThat(values("inhabitants")).containsExactly(120L);
        assertThat(catalog.now().current("shops").geometryRd(0).getArea()).isEqualTo(50);
        assertThat(ingest(renew, "ID,INW\nBU1,120\n").unchanged())
                .as("though the layer is another version now")
                .isTrue();
    }

    @Test
    void a_join_that_cannot_be_made_is_refused_and_says_why() throws IOException {
        define(property("postcode", PropertyType.STRING));
        String file = "ID,POSTCODE\n1,9401AB\n";
        assertInvalid(join("point"), file, "layer 'postcode-areas', which has no published version");
        takeInAreas(AREAS, LocalDate.of(2016, 1, 1));
        assertInvalid(
                join("point").replace("property: pc6", "property: pc4"),
                file,
                "'pc4', which layer 'postcode-areas' does not have; it has [pc6]");
        assertInvalid(
                join("point"), "ID,PC\n1,9401AB\n", "column [POSTCODE], which the file does not have; it has [ID, PC]");
    }

    @Test
    void a_shape_becomes_a_point_inside_it() throws IOException {
        define(property("name", PropertyType.STRING));
        IngestReport report = ingest(
                "geometry: { as: point }\ncolumns: { name: { from: NAAM } }",
                """
                {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ID":1,"NAAM":"a"},
                "geometry":{"type":"Polygon","coordinates":[[[6.5,53],[6.6,53],[6.6,53.1],[6.5,53.1],[6.5,53]]]}},
                {"type":"Feature","properties":{"ID":2,"NAAM":"b"},"geometry":{"type":"Point","coordinates":[6.5,53]}},
                {"type":"Feature","properties":{"ID":3,"NAAM":"c"},"geometry":null}]}""");
        assertThat(report.stored()).isEqualTo(3);
        Snapshot shops = catalog.now().current("shops");
        assertThat(shops.geometryRd(0).getGeometryType()).isEqualTo("Point");
        assertThat(shops.geometryRd(0).distance(shops.geometryRd(1))).isBetween(1_000.0, 15_000.0);
        assertThat((Object) shops.geometryRd(2)).isNull();
    }

    @Test
    void rejected_rows_of_a_join_come_back_as_the_file_had_them() throws IOException {
        takeInAreas(AREAS, LocalDate.of(2016, 1, 1));
        define(property("postcode", PropertyType.STRING));
        IngestReport report = ingest(join("point"), "ID,POSTCODE\n1,9401AB\n,9401AC\n");
        String csv = RejectedRows.csv(archive.report("shops", report.versionId()));
        assertThat(csv.lines().findFirst()).hasValue("ID;POSTCODE;plintRow;plintCode;plintReason");
    }

    private void assertInvalid(String mapping, String file, String message) {
        assertThatThrownBy(() -> ingest(mapping, file))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID_MAPPING))
                .hasMessageContaining(message);
        assertThat(archive.listVersions("shops")).isEmpty();
    }

    private static String join(String as) {
        return "geometry: { join: { layer: postcode-areas, property: pc6, column: POSTCODE, as: " + as + " } }\n"
                + "columns: { postcode: { from: POSTCODE } }";
    }

    private void takeInAreas(String table, LocalDate date) throws IOException {
        ingest(Map.of(), "postcode-areas", null, table, date);
    }

    private void define(PropertyDefinition... properties) {
        define(GeometryKind.POINT, properties);
    }

    private void define(GeometryKind kind, PropertyDefinition... properties) {
        List<PropertyDefinition> all = new ArrayList<>(List.of(properties));
        LocalizedText id = LocalizedText.same("id");
        all.add(0, new PropertyDefinition("ID", id, PropertyType.STRING, null, true, null, null, List.of()));
        archive.define(new LayerDefinition(
                "shops", LocalizedText.same("shops"), LocalizedText.same("shops"), kind, "ID", all));
        catalog.refresh();
    }

    private static PropertyDefinition property(String name, PropertyType type) {
        return PropertyDefinition.of(name, LocalizedText.same(name), type);
    }

    private IngestReport ingest(String mapping, String file) throws IOException {
        String yaml = "id: test\nlayer: shops\ntitle: { nl: test, en: test }\n" + mapping;
        return ingest(
                Map.of("test", MappingFile.read(yaml, "test.yaml")), "shops", "test", file, LocalDate.of(2017, 1, 1));
    }

    private IngestReport ingest(
            Map<String, Mapping> mappings, String layer, String mapping, String contents, LocalDate date)
            throws IOException {
        String name = layer + (contents.startsWith("{") ? ".geojson" : ".csv");
        Path file = Files.writeString(folder.resolve(name), contents);
        return new Ingestion(catalog, List.of(new GeoJsonFormat(), new CsvFormat()), mappings, "test")
                .ingest(
                        new IngestRequest(
                                List.of(new SourceFile(file, name)),
                                layer,
                                mapping,
                                date,
                                LocalizedText.same("test"),
                                "CC0-1.0",
                                null,
                                true,
                                null,
                                true,
                                true),
                        IngestProgress.NONE);
    }

    private List<Object> values(String property) {
        Snapshot shops = catalog.now().current("shops");
        int position = shops.schema().findPosition(property).orElseThrow();
        List<Object> values = new ArrayList<>();
        for (int row = 0; row < shops.size(); row++) {
            values.add(shops.value(row, position));
        }
        return values;
    }
}
