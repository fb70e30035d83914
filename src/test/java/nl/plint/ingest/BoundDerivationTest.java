package nl.plint.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.time.api.constraints.DateRange;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked // test code: a null that should not be there fails the test anyway
class BoundDerivationTest {
    private static final List<String> COLUMNS = List.of("A", "B", "C");
    private static final LocalDate REFERENCE = LocalDate.of(2026, 1, 1);

    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource(
            delimiter = ';',
            nullValues = "null",
            value = {
                "monthsBetween: [A, referenceDate];            01-01-2025|null|null;       12",
                "monthsBetween: [A, referenceDate];            02-01-2025|null|null;       11",
                "monthsBetween: [A, referenceDate];            01-01-2026|null|null;       0",
                "monthsBetween: [A, referenceDate];            null|null|null;             null",
                "monthsBetween: [A, B];                        31-01-2024|29-02-2024|null; 0",
                "yearsBetween: [A, referenceDate];             02-01-2023|null|null;       2",
                "yearsBetween: [A, referenceDate];             2023-01-01|null|null;       3",
                "concat: [A, ' ', B, ', ', C];                 Brink|12|Assen;             Brink 12, Assen",
                "concat: [A, ' ', B, ', ', C];                 Brink|null|Assen;           'Brink, Assen'",
                "concat: [A, ' ', B, ', ', C];                 null|12|null;               12",
                "concat: [A, B, '-', C];                       12|a|2;                     12a-2",
                "concat: [A, B, '-', C];                       12|a|null;                  12a",
                "concat: [{ text: GM }, A];                    0106|null|null;             GM0106",
                "concat: [{ text: GM }, A];                    null|null|null;             null",
                "concat: [A, D];                               x|null|null;                x",
                "ratio: [A, B];                                1|4|null;                   0.25",
                "ratio: [A, B];                                '2,5'|1.000|null;           0.0025",
                "ratio: [A, B];                                1|0|null;                   null",
                "ratio: [A, B];                                1|null|null;                null",
                "ratio: [A, B];                                null|4|null;                null",
                "sum: [A, B, C];                               1.000|'2,5'|3;              1005.5",
                "sum: [A, B, C];                               1|null|3;                   null",
                "firstOf: [A, B];                              null|x|y;                   x",
                "firstOf: [D, C];                              null|x|y;                   y",
                "firstOf: [A, B];                              n.v.t.|x|null;              x",
                "extract: [A, '^(\\d{4})'];                    0221010000330226|null|null; 0221",
                "extract: [A, '^(\\d{4})'];                    x0221|null|null;            null",
                "extract: [A, '(b)?c'];                        c|null|null;                null",
                "contains: [A, Winkel];                        WINKELFUNCTIE|null|null;    true",
                "contains: [A, kantoor];                       winkelfunctie|null|null;    false",
                "contains: [A, kantoor];                       null|null|null;             null",
                "concat: [{ text: GM }, { extract: [A, '^BU(\\d{4})'] }]; BU01060001|null|null; GM0106"
            })
    void derives(String derivation, String row, String expected) throws UnusableValue {
        Object value = derive(derivation, row);
        assertThat(value == null ? null : value.toString()).isEqualTo(expected);
    }

    @Test
    void dates_after_the_reference_date_and_what_is_no_number_or_date_cannot_be_used() {
        assertThatThrownBy(() -> derive("monthsBetween: [A, referenceDate]", "02-01-2026|null|null"))
                .isInstanceOf(UnusableValue.class)
                .hasMessage("2026-01-02 lies after 2026-01-01");
        assertThatThrownBy(() -> derive("sum: [A, B]", "1|veel|null")).hasMessage("'veel' is not a number");
        assertThatThrownBy(() -> derive("yearsBetween: [A, referenceDate]", "31-02-2023|null|null"))
                .hasMessage("'31-02-2023' is not a date");
    }

    @Test
    void an_element_of_a_list_must_be_the_whole_text() throws UnusableValue {
        BoundDerivation contains = bound("contains: [A, winkelfunctie]");
        assertThat(contains.of(Arrays.asList(List.of("woonfunctie", "Winkelfunctie"), null, null)))
                .isEqualTo(true);
        assertThat(contains.of(Arrays.asList(List.of("geen winkelfunctie"), null, null)))
                .isEqualTo(false);
    }

    @Test
    void a_derivation_none_of_whose_columns_is_there_says_so() {
        assertThat(bound("sum: [D, E]").hasAnyColumn()).isFalse();
        assertThat(bound("sum: [D, { firstOf: [E, b] }]").hasAnyColumn()).isTrue();
    }

    /** Counted by going from month to month. */
    @Property
    void whole_months_are_those_that_have_passed(
            @ForAll @DateRange(min = "1990-01-01", max = "2030-12-31") LocalDate one,
            @ForAll @DateRange(min = "1990-01-01", max = "2030-12-31") LocalDate other)
            throws UnusableValue {
        LocalDate from = one.isBefore(other) ? one : other;
        LocalDate to = one.isBefore(other) ? other : one;
        long months = 0;
        while (!from.plusMonths(months + 1).isAfter(to)) {
            months++;
        }
        // 31 January and a month is 28 February, but 28 is below 31: the month has not passed.
        boolean cutShort = from.plusMonths(months).getDayOfMonth() < from.getDayOfMonth()
                && from.plusMonths(months).equals(to);
        assertThat(bound("monthsBetween: [A, B]").of(Arrays.asList(from, to, null)))
                .isEqualTo(cutShort ? months - 1 : months);
    }

    private static Object derive(String derivation, String row) throws UnusableValue {
        List<Object> values = new ArrayList<>();
        for (String value : row.split("\\|")) {
            values.add(value.equals("null") ? null : value.replace("'", ""));
        }
        return bound(derivation).of(values);
    }

    private static BoundDerivation bound(String derivation) {
        Mapping mapping = MappingFile.read(
                """
                id: m
                layer: l
                title: { nl: m, en: m }
                numbers: dutch
                dates: dd-MM-yyyy
                empty: [n.v.t.]
                columns:
                  p: { derive: { %s } }
                """
                        .formatted(derivation),
                "m.yaml");
        return new BoundDerivation(
                mapping.columns().get("p").derive(),
                name -> COLUMNS.indexOf(name.toUpperCase(java.util.Locale.ROOT)),
                new TextForms(mapping),
                ValueTable.of(mapping, mapping.columns().get("p")),
                REFERENCE);
    }
}
