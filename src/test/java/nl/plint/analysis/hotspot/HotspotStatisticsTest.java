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
import java.util.stream.IntStream;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.dataset.Audience;
import nl.plint.dataset.Feature;
import nl.plint.dataset.GeometryKind;
import nl.plint.store.ArchiveSamples;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.VersionDraft;
import nl.plint.store.geopackage.GeoPackageArchive;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden vectors of DOMAIN section 3.4, a grid of 3 x 3, asked of the analysis; and what can be seen on it by hand. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class HotspotStatisticsTest {
    private static final double[] NINE = {1, 2, 3, 2, 8, 9, 3, 9, 10};

    /** Cells a0 to a8, row by row; the four borders of each with the next. */
    private static final String ROOK_AS_GAL =
            """
            0 9 nine id
            a0 2
            a1 a3
            a1 3
            a0 a2 a4
            a2 2
            a1 a5
            a3 3
            a0 a4 a6
            a4 4
            a1 a3 a5 a7
            a5 3
            a2 a4 a8
            a6 2
            a3 a7
            a7 3
            a4 a6 a8
            a8 2
            a5 a7
            """;

    @TempDir
    static Path folder;

    private static GeoPackageArchive archive;
    private static DatasetCatalog catalog;

    @BeforeAll
    static void fill() {
        archive = GeoPackageArchive.open(folder);
        List<Feature> nine = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            nine.add(ArchiveSamples.feature("a" + i, square(i % 3, i / 3), NINE[i]));
        }
        nine.add(ArchiveSamples.feature("without-value", square(5, 5), (Object) null));
        write("20170101-aaaaaaaa", 2017, nine);
        catalog = new DatasetCatalog(archive);
    }

    private static void write(String version, int year, List<Feature> features) {
        VersionDraft draft =
                ArchiveSamples.draft(version, GeometryKind.ANY, LocalDate.of(year, 1, 1), ArchiveSamples.number());
        ArchiveSamples.write(archive, draft, features);
        ArchiveSamples.publish(archive, "shop-units", version);
    }

    private static String square(int column, int row) {
        int x = 230_000 + column * 100;
        int y = 550_000 + row * 100;
        return String.format(
                "POLYGON ((%d %d, %d %d, %d %d, %d %d, %d %d))", x, y, x + 100, y, x + 100, y + 100, x, y + 100, x, y);
    }

    @AfterAll
    static void close() {
        archive.close();
    }

    private static Answer ask(Map<String, Object> more) {
        Map<String, Object> inputs = new HashMap<>(Map.of("property", "number", "weights", Map.of("type", "rook")));
        inputs.putAll(more);
        return new HotspotAnalysis(Audience.PUBLIC).execute(new Inputs(inputs), new AnalysisContext(catalog.now()));
    }

    private static double[] column(Answer answer, String property) {
        int at = answer.features().schema().findPosition(property).orElseThrow();
        return IntStream.range(0, answer.features().size())
                .mapToDouble(row -> answer.features().value(row, at) == null
                        ? Double.NaN
                        : ((Number) answer.features().value(row, at)).doubleValue())
                .toArray();
    }

    private static List<Object> texts(Answer answer, String property) {
        int at = answer.features().schema().findPosition(property).orElseThrow();
        return IntStream.range(0, answer.features().size())
                .mapToObj(row -> answer.features().value(row, at))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> global(Answer answer, String statistic) {
        return (Map<String, Object>) ((Map<String, Object>) answer.summary().get("global")).get(statistic);
    }

    @Test
    void gi_star_is_that_of_the_golden_vector() {
        Answer answer = ask(Map.of());
        double[] z = {-2.057038, -1.260329, -0.321412, -1.260329, 0.711476, 1.666887, -0.321412, 1.666887, 2.378450};
        double[] p = {.039683, .207551, .747898, .207551, .476789, .095537, .747898, .095537, .017386};
        double[] q = {.178572, .311326, .747898, .311326, .613015, .214958, .747898, .214958, .156470};
        assertThat(column(answer, "zScore")).containsExactly(z, within(1e-6));
        assertThat(column(answer, "pValue")).containsExactly(p, within(1e-6));
        assertThat(column(answer, "pValueAdjusted")).containsExactly(q, within(2e-6));
        assertThat(texts(answer, "class")).containsOnly("not-significant");
        assertThat(answer.notes()).anySatisfy(note -> assertThat(note.en()).contains("two-sided"));
        assertThat(answer.notes()).anySatisfy(note -> assertThat(note.en()).contains("Only 9 areas"));
        assertThat(texts(ask(Map.of("correction", "none")), "class"))
                .containsExactly(
                        "cold-95",
                        "not-significant",
                        "not-significant",
                        "not-significant",
                        "not-significant",
                        "hot-90",
                        "not-significant",
                        "hot-90",
                        "hot-95");
    }

    @Test
    void local_and_global_moran_are_those_of_the_golden_vector() {
        Answer answer = ask(Map.of("statistic", "local-moran"));
        double[] expected = {1.138430, 0.329545, -0.051653, 0.329545, 0.064566, 0.561983, -0.051653, 0.561983, 1.510331
        };
        assertThat(column(answer, "statistic")).containsExactly(expected, within(1e-6));
        assertThat((Double) global(answer, "moran").get("statistic")).isCloseTo(0.488120, within(1e-6));
    }

    /** With 8 others and at most 4 neighbors all arrangements can be counted: simulated p-values must be near these. */
    @ParameterizedTest
    @ValueSource(strings = {"gi-star", "gi", "local-moran", "local-geary"})
    void permutations_agree_with_all_arrangements_there_are(String statistic) {
        for (String alternative : List.of("greater", "less", "two-sided", "folded")) {
            Answer answer = ask(Map.of(
                    "statistic",
                    statistic,
                    "alternative",
                    alternative,
                    "permutations",
                    49_999,
                    "inference",
                    "permutation"));
            double[] simulated = column(answer, "pValueSimulated");
            for (int area = 0; area < 9; area++) {
                double[] sides = exact(statistic, area);
                double expected =
                        switch (alternative) {
                            case "greater" -> sides[0];
                            case "less" -> sides[1];
                            case "folded" -> Math.min(sides[0], sides[1]);
                            default -> Math.min(1, 2 * Math.min(sides[0], sides[1]));
                        };
                assertThat(simulated[area]).as(statistic + " " + alternative).isCloseTo(expected, within(0.02));
            }
        }
    }

    private static int[] rook(int area) {
        return IntStream.range(0, 9)
                .filter(other -> Math.abs(other % 3 - area % 3) + Math.abs(other / 3 - area / 3) == 1)
                .toArray();
    }

    /** The share of all choices of neighbors' values whose statistic is at least, and at most, the one observed. */
    private static double[] exact(String statistic, int area) {
        int[] neighbors = rook(area);
        int[] others = IntStream.range(0, 9).filter(i -> i != area).toArray();
        double observed = statistic(statistic, area, neighbors);
        int all = 0;
        int greater = 0;
        int less = 0;
        for (int subset = 0; subset < 256; subset++) {
            if (Integer.bitCount(subset) == neighbors.length) {
                int chosen = subset;
                int[] drawn = IntStream.range(0, 8)
                        .filter(bit -> (chosen >> bit & 1) == 1)
                        .map(bit -> others[bit])
                        .toArray();
                double value = statistic(statistic, area, drawn);
                all++;
                greater += value >= observed - 1e-9 ? 1 : 0;
                less += value <= observed + 1e-9 ? 1 : 0;
            }
        }
        return new double[] {(double) greater / all, (double) less / all};
    }

    private static double statistic(String statistic, int area, int[] neighbors) {
        double mean = 47 / 9.0;
        return IntStream.of(neighbors)
                .mapToDouble(other -> switch (statistic) {
                    case "local-moran" -> (NINE[area] - mean) * (NINE[other] - mean);
                    case "local-geary" -> (NINE[area] - NINE[other]) * (NINE[area] - NINE[other]);
                    default -> NINE[other];
                })
                .sum();
    }

    @Test
    void join_counts_count_the_marked_neighbors_of_the_marked() {
        Answer answer = ask(Map.of("statistic", "join-count", "threshold", 7));
        // Marked are the four of the south-eastern corner: each has two of the others as neighbors.
        double nan = Double.NaN;
        assertThat(column(answer, "statistic")).containsExactly(nan, nan, nan, nan, 2, 2, nan, 2, 2);
        assertThat(texts(answer, "class")).startsWith("unmarked").doesNotContain("undefined");
        @SuppressWarnings("unchecked")
        Map<String, Object> marked =
                (Map<String, Object>) global(answer, "joinCounts").get("marked");
        assertThat(marked).containsEntry("statistic", 4.0);
        // Of the 12 joins each is of two marked ones with chance 4/9 x 3/8.
        assertThat((Double) marked.get("expectation")).isCloseTo(2, within(1e-9));
        // The corner a8 has two neighbors among 8 others of which 3 are marked: 3/8 x 2/7.
        assertThat(column(answer, "pValueSimulated")[8]).isCloseTo(3 / 28.0, within(0.03));
        assertThatThrownBy(() -> ask(Map.of("statistic", "join-count")))
                .hasMessageStartingWith("threshold must be given");
        assertThatThrownBy(() -> ask(Map.of("threshold", 1))).hasMessageContaining("only join-count");
    }

    @Test
    void weights_from_a_file_give_what_the_same_weights_found_give() {
        Answer found = ask(Map.of("statistic", "local-geary"));
        Answer read = ask(Map.of("statistic", "local-geary", "weights", Map.of("type", "gal", "content", ROOK_AS_GAL)));
        for (String property : List.of("statistic", "zScore", "pValueSimulated", "neighborCount")) {
            assertThat(column(read, property)).containsExactly(column(found, property), within(1e-12));
        }
        assertThat(read.parameters().toString()).contains("contentSha256");
        // A neighbor that has no value takes no part, and is no mistake.
        String more = ROOK_AS_GAL.replace("0 9", "0 10").replace("a8 2\na5 a7", "a8 3\na5 a7 without-value");
        assertThat(column(ask(Map.of("weights", Map.of("type", "gal", "content", more))), "neighborCount"))
                .containsExactly(column(found, "neighborCount"));
        assertThatThrownBy(() -> ask(Map.of("weights", Map.of("type", "gal", "content", "0 9\nb7 1\nb8"))))
                .hasMessageStartingWith("weights.content must be a file of these areas")
                .hasMessageContaining("b7");
        assertThatThrownBy(() -> ask(Map.of("weights", Map.of("type", "gwt")))).hasMessageContaining("content");
    }

    @ParameterizedTest
    @CsvSource({
        "smallest-band, 2 3 2 3 4 3 2 3 2",
        "queen,         3 5 3 5 8 5 3 5 3",
        "kernel,        8 8 8 8 8 8 8 8 8",
        "inverse-distance, 8 8 8 8 8 8 8 8 8"
    })
    void neighbors_are_who_the_type_says(String type, String counts) {
        Answer answer = ask(Map.of("weights", Map.of("type", type), "statistic", "gi"));
        assertThat(column(answer, "neighborCount"))
                .containsExactly(java.util.Arrays.stream(counts.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
    }

    @Test
    void islands_and_equal_values_have_a_reason_and_no_score() {
        Answer apart = ask(Map.of("weights", Map.of("type", "distance-band", "distanceMeters", 50)));
        assertThat(texts(apart, "class")).containsOnly("isolated");
        assertThat(texts(apart, "reason")).containsOnly("NO_NEIGHBORS");
        assertThat(apart.notes()).anySatisfy(note -> assertThat(note.en()).contains("9 areas have no neighbors"));
        Answer equal = ask(Map.of("statistic", "join-count", "threshold", 100));
        assertThat(texts(equal, "class")).containsOnly("undefined");
        assertThat(texts(equal, "reason")).containsOnly("NO_VARIANCE");
        assertThat(global(equal, "moran")).containsEntry("reason", "NO_VARIANCE");
    }

    @Test
    void an_area_explains_itself() {
        Answer answer = ask(Map.of("explain", "a8"));
        @SuppressWarnings("unchecked")
        Map<String, Object> why = (Map<String, Object>) answer.summary().get("explanation");
        assertThat(why).containsEntry("value", 10.0).containsEntry("neighborMean", 28 / 3.0);
        assertThat(why.get("neighbors").toString()).contains("id=a5, value=9.0, weight=1.0, distanceMeters=100.0");
        assertThat(why.get("sentence").toString())
                .contains(
                        "a8 heeft waarde 10,00; de 2 buren en het gebied zelf hebben gemiddeld 9,33, alle gebieden samen 5,22")
                .contains("a8 has value 10.00; its 2 neighbors and the area itself have 9.33 on average");
    }

    @Test
    void too_few_permutations_for_the_number_of_tests_are_warned_of() {
        // Two-sided: 2 x 9 / 0.05 - 1 = 359.
        Map<String, Object> permuted = Map.of("inference", "permutation", "permutations", 358);
        assertThat(ask(permuted).notes())
                .anySatisfy(note -> assertThat(note.en()).contains("359 is enough"));
        assertThat(ask(Map.of("inference", "permutation", "permutations", 359)).notes())
                .noneSatisfy(note -> assertThat(note.en()).contains("is enough"));
        assertThat(ask(Map.of("inference", "permutation", "permutations", 179, "alternative", "folded"))
                        .notes())
                .noneSatisfy(note -> assertThat(note.en()).contains("is enough"));
    }

    /** Blobs of 4 x 4 cells on a field of 24 x 24: they show most clearly at a scale between a cell and the field. */
    @Test
    void a_scale_that_is_left_to_plint_is_the_first_peak_and_says_why() {
        List<Feature> cells = new ArrayList<>();
        for (int i = 0; i < 576; i++) {
            int blob = (i % 24 / 4 + i / 24 / 4) % 2;
            double noise = (i * 7919 % 101) / 101.0;
            cells.add(ArchiveSamples.feature(String.format("c%03d", i), square(i % 24, i / 24), 2 * blob + noise));
        }
        write("20180101-bbbbbbbb", 2018, cells);
        catalog.refresh();
        try {
            for (Map<String, Object> weights : List.<Map<String, Object>>of(
                    Map.of("type", "distance-band", "distanceMeters", "auto"), Map.of("k", "auto"))) {
                Answer answer = ask(Map.of("weights", weights));
                @SuppressWarnings("unchecked")
                Map<String, Object> scale =
                        (Map<String, Object>) answer.summary().get("scale");
                @SuppressWarnings("unchecked")
                List<Map<String, Object>> tried = (List<Map<String, Object>>) scale.get("tried");
                int chosen = IntStream.range(0, tried.size())
                        .filter(at -> (Boolean) tried.get(at).get("chosen"))
                        .findFirst()
                        .orElseThrow();
                assertThat(chosen).isBetween(0, tried.size() - 2);
                String name = weights.containsKey("k") ? "k" : "distanceMeters";
                Object inForce = ((Map<?, ?>) answer.parameters().get("weights")).get(name);
                double used = ((Number) inForce).doubleValue();
                assertThat(((Number) tried.get(chosen).get(name)).doubleValue()).isEqualTo(used);
                // Asked for outright it gives the same figures.
                Answer again = ask(
                        Map.of("weights", Map.of("type", weights.getOrDefault("type", "k-nearest"), name, inForce)));
                assertThat(column(again, "zScore")).containsExactly(column(answer, "zScore"));
                assertThat((Double) global(again, "moran").get("zScore"))
                        .isEqualTo(tried.get(chosen).get("zScore"));
                assertThat(answer.notes())
                        .anySatisfy(note -> assertThat(note.en()).contains("somewhat optimistic"));
            }
        } finally {
            catalog.unpublish("shop-units", "20180101-bbbbbbbb");
        }
    }
}
