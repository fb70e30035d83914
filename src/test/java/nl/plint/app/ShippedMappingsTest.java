package nl.plint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nl.plint.ingest.IngestProgress;
import nl.plint.ingest.IngestReport;
import nl.plint.ingest.IngestRequest;
import nl.plint.ingest.IssueCode;
import nl.plint.ingest.SourceFile;
import nl.plint.store.Snapshot;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;

/**
 * The mappings that come with the program, each on a small file of its kind. The files written here are synthetic: no shop,
 * address or figure in them is real. Those in the folder of shared data are real.
 */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class ShippedMappingsTest {
    private static final Path DATA = Path.of("../shared/data");

    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder.resolve("data"));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void bag_units_with_a_shop_use_that_stand_now_are_taken() throws IOException {
        String units = unit("0106010000000001", "", "Verblijfsobject in gebruik", 120, "winkelfunctie")
                + unit("0106010000000002", "2019-01-15", "Verblijfsobject in gebruik", 80, "winkelfunctie")
                + unit("0106010000000002", "", "Verblijfsobject in gebruik", 90, "woonfunctie", "winkelfunctie")
                + unit("0106010000000003", "", "Verblijfsobject in gebruik", 70, "woonfunctie")
                + unit("0106010000000004", "", "Verblijfsobject ingetrokken", 60, "winkelfunctie")
                + unit("0106010000000005", "", "Verblijfsobject buiten gebruik", 999_999, "winkelfunctie");
        IngestReport report = ingest(bag("synthetic.xml", units), "retail-premises", "bag-verblijfsobject");
        assertThat(List.of(report.read(), report.stored(), report.notSelected(), report.skipped()))
                .containsExactly(6L, 3L, 3L, 0L);
        assertThat(values("retail-premises", "unitId"))
                .containsExactly("0106010000000001", "0106010000000002", "0106010000000005");
        assertThat(values("retail-premises", "useClasses"))
                .containsExactly("winkelfunctie", "woonfunctie, winkelfunctie", "winkelfunctie");
        assertThat(values("retail-premises", "floorAreaM2")).containsExactly(120.0, 90.0, null);
        assertThat(values("retail-premises", "registrationGmCode")).containsOnly("GM0106");
        assertThat(values("retail-premises", "validFrom")).containsOnly(LocalDate.of(2011, 9, 6));
        assertThat(places("retail-premises")).allMatch(place -> place.getCoordinate().x == 233_906.7);
    }

    /** Doesburg has no shop in the sample, so its houses are made shops; which are current is read from the text itself. */
    @Test
    void a_real_bag_extract_has_the_columns_that_the_mapping_reads() throws IOException {
        String real = Files.readString(DATA.resolve("ingest-hard/bag2-doesburg/0221VBO15092020-000001.xml"));
        Path file = Files.writeString(folder.resolve("doesburg.xml"), real.replace("woonfunctie", "winkelfunctie"));
        IngestReport report = ingest(file, "retail-premises", "bag-verblijfsobject");
        long current = Stream.of(real.split("</Objecten:Verblijfsobject>"))
                .filter(unit -> unit.contains("woonfunctie") && !unit.contains("eindGeldigheid"))
                .count();
        assertThat(report.read()).isEqualTo(5);
        assertThat(report.stored()).isEqualTo(current).isPositive();
        assertThat(values("retail-premises", "buildingId")).allMatch(id -> ((String) id).matches("022110\\d{10}"));
        assertThat(values("retail-premises", "floorAreaM2")).doesNotContainNull();
    }

    /** Counts of tags by a script over the two files: 110 elements with shop, 62 with disused:shop, none with both. */
    @Test
    void real_answers_of_overpass_become_shops_and_empty_ones() {
        IngestReport report = ingest(
                List.of(
                        DATA.resolve("retail/osm_overpass_berkeley_shops_2025.json"),
                        DATA.resolve("retail/osm_overpass_berkeley_vacant_disused_2025.json")),
                "shop-units",
                "osm-shops");
        assertThat(report.stored()).isEqualTo(110 + 62);
        assertThat(values("shop-units", "vacant").stream().filter(vacant -> (boolean) vacant))
                .hasSize(62);
        assertThat(values("shop-units", "unitId")).allMatch(id -> ((String) id).matches("(node|way)/\\d+"));
        assertThat(places("shop-units"))
                .allMatch(place -> place.getGeometryType().equals("Point"));
        assertThat(values("shop-units", "address")).contains("Shattuck Avenue 1988");
        assertThat(values("shop-units", "disused:shop")).contains("bicycle");
    }

    @Test
    void shops_of_openstreetmap_are_the_same_from_overpass_geojson_and_gml() throws IOException {
        Path overpass = write(
                "synthetic.json",
                """
                {"version":0.6,"generator":"Overpass API (synthetic)","osm3s":{},"elements":[
                {"type":"node","id":1,"lat":52.99667,"lon":6.5625,"tags":{"shop":"bakery","name":"Demo","brand":"Demobrood",
                 "addr:street":"Verzinselstraat","addr:housenumber":"1","addr:postcode":"9401 XX","addr:city":"Assen"}},
                {"type":"way","id":2,"tags":{"disused:shop":"shoes","addr:city":"Assen"},
                 "geometry":[{"lat":52.996,"lon":6.562},{"lat":52.996,"lon":6.563},{"lat":52.997,"lon":6.563},
                 {"lat":52.996,"lon":6.562}]},
                {"type":"node","id":3,"lat":52.99667,"lon":6.5625,"tags":{"shop":"vacant"}},
                {"type":"node","id":4,"lat":52.99667,"lon":6.5625,"tags":{"shop":"toys","disused:shop":"books"}},
                {"type":"node","id":5,"lat":52.99667,"lon":6.5625,"tags":{"amenity":"cafe"}}]}""");
        IngestReport report = ingest(overpass, "shop-units", "osm-shops");
        assertThat(report.notSelected()).isEqualTo(1);
        List<Object> ids = values("shop-units", "unitId");
        assertThat(ids).containsExactly("node/1", "way/2", "node/3", "node/4");
        assertThat(values("shop-units", "vacant")).containsExactly(false, true, true, false);
        assertThat(values("shop-units", "address")).containsExactly("Verzinselstraat 1", null, null, null);
        assertThat(values("shop-units", "formula")).containsExactly("Demobrood", null, null, null);
        assertThat(values("shop-units", "method")).containsOnly("OpenStreetMap");
        assertThat(places("shop-units").get(1).getGeometryType()).isEqualTo("Point");

        Path geoJson = write(
                "synthetic.geojson",
                """
                {"type":"FeatureCollection","generator":"overpass-turbo (synthetic)","features":[
                {"type":"Feature","id":"node/1","properties":{"@id":"node/1","shop":"bakery","addr:street":"Verzinselstraat",
                 "addr:housenumber":"1","addr:city":"Assen"},"geometry":{"type":"Point","coordinates":[6.5625,52.99667]}},
                {"type":"Feature","id":"way/2","properties":{"@id":"way/2","disused:shop":"shoes"},
                 "geometry":{"type":"Point","coordinates":[6.5625,52.99667]}}]}""");
        ingest(geoJson, "shop-units", "osm-shops");
        assertThat(values("shop-units", "unitId")).containsExactly("node/1", "way/2");
        assertThat(values("shop-units", "vacant")).containsExactly(false, true);
        assertThat(values("shop-units", "place")).containsExactly("Assen", null);
    }

    @Test
    void a_real_gml_of_openstreetmap_has_the_columns_that_the_mapping_reads() {
        IngestReport report =
                ingest(DATA.resolve("retail/osm_supermarkets_utrecht_2020_rd.gml"), "shop-units", "osm-shops");
        assertThat(report.stored()).isEqualTo(75);
        assertThat(values("shop-units", "unitId")).contains("node/29986846");
        assertThat(values("shop-units", "vacant")).containsOnly(false);
        assertThat(values("shop-units", "address")).contains("Hammarskjöldhof 66");
    }

    @Test
    void broadband_by_postcode_lies_on_the_areas_of_the_postcodes() throws IOException {
        Path areas = write(
                "synthetic-areas.csv",
                """
                pc6;wkt
                9401XA;POLYGON ((233000 557000, 233100 557000, 233100 557100, 233000 557100, 233000 557000))
                9401XB;POLYGON ((233100 557000, 233300 557000, 233300 557100, 233100 557100, 233100 557000))
                """);
        ingest(areas, "postcode-areas", null);
        Path table = write(
                "synthetic-pc6.csv",
                """
                POSTCODE;TECHNIEK;DOWNLOAD_KBIT;UPLOAD_KBIT;GLASVEZEL_PCT;AANBIEDERS;KLEUR;ADRESSEN;BRON
                9401 XA;Glasvezel;1.000.000;1.000.000;87,5;2;Z;40;DEMO (synthetisch)
                9401 xb;ADSL;8.000;n.v.t.;0;1;wit;12;DEMO (synthetisch)
                9401 XC;coax;250.000;25.000;-;1;grijs;7;DEMO (synthetisch)
                """);
        IngestReport report = ingest(table, "broadband", "broadband-postcode");
        assertThat(report.stored()).isEqualTo(3);
        assertThat(report.counts()).containsEntry(IssueCode.CODE_NOT_FOUND, 1L);
        assertThat(values("broadband", "technology")).containsExactly("FTTH", "ADSL", "HFC");
        assertThat(values("broadband", "downloadMbps")).containsExactly(1000.0, 8.0, 250.0);
        assertThat(values("broadband", "uploadMbps")).containsExactly(1000.0, null, 25.0);
        assertThat(values("broadband", "fibreShare")).containsExactly(0.875, 0.0, null);
        assertThat(values("broadband", "areaColour")).containsExactly("ZWART", "WIT", "GRIJS");
        assertThat(places("broadband").get(0).getArea()).isCloseTo(10_000, within(1e-6));
        assertThat((Object) places("broadband").get(2)).isNull();
    }

    @Test
    void broadband_by_address_is_a_point_with_a_speed_in_the_unit_of_the_layer() throws IOException {
        Path table = write(
                "synthetic-adressen.csv",
                """
                ADRES_ID;STRAAT;HUISNUMMER;HUISLETTER;TOEVOEGING;POSTCODE;PLAATS;TECHNIEK;DOWNLOAD_KBIT;UPLOAD_KBIT;GLASVEZEL;DEELNAME_PCT;PEILDATUM;X_RD;Y_RD
                a1;Verzinselstraat;1;a;2;9401 XA;Assen;FTTH;1.000.000;500.000;J;37,5;01-03-2017;233.906,7;557.276,6
                a2;Verzinselstraat;3;;;9401 XA;Assen;vast draadloos;30.000;onbekend;N;-;01-03-2017;233.907,7;557.276,6
                """);
        IngestReport report = ingest(table, "broadband-addresses", "broadband-address");
        assertThat(report.stored()).isEqualTo(2);
        assertThat(report.repaired()).isZero();
        assertThat(values("broadband-addresses", "address"))
                .containsExactly("Verzinselstraat 1a-2", "Verzinselstraat 3");
        assertThat(values("broadband-addresses", "downloadMbps")).containsExactly(1000.0, 30.0);
        assertThat(values("broadband-addresses", "uploadMbps")).containsExactly(500.0, null);
        assertThat(values("broadband-addresses", "fibre")).containsExactly(true, false);
        assertThat(values("broadband-addresses", "takeUpShare")).containsExactly(0.375, null);
        assertThat(values("broadband-addresses", "technology")).containsExactly("FTTH", "FWA");
        assertThat(values("broadband-addresses", "measuredOn")).containsOnly(LocalDate.of(2017, 3, 1));
    }

    @Test
    void figures_of_cbs_are_laid_on_the_neighbourhoods_by_code() throws IOException {
        Path shapes = write(
                "synthetic-buurten.csv",
                """
                code;name;gmCode;inhabitants;wkt
                BU01069001;Demobuurt;GM0106;100;"POLYGON ((233000 557000, 233100 557000, 233000 557100, 233000 557000))"
                BU01069002;Proefbuurt;GM0106;50;"POLYGON ((234000 557000, 234100 557000, 234000 557100, 234000 557000))"
                """);
        ingest(shapes, "neighbourhoods", null);
        Path figures = write(
                "synthetic-kerncijfers.csv",
                """
                buurtcode,buurtnaam,gemeentecode,aantal_inwoners,percentage_personen_65_jaar_en_ouder,aantal_huishoudens
                BU01069001,Demobuurt,GM0106,125,21,60
                BU01069002,Proefbuurt,GM0106,-99999999,.,-99999999
                """);
        IngestReport report = ingest(figures, "neighbourhoods", "cbs-neighbourhood-figures");
        assertThat(report.stored()).isEqualTo(2);
        assertThat(values("neighbourhoods", "inhabitants")).containsExactly(125L, null);
        assertThat(values("neighbourhoods", "percentage_personen_65_jaar_en_ouder"))
                .as("what the layer has no property for")
                .containsExactly("21", null);
        assertThat(values("neighbourhoods", "aantal_huishoudens")).containsExactly("60", null);
        assertThat(places("neighbourhoods")).allMatch(place -> Math.abs(place.getArea() - 5_000) < 1e-6);
    }

    @Test
    void the_figures_of_cbs_have_the_names_that_the_mapping_reads() throws IOException {
        List<String> header =
                List.of(Files.readAllLines(DATA.resolve("population/gemeenten_drenthe_2015_cbs_kerncijfers.csv"))
                        .get(0)
                        .split(","));
        assertThat(header).contains("gemeentecode", "aantal_inwoners");
    }

    private Path bag(String name, String units) throws IOException {
        return write(
                name,
                """
                <bag:bagStand xmlns:bag="www.kadaster.nl/schemas/bag" xmlns:sl="www.kadaster.nl/schemas/sl"
                  xmlns:o="www.kadaster.nl/schemas/objecten" xmlns:h="www.kadaster.nl/schemas/historie"
                  xmlns:gml="http://www.opengis.net/gml/3.2"><!-- synthetic --><sl:standBestand><sl:stand>
                """
                        + units + "</sl:stand></sl:standBestand></bag:bagStand>");
    }

    private static String unit(String id, String end, String status, int area, String... uses) {
        StringBuilder useClasses = new StringBuilder();
        for (String use : uses) {
            useClasses.append("<o:gebruiksdoel>").append(use).append("</o:gebruiksdoel>");
        }
        return """
                <bag:bagObject><o:Verblijfsobject>
                <o:voorkomen><h:Voorkomen><h:voorkomenidentificatie>1</h:voorkomenidentificatie>
                <h:beginGeldigheid>2011-09-06</h:beginGeldigheid>%s</h:Voorkomen></o:voorkomen>
                <o:identificatie>%s</o:identificatie>
                <o:geometrie><o:punt><gml:Point srsName="urn:ogc:def:crs:EPSG::28992" srsDimension="3">
                <gml:pos>233906.7 557276.6 0.0</gml:pos></gml:Point></o:punt></o:geometrie>
                %s<o:oppervlakte>%d</o:oppervlakte><o:status>%s</o:status>
                <o:maaktDeelUitVan><o:PandRef>0106100000000001</o:PandRef></o:maaktDeelUitVan>
                </o:Verblijfsobject></bag:bagObject>
                """
                .formatted(
                        end.isEmpty() ? "" : "<h:eindGeldigheid>" + end + "</h:eindGeldigheid>",
                        id,
                        useClasses,
                        area,
                        status);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private IngestReport ingest(Path file, String layer, String mapping) {
        return ingest(List.of(file), layer, mapping);
    }

    private IngestReport ingest(List<Path> files, String layer, String mapping) {
        return workspace
                .ingestion()
                .ingest(
                        new IngestRequest(
                                files.stream()
                                        .map(file -> new SourceFile(
                                                file, file.getFileName().toString()))
                                        .toList(),
                                layer,
                                mapping,
                                LocalDate.of(2017, 1, 1),
                                LocalizedText.same("test"),
                                "CC0-1.0",
                                null,
                                true,
                                null,
                                true,
                                true),
                        IngestProgress.NONE);
    }

    private List<Object> values(String layer, String property) {
        Snapshot snapshot = workspace.catalog().now().current(layer);
        int position = snapshot.schema().findPosition(property).orElseThrow();
        List<Object> values = new ArrayList<>();
        for (int row = 0; row < snapshot.size(); row++) {
            values.add(snapshot.value(row, position));
        }
        return values;
    }

    private List<Geometry> places(String layer) {
        Snapshot snapshot = workspace.catalog().now().current(layer);
        List<Geometry> places = new ArrayList<>();
        for (int row = 0; row < snapshot.size(); row++) {
            places.add(snapshot.geometryRd(row));
        }
        return places;
    }
}
