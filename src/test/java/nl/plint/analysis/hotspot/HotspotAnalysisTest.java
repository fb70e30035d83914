package nl.plint.analysis.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.dataset.Audience;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureTable;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Provenance;
import nl.plint.dataset.Schema;
import nl.plint.quantity.Unit;
import nl.plint.stats.GetisOrdGiStar;
import nl.plint.stats.NeighborFinder;
import nl.plint.store.ArchiveSamples;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.VersionDraft;
import nl.plint.store.VersionWriter;
import nl.plint.store.geopackage.GeoPackageArchive;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

@NullUnmarked // test code: a null that should not be there fails the test anyway
class HotspotAnalysisTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final LayerDefinition UNITS = new LayerDefinition(
            "shop-units",
            LocalizedText.same("units"),
            LocalizedText.same("units"),
            GeometryKind.POINT,
            null,
            List.of(
                    PropertyDefinition.of("vacant", LocalizedText.same("vacant"), PropertyType.BOOLEAN),
                    PropertyDefinition.number("salesFloorAreaM2", LocalizedText.same("area"), Unit.SQUARE_METER),
                    PropertyDefinition.of("label", LocalizedText.same("label"), PropertyType.STRING)));

    @TempDir
    Path folder;

    private GeoPackageArchive archive;
    private final HotspotAnalysis hotspots = new HotspotAnalysis(Audience.PROVINCE);
    private DatasetCatalog catalog;
    private final List<Feature> units = new ArrayList<>();

    /** A town of 12 x 12 cells of 500 m with 5 units each, where the south-western corner stands empty. */
    @BeforeEach
    void fill() {
        Random random = new Random(5);
        for (int column = 0; column < 12; column++) {
            for (int row = 0; row < 12; row++) {
                for (int n = 0; n < 5; n++) {
                    double share = column < 4 && row < 4 ? 0.7 : 0.06;
                    units.add(new Feature(
                            "u" + units.size(),
                            GEOMETRIES.createPoint(new Coordinate(
                                    230_000 + column * 500 + random.nextInt(500),
                                    550_000 + row * 500 + random.nextInt(500))),
                            random.nextDouble() < share,
                            n == 0 ? null : 100.0 + n,
                            "x"));
                }
            }
        }
        units.add(new Feature("unknown", GEOMETRIES.createPoint(new Coordinate(230_100, 550_100)), null, 10.0, "x"));
        units.add(new Feature("nowhere", null, true, 10.0, "x"));
        archive = GeoPackageArchive.open(folder);
        archive.define(UNITS);
        publish("20170101-00000000", units);
    }

    private void publish(String version, List<Feature> features) {
        Provenance provenance =
                new Provenance(LocalizedText.same("test"), "CC0-1.0", null, "none", "0", null, true, "test");
        try (VersionWriter writer = archive.begin(new VersionDraft(
                version, UNITS, LocalDate.of(2017, 1, 1), new Schema(UNITS.properties()), provenance))) {
            features.forEach(writer::write);
            writer.finish("{}");
        }
        ArchiveSamples.publish(archive, "shop-units", version);
        catalog = new DatasetCatalog(archive);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void no_inputs_at_all_find_the_corner_that_stands_empty() {
        Answer answer = execute(new Inputs(Map.of()));
        FeatureTable areas = answer.features();
        assertThat(areas.size()).isEqualTo(144);
        for (int row = 0; row < areas.size(); row++) {
            boolean middleOfCorner = areas.id(row).matches("E230[05]00N550[05]00");
            if (middleOfCorner) {
                assertThat(value(areas, row, "class")).isEqualTo("hot-99");
            }
            boolean farAway = areas.id(row).matches("E235\\d00N555\\d00");
            if (farAway) {
                assertThat((String) value(areas, row, "class")).doesNotStartWith("hot");
            }
        }
        assertThat(answer.summary()).containsEntry("units", 721L).containsEntry("unitsOfUnknownVacancy", 1L);
        assertThat(answer.notes()).anySatisfy(note -> assertThat(note.en()).contains("synthetic"));
    }

    @Test
    void values_and_scores_are_what_counting_by_hand_gives() {
        Answer answer = execute(new Inputs(
                Map.of("weights", Map.of("type", "distance-band", "distanceMeters", 800), "permutations", 0)));
        Map<String, long[]> counted = new HashMap<>();
        long vacantOfAll = 0;
        for (Feature unit : units.subList(0, 720)) {
            Coordinate at = unit.geometryRd().getCoordinate();
            String cell = "E" + (long) at.x / 500 * 500 + "N" + (long) at.y / 500 * 500;
            long[] tally = counted.computeIfAbsent(cell, key -> new long[2]);
            tally[0]++;
            if ((Boolean) unit.value(0)) {
                tally[1]++;
                vacantOfAll++;
            }
        }
        FeatureTable areas = answer.features();
        double[] x = new double[144];
        double[] y = new double[144];
        double[] values = new double[144];
        for (int row = 0; row < 144; row++) {
            long[] tally = counted.get(areas.id(row));
            values[row] = tally[1] - tally[0] * (vacantOfAll + 1) / 721.0;
            x[row] = areas.geometryRd(row).getCentroid().getX();
            y[row] = areas.geometryRd(row).getCentroid().getY();
            assertThat((Double) value(areas, row, "value")).isCloseTo(values[row], within(1e-9));
            assertThat(value(areas, row, "units")).isEqualTo(tally[0]);
            assertThat(value(areas, row, "pValueSimulated")).isNull();
        }
        double[] expected = GetisOrdGiStar.of(
                        values, NeighborFinder.withinDistance(x, y, 800).includingSelf())
                .zScores();
        for (int row = 0; row < 144; row++) {
            assertThat((Double) value(areas, row, "zScore")).isCloseTo(expected[row], within(1e-9));
            assertThat((Long) value(areas, row, "neighborCount")).isBetween(3L, 8L);
        }
    }

    @Test
    void the_same_question_gives_the_same_answer_and_another_seed_another() {
        Answer one = execute(new Inputs(Map.of("statistic", "local-moran", "seed", 7)));
        Answer two = execute(new Inputs(Map.of("statistic", "local-moran", "seed", 7)));
        Answer other = execute(new Inputs(Map.of("statistic", "local-moran", "seed", 8)));
        assertThat(column(one, "pValueSimulated")).isEqualTo(column(two, "pValueSimulated"));
        assertThat(column(one, "pValueSimulated")).isNotEqualTo(column(other, "pValueSimulated"));
        assertThat(column(one, "class")).contains("high-high");
        assertThat(one.parameters()).containsEntry("inference", "permutation");
    }

    @Test
    void any_numeric_property_can_be_analysed() {
        Answer answer = execute(new Inputs(Map.of(
                "property", "salesFloorAreaM2", "weights", Map.of("type", "distance-band", "distanceMeters", 300))));
        assertThat(answer.features().size())
                .as("a fifth has no area, one has no place")
                .isEqualTo(144 * 4 + 1);
        assertThat(answer.summary()).containsEntry("featuresWithoutPlaceOrValue", 145L);
        assertThat(answer.features().schema().findPosition("units")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "property   | label    | one of [vacant, salesFloorAreaM2]",
                "property   | nothing  | one of [vacant, salesFloorAreaM2]",
                "statistic  | gi-plus  | one of [gi-star, gi, local-moran, local-geary, join-count]",
                "alternative | both    | one of [two-sided, greater, less, folded]",
                "explain    | nobody   | the id of an area that takes part",
                "correction | fdrr     | one of [fdr, bonferroni, none]",
                "areas      | nowhere  | polygon layer",
                "sed        | 1        | one of the inputs",
            })
    void an_input_that_cannot_be_used_is_named(String input, String value, String accepted) {
        assertThatThrownBy(() -> execute(new Inputs(Map.of(input, value))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(input + " must be ")
                .hasMessageContaining(accepted)
                .hasMessageContaining("'" + value + "'");
    }

    @Test
    void numbers_out_of_range_and_too_few_areas_are_refused() {
        assertThatThrownBy(() -> execute(new Inputs(Map.of("alpha", 2)))).hasMessageContaining("from 0.0001 to 0.5");
        assertThatThrownBy(() -> execute(new Inputs(Map.of("weights", Map.of("type", "k-nearest", "k", 500)))))
                .hasMessageContaining("weights.k must be below the number of areas, 144");
        assertThatThrownBy(() -> execute(new Inputs(Map.of("cellSizeMeters", 6000))))
                .hasMessageContaining("at least 8 areas");
    }

    @Test
    void the_public_sees_no_area_of_few_vacant_units() {
        FeatureTable all = execute(new Inputs(Map.of())).features();
        Answer answer = execute(new Inputs(Map.of("audience", "public")));
        FeatureTable areas = answer.features();
        int withheld = 0;
        for (int at = 0; at < areas.size(); at++) {
            int row = at;
            int of = IntStream.range(0, all.size())
                    .filter(other -> all.id(other).equals(areas.id(row)))
                    .findFirst()
                    .orElseThrow();
            long vacant = (Long) value(all, of, "vacantUnits");
            boolean isShown = value(areas, row, "vacantUnits") != null;
            assertThat(isShown && vacant >= 1 && vacant <= 4).isFalse();
            assertThat(value(areas, row, "suppressed")).isEqualTo(!isShown);
            for (String property : List.of("value", "vacancyRateUnits", "zScore", "pValue", "class", "significant")) {
                assertThat(value(areas, row, property) != null).as(property).isEqualTo(isShown);
            }
            assertThat(value(areas, row, "reason")).isEqualTo(isShown ? null : "SUPPRESSED");
            withheld += isShown ? 0 : 1;
        }
        assertThat(withheld).isBetween(20, 100);
        assertThat(answer.summary()).containsEntry("areasWithheld", (long) withheld);
        assertThat(answer.notes()).anySatisfy(note -> assertThat(note.en()).contains("estimate"));
        assertThat(column(answer, "class")).contains("hot-99");
    }

    /** Scores of sums over neighbors could be solved for their terms: so to the public they are made of what it knows. */
    @Test
    void what_the_public_sees_does_not_depend_on_what_is_withheld_from_it() {
        Answer answer = execute(new Inputs(Map.of("audience", "public", "statistic", "local-moran")));
        List<Feature> exchanged = new ArrayList<>(units);
        // Exchanging 3 and 4 vacant units of two cells changes nothing that anyone may know.
        Map<String, List<Integer>> vacantOf = new HashMap<>();
        for (int i = 0; i < 720; i++) {
            Coordinate at = units.get(i).geometryRd().getCoordinate();
            if ((Boolean) units.get(i).value(0)) {
                vacantOf.computeIfAbsent(cell(at), key -> new ArrayList<>()).add(i);
            }
        }
        List<Integer> three = vacantOf.values().stream()
                .filter(of -> of.size() == 3)
                .findFirst()
                .orElseThrow();
        List<Integer> four = vacantOf.values().stream()
                .filter(of -> of.size() == 4)
                .findFirst()
                .orElseThrow();
        Feature filled = units.get(four.get(0));
        exchanged.set(four.get(0), new Feature(filled.id(), filled.geometryRd(), false, filled.value(1), "x"));
        Coordinate near = units.get(three.get(0)).geometryRd().getCoordinate();
        int other = IntStream.range(0, 720)
                .filter(i -> !(Boolean) units.get(i).value(0))
                .filter(i -> cell(units.get(i).geometryRd().getCoordinate()).equals(cell(near)))
                .findFirst()
                .orElseThrow();
        Feature emptied = units.get(other);
        exchanged.set(other, new Feature(emptied.id(), emptied.geometryRd(), true, emptied.value(1), "x"));
        publish("20170101-11111111", exchanged);
        Answer after = execute(new Inputs(Map.of("audience", "public", "statistic", "local-moran")));
        for (String property : List.of("zScore", "pValueSimulated", "pValueAdjusted", "class", "value")) {
            assertThat(column(after, property)).isEqualTo(column(answer, property));
        }
        assertThat(column(execute(new Inputs(Map.of())), "zScore")).isNotEqualTo(column(answer, "zScore"));
    }

    private static String cell(Coordinate at) {
        return (long) at.x / 500 + " " + (long) at.y / 500;
    }

    @Test
    void the_public_may_not_choose_its_areas_but_may_choose_its_weights() {
        assertThatThrownBy(() -> execute(new Inputs(Map.of("audience", "public", "cellSizeMeters", 400))))
                .hasMessageContaining("by subtraction");
        assertThat(execute(new Inputs(Map.of("audience", "public", "weights", Map.of("k", 3))))
                        .parameters())
                .containsEntry("audience", "public");
    }

    private static List<Object> column(Answer answer, String property) {
        List<Object> values = new ArrayList<>();
        for (int row = 0; row < answer.features().size(); row++) {
            values.add(value(answer.features(), row, property));
        }
        return values;
    }

    private static Object value(FeatureTable table, int row, String property) {
        return table.value(row, table.schema().findPosition(property).orElseThrow());
    }

    private Answer execute(Inputs inputs) {
        return hotspots.execute(inputs, new AnalysisContext(catalog.now()));
    }
}
