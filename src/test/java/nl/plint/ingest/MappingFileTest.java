package nl.plint.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.Mapping.Condition;
import nl.plint.ingest.Mapping.GeometryColumns;
import nl.plint.ingest.Mapping.Place;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked // test code: a null that should not be there fails the test anyway
class MappingFileTest {
    private static final String HEAD =
            """
            id: m
            layer: shops
            title: { nl: Winkels, en: Shops }
            """;

    @Test
    void all_that_a_mapping_can_say_is_read() {
        Mapping mapping = MappingFile.read(
                HEAD
                        + """
                        numbers: dutch
                        dates: dd-MM-yyyy
                        geometry: { join: { layer: areas, property: pc6, column: [PC6, POSTCODE], as: area } }
                        select:
                          SOORT: [winkel, 12]
                          shop | disused:shop: present
                          EINDE: empty
                        empty: ["-", 9999]
                        columns:
                          a: { from: A, values: { J: true, "*": false, "": false } }
                          b: { derive: { concat: [B, " ", { text: x }] }, unit: ha, empty: [onbekend] }
                          c: { constant: 3 }
                        """,
                "m.yaml");
        assertThat(mapping.place()).isEqualTo(new Place.Join("areas", "pc6", List.of("PC6", "POSTCODE"), false));
        assertThat(mapping.geometry()).isEqualTo(new GeometryColumns(null, null, null, null));
        assertThat(mapping.select())
                .containsExactly(
                        new Condition(List.of("SOORT"), Condition.Test.ONE_OF, List.of("winkel", "12")),
                        new Condition(List.of("shop", "disused:shop"), Condition.Test.PRESENT, List.of()),
                        new Condition(List.of("EINDE"), Condition.Test.EMPTY, List.of()));
        assertThat(mapping.empty()).containsExactly("-", "9999");
        assertThat(mapping.columns().keySet()).containsExactly("a", "b", "c");
        assertThat(mapping.columns().get("b").derive())
                .isEqualTo(new Derivation.Concat(
                        List.of(new Derivation.Column("B"), new Derivation.Separator(" "), new Derivation.Text("x"))));
    }

