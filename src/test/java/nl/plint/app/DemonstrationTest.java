package nl.plint.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.dataset.Audience;
import nl.plint.dataset.FeatureTable;
import nl.plint.geo.Bounds;
import nl.plint.store.PublishedLayer;
import nl.plint.store.Snapshot;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;

/** The whole road on the demonstration: the files on disk, the archive, the command line. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class DemonstrationTest {
    @TempDir
    static Path folder;

    private static Path data;

    @BeforeAll
    static void load() {
        data = folder.resolve("data");
        try (Workspace workspace = Workspace.open(data)) {
            Demonstration.load(workspace);
        }
    }

    @Test
    void every_built_in_layer_has_data_in_drenthe_and_says_that_it_is_synthetic() {
        try (Workspace workspace = Workspace.open(data)) {
            assertThat(workspace.catalog().now().list())
                    .extracting(layer -> layer.definition().id())
                    .containsExactly(
                            "broadband",
                            "business-parks",
                            "business-units",
                            "centres",
                            "municipalities",
                            "neighbourhoods",
                            "population-forecast",
                            "protected-areas",
                            "regions",
                            "residential-areas",
                            "roads",
                            "shop-units",
                            "web-shops");
            for (PublishedLayer layer : workspace.catalog().now().list()) {
                assertThat(layer.current().provenance().synthetic())
                        .isEqualTo(!layer.definition().id().equals("regions")); // which are facts
                Snapshot snapshot = workspace.catalog().now().snapshot(layer.current());
                assertThat((long) snapshot.size())
                        .isEqualTo(layer.current().featureCount())
                        .isPositive();
                for (int row = 0; row < snapshot.size(); row++) {
                    Geometry geometry = snapshot.geometryRd(row);
                    boolean outside = layer.definition().id().equals("centres")
                            && Boolean.TRUE.equals(snapshot.value(
                                    row,
                                    snapshot.schema()
                                            .findPosition("outsideProvince")
                                            .orElseThrow()));
                    if (geometry != null && !outside) {
                        assertThat(Bounds.DRENTHE_RD.toEnvelope().covers(geometry.getEnvelopeInternal()))
                                .as("%s %s", layer.definition().id(), snapshot.id(row))
                                .isTrue();
                    }
                }
            }
            assertThat(workspace.catalog().now().get("shop-units").versions())
                    .as("two reference dates")
                    .hasSize(2);
        }
    }

    @Test
    void hotspots_and_sites_are_answered_on_the_command_line() throws Exception {
        Path hotspots = folder.resolve("hotspots.geojson");
        assertThat(run("analyze", "hotspots", "--output", hotspots.toString()).status())
                .isZero();
        JsonNode answer = new ObjectMapper().readTree(hotspots.toFile());
        assertThat(answer.path("features").size()).isGreaterThan(100);
        assertThat(answer.path("metadata").path("summary").path("classes").has("hot-99"))
                .as("the demonstration has a hotspot to show")
                .isTrue();
        Path inputs =
                Files.writeString(folder.resolve("inputs.json"), "{\"inputs\": {\"scenario\": \"praktijk-2013\"}}");
        Path sites = folder.resolve("sites.geojson");
        assertThat(run("analyze", "site-suitability", "--inputs", inputs.toString(), "--output", sites.toString())
                        .status())
                .isZero();
        for (JsonNode site : new ObjectMapper().readTree(sites.toFile()).path("features")) {
            assertThat(site.path("properties").path("result").asText())
                    .isIn("permitted", "conditional", "discretionary", "prohibited", "unknown");
            assertThat(site.path("properties").path("findings")).isNotEmpty();
        }
    }

    /** The generator gives the east more vacancy, and the same trend of shops everywhere. */
    @Test
    void displacement_finds_the_region_that_the_demonstration_plants_and_counts_as_the_file_does() throws Exception {
        Answer answer = displacement(Map.of("region", "zuidoost-drenthe"), Audience.PROVINCE);

        Map<?, ?> vacancy = comparison(answer, "vacantShare");
        assertThat((double) vacancy.get("insideMean")).isGreaterThan((double) vacancy.get("outsideMean"));
        assertThat((double) ((Map<?, ?>) vacancy.get("acrossProvince")).get("pValue"))
                .isLessThan(0.05);
        assertThat((double) ((Map<?, ?>) comparison(answer, "churnLoss").get("acrossProvince")).get("pValue"))
                .isGreaterThan(0.05);
        assertThat(((Map<?, ?>) vacancy.get("withinCorop")).get("pValue"))
                .as("COROP regions are wholly inside or outside")
                .isNull();
        FeatureTable areas = answer.features();
        int emmen = IntStream.range(0, areas.size())
                .filter(row -> areas.id(row).equals("GM0114"))
                .findFirst()
                .orElseThrow();
        Map<String, Boolean> before = shopsOfEmmen("shop-units-2013.csv");
        Map<String, Boolean> after = shopsOfEmmen("shop-units-2017.csv");
        assertThat(value(areas, emmen, "shopsBefore")).isEqualTo((long) before.size());
        assertThat(value(areas, emmen, "shopsAfter")).isEqualTo((long) after.size());
        assertThat(value(areas, emmen, "closures"))
                .isEqualTo(before.keySet().stream()
                        .filter(id -> !after.containsKey(id))
                        .count());
        assertThat(value(areas, emmen, "openings"))
                .isEqualTo(after.keySet().stream()
                        .filter(id -> !before.containsKey(id))
                        .count());
        double rise = share(after.values()) - share(before.values());
        double years = ChronoUnit.DAYS.between(LocalDate.of(2013, 1, 1), LocalDate.of(2017, 1, 1)) / 365.25;
        assertThat((double) value(areas, emmen, "chainShareChange")).isCloseTo(rise * 4 / years, within(1e-12));
    }

    @Test
    void displacement_shows_the_public_no_openings_closures_or_chains() {
        Answer answer = displacement(Map.of("audience", "public", "areas", "neighbourhoods"), Audience.PROVINCE);

        FeatureTable areas = answer.features();
        for (int row = 0; row < areas.size(); row++) {
            for (String name :
                    List.of("shopsBefore", "openings", "closures", "chainShare", "chainShareChange", "churnLoss")) {
                assertThat(value(areas, row, name)).as(name).isNull();
            }
            assertThat(value(areas, row, "suppressed")).isEqualTo(true);
        }
        assertThat((List<?>) answer.summary().get("comparison"))
                .extracting(row -> (Object) ((Map<?, ?>) row).get("indicator"))
                .contains("vacantShare", "floorPressure")
                .doesNotContain("churnLoss", "chainShareChange", "smallShopLoss");
    }

    @Test
    void a_region_is_what_a_list_a_question_or_a_forecast_says() {
        assertThat(gmCodes("oost-drenthe")).containsExactly("GM0109", "GM0114", "GM1680", "GM1681");
        assertThat(gmCodes(List.of("GM1701", "GM0106"))).containsExactly("GM0106", "GM1701");
        // By hand from the table of the generator: those that lose over 8 % from 2017 to 2040 in the forecast of 2013.
        assertThat(gmCodes(Map.of("vintage", 2013, "fromYear", 2017, "toYear", 2040, "change", -0.082)))
                .containsExactly("GM1680", "GM1681", "GM1699");
        assertThatThrownBy(() -> gmCodes("drenthe"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "region must be a region that there is on 2017-01-01: one of [noord-drenthe, oost-drenthe,");
        assertThatThrownBy(() -> gmCodes(Map.of("vintage", 2019, "fromYear", 2017, "toYear", 2040)))
                .hasMessage("region.vintage must be one of [2013, 2022], was 2019");
        assertThatThrownBy(() -> gmCodes(Map.of("fromYear", 2017, "toYear", 2040)))
                .hasMessageContaining("region.vintage must be a year");
    }

    /** Every opening is counted again from the files, as plainly as can be. */
    @Test
    void openings_count_the_closures_around_them_as_the_files_have_them() throws Exception {
        List<String[]> before = rows("shop-units-2013.csv");
        List<String[]> after = rows("shop-units-2017.csv");
        Answer answer = answer("opening-effect", Map.of(), Audience.PROVINCE);
        FeatureTable openings = answer.features();

        assertThat(openings.size()).isPositive();
        LocalDate date = LocalDate.of(2015, 1, 1);
        for (int row = 0; row < openings.size(); row++) {
            String id = openings.id(row);
            String[] opened = after.stream()
                    .filter(unit -> unit[0].equals(id))
                    .findFirst()
                    .orElseThrow();
            String group = opened[9].substring(0, 2);
            double radius = group.equals("11") ? 2500 : 5000;
            long[] counts = new long[6];
            for (String[] unit : before) {
                double distance =
                        Math.hypot(number(unit[17]) - number(opened[17]), number(unit[18]) - number(opened[18]));
                int ring = distance <= radius ? 0 : distance > 5000 && distance <= 10_000 ? 3 : -1;
                if (ring >= 0 && !unit[0].equals(id) && unit[9].startsWith(group + ".")) {
                    counts[ring]++;
                    for (String[] later : after) {
                        if (later[0].equals(unit[0]) && later[14].equals("J") && !later[15].isEmpty()) {
                            LocalDate closed = LocalDate.parse(later[15], DateTimeFormatter.ofPattern("dd-MM-uuuu"));
                            if (closed.isAfter(date.minusMonths(24)) && !closed.isAfter(date.plusMonths(24))) {
                                counts[ring + (closed.isAfter(date) ? 2 : 1)]++;
                            }
                        }
                    }
                }
            }
            assertThat(List.of(
                            value(openings, row, "nearbyShops"),
                            value(openings, row, "nearbyBefore"),
                            value(openings, row, "nearbyAfter"),
                            value(openings, row, "ringShops"),
                            value(openings, row, "ringBefore"),
                            value(openings, row, "ringAfter")))
                    .as(id)
                    .isEqualTo(Arrays.stream(counts).boxed().toList());
        }
        String first = openings.id(0);
        Answer early = answer("opening-effect", Map.of("dates", Map.of(first, "2013-06-01")), Audience.PROVINCE);
        assertThat(value(early.features(), 0, "reason"))
                .as("24 months before it nobody looked")
                .isEqualTo("NO_DATA");
        assertThat(answer("opening-effect", Map.of(), Audience.PUBLIC)
                        .features()
                        .size())
                .isZero();
    }

    private static List<String[]> rows(String file) throws IOException {
        return Files.readAllLines(Path.of("gis-data/samples", file)).stream()
                .skip(1)
                .map(line -> line.split(";", -1))
                .toList();
    }

    private static double number(String dutch) {
        return Double.parseDouble(dutch.replace(".", "").replace(',', '.'));
    }

    private static Set<Object> gmCodes(Object region) {
        Answer answer = displacement(Map.of("region", region, "shuffles", 99), Audience.PROVINCE);
        return new TreeSet<>((List<?>) ((Map<?, ?>) answer.summary().get("region")).get("gmCodes"));
    }

    private static Answer displacement(Map<String, Object> inputs, Audience audience) {
        return answer("retail-displacement", inputs, audience);
    }

    private static Answer answer(String process, Map<String, Object> inputs, Audience audience) {
        try (Workspace workspace = Workspace.open(data)) {
            return Wiring.analyses(audience)
                    .find(process)
                    .orElseThrow()
                    .execute(
                            new Inputs(inputs),
                            new AnalysisContext(workspace.catalog().now().forPublic()));
        }
    }

    private static Map<?, ?> comparison(Answer answer, String indicator) {
        return ((List<?>) answer.summary().get("comparison"))
                .stream()
                        .map(row -> (Map<?, ?>) row)
                        .filter(row -> indicator.equals(row.get("indicator")))
                        .findFirst()
                        .orElseThrow();
    }

    private static Object value(FeatureTable table, int row, String name) {
        return table.value(row, table.schema().findPosition(name).orElseThrow());
    }

    /** The shops in use of Emmen by id, and whether each is of a chain, read from the file as plainly as can be. */
    private static Map<String, Boolean> shopsOfEmmen(String file) throws IOException {
        Map<String, Boolean> shops = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("gis-data/samples", file))) {
            String[] values = line.split(";", -1);
            if (values[6].equals("GM0114") && values[9].matches("(11|22|35|37|38|45)\\..*")) {
                shops.put(values[0], Integer.parseInt(values[12]) >= 7);
            }
        }
        return shops;
    }

    private static double share(Collection<Boolean> values) {
        return (double) values.stream().filter(value -> value).count() / values.size();
    }

    /** Recomputed by scripts/goldens/demonstration.R. */
    @Test
    void hotspots_are_those_that_spdep_finds() throws Exception {
        List<String[]> golden = golden("demonstration.csv");
        Map<String, Integer> columns = columns(golden);
        String band = "\"referenceDate\": \"2017-01-01\", \"permutations\": 0,"
                + " \"weights\": {\"type\": \"distance-band\", \"distanceMeters\": 1500}";
        for (String statistic : List.of("gi-star", "gi", "local-moran", "local-geary")) {
            JsonNode answer = ask("{\"statistic\": \"" + statistic + "\", " + band + "}");
            assertThat(answer.path("features")).hasSize(golden.size() - 1);
            for (int at = 1; at < golden.size(); at++) {
                String[] row = golden.get(at);
                JsonNode feature = answer.path("features").get(at - 1);
                JsonNode found = feature.path("properties");
                assertThat(feature.path("id").asText()).isEqualTo(row[columns.get("cell")]);
                assertThat(found.path("units").asText()).isEqualTo(row[columns.get("units")]);
                assertThat(found.path("vacantUnits").asText()).isEqualTo(row[columns.get("vacant")]);
                assertThat(found.path("neighborCount").asText()).isEqualTo(row[columns.get("neighbors")]);
                same(found.path("value"), row[columns.get("excess")]);
                switch (statistic) {
                    case "gi-star" -> {
                        same(found.path("zScore"), row[columns.get("giStar")]);
                        same(found.path("pValue"), row[columns.get("giStarP")]);
                        same(found.path("pValueAdjusted"), row[columns.get("giStarQ")]);
                    }
                    case "gi" -> same(found.path("zScore"), row[columns.get("gi")]);
                    case "local-geary" -> same(found.path("statistic"), row[columns.get("geary")]);
                    default -> {
                        same(found.path("statistic"), row[columns.get("moran")]);
                        same(found.path("zScore"), row[columns.get("moranZ")]);
                    }
                }
            }
        }
        for (String[] row : golden("demonstration-global.csv").subList(1, 6)) {
            String value = row[0].equals("ebRate") ? "eb-rate" : row[0];
            JsonNode global = ask("{\"value\": \"" + value + "\", " + band + "}")
                    .path("metadata")
                    .path("summary")
                    .path("global")
                    .path(row[1]);
            same(global.path("statistic"), row[2]);
            same(global.path("expectation"), row[3]);
            same(global.path("variance"), row[4]);
        }
    }

    private static JsonNode ask(String inputs) throws Exception {
        Path asked = Files.writeString(folder.resolve("asked.json"), inputs);
        Path answer = folder.resolve("answered.json");
        assertThat(run("analyze", "hotspots", "--inputs", asked.toString(), "--output", answer.toString())
                        .status())
                .isZero();
        return new ObjectMapper().readTree(answer.toFile());
    }

    private static void same(JsonNode found, String expected) {
        if (expected.equals("NA")) {
            assertThat(found.isNull()).isTrue();
        } else {
            assertThat(found.asDouble()).isCloseTo(Double.parseDouble(expected), within(1e-6));
        }
    }

    private static List<String[]> golden(String file) throws Exception {
        return Files.readAllLines(Path.of("src/test/resources/stats").resolve(file)).stream()
                .map(line -> line.split(","))
                .toList();
    }

    private static Map<String, Integer> columns(List<String[]> rows) {
        return IntStream.range(0, rows.get(0).length)
                .boxed()
                .collect(Collectors.toMap(at -> rows.get(0)[at], at -> at));
    }

    @Test
    void files_go_in_and_come_out_on_the_command_line() throws Exception {
        Path own = folder.resolve("own");
        Path file = Files.writeString(
                folder.resolve("mine.csv"), "id;naam;lon;lat\n1;Gieten;6.76389;53.005\n2;Rolde;6.64861;52.98417\n");
        Run ingested = run(own, "ingest", file.toString(), "--layer", "mine", "--reference-date", "2026-01-01");
        assertThat(ingested.status()).isZero();
        assertThat(ingested.out()).contains("read 2, stored 2").contains("published");
        assertThat(run(own, "layers").out())
                .contains("mine")
                .contains("2 features")
                .contains("2026-01-01");
        Run versions = run(own, "versions", "mine");
        assertThat(versions.out()).startsWith("* 20260101-");
        String version = versions.out().split("\\s+")[1];
        assertThat(run(own, "publish", "mine", version).status()).isZero();
        Path csv = folder.resolve("mine-out.csv");
        assertThat(run(own, "export", "mine", "--format", "csv", "--crs", "EPSG:28992", "--output", csv.toString())
                        .status())
                .isZero();
        assertThat(Files.readString(csv)).contains("featureId,id,naam,wkt").contains("Gieten,POINT (247");
    }

    @Test
    void versions_are_unpublished_and_retired_on_the_command_line() throws Exception {
        Path own = folder.resolve("passing");
        Path file = Files.writeString(folder.resolve("passing.csv"), "id;lon;lat\n1;6.76389;53.005\n");
        run(own, "ingest", file.toString(), "--layer", "passing", "--reference-date", "2026-01-01");
        String[] shown = run(own, "versions", "passing").out().split("\\s+");
        assertThat(shown[2]).isEqualTo("published");
        assertThat(run(own, "retire", "passing", shown[1])).satisfies(failed("unpublish it"));
        assertThat(run(own, "unpublish", "passing", shown[1]).out()).startsWith("Unpublished passing " + shown[1]);
        assertThat(run(own, "layers").out()).doesNotContain("passing");
        assertThat(run(own, "versions", "passing").out())
                .startsWith("  " + shown[1])
                .contains(" staged ");
        assertThat(run(own, "retire", "passing", shown[1]).out()).startsWith("Retired passing " + shown[1]);
        assertThat(run(own, "versions", "passing")).satisfies(failed("no layer 'passing'"));
        assertThat(run(own, "retire", "passing", shown[1])).satisfies(failed("has no version"));
        assertThat(run(own, "unpublish", "passing", shown[1])).satisfies(failed("has no version"));
        assertThat(own.resolve("versions")).isEmptyDirectory();
    }

    @Test
    void rejected_rows_come_back_mended_and_the_change_between_dates_is_told() throws Exception {
        Path own = folder.resolve("mending");
        String header = "VKP_ID;GM_CODE;WVO_M2;LEEGSTAND;X_RD;Y_RD";
        Path file = Files.writeString(
                folder.resolve("audit.csv"),
                header + "\nA1;GM0114;1.200,0;N;257.539,0;533.509,0\nA2;GM0114;80,0;J;niets;533.500,0\n");
        Run first = run(
                own,
                "ingest",
                file.toString(),
                "--layer",
                "shop-units",
                "--mapping",
                "retail-audit",
                "--reference-date",
                "2026-01-01");
        assertThat(first.out()).contains("read 2, stored 1").contains("geometry-unreadable");
        Path rejected = folder.resolve("rejected.csv");
        assertThat(run(own, "report", "shop-units", "--rejected", "--output", rejected.toString())
                        .status())
                .isZero();
        String mended = Files.readString(rejected).replace("niets", "257.530,0");
        assertThat(mended).contains(header + ";plintRow;plintCode;plintReason");
        Files.writeString(rejected, mended);
        Run second = run(
                own,
                "ingest",
                rejected.toString(),
                "--layer",
                "shop-units",
                "--mapping",
                "retail-audit",
                "--reference-date",
                "2026-04-01");
        assertThat(second.out()).contains("read 1, stored 1, repaired 0, skipped 0");
        String[] versions = run(own, "versions", "shop-units").out().split("\\R");
        Run compared = run(
                own,
                "compare",
                "shop-units",
                versions[0].split("\\s+")[1],
                "--with",
                versions[1].split("\\s+")[1]);
        assertThat(compared.out())
                .contains("1 added, 1 removed, 0 changed")
                .contains("+ A2")
                .contains("- A1");
        assertThat(run(own, "report", "shop-units").out())
                .contains("\"read\":1")
                .doesNotContain("\"rejected\"");
        Run dates = run("compare", "shop-units", versionsOf("shop-units")[0], "--with", versionsOf("shop-units")[1]);
        assertThat(dates.out()).contains("76 added, 187 removed").contains("vacant ");
    }

    @Test
    void an_unknown_file_is_looked_into_mapped_and_taken_in() throws Exception {
        Path file = Files.writeString(
                folder.resolve("winkels gemeente.csv"),
                """
                Unit_ID;straat_address;WVO;Vacant;gm_code;X_RD;Y_RD
                1;Voorbeeldlaan 1;1.250,5;ja;GM0114;257.539,0;533.509,0
                2;Voorbeeldlaan 2;80,0;nee;GM0114;257.549,0;533.519,0
                """);
        Path mapping = folder.resolve("own.yaml");
        Run inspected = runAlone("inspect", file.toString(), "--save", mapping.toString());
        assertThat(inspected.status()).isZero();
        assertThat(inspected.out())
                .contains("CSV, 2 rows", "{Point=2}", "1.250,5 | 80,0", "layer shop-units")
                .contains("--layer shop-units --mapping " + mapping);
        Files.writeString(mapping, Files.readString(mapping) + "  salesFloorAreaM2: { from: WVO, unit: m2 }\n");
        Path own = folder.resolve("unknown");
        Run ingested = run(own, "ingest", file.toString(), "--layer", "shop-units", "--mapping", mapping.toString());
        assertThat(ingested.status()).isZero();
        assertThat(ingested.out()).contains("stored 2, repaired 0");
        try (Workspace workspace = Workspace.open(own)) {
            Snapshot shops = workspace.catalog().now().current("shop-units");
            int row = shops.findRow("1").orElseThrow();
            assertThat(value(shops, row, "vacant")).isEqualTo(true);
            assertThat(value(shops, row, "salesFloorAreaM2")).isEqualTo(1250.5);
            assertThat(value(shops, row, "gmCode")).isEqualTo("GM0114");
            assertThat(value(shops, row, "address")).isEqualTo("Voorbeeldlaan 1");
        }
        assertThat(runAlone("inspect", "../shared/data/spatial-stats/getisord/getisord_xyz.csv")
                        .out())
                .contains("none of the built-in layers");
        assertThat(runAlone("inspect", "nothing.csv")).satisfies(failed("no such file"));
        Files.writeString(mapping, "id: x\nlayer: shop-units\ncolums: {}\n");
        assertThat(run(own, "ingest", file.toString(), "--layer", "shop-units", "--mapping", mapping.toString()))
                .satisfies(failed("own.yaml, key colums"));
    }

    private static Object value(Snapshot snapshot, int row, String property) {
        return snapshot.value(row, snapshot.schema().findPosition(property).orElseThrow());
    }

    private static String[] versionsOf(String layer) throws Exception {
        return run("versions", layer)
                .out()
                .lines()
                .map(line -> line.split("\\s+")[1])
                .toArray(String[]::new);
    }

    @Test
    void what_cannot_be_done_is_said_on_standard_error_with_a_status() throws Exception {
        assertThat(run("analyze", "nothing"))
                .satisfies(
                        failed(
                                "there are [vacancy-summary, vacancy-trend, kernel-density, clusters, hotspots, emerging-hotspots, displacement-scenario, site-suitability, "));
        assertThat(run("versions", "nothing")).satisfies(failed("no layer 'nothing'"));
        assertThat(run("publish", "roads", "nothing")).satisfies(failed("nothing"));
        assertThat(run("ingest", "nothing.csv", "--layer", "x")).satisfies(failed("cannot read nothing.csv"));
        assertThat(run("export", "roads", "--format", "pdf")).satisfies(failed("[json, csv, "));
        Path file = Files.writeString(folder.resolve("x.csv"), "a,lon,lat\n1,6.5,53\n");
        assertThat(run("ingest", file.toString(), "--layer", "Not An Id")).satisfies(failed("kebab-case"));
        assertThat(run("ingest", file.toString(), "--layer", "x", "--mapping", "nope"))
                .satisfies(failed("retail-audit"));
        Path inputs = Files.writeString(folder.resolve("bad.json"), "{\"alpha\": 7}");
        assertThat(run("analyze", "hotspots", "--inputs", inputs.toString())).satisfies(failed("alpha must be"));
        assertThat(run("fly").status()).as("not understood").isEqualTo(2);
    }

    private static java.util.function.Consumer<Run> failed(String message) {
        return run -> {
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).startsWith("plint: ").contains(message).doesNotContain("\tat ");
        };
    }

    private record Run(int status, String out, String err) {}

    private static Run run(String... arguments) throws Exception {
        return run(data, arguments);
    }

    private static Run run(Path folder, String... arguments) throws Exception {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = folder.toString();
        return runAlone(all);
    }

    private static Run runAlone(String... all) throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
            int status = Main.run(all);
            return new Run(
                    status, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
