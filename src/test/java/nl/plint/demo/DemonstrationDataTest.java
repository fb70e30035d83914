package nl.plint.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

class DemonstrationDataTest {
    private static final Set<String> EAST = Set.of("GM0109", "GM0114", "GM1681");
    private static final DateTimeFormatter DUTCH_DATE = DateTimeFormatter.ofPattern("dd-MM-uuuu");

    @Test
    void the_kept_files_are_what_the_generator_writes(@TempDir Path folder) throws Exception {
        DemonstrationData.write(folder, DemonstrationData.SEED);

        assertThat(Samples.files(folder)).hasSize(13);
        for (Path made : Samples.files(folder)) {
            Path kept = Samples.FOLDER.resolve(made.getFileName());
            if (made.toString().endsWith(".gpkg")) {
                for (String sql : List.of(
                        "PRAGMA application_id",
                        "PRAGMA user_version",
                        "SELECT name, sql FROM sqlite_master ORDER BY name",
                        "SELECT * FROM gpkg_spatial_ref_sys ORDER BY srs_id",
                        "SELECT * FROM gpkg_contents",
                        "SELECT * FROM gpkg_geometry_columns",
                        "SELECT * FROM breedband ORDER BY fid")) {
                    assertThat(Samples.query(made, sql)).as(sql).isNotEmpty().isEqualTo(Samples.query(kept, sql));
                }
            } else {
                assertThat(made).hasSameBinaryContentAs(kept);
            }
        }
    }

    @Test
    void another_seed_gives_other_units(@TempDir Path folder) throws Exception {
        DemonstrationData.write(folder, DemonstrationData.SEED + 1);

        assertThat(Files.mismatch(folder.resolve("shop-units-2017.csv"), Samples.FOLDER.resolve("shop-units-2017.csv")))
                .isNotNegative();
    }

    @Test
    void the_files_are_small() throws Exception {
        long total = 0;
        for (Path file : Samples.files(Samples.FOLDER)) {
            assertThat(Files.size(file)).as(file.toString()).isLessThanOrEqualTo(2 * 1024 * 1024);
            total += Files.size(file);
        }
        assertThat(total).isLessThan(10_000_000);
    }

    @Test
    void province_vacancy_of_2017_is_as_the_studies_say() throws Exception {
        List<NamedCsvRecord> units = Samples.csv("shop-units-2017.csv");

        assertThat(units).hasSizeBetween(4300, 4700);
        assertThat(vacantUnitShare(units)).isBetween(0.08, 0.10);
        assertThat(vacantFloorShare(units)).isBetween(0.10, 0.125);
    }

