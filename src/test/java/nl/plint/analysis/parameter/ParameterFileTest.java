package nl.plint.analysis.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.dataset.file.InvalidDefinitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterFileTest {
    private static final String TWO =
            """
            id: example
            edition: 3
            title: { nl: Voorbeeld, en: Example }
            parameters:
              - name: share
                title: { nl: Aandeel, en: Share }
                value: 0.25
                min: 0
                max: 1
                unit: share
                source: a table
                status: published
              - name: radius
                title: { nl: Straal, en: Radius }
                value: 5
                min: 1
                max: 10
                unit: km
                source: a habit
                status: assumed
            """;

    @Test
    void a_question_sets_some_and_the_answer_lists_all_with_their_sources() {
        Parameters all = read(TWO);
        Parameters set = all.with(new Inputs(Map.of("parameters", Map.of("radius", 7))));

        assertThat(all.get("radius")).isEqualTo(5);
        assertThat(set.get("radius")).isEqualTo(7);
        assertThat(set.get("share")).isEqualTo(0.25);
        assertThat(set.plain())
                .containsEntry("file", "example")
                .containsEntry("edition", 3)
                .containsEntry(
                        "values",
                        List.of(
                                Map.of(
                                        "name", "share",
                                        "title", Map.of("nl", "Aandeel", "en", "Share"),
                                        "value", 0.25,
                                        "unit", "share",
                                        "source", "a table",
                                        "status", "published"),
                                Map.of(
                                        "name", "radius",
                                        "title", Map.of("nl", "Straal", "en", "Radius"),
                                        "value", 7.0,
                                        "unit", "km",
                                        "source", "a habit",
                                        "status", "assumed",
                                        "default", 5.0)));
    }

    @Test
    void setting_a_parameter_to_its_own_value_is_the_same_question() {
        Parameters all = read(TWO);

        assertThat(all.with(new Inputs(Map.of("parameters", Map.of("radius", 5)))))
                .isEqualTo(all.with(new Inputs(Map.of())));
    }

    @Test
    void a_question_names_only_parameters_that_its_analysis_uses() {
        Parameters radius = read(TWO).only(List.of("radius"));

        assertThatThrownBy(() -> radius.with(new Inputs(Map.of("parameters", Map.of("share", 0.5)))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("parameters.share must be one of the inputs [radius]");
        assertThatThrownBy(() -> radius.with(new Inputs(Map.of("parameters", Map.of("radius", 11)))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("parameters.radius must be a number from 1 to 10, was 11");
        assertThatThrownBy(() -> radius.get("share")).hasMessageContaining("no parameter 'share'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: share   | name: Share   | parameters[0]: a parameter is named in camelCase, was 'Share'",
                "name: radius  | name: share   | parameters[1].name",
                "value: 0.25   | value: 25     | parameters[0]: parameter share must be from 0.0 to 1.0",
                "unit: km      | unit: mile    | parameters[1].unit: unknown unit 'mile'",
                "status: assumed | status: sure | accepted is one of [published, assumed]",
                "source: a habit | sauce: a habit | parameters[1].sauce: unknown key 'sauce'",
                "edition: 3    | edition: 0    | edition: was 0, accepted is a whole number of 1 or more",
                "value: 5      | value: much   | parameters[1].value: was \"much\", accepted is a number"
            })
    void a_fault_says_where_it_is(String right, String wrong, String message) {
        assertThatThrownBy(() -> read(TWO.replace(right.strip(), wrong.strip())))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining(message.strip());
    }

    @Test
    void the_shipped_file_can_be_read_and_claims_nothing_without_a_source() throws IOException {
        try (InputStream yaml = Files.newInputStream(Path.of("gis-data/parameters/retail.yaml"))) {
            Parameters retail = ParameterFile.read(yaml, "retail.yaml");

            assertThat(retail.file()).isEqualTo("retail");
            assertThat(retail.definitions().values())
                    .isNotEmpty()
                    .allSatisfy(parameter -> assertThat(parameter.source()).hasSizeGreaterThan(10));
        }
    }

    private static Parameters read(String yaml) {
        return ParameterFile.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "example.yaml");
    }
}
