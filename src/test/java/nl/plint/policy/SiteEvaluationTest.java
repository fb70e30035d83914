package nl.plint.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import nl.plint.policy.Finding.Outcome;
import nl.plint.policy.file.ScenarioReader;
import nl.plint.quantity.Unit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One square of 100 m, with things drawn around it. */
class SiteEvaluationTest {
    private static final String SQUARE = "POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0))";

    private static Scenario scenario(String rules) {
        return ScenarioReader.read(
                "test",
                """
                id: test
                title: Test
                description: Test
                date: 2013-06-01
                defaultEffect: discretionary
                parameters:
                  - { name: meters, unit: m, default: 500, min: 0, max: 5000, title: Metres }
                profiles:
                  - { id: W2, type: W2, title: Storage, floorAreaM2: 1500, showroomM2: 0, visitorsPerWeek: 0,
                      vanTripsPerDay: 5, environmentalCategory: "3.1", downloadMbps: 100 }
                candidates:
                  - { id: park, title: Park, layer: parks, where: free > 0, availableAreaM2: free * 10000 }
                """
                        + rules);
    }

    private static String rule(String condition, String effects) {
        return "rules: [{ id: R, title: Rule, source: drawn, evidence: none, level: province, condition: \"" + condition
                + "\", " + effects + " }]\n";
    }