    @Test
    void points_inside_shapes_need_no_columns() {
        Mapping mapping =
                MappingFile.read(HEAD + "geometry: { as: point }\ncolumns: { a: { from: A } }\n", "inside.yaml");
        assertThat(mapping.place()).isEqualTo(new Place.PointInside());
        assertThat(mapping.geometry()).as("looked for as usual").isNull();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "columns.a: | { form: A } | form is not known here; known are [from, derive, constant",
                "columns.a: | A | must be a map",
                "columns.a: | {} | exactly one of 'from'",
                "columns.a: | { from: A, derive: { sum: [A, B] } } | has [from, derive]",
                "columns.a: | { from: A, constant: x } | has [from, constant]",
                "columns.a: | { constant: x, values: { a: b } } | 'values' or 'empty' beside 'constant'",
                "columns.a: | { constant: [1] } | columns.a.constant must be a text, a number or a boolean",
                "columns.a: | { from: [] } | columns.a.from must be a column name or a list",
                "columns.a: | { from: 3 } | columns.a.from must be a column name or a list",
                "columns.a: | { from: A, unit: acre } | columns.a.unit unknown unit 'acre', known are",
                "columns.a: | { from: A, unit: [ha] } | columns.a.unit must be a text",
                "columns.a: | { from: A, values: [J] } | columns.a.values must be a map",
                "columns.a: | { from: A, values: { J: [1] } } | columns.a.values.J must be a text, a number or",
                "columns.a: | { from: A, values: { J: true, j : false } } | is the same as 'J'",
                "columns.a: | { from: A, values: { x: y, x: z } } | Duplicate field 'x'",
                "columns.a: | { from: A, empty: '-' } | columns.a.empty must be a list of texts",
                "columns.a: | { from: A, empty: [true] } | columns.a.empty must be a list of texts, has true",
                "columns.a: | { from: A, values: { X: y }, empty: [x] } | has 'x' in both 'values' and 'empty'",
                "columns.a: | { derive: A } | columns.a.derive must be a map with keys out of [monthsBetween",
                "columns.a: | { derive: { product: [A, B] } } | product is not known here; known are [monthsBetween",
                "columns.a: | { derive: { sum: [A, B], ratio: [A, B] } } | must have exactly one of the keys",
                "columns.a: | { derive: { sum: A } } | derive.sum must be a list of two or more",
                "columns.a: | { derive: { sum: [A, 3] } } | must hold column names or derivations, has 3",
                "columns.a: | { derive: { ratio: [A, B, C] } } | must be a list of two: [part, whole]",
                "columns.a: | { derive: { monthsBetween: [A] } } | must be a list of two: [date column, referenceDate]",
                "columns.a: | { derive: { contains: [A, 3] } } | must be [column, text], has 3",
                "columns.a: | { derive: { text: x } } | use 'constant'",
                "columns.a: | { derive: { extract: [A, '(a)(b)'] } } | exactly one group in parentheses, has 2",
                "columns.a: | { derive: { extract: [A, '(a'] } } | is no regular expression",
                "geometry: | { x: X } | must give one of: x and y, lon and lat, wkt, join",
                "geometry: | { x: X, lat: Y } | must give one of",
                "geometry: | { x: X, y: Y, wkt: W } | must give one of",
                "geometry: | { crs: 'EPSG:28992' } | must give one of",
                "geometry: | { as: area } | geometry.as must be point",
                "geometry: | { x: X, y: Y, z: Z } | geometry.z is not known here",
                "geometry: | { x: X, y: Y, join: { layer: l, property: p, column: c, as: point } } | 'join' alone",
                "geometry: | { join: { layer: l, property: p, column: c } } | geometry.join.as is missing",
                "geometry: | { join: { layer: l, property: p, column: c, as: line } } | must be point (a point inside)",
                "geometry: | { join: { layer: l, column: c, as: point } } | geometry.join.property is missing",
                "geometry: | { join: { layer: l, property: p, as: point } } | geometry.join.column must be a column name",
                "geometry: | { join: l } | geometry.join must be a map",
                "select: | [A] | select must be a map of column names",
                "select: | { A: winkel } | select.A must be a list of texts, 'present' or 'empty'",
                "select: | { A: [] } | select.A must be a list of texts",
                "empty: | none | key empty must be a list of texts",
                "numbers: | german | must be dutch (1.234,5) or plain",
                "dates: | bbb | dates must be a pattern such as dd-MM-yyyy",
                "colums: | {} | colums is not known here; known are [id, layer"
            })
    void what_makes_no_sense_is_refused_with_file_key_and_what_is_accepted(String key, String value, String message) {
        String columns = "columns:\n  ok: { from: OK }\n";
        String yaml = key.startsWith("columns.") ? columns + "  " + key.substring(8) + " " : columns + key + " ";
        assertThatThrownBy(() -> MappingFile.read(HEAD + yaml + value + "\n", "wrong.yaml"))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID_MAPPING))
                .hasMessageStartingWith("mapping wrong.yaml")
                .hasMessageContaining(message);
    }

    @Test
    void a_mapping_must_be_a_map_with_columns_and_title() {
        for (String yaml : List.of("", "text", "[1]", HEAD, HEAD + "columns: {}", HEAD + "columns: [a]")) {
            assertThatThrownBy(() -> MappingFile.read(yaml, "none.yaml"))
                    .hasMessageStartingWith("mapping none.yaml")
                    .hasMessageContaining("must be a map");
        }
        assertThatThrownBy(() -> MappingFile.read("id: m\nlayer: l\ntitle: x\ncolumns: { a: { from: A } }", "t.yaml"))
                .hasMessageContaining("key title must be a map");
    }

    @Test
    void derivations_in_derivations_end_somewhere_and_so_do_regular_expressions() {
        String deep = "{ firstOf: [A, { firstOf: [A, { firstOf: [A, { firstOf: [A, B] }] }] }] }";
        assertThatThrownBy(() -> MappingFile.read(HEAD + "columns: { a: { derive: " + deep + " } }", "deep.yaml"))
                .hasMessageContaining("deeper than 3");
        String regex = "(" + "a".repeat(199) + ")";
        assertThatThrownBy(() -> MappingFile.read(
                        HEAD + "columns: { a: { derive: { extract: [A, '" + regex + "'] } } }", "long.yaml"))
                .hasMessageContaining("at most 200 characters long, was 201");
    }
}