    @ParameterizedTest
    @CsvSource({
        "GM0114, 13",
        "GM0118, 13",
        "GM0119, 12",
        "GM0109, 12",
        "GM0106, 9",
        "GM1681, 10",
        "GM1731, 8",
        "GM1699, 8",
        "GM1680, 7",
        "GM1701, 6",
        "GM1690, 6",
        "GM1730, 5"
    })
    void floor_vacancy_of_a_municipality_is_near_its_target(String gmCode, double percent) throws Exception {
        List<NamedCsvRecord> units = only(Samples.csv("shop-units-2017.csv"), unit -> unit.getField("GM_CODE")
                .equals(gmCode));

        assertThat(100 * vacantFloorShare(units)).isCloseTo(percent, within(2.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop-units-2013.csv", "shop-units-2017.csv"})
    void the_east_has_more_vacancy_than_the_rest(String file) throws Exception {
        List<NamedCsvRecord> all = Samples.csv(file);
        List<NamedCsvRecord> east = only(all, unit -> EAST.contains(unit.getField("GM_CODE")));
        List<NamedCsvRecord> rest = only(all, unit -> !EAST.contains(unit.getField("GM_CODE")));

        assertThat(vacantFloorShare(east)).isGreaterThan(vacantFloorShare(rest) + 0.01);
        assertThat(vacantUnitShare(east)).isGreaterThan(vacantUnitShare(rest) + 0.01);
    }

    @Test
    void the_vacant_stock_is_partly_new_and_partly_structural() throws Exception {
        LocalDate date = LocalDate.of(2017, 1, 1);
        List<LocalDate> since =
                only(Samples.csv("shop-units-2017.csv"), unit -> !unit.getField("LEEG_SINDS")
                                .isEmpty())
                        .stream()
                        .map(unit -> LocalDate.parse(unit.getField("LEEG_SINDS"), DUTCH_DATE))
                        .toList();
        double newShare = share(since, day -> day.isAfter(date.minusDays(366)));
        double structuralShare = share(since, day -> day.isBefore(date.minusDays(1095)));

        assertThat(since).allMatch(day -> day.isBefore(date));
        assertThat(newShare).isCloseTo(0.40, within(0.06));
        assertThat(structuralShare).isCloseTo(0.35, within(0.06));
    }

    @Test
    void between_the_dates_units_open_close_and_change() throws Exception {
        Map<String, NamedCsvRecord> before = byId("shop-units-2013.csv");
        Map<String, NamedCsvRecord> after = byId("shop-units-2017.csv");
        Set<String> both = new HashSet<>(before.keySet());
        both.retainAll(after.keySet());

        assertThat(both.size()).isGreaterThan(4200);
        assertThat(before.size() - both.size()).isBetween(50, 300);
        assertThat(after.size() - both.size()).isBetween(30, 200);
        assertThat(both).anyMatch(id -> vacant(before.get(id)) && vacant(after.get(id)));
        assertThat(both).anyMatch(id -> vacant(before.get(id)) && !vacant(after.get(id)));
        assertThat(both).allSatisfy(id -> assertThat(
                        Objects.requireNonNull(after.get(id)).getField("X_RD"))
                .isEqualTo(Objects.requireNonNull(before.get(id)).getField("X_RD")));
        assertThat(chainShare(after)).isGreaterThan(chainShare(before) + 0.02);
        assertThat(meanFloorArea(after)).isGreaterThan(1.03 * meanFloorArea(before));
    }

    @Test
    void every_point_lies_in_its_municipality() throws Exception {
        Map<String, Geometry> municipalities = new HashMap<>();
        Samples.json("municipalities.geojson")
                .get("features")
                .forEach(feature -> municipalities.put(feature.get("id").asText(), Samples.geometry(feature)));
        var projection = new Projection();

        assertThat(municipalities).hasSize(12);
        for (String file : List.of("shop-units-2013.csv", "shop-units-2017.csv")) {
            for (NamedCsvRecord unit : Samples.csv(file)) {
                var rd = new Coordinate(Samples.number(unit.getField("X_RD")), Samples.number(unit.getField("Y_RD")));
                Geometry municipality = Objects.requireNonNull(municipalities.get(unit.getField("GM_CODE")));
                assertThat(municipality.contains(Shapes.point(projection.lonLat(rd))))
                        .as(unit.toString())
                        .isTrue();
            }
        }
        for (String file : List.of("web-shops.geojson", "business-units.geojson")) {
            for (JsonNode feature : Samples.json(file).get("features")) {
                Geometry municipality = Objects.requireNonNull(municipalities.get(
                        feature.get("properties").get("gmCode").asText()));
                assertThat(municipality.contains(Samples.geometry(feature)))
                        .as(feature.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void shapes_are_valid_and_municipalities_do_not_overlap() throws Exception {
        for (String layer :
                List.of("municipalities", "neighbourhoods", "centres", "residential-areas", "protected-areas")) {
            for (JsonNode feature : Samples.json(layer + ".geojson").get("features")) {
                assertThat(Samples.geometry(feature).isValid())
                        .as(layer + " " + feature.get("id"))
                        .isTrue();
            }
        }
        List<Geometry> areas = new ArrayList<>();
        Samples.json("municipalities.geojson").get("features").forEach(feature -> areas.add(Samples.geometry(feature)));
        double sum = areas.stream().mapToDouble(Geometry::getArea).sum();
        assertThat(Landscape.union(areas).getArea()).isCloseTo(sum, within(1e-5 * sum));
    }

    @Test
    void parks_have_their_hectares_and_keep_apart() throws Exception {
        var landscape = new Landscape(Facts.read(new Projection()), DemonstrationData.SEED);

        assertThat(landscape.parks()).hasSizeBetween(40, 50);
        landscape.parks().forEach((park, outline) -> {
            assertThat(outline.isValid()).isTrue();
            assertThat(landscape.inside(park.gmCode()).contains(outline.getCentroid()))
                    .as(park.name())
                    .isTrue();
            assertThat(outline.getArea() / 10_000).isCloseTo(park.grossHa(), within(0.01 * park.grossHa()));
            landscape.parks().forEach((other, otherOutline) -> assertThat(
                            !park.equals(other) && outline.intersects(otherOutline))
                    .as(park.name() + " and " + other.name())
                    .isFalse());
        });
        double freeHa = landscape.parks().keySet().stream()
                .mapToDouble(Facts.Park::freeHa)
                .sum();
        assertThat(freeHa).isCloseTo(485, within(1.0));
    }

    @Test
    void four_in_five_addresses_have_fast_broadband_and_some_squares_are_unknown() throws Exception {
        Path broadband = Samples.FOLDER.resolve("broadband.gpkg");
        double fast = number(broadband, "SELECT sum(ADRESSEN) FROM breedband WHERE DOWN_MBIT >= 30");
        double all = number(broadband, "SELECT sum(ADRESSEN) FROM breedband");
        double squares = number(broadband, "SELECT count(*) FROM breedband");
        var landscape = new Landscape(Facts.read(new Projection()), DemonstrationData.SEED);

        assertThat(fast / all).isCloseTo(0.80, within(0.05));
        assertThat(squares).isBetween(2400.0, 2900.0);
        assertThat(squares * 1e6 / landscape.province().getArea()).isCloseTo(0.97, within(0.015));
        assertThat(Samples.query(
                        broadband,
                        "SELECT CEL_ID FROM breedband WHERE KLEUR <> CASE WHEN DOWN_MBIT < 30 THEN 'WIT'"
                                + " WHEN AANBIEDERS = 1 THEN 'GRIJS' ELSE 'ZWART' END"))
                .isEmpty();
    }

    private static double number(Path geoPackage, String sql) throws Exception {
        return Double.parseDouble(Samples.query(geoPackage, sql).get(0));
    }

    private static Map<String, NamedCsvRecord> byId(String file) throws Exception {
        return Samples.csv(file).stream().collect(Collectors.toMap(unit -> unit.getField("VKP_ID"), unit -> unit));
    }

    private static boolean vacant(@Nullable NamedCsvRecord unit) {
        return Objects.requireNonNull(unit).getField("LEEGSTAND").equals("J");
    }

    private static double chainShare(Map<String, NamedCsvRecord> units) {
        List<NamedCsvRecord> trading = only(List.copyOf(units.values()), unit -> !vacant(unit));
        return share(trading, unit -> !unit.getField("FORMULE").isEmpty());
    }

    private static double meanFloorArea(Map<String, NamedCsvRecord> units) {
        List<NamedCsvRecord> known = only(
                List.copyOf(units.values()), unit -> !unit.getField("WVO_M2").isEmpty());
        return floor(known) / known.size();
    }

    private static double vacantUnitShare(List<NamedCsvRecord> units) {
        return share(units, DemonstrationDataTest::vacant);
    }

    private static double vacantFloorShare(List<NamedCsvRecord> units) {
        List<NamedCsvRecord> known =
                only(units, unit -> !unit.getField("WVO_M2").isEmpty());
        return floor(only(known, DemonstrationDataTest::vacant)) / floor(known);
    }

    private static double floor(List<NamedCsvRecord> units) {
        return units.stream()
                .mapToDouble(unit -> Samples.number(unit.getField("WVO_M2")))
                .sum();
    }

    private static <T> double share(List<T> all, Predicate<T> some) {
        return (double) all.stream().filter(some).count() / all.size();
    }

    private static List<NamedCsvRecord> only(List<NamedCsvRecord> units, Predicate<NamedCsvRecord> some) {
        return units.stream().filter(some).toList();
    }
}