    private static Site site(@Nullable Object... values) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            named.put(String.valueOf(values[i]), values[i + 1]);
        }
        return new Site("1", "park", "parks", LocalDate.of(2017, 1, 1), PaperMap.geometry(SQUARE), named);
    }

    private static SiteAssessment assess(Scenario scenario, SiteFacts facts, Site site) {
        return new SiteEvaluation(scenario, scenario.profiles().get(0), Map.of(), facts).assess(site);
    }

    private static Finding only(SiteAssessment assessment) {
        assertThat(assessment.findings()).hasSize(1);
        return assessment.findings().get(0);
    }

    @Test
    void a_finding_says_what_was_observed_required_and_how_much_room_is_left() {
        PaperMap map = new PaperMap().draw("nature", "POLYGON ((440 0, 500 0, 500 50, 440 50, 440 0))");
        Finding finding = only(
                assess(scenario(rule("distance('nature') >= parameter.meters", "otherwise: prohibit")), map, site()));
        assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(finding.effect()).contains(Effect.PROHIBIT);
        Finding.Observation observation = finding.observation().orElseThrow();
        assertThat(observation.observed()).isEqualTo(340.0);
        assertThat(observation.required()).isEqualTo(">= 500");
        assertThat(observation.margin()).isEqualTo(-160.0);
        assertThat(observation.unit()).isEqualTo(Unit.METER);
    }

    @ParameterizedTest
    @CsvSource({"599.9, FAIL, PROHIBITED", "600, PASS, DISCRETIONARY", "600.1, PASS, DISCRETIONARY"})
    void a_limit_is_met_at_exactly_its_value(double x, Outcome outcome, Result result) {
        PaperMap map = new PaperMap().draw("nature", "POINT (" + x + " 50)");
        SiteAssessment assessment =
                assess(scenario(rule("distance('nature') >= parameter.meters", "otherwise: prohibit")), map, site());
        assertThat(only(assessment).outcome()).isEqualTo(outcome);
        assertThat(assessment.result()).isEqualTo(result);
    }

    @Test
    void what_is_not_known_neither_passes_nor_fails() {
        SiteAssessment assessment = assess(
                scenario(rule("best('broadband', 'downloadMbps', 0) >= 100", "effect: permit, otherwise: prohibit")),
                new PaperMap(),
                site());
        assertThat(assessment.result()).isEqualTo(Result.UNKNOWN);
        assertThat(only(assessment).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(only(assessment).effect()).isEmpty();
        assertThat(only(assessment).observation().orElseThrow().observed()).isNull();
    }

    @Test
    void a_prohibition_holds_whatever_is_not_known() {
        PaperMap map = new PaperMap().draw("nature", "POINT (50 50)");
        Scenario scenario = scenario(
                """
                rules:
                  - { id: A, title: A, source: drawn, evidence: none, level: province, condition: missing > 3, effect: permit }
                  - { id: B, title: B, source: drawn, evidence: none, level: province,
                      condition: "distance('nature') > 0", otherwise: prohibit }
                """);
        SiteAssessment assessment = assess(scenario, map, site());
        assertThat(assessment.result()).isEqualTo(Result.PROHIBITED);
        assertThat(assessment.findings()).extracting(Finding::outcome).containsExactly(Outcome.UNKNOWN, Outcome.FAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "2, FAIL, -1",
        "3.1, PASS, 0",
        "3.2, PASS, 1",
        "4.1, PASS, 2",
        "5.3, PASS, 6",
        "6, PASS, 7",
        "3, UNKNOWN,",
        "1, FAIL, -2"
    })
    void categories_compare_by_their_place_in_the_order(String category, Outcome outcome, @Nullable Double steps) {
        Finding finding = only(assess(
                scenario(rule(
                        "environmentalCategory(facility.environmentalCategory) <= environmentalCategory(maximum)",
                        "otherwise: prohibit")),
                new PaperMap(),
                site("maximum", category)));
        assertThat(finding.outcome()).isEqualTo(outcome);
        Finding.Observation observation = finding.observation().orElseThrow();
        assertThat(observation.margin()).isEqualTo(steps);
        assertThat(observation.required()).isEqualTo(">= 3.1");
        assertThat(observation.observed()).isEqualTo(outcome == Outcome.UNKNOWN ? null : category);
    }

    @Test
    void of_an_and_that_fails_the_part_that_fails_worst_is_shown() {
        PaperMap map = new PaperMap().draw("nature", "POINT (590 50)").draw("homes", "POINT (110 50)");
        Finding finding = only(assess(
                scenario(
                        rule("distance('nature') >= 500 AND distance('homes') >= 50 AND 1 = 1", "otherwise: prohibit")),
                map,
                site()));
        assertThat(finding.observation().orElseThrow().measure()).isEqualTo("distance('homes')");
        assertThat(finding.observation().orElseThrow().margin()).isEqualTo(-40.0);
    }

    @Test
    void of_an_or_that_fails_the_part_that_fails_by_least_is_shown() {
        PaperMap map = new PaperMap().draw("nature", "POINT (590 50)").draw("homes", "POINT (110 50)");
        Finding finding = only(assess(
                scenario(rule("distance('homes') >= 50 OR distance('nature') >= 500", "otherwise: prohibit")),
                map,
                site()));
        assertThat(finding.observation().orElseThrow().measure()).isEqualTo("distance('nature')");
        assertThat(finding.observation().orElseThrow().margin()).isCloseTo(-10, within(1e-9));
    }

    @Test
    void a_negation_turns_the_requirement_around() {
        PaperMap map = new PaperMap().draw("nature", "POINT (590 50)");
        Finding finding =
                only(assess(scenario(rule("NOT (distance('nature') < 500)", "otherwise: prohibit")), map, site()));
        assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(finding.observation().orElseThrow().required()).isEqualTo(">= 500");
        assertThat(finding.observation().orElseThrow().margin()).isCloseTo(-10, within(1e-9));
    }

    @Test
    void a_filter_chooses_what_is_measured_to_and_may_name_the_facility() {
        PaperMap map = new PaperMap()
                .draw("halls", "POINT (110 50)", "floorAreaM2", 1499.0)
                .draw("halls", "POINT (400 50)", "floorAreaM2", 1500.0);
        Finding finding = only(assess(
                scenario(rule(
                        "distance('halls', 'floorAreaM2 >= facility.floorAreaM2') > 1000", "otherwise: discretionary")),
                map,
                site()));
        assertThat(finding.observation().orElseThrow().observed()).isEqualTo(300.0);
    }

    @Test
    void none_within_a_distance_is_a_count_of_zero_but_no_data_is_unknown() {
        Scenario scenario = scenario(
                rule("countWithin('halls', 250, 'floorAreaM2 >= facility.floorAreaM2') = 0", "otherwise: prohibit"));
        PaperMap far = new PaperMap().draw("halls", "POINT (400 50)", "floorAreaM2", 1500.0);
        PaperMap near = new PaperMap().draw("halls", "POINT (350 50)", "floorAreaM2", 1500.0);
        PaperMap small = new PaperMap().draw("halls", "POINT (110 50)", "floorAreaM2", 1499.0);
        assertThat(only(assess(scenario, far, site())).outcome()).isEqualTo(Outcome.PASS);
        assertThat(only(assess(scenario, near, site())).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(only(assess(scenario, small, site())).outcome()).isEqualTo(Outcome.PASS);
        assertThat(only(assess(scenario, new PaperMap(), site())).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void a_conditional_result_lists_what_must_still_be_done() {
        PaperMap map = new PaperMap().draw("nature", "POINT (200 50)");
        SiteAssessment assessment = assess(
                scenario(rule(
                        "distance('nature') >= 500",
                        "effect: permit, otherwise: conditional, openCondition: { nl: Rekenen, en: Calculate }")),
                map,
                site());
        assertThat(assessment.result()).isEqualTo(Result.CONDITIONAL);
        assertThat(assessment.openConditions()).hasSize(1);
        assertThat(assessment.openConditions().get(0).en()).isEqualTo("Calculate");
    }

    @ParameterizedTest
    @CsvSource({"2017-06-30, PROHIBITED", "2017-07-01, DISCRETIONARY"})
    void a_rule_speaks_until_the_last_day_on_which_it_is_in_force(LocalDate date, Result result) {
        Scenario scenario = scenario(rule("1 = 2", "otherwise: prohibit, validTo: 2017-06-30"));
        assertThat(assess(scenario.on(date), new PaperMap(), site()).result()).isEqualTo(result);
    }

    @Test
    void the_score_leaves_out_what_is_not_known_and_says_how_much_was_left_out() {
        Scenario scenario = scenario(
                """
                criteria:
                  - { id: near, title: Near, source: drawn, measure: distance('roads'), unit: m, linear: { zero: 1000, one: 0 }, weight: 3 }
                  - { id: price, title: Price, source: drawn, measure: price, linear: { zero: 100, one: 40 }, weight: 1 }
                  - { id: size, title: Size, source: drawn, measure: site.availableAreaM2 / facility.floorAreaM2,
                      piecewise: [[1, 1], [2, 1], [10, 0.5]], weight: 1 }
                """);
        PaperMap map = new PaperMap().draw("roads", "LINESTRING (350 -100, 350 1000)");
        SiteAssessment assessment = assess(scenario, map, site("free", 0.9));
        // near: 250 m gives 0.75; size: 9000 / 1500 = 6 gives 0.75; price unknown.
        assertThat(assessment.score()).isCloseTo(0.75, within(1e-12));
        assertThat(assessment.completeness()).isCloseTo(0.8, within(1e-12));
        assertThat(assessment.contributions()).extracting(Contribution::weight).containsExactly(0.75, 0.0, 0.25);
        assertThat(assessment.contributions().get(1).utility()).isNull();
    }

    @Test
    void a_missing_value_that_is_neutral_counts_as_a_half() {
        Scenario scenario = scenario(
                """
                criteria:
                  - { id: price, title: Price, source: drawn, measure: price, linear: { zero: 100, one: 40 }, weight: 1, missing: neutral }
                """);
        SiteAssessment assessment = assess(scenario, new PaperMap(), site());
        assertThat(assessment.score()).isEqualTo(0.5);
        assertThat(assessment.completeness()).isZero();
    }

    @Test
    void a_parameter_outside_its_range_is_refused_with_what_is_accepted() {
        Scenario scenario = scenario(rule("1 = 1", "effect: permit"));
        assertThatThrownBy(() -> SiteEvaluation.settings(scenario, Map.of("meters", 6000.0)))
                .hasMessageContaining("meters must be a number from 0.0 to 5000.0, was 6000.0");
        assertThatThrownBy(() -> SiteEvaluation.settings(scenario, Map.of("metres", 1.0)))
                .hasMessageContaining("has no parameter 'metres', it has [meters]");
    }

    @Property(tries = 200)
    void loosening_a_limit_never_lowers_the_number_of_permitted_sites(
            @ForAll @Size(min = 1, max = 8) List<@DoubleRange(min = 0, max = 3000) Double> places,
            @ForAll @DoubleRange(min = 0, max = 3000) double one,
            @ForAll @DoubleRange(min = 0, max = 3000) double other) {
        Scenario scenario =
                scenario(rule("distance('nature') >= parameter.meters", "effect: permit, otherwise: prohibit"));
        assertThat(permitted(scenario, places, Math.min(one, other)))
                .isGreaterThanOrEqualTo(permitted(scenario, places, Math.max(one, other)));
    }

    private static long permitted(Scenario scenario, List<Double> places, double meters) {
        return places.stream()
                .map(place -> new SiteEvaluation(
                                scenario,
                                scenario.profiles().get(0),
                                Map.of("meters", meters),
                                new PaperMap().draw("nature", "POINT (" + (100 + place) + " 50)"))
                        .assess(site()))
                .filter(assessment -> assessment.result() == Result.PERMITTED)
                .count();
    }

    @Property(tries = 200)
    void dropping_a_prohibition_never_adds_one(
            @ForAll @DoubleRange(min = 0, max = 1000) double nature,
            @ForAll @DoubleRange(min = 0, max = 1000) double homes) {
        String both =
                """
                  - { id: A, title: A, source: d, evidence: d, level: state, condition: "distance('nature') >= 500", otherwise: prohibit }
                """;
        String rest =
                """
                  - { id: B, title: B, source: d, evidence: d, level: state, condition: "distance('homes') >= 300", effect: permit, otherwise: prohibit }
                """;
        PaperMap map = new PaperMap()
                .draw("nature", "POINT (" + (100 + nature) + " 0)")
                .draw("homes", "POINT (" + (100 + homes) + " 0)");
        boolean without = assess(scenario("rules:\n" + rest), map, site()).result() == Result.PROHIBITED;
        boolean with = assess(scenario("rules:\n" + both + rest), map, site()).result() == Result.PROHIBITED;
        assertThat(without && !with).isFalse();
    }
}
