package nl.plint.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** What holds for every expression: it is written so that it is read back, and evaluated as logic and LIKE are defined. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class Cql2PropertiesTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @Property(tries = 500)
    void a_random_expression_is_read_back_from_both_encodings(@ForAll long seed) {
        Expression e = new Maker(new Random(seed)).predicate(4);
        String text = Cql2Text.write(e);
        assertThat(Cql2Text.parse(text)).as(text).isEqualTo(e);
        String json = Cql2Json.write(e);
        assertThat(Cql2Json.parse(json)).as(json).isEqualTo(e);
    }

    @Property(tries = 1000)
    void a_random_text_is_read_or_refused_with_the_place(@ForAll @StringLength(max = 60) String text) {
        assertReadOrRefused(text);
    }

    @Property(tries = 1000)
    void a_damaged_expression_is_read_or_refused_with_the_place(@ForAll long seed) {
        Random random = new Random(seed);
        Expression e = new Maker(random).predicate(3);
        for (String whole : List.of(Cql2Text.write(e), Cql2Json.write(e))) {
            int from = random.nextInt(whole.length());
            int to = Math.min(whole.length(), from + random.nextInt(4));
            assertReadOrRefused(whole.substring(0, from) + "(')\"{,x0".charAt(random.nextInt(8)) + whole.substring(to));
        }
    }

    private static void assertReadOrRefused(String text) {
        for (Throwable thrown :
                new Throwable[] {catchThrowable(() -> Cql2Text.parse(text)), catchThrowable(() -> Cql2Json.parse(text))
                }) {
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(Cql2Exception.class);
                assertThat(((Cql2Exception) thrown).offset()).isBetween(-1, text.length());
                assertThat(((Cql2Exception) thrown).explained(text)).isNotEmpty();
            }
        }
    }

    /** Unknown as one half: AND is the least, OR the greatest, NOT the rest to one (Kleene). */
    @Property(tries = 500)
    void logic_is_that_of_three_values(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, Object> values = new HashMap<>();
        values.put("t", true);
        values.put("f", false);
        Expression e = logic(random, 5);
        Boolean holds = Evaluation.filter(
                        e, PropertyBinder.<Map<String, Object>>open(Map::get), FunctionRegistry.none())
                .test(values);
        assertThat(holds == null ? 0.5 : holds ? 1 : 0).isEqualTo(degree(e));
    }

    private static Expression logic(Random random, int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(4)) {
            case 1 -> new Expression.And(List.of(logic(random, depth - 1), logic(random, depth - 1)));
            case 2 -> new Expression.Or(List.of(logic(random, depth - 1), logic(random, depth - 1)));
            case 3 -> new Expression.Not(logic(random, depth - 1));
            default -> new Expression.Property(List.of("t", "f", "u").get(random.nextInt(3)));
        };
    }

    private static double degree(Expression e) {
        if (e instanceof Expression.Property property) {
            return Map.of("t", 1.0, "f", 0.0, "u", 0.5).get(property.name());
        }
        double[] parts =
                e.parts().stream().mapToDouble(Cql2PropertiesTest::degree).toArray();
        if (e instanceof Expression.And) {
            return Math.min(parts[0], parts[1]);
        }
        return e instanceof Expression.Or ? Math.max(parts[0], parts[1]) : 1 - parts[0];
    }

    @Property(tries = 1000)
    void like_is_what_the_same_regular_expression_finds(@ForAll long seed) {
        Random random = new Random(seed);
        String text = random(random, "ab%_\\", 8);
        StringBuilder pattern = new StringBuilder();
        StringBuilder regex = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            String part = List.of("a", "b", "%", "_", "\\%", "\\_", "\\\\").get(random.nextInt(7));
            pattern.append(part);
            regex.append(
                    part.equals("%")
                            ? ".*"
                            : part.equals("_") ? "." : Pattern.quote(part.substring(part.length() - 1)));
        }
        assertThat(new LikePattern(pattern.toString()).matches(text))
                .as(text + " LIKE " + pattern)
                .isEqualTo(Pattern.compile(regex.toString(), Pattern.DOTALL)
                        .matcher(text)
                        .matches());
    }

    private static String random(Random random, String characters, int most) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(i -> String.valueOf(characters.charAt(random.nextInt(characters.length()))))
                .reduce("", String::concat);
    }

    @Test
    void a_hostile_expression_is_refused_without_harm() {
        assertThatThrownBy(() -> Cql2Text.parse("(".repeat(100_000))).hasMessageContaining("nested too deeply");
        assertThatThrownBy(() -> Cql2Text.parse("NOT ".repeat(40_000) + "a=1"))
                .hasMessageContaining("nested too deeply");
        assertThatThrownBy(() -> Cql2Text.parse("a=1" + "+1".repeat(50_000))).hasMessageContaining("nested too deeply");
        assertThatThrownBy(() -> Cql2Text.parse("a".repeat(300_000))).hasMessageContaining("characters long");
        assertThatThrownBy(() -> Cql2Json.parse("[".repeat(100_000))).isInstanceOf(Cql2Exception.class);
        assertThat(new LikePattern("%a".repeat(2000) + "b").matches("a".repeat(20_000)))
                .isFalse();
    }

    /** From Unicode's CaseFolding: common and full mappings, and letters that are their own folding. */
    @ParameterizedTest
    @CsvSource({"STRASSE,straße", "Οδος,ΟΔΟΣ", "Οδοσ,οδος", "ﬁets,FIETS", "ẞ,ss", "ŐSZ,ősz", "Ꭰ,ꭰ", "É,e\u0301"})
    void case_folding_makes_texts_equal_that_differ_in_case(String one, String other) {
        assertThat(Texts.caseFolded(one)).isEqualTo(Texts.caseFolded(other));
    }

    @Test
    void what_only_looks_alike_stays_apart() {
        assertThat(Texts.caseFolded("ı")).isNotEqualTo(Texts.caseFolded("i"));
        assertThat(Texts.withoutAccents("はじめ")).isEqualTo("はじめ");
        assertThat(Texts.withoutAccents("Coöperatie één")).isEqualTo("Cooperatie een");
    }

    @ParameterizedTest
    @CsvSource({
        "1 + 2 * 3 ^ 2, 19",
        "-2 ^ 2, 4",
        "7 div 2 * 2, 6",
        "-7 div 2, -3",
        "-7 % 3, -1",
        "2 - 3 - 4, -5",
        "10 / 4, 2.5"
    })
    void arithmetic_follows_the_grammar(String text, double expected) {
        assertThat(value(text)).isEqualTo(expected);
        assertThat(value("1 / 0")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A_EQUALS((1, 'a'), ('a', 1.0, 1)) | true",
                "A_CONTAINS((1, 2, 3), (3, 1))     | true",
                "A_CONTAINEDBY((1, 4), (1, 2, 3))  | false",
                "A_OVERLAPS((1, 4), (4, 5))        | true",
                "A_OVERLAPS((), (4, 5))            | false",
                "T_MEETS(INTERVAL('2020-01-01','2020-02-01'), INTERVAL('2020-02-01','..')) | true",
                "T_INTERSECTS(TIMESTAMP('2020-01-01T23:00:00Z'), DATE('2020-01-01'))       | true",
                "T_AFTER(TIMESTAMP('2020-01-01T23:00:00Z'), DATE('2020-01-01'))            | false",
                "S_INTERSECTS(GEOMETRYCOLLECTION(POINT(1 1), LINESTRING(5 5, 6 6)), BBOX(5, 5, 9, 9)) | true",
                "S_INTERSECTS(POINT(179 0), BBOX(170, -10, -170, 10)) | true",
                "'a' BETWEEN 'a' AND 'b' | true",
                "2 IN (1, 1 + 1)         | true",
            })
    void literals_are_compared_as_the_standard_says(String text, boolean expected) {
        assertThat(value(text)).isEqualTo(expected);
    }

    private static Object value(String text) {
        return Evaluation.compile(
                        Cql2Text.parse(text),
                        PropertyBinder.<Map<String, Object>>open(Map::get),
                        FunctionRegistry.none())
                .value(Map.of());
    }

    /** Makes expressions that the schema takes. */
    private record Maker(Random random) {
        Expression predicate(int depth) {
            int kind = random.nextInt(depth == 0 ? 8 : 12);
            return switch (kind) {
                case 0 -> new Expression.Comparison(any(ComparisonOperator.class), scalar(depth), scalar(depth));
                case 1 -> new Expression.In(scalar(depth), some(() -> scalar(depth)));
                case 2 -> new Expression.Like(character(depth), new Expression.Literal(text()));
                case 3 -> new Expression.Between(number(depth), number(depth), number(depth));
                case 4 -> new Expression.Spatial(any(SpatialOperator.class), place(), place());
                case 5 -> new Expression.Temporal(any(TemporalOperator.class), time(), time());
                case 6 ->
                    new Expression.ArrayComparison(
                            any(ArrayOperator.class),
                            new Expression.ArrayLiteral(some(() -> scalar(depth))),
                            property());
                case 7 -> new Expression.IsNull(scalar(depth));
                case 8 -> new Expression.And(List.of(predicate(depth - 1), predicate(depth - 1)));
                case 9 -> new Expression.Or(List.of(predicate(depth - 1), predicate(depth - 1), predicate(depth - 1)));
                default -> new Expression.Not(predicate(depth - 1));
            };
        }

        private <T extends Enum<T>> T any(Class<T> type) {
            List<T> all = List.copyOf(java.util.EnumSet.allOf(type));
            return all.get(random.nextInt(all.size()));
        }

        private List<Expression> some(java.util.function.Supplier<Expression> one) {
            List<Expression> some = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                some.add(one.get());
            }
            return some;
        }

        private Expression property() {
            return new Expression.Property(
                    List.of("a", "date", "Ünïcode.x", "two words", "say \"so\"", "null", "eo:cloud_cover")
                            .get(random.nextInt(7)));
        }

        private Expression scalar(int depth) {
            return switch (random.nextInt(6)) {
                case 0 -> character(depth);
                case 1 -> new Expression.Literal(random.nextBoolean());
                case 2 -> instant();
                case 3 -> property();
                case 4 -> new Expression.Call("f" + random.nextInt(3), depth == 0 ? List.of() : some(() -> scalar(0)));
                default -> number(depth);
            };
        }

        private Expression number(int depth) {
            if (depth > 0 && random.nextInt(3) == 0) {
                return new Expression.Arithmetic(any(ArithmeticOperator.class), number(depth - 1), number(depth - 1));
            }
            return new Expression.Literal(
                    random.nextBoolean()
                            ? (double) random.nextInt(2000) - 1000
                            : (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20));
        }

        private Expression character(int depth) {
            return switch (random.nextInt(depth == 0 ? 2 : 4)) {
                case 2 -> new Expression.CaseInsensitive(character(depth - 1));
                case 3 -> new Expression.AccentInsensitive(character(depth - 1));
                default -> new Expression.Literal(text());
            };
        }

        private String text() {
            return Cql2PropertiesTest.random(random, "ab%_\\'\"\n\té€\u0007", 6);
        }

        private Expression instant() {
            return new Expression.Literal(
                    random.nextBoolean()
                            ? LocalDate.ofEpochDay(random.nextInt(30_000))
                            : Instant.ofEpochSecond(random.nextInt(), random.nextInt(3) * 500_000_000L));
        }

        private Expression time() {
            return random.nextBoolean() ? instant() : new Expression.Interval(end(), end());
        }

        private Expression end() {
            return switch (random.nextInt(3)) {
                case 0 -> new Expression.Unbounded();
                case 1 -> property();
                default -> instant();
            };
        }

        private Expression place() {
            Coordinate[] ring = {at(0, 0), at(9, 0), at(9, 9.5), at(0, 0)};
            return switch (random.nextInt(6)) {
                case 0 -> new Expression.Shape(GEOMETRIES.createPoint(at(random.nextGaussian(), 1)));
                case 1 -> new Expression.Shape(GEOMETRIES.createLineString(ring));
                case 2 -> new Expression.Shape(GEOMETRIES.createPolygon(ring));
                case 3 -> new Expression.Shape(GEOMETRIES.createMultiPointFromCoords(ring));
                case 4 -> new Expression.Box(List.of(1.5, -2.0, random.nextDouble(), 7.0));
                default -> property();
            };
        }

        private Coordinate at(double x, double y) {
            return new Coordinate(x, y);
        }
    }
}
