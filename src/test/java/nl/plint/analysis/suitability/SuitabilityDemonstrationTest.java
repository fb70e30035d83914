package nl.plint.analysis.suitability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.dataset.FeatureTable;
import nl.plint.policy.Scenario;
import nl.plint.policy.file.ScenarioReader;
import nl.plint.store.DatasetArchive;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.geopackage.GeoPackageArchive;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.io.ParseException;

/** The shipped policies on the demonstration data, the default one against a second evaluation written by hand. */
@NullUnmarked // a value that is missing here is a failing test
class SuitabilityDemonstrationTest {
    private static final List<String> SCENARIOS =
            List.of("bedrijventerrein-open", "centrum-eerst", "logistieke-knooppunten", "praktijk-2013");

    private static final List<String> FACILITIES =
            List.of("W2-small", "W2-medium", "W2-large", "W2-visitors", "W3", "W4", "W5", "W6", "W7");

    @TempDir
    private static Path folder;

    private static DatasetArchive archive;
    private static DatasetCatalog catalog;
    private static SuitabilityAnalysis analysis;

    @BeforeAll
    static void takeInTheDemonstration() throws IOException, SQLException, ParseException {
        archive = GeoPackageArchive.open(folder);
        DemonstrationArchive.fill(archive);
        catalog = new DatasetCatalog(archive);
        List<Scenario> scenarios = new ArrayList<>();
        for (String id : SCENARIOS) {
            Path file = Path.of("gis-data/scenarios/" + id + ".yaml");
            scenarios.add(
                    ScenarioReader.read(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8)));
        }
        analysis = new SuitabilityAnalysis(scenarios);
    }

    @AfterAll
    static void close() {
        archive.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"W2-small", "W2-medium", "W2-large", "W2-visitors", "W3", "W4", "W5", "W6", "W7"})
    void every_site_and_every_rule_is_judged_as_by_hand(String facility) {
        Answer answer = execute(new Inputs(Map.of("facility", facility)));
        Map<String, HandJudgement> expected = HandJudgement.ofAll(catalog, facility);
        FeatureTable features = answer.features();
        Map<String, String> actualResults = new TreeMap<>();
        Map<String, String> expectedResults = new TreeMap<>();
        expected.forEach((site, judgement) -> expectedResults.put(site, judgement.result()));
        for (int row = 0; row < features.size(); row++) {
            actualResults.put(features.id(row), (String) value(features, row, "result"));
        }
        assertThat(actualResults).isEqualTo(expectedResults);
        for (int row = 0; row < features.size(); row++) {
            HandJudgement judgement = expected.get(features.id(row));
            Map<String, String> outcomes = new TreeMap<>();
            for (Map<?, ?> finding : list(features, row, "findings")) {
                String rule = (String) finding.get("ruleId");
                outcomes.put(rule, (String) finding.get("outcome"));
                Double observed = judgement.observed().get(rule);
                if (observed != null) {
                    assertThat(((Number) finding.get("observed")).doubleValue())
                            .as("%s of %s", rule, features.id(row))
                            .isCloseTo(observed, within(1e-6));
                }
            }
            assertThat(outcomes).as(features.id(row)).isEqualTo(judgement.outcomes());
        }
    }

    @Test
    void no_inputs_at_all_are_a_question_too() {
        Answer answer = execute(new Inputs(Map.of()));
        assertThat(answer.parameters()).containsEntry("scenario", "bedrijventerrein-open");
        assertThat(answer.parameters()).containsEntry("facility", "W2-medium");
        assertThat(answer.synthetic()).isTrue();
        assertThat(answer.features().size()).isEqualTo(answer.summary().get("sites"));
        assertThat(answer.features().size()).isGreaterThan(100);
    }

    @Test
    void contributions_sum_to_the_score_and_ranks_follow_it() {
        FeatureTable features =
                execute(new Inputs(Map.of("facility", "W2-small"))).features();
        double before = Double.POSITIVE_INFINITY;
        for (int row = 0; row < features.size(); row++) {
            double sum = list(features, row, "criteria").stream()
                    .mapToDouble(criterion -> ((Number) criterion.get("contribution")).doubleValue())
                    .sum();
            Double score = (Double) value(features, row, "score");
            assertThat(score).isCloseTo(sum, within(1e-12));
            if (value(features, row, "rank") != null) {
                assertThat(value(features, row, "rank")).isEqualTo(row + 1L);
                assertThat(score).isLessThanOrEqualTo(before);
                before = score;
            } else {
                assertThat(value(features, row, "result")).isIn("unknown", "prohibited");
                assertThat(value(features, row, "reason")).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "storageLimitM2, 500, 1500, 5000",
        "natureMeters, 2000, 500, 0",
        "roadMeters, 500, 2000, 20000",
        "plotCoverage, 0.1, 0.5, 1"
    })
    void loosening_a_parameter_never_lowers_the_number_of_permitted_sites(
            String parameter, double tight, double standard, double loose) {
        for (String facility : List.of("W2-small", "W2-medium", "W5")) {
            int tightly = permitted(facility, Map.of(parameter, tight));
            int usually = permitted(facility, Map.of(parameter, standard));
            int loosely = permitted(facility, Map.of(parameter, loose));
            assertThat(tightly).as(facility).isLessThanOrEqualTo(usually);
            assertThat(usually).as(facility).isLessThanOrEqualTo(loosely);
        }
    }

    private static int permitted(String facility, Map<String, Object> parameters) {
        Map<?, ?> results = (Map<?, ?>) execute(new Inputs(Map.of("facility", facility, "parameters", parameters)))
                .summary()
                .get("results");
        return (Integer) ((Map<?, ?>) results.get("permitted")).get("sites");
    }

    @Test
    void every_shipped_policy_judges_every_site_for_every_facility() {
        int sites = (Integer) execute(new Inputs(Map.of())).summary().get("sites");
        for (String scenario : SCENARIOS) {
            for (String facility : FACILITIES) {
                assertThat(counts(scenario, facility).values().stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                        .as("%s %s", scenario, facility)
                        .isEqualTo(sites);
            }
        }
    }

    @Test
    void the_policies_differ_as_their_descriptions_say() {
        assertThat(counts("praktijk-2013", "W2-medium").get("permitted")).isZero();
        assertThat(counts("praktijk-2013", "W6").get("permitted")).isPositive();
        assertThat(counts("bedrijventerrein-open", "W2-medium").get("permitted"))
                .isPositive();
        assertThat(counts("centrum-eerst", "W3").get("permitted")).isPositive();
        assertThat(counts("bedrijventerrein-open", "W3").get("permitted")).isZero();
        assertThat(counts("logistieke-knooppunten", "W2-medium").get("prohibited"))
                .isGreaterThan(counts("bedrijventerrein-open", "W2-medium").get("prohibited"));
    }

    @Test
    void an_inline_policy_is_judged_like_a_shipped_one() throws IOException {
        Map<String, Object> inline = new YAMLMapper()
                .readValue(Path.of("gis-data/scenarios/centrum-eerst.yaml").toFile(), new TypeReference<>() {});
        assertThat(execute(new Inputs(Map.of("scenario", inline))).summary())
                .isEqualTo(
                        execute(new Inputs(Map.of("scenario", "centrum-eerst"))).summary());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    scenario   | elsewhere | scenario must be one of [bedrijventerrein-open
                    facility   | W9        | facility must be one of [W2-small
                    date       | 2013      | date must be a date such as 2013-06-01
                    candidates | homes     | candidates must be a list of one or more of [shop-units, business-units, business-parks]
                    parameters | none      | parameters must be an object of values by name
                    """)
    void an_input_that_cannot_be_used_is_named_with_what_is_accepted(String input, String value, String message) {
        assertThatThrownBy(() -> execute(new Inputs(Map.of(input, value))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void only_the_candidates_asked_for_are_shown_up_to_the_limit_and_counted_in_full() {
        Answer answer = execute(new Inputs(Map.of("candidates", List.of("business-parks"), "limit", 3)));
        assertThat(answer.features().size()).isEqualTo(3);
        assertThat((Integer) answer.summary().get("sites")).isGreaterThan(3);
        for (int row = 0; row < 3; row++) {
            assertThat(value(answer.features(), row, "layer")).isEqualTo("business-parks");
        }
    }

    private static Map<String, Integer> counts(String scenario, String facility) {
        Map<?, ?> results = (Map<?, ?>) execute(new Inputs(Map.of("scenario", scenario, "facility", facility)))
                .summary()
                .get("results");
        Map<String, Integer> counts = new LinkedHashMap<>();
        results.forEach((result, figures) -> counts.put((String) result, (Integer) ((Map<?, ?>) figures).get("sites")));
        return counts;
    }

    private static @Nullable Object value(FeatureTable features, int row, String property) {
        return features.value(row, features.schema().findPosition(property).getAsInt());
    }

    @SuppressWarnings("unchecked") // findings and criteria are lists of maps
    private static List<Map<?, ?>> list(FeatureTable features, int row, String property) {
        return (List<Map<?, ?>>) value(features, row, property);
    }

    private static Answer execute(Inputs inputs) {
        return analysis.execute(inputs, new AnalysisContext(catalog.now()));
    }
}
