package nl.plint.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import nl.plint.dataset.Audience;
import nl.plint.dataset.DataTheme;
import nl.plint.dataset.Discovery;
import nl.plint.dataset.Execution;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Provenance;
import nl.plint.dataset.Schema;
import nl.plint.dataset.UpdateFrequency;
import nl.plint.quantity.Unit;
import nl.plint.text.LocalizedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerDefinitionFileTest {
    private static final String YAML =
            """
            id: shop-units
            title: { nl: Winkelpanden, en: Shop units }
            description: { nl: Panden, en: Buildings }
            keywords:
              - { nl: leegstand, en: vacancy }
            themes: [ECON, REGI]
            updateFrequency: half-yearly
            geometry: point
            idProperty: unitId
            properties:
              - name: unitId
                title: { nl: Nummer, en: Number }
                type: string
                required: true
                values: [A1, A2]
              - name: salesFloorAreaM2
                title: { nl: Vloeroppervlak, en: Floor area }
                type: number
                unit: m2
                minimum: 0
                maximum: 1e5
            """;

    private static LayerDefinition read(String yaml) {
        return LayerDefinitionFile.read(
                new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "shop-units.yaml");
    }

    private static LayerDefinition expected() {
        return new LayerDefinition(
                "shop-units",
                new LocalizedText("Winkelpanden", "Shop units"),
                new LocalizedText("Panden", "Buildings"),
                GeometryKind.POINT,
                "unitId",
                List.of(
                        new PropertyDefinition(
                                "unitId",
                                new LocalizedText("Nummer", "Number"),
                                PropertyType.STRING,
                                null,
                                true,
                                null,
                                null,
                                List.of("A1", "A2")),
                        new PropertyDefinition(
                                "salesFloorAreaM2",
                                new LocalizedText("Vloeroppervlak", "Floor area"),
                                PropertyType.NUMBER,
                                Unit.SQUARE_METER,
                                false,
                                0.0,
                                1e5,
                                List.of())),
                new Discovery(
                        List.of(new LocalizedText("leegstand", "vacancy")),
                        List.of(DataTheme.ECON, DataTheme.REGI),
                        UpdateFrequency.HALF_YEARLY));
    }

    @Test
    void a_definition_is_read_from_yaml() {
        assertThat(read(YAML)).isEqualTo(expected());
    }

    @Test
    void json_reads_back_as_the_same_definition() {
        assertThat(LayerDefinitionFile.readJson(LayerDefinitionFile.write(expected())))
                .isEqualTo(expected());
    }

    @Test
    void a_property_may_refer_to_the_ids_of_another_layer() {
        String yaml =
                """
                id: a
                title: { nl: a, en: a }
                description: { nl: a, en: a }
                geometry: none
                properties:
                  - { name: gmCode, title: { nl: c, en: c }, type: %s, references: %s }
                """;
        LayerDefinition layer = read(yaml.formatted("string", "municipalities"));
        assertThat(layer.properties().get(0).references()).isEqualTo("municipalities");
        assertThat(LayerDefinitionFile.readJson(LayerDefinitionFile.write(layer)))
                .isEqualTo(layer);
        assertThatThrownBy(() -> read(yaml.formatted("number", "municipalities")))
                .hasMessageContaining("properties[0].references");
        assertThatThrownBy(() -> read(yaml.formatted("string", "'No Layer'")))
                .hasMessageContaining("properties[0]")
                .hasMessageContaining("kebab-case");
    }

    @Test
    void a_schema_reads_back_as_the_same_properties() {
        Schema schema = new Schema(expected().properties());
        assertThat(SchemaJson.read(SchemaJson.write(schema)).properties()).isEqualTo(schema.properties());
    }

    @Test
    void provenance_reads_back_as_it_was() {
        var full = new Provenance(LocalizedText.same("Kadaster"), "CC0-1.0", "© ë", "a.csv", "ab", "map", true, "1");
        var execution = new Execution(
                "hotspots",
                "result",
                Map.of("seed", 42, "classes", List.of(1.5, "a")),
                List.of("a/1", "b/2"),
                List.of(new LocalizedText("a", "b")),
                Audience.partner("GM0114"));
        var kept = new Provenance(
                LocalizedText.same("Kadaster"), "CC0-1.0", null, "hotspots", "ab", null, true, "1", execution);
        assertThat(ProvenanceJson.read(ProvenanceJson.write(kept))).isEqualTo(kept);
        var bare = new Provenance(LocalizedText.same("Kadaster"), "CC0-1.0", null, "a.csv", "ab", null, false, "1");
        assertThat(ProvenanceJson.read(ProvenanceJson.write(full))).isEqualTo(full);
        assertThat(ProvenanceJson.read(ProvenanceJson.write(bare))).isEqualTo(bare);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    geometry: point      | geometri: point      | geometri: unknown key 'geometri', accepted are [id,
                    unit: m2             | unit: acre           | properties[1].unit: unknown unit 'acre', known are
                    type: number         | type: float          | properties[1].type: was "float", accepted is one of [string
                    minimum: 0           | minimum: nul         | properties[1].minimum: was "nul", accepted is a number
                    minimum: 0           | minimum: 200000      | properties[1].minimum: was 200000, accepted is a number not above
                    required: true       | required: 'yes'      | properties[0].required: was "yes", accepted is true or false
                    required: true       | unit: m2             | properties[0].unit: was "m2", accepted is nothing here
                    values: [A1, A2]     | values: [A1, 2]      | properties[0].values[1]: was 2, accepted is a text
                    geometry: point      | geometry: Point      | geometry: was "Point", accepted is one of [point, line
                    idProperty: unitId   | idProperty: number   | layer shop-units has no property 'number'
                    id: shop-units       | id: Shop Units       | a layer id is kebab-case
                    themes: [ECON, REGI] | themes: [SHOPS]      | themes[0]: was "SHOPS", accepted is one of [AGRI
                    half-yearly          | yearly               | updateFrequency: was "yearly", accepted is one of [continuous
                    { nl: leegstand, en: vacancy } | leegstand  | keywords[0]
                    id: shop-units       | ''                   | id: this key is missing
                    en: Shop units       | fr: Boutiques        | title.fr: unknown key 'fr', accepted are [nl, en]
                    name: unitId         | name: salesFloorAreaM2 | properties: property 'salesFloorAreaM2' is defined twice
                    geometry: point      | id: twice            | Duplicate field 'id'
                    """)
    void a_definition_that_cannot_be_used_is_refused_by_file_and_key(String right, String wrong, String message) {
        assertThat(YAML).contains(right);
        assertThatThrownBy(() -> read(YAML.replace(right, wrong)))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageStartingWith("shop-units.yaml")
                .hasMessageContaining(message);
    }

    @Test
    void an_empty_file_is_refused() {
        assertThatThrownBy(() -> read("")).isInstanceOf(InvalidDefinitionException.class);
    }
}
