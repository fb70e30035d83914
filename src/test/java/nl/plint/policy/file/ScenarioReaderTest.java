package nl.plint.policy.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.plint.policy.ConditionCheck;
import nl.plint.policy.Effect;
import nl.plint.policy.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioReaderTest {
    private static final String POLICY =
            """
            id: small
            title: { nl: Klein, en: Small }
            description: Small
            date: 2013-06-01
            defaultEffect: prohibit
            parameters:
              - { name: meters, unit: m, default: 500, min: 0, max: 5000, title: Metres }
            profiles:
              - { id: W2, type: W2, title: Storage, floorAreaM2: 100, showroomM2: 0, visitorsPerWeek: 0,
                  vanTripsPerDay: 5, environmentalCategory: "3.1", downloadMbps: 100 }
            candidates:
              - { id: park, title: Park, layer: business-parks, where: free > 0 }
            rules:
              - id: R1
                title: Rule
                source: drawn
                evidence: none
                level: province
                condition: distance('nature') >= parameter.meters
                effect: permit
            criteria:
              - { id: C1, title: Near, source: drawn, measure: distance('roads'), linear: { zero: 100, one: 0 }, weight: 1 }
            """;

    @Test
    void a_policy_is_read_whole() {
        Scenario scenario = ScenarioReader.read("small.yaml", POLICY);
        assertThat(scenario.title().nl()).isEqualTo("Klein");
        assertThat(scenario.defaultEffect()).isEqualTo(Effect.PROHIBIT);
        assertThat(scenario.rules().get(0).effect()).contains(Effect.PERMIT);
        assertThat(scenario.rules().get(0).otherwise()).isEmpty();
        assertThat(scenario.defaults()).containsEntry("meters", 500.0);
    }

    @Test
    void an_inline_policy_has_the_same_form() throws IOException {
        Map<String, Object> plain = new YAMLMapper().readValue(POLICY, new TypeReference<>() {});
        assertThat(ScenarioReader.read("scenario", plain)).isEqualTo(ScenarioReader.read("small.yaml", POLICY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    effect: permit       | effect: allow                 | 20 | rules[0].effect                    | expected one of [permit, conditional, discretionary, prohibit], was 'allow'
                    effect: permit       | efect: permit                 | 20 | rules[0].efect                     | unknown key 'efect'
                    distance('nature')   | distanse('nature')            | 19 | rules[0].condition                 | unknown function 'distanse'
                    distance('nature')   | distance()                    | 19 | rules[0].condition                 | distance is written distance('layer')
                    distance('nature')   | distance(free)                | 19 | rules[0].condition                 | must be a text in quotes
                    parameter.meters     | parameter.metres              | 19 | rules[0].condition                 | unknown name 'parameter.metres'
                    '"3.1"'              | '"3.3"'                       | 9  | profiles[0].environmentalCategory  | expected one of [1, 2, 3.1
                    default: 500         | default: 6000                 | 7  | parameters[0]                      | does not accept its own default
                    floorAreaM2: 100     | floorAreaM2: big              | 9  | profiles[0].floorAreaM2            | expected a number, was 'big'
                    weight: 1            | weight: 0                     | 22 | criteria[0]                        | must be greater than 0
                    date: 2013-06-01     | date: 1 June 2013             | 4  | date                               | expected a date such as 2013-06-01
                    unit: m,             | unit: feet,                   | 7  | parameters[0].unit                 | unknown unit 'feet', known are
                    level: province      | level: village                | 18 | rules[0].level                     | expected one of [state, province, municipality]
                    effect: permit       | effect: conditional           | 14 | rules[0]                           | needs an 'openCondition'
                    """)
    void a_fault_names_its_line_and_place_and_what_is_accepted(
            String right, String wrong, int line, String path, String fault) {
        assertThatThrownBy(() -> ScenarioReader.read("small.yaml", POLICY.replace(right, wrong)))
                .isInstanceOfSatisfying(InvalidPolicyException.class, invalid -> {
                    assertThat(invalid.path()).isEqualTo(path);
                    assertThat(Math.abs(invalid.line() - line)).isLessThanOrEqualTo(1);
                    assertThat(invalid)
                            .hasMessageStartingWith("small.yaml, line ")
                            .hasMessageContaining(fault);
                });
    }

    @Test
    void what_is_missing_is_named() {
        assertThatThrownBy(() -> ScenarioReader.read("small.yaml", POLICY.replace("defaultEffect: prohibit\n", "")))
                .hasMessage("small.yaml, line 1: 'defaultEffect' is missing");
    }

    @Test
    void a_key_given_twice_is_refused() {
        assertThatThrownBy(() -> ScenarioReader.read("small.yaml", POLICY + "id: again\n"))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("Duplicate field 'id'");
    }

    @Test
    void names_that_no_layer_has_are_listed_with_where_they_stand() {
        Scenario scenario = ScenarioReader.read(
                "small.yaml",
                POLICY.replace(
                        "distance('nature') >= parameter.meters", "distance('nature', 'kynd = 1') > 0 AND fre > 1"));
        assertThat(ConditionCheck.unknownProperties(
                        scenario, Map.of("business-parks", Set.of("free"), "nature", Set.of("kind"))))
                .containsExactly(
                        "rule R1: layer nature has no property 'kynd', it has [kind]",
                        "rule R1: no candidate layer has a property 'fre', they have [free]");
    }

    @Test
    void a_layer_without_data_is_not_judged() {
        assertThat(ConditionCheck.unknownProperties(ScenarioReader.read("small.yaml", POLICY), Map.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"praktijk-2013", "bedrijventerrein-open", "centrum-eerst", "logistieke-knooppunten"})
    void every_shipped_policy_can_be_read_and_each_rule_has_a_source(String id) throws IOException {
        Path file = Path.of("gis-data/scenarios", id + ".yaml");
        Scenario scenario = ScenarioReader.read(id + ".yaml", Files.readString(file, StandardCharsets.UTF_8));
        assertThat(scenario.id()).isEqualTo(id);
        assertThat(scenario.rules()).hasSizeGreaterThanOrEqualTo(9).allSatisfy(rule -> {
            assertThat(rule.source()).isNotBlank();
            assertThat(List.of("state", "province", "municipality")).contains(rule.level());
        });
    }
}
