package nl.plint.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.plint.geo.GeoPackageBinary;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;

/** The standard's own examples, and the predicates of its abstract test suite on its own data. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class StandardCasesTest {
    private record Table(Map<String, ValueType> types, List<Map<String, Object>> rows) {}

    /**
     * Where the suite does not agree with its own data, which has three names that begin with "Ch" (Chicago, Chengdu and
     * Chișinău) and one that begins with "Chis" but for the accent: what the data gives.
     */
    private static final Map<String, String> ERRATA =
            Map.of("ACCENTI(name) LIKE accenti('Ch%')", "3", "ACCENTI(CASEI(name)) LIKE accenti(casei('Chiș%'))", "1");

    private static final Path DATA = Path.of("../shared/data/cql2");

    private static final Map<String, Table> TABLES = new HashMap<>();
    private static Schema schema;

    @BeforeAll
    static void readData(@TempDir Path folder) throws IOException, SQLException, ParseException {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text(DATA.resolve("cql2.schema.json")), InputFormat.JSON);
        // A copy: SQLite may want to write beside the file.
        Path file = Files.copy(DATA.resolve("ne110m4cql2.gpkg"), folder.resolve("data.gpkg"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            for (String name : List.of(
                    "ne_110m_populated_places_simple",
                    "ne_110m_admin_0_countries",
                    "ne_110m_rivers_lake_centerlines")) {
                TABLES.put(name, table(connection, name));
            }
        }
    }

    static Stream<String[]> predicates() {
        return text(DATA.resolve("cql2_ats.tsv")).lines().map(line -> line.split("\t"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("predicates")
    void a_predicate_selects_as_many_features_as_the_standard_says(
            String conformanceClass, String layer, String predicate, String expected) {
        Table table = TABLES.get(layer);
        Expression read = Cql2Text.parse(predicate);
        for (Expression e : List.of(read, Cql2Json.parse(Cql2Json.write(read)))) {
            Evaluation<Map<String, Object>> filter = Evaluation.filter(e, binder(table), FunctionRegistry.none());
            assertThat(table.rows().stream().filter(filter::holds).count())
                    .as(Cql2Text.write(e))
                    .isEqualTo(Long.parseLong(ERRATA.getOrDefault(predicate, expected)));
        }
    }

    @Test
    void every_example_is_read_in_both_encodings_and_written_so_that_it_stays_the_same() {
        List<Expression> all = Stream.of(
                        examples("text", ".txt").map(line -> Cql2Text.parse(line[1])),
                        examples("json", ".json").map(line -> Cql2Json.parse(line[1])),
                        predicates().map(line -> Cql2Text.parse(line[2])))
                .flatMap(each -> each)
                .toList();
        assertThat(all).hasSizeGreaterThan(400);
        all.forEach(e -> assertStable(e, schema));
    }

    @Test
    void an_example_in_text_says_what_the_example_in_json_says() {
        Map<String, Expression> json = new HashMap<>();
        examples("json", ".json").forEach(line -> json.put(line[0], Cql2Json.parse(line[1])));
        List<String> differing = examples("text", ".txt")
                .filter(line -> json.containsKey(line[0]))
                .filter(line -> !Cql2Text.parse(line[1]).equals(json.get(line[0])))
                .map(line -> line[0] + ": " + line[1] + " is not " + Cql2Text.write(json.get(line[0])))
                .toList();
        assertThat(differing).isEmpty();
    }

    /** Text gives the expression again, JSON is valid and gives an expression with the same text. */
    static void assertStable(Expression e, Schema schema) {
        String text = Cql2Text.write(e);
        assertThat(Cql2Text.parse(text)).as(text).isEqualTo(e);
        String json = Cql2Json.write(e);
        assertThat(schema.validate(json, InputFormat.JSON)).as(json).isEmpty();
        Expression back = Cql2Json.parse(json);
        assertThat(Cql2Text.parse(Cql2Text.write(back))).as(json).isEqualTo(back);
        assertThat(Cql2Json.write(back)).isEqualTo(json);
    }

    /** The example filters in one encoding: a name and what the file holds. */
    private static Stream<String[]> examples(String encoding, String suffix) {
        try (Stream<Path> files = Files.list(DATA.resolve("examples-" + encoding))) {
            return files
                    .filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .map(file -> new String[] {
                        file.getFileName().toString().replace(suffix, ""),
                        text(file).strip()
                    })
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PropertyBinder<Map<String, Object>> binder(Table table) {
        return new PropertyBinder<>() {
            @Override
            public Optional<BoundProperty<Map<String, Object>>> find(String name) {
                return Optional.ofNullable(table.types().get(name))
                        .map(type -> BoundProperty.of(type, row -> row.get(name)));
            }

            @Override
            public List<String> names() {
                return List.copyOf(table.types().keySet());
            }
        };
    }

    private static Table table(Connection connection, String name) throws SQLException, ParseException {
        Map<String, ValueType> types = new LinkedHashMap<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet columns = statement.executeQuery("PRAGMA table_info(" + name + ")")) {
                while (columns.next()) {
                    types.put(columns.getString("name"), type(columns.getString("type")));
                }
            }
            try (ResultSet result = statement.executeQuery("SELECT * FROM " + name)) {
                while (result.next()) {
                    Map<String, Object> row = new HashMap<>();
                    for (Map.Entry<String, ValueType> column : types.entrySet()) {
                        row.put(column.getKey(), value(result, column.getKey(), column.getValue()));
                    }
                    rows.add(row);
                }
            }
        }
        return new Table(types, rows);
    }

    private static ValueType type(String declared) {
        return switch (declared.replaceAll("\\(.*", "")) {
            case "TEXT" -> ValueType.TEXT;
            case "INTEGER", "REAL" -> ValueType.NUMBER;
            case "BOOLEAN" -> ValueType.BOOLEAN;
            case "DATE" -> ValueType.DATE;
            case "DATETIME" -> ValueType.TIMESTAMP;
            default -> ValueType.GEOMETRY;
        };
    }

    private static Object value(ResultSet result, String column, ValueType type) throws SQLException, ParseException {
        Object value = result.getObject(column);
        if (value == null) {
            return null;
        }
        return switch (type) {
            case BOOLEAN -> ((Number) value).intValue() == 1;
            case DATE -> LocalDate.parse(value.toString());
            case TIMESTAMP -> Instant.parse(value.toString().replaceAll("Z?$", "Z"));
            case GEOMETRY -> new GeoPackageBinary(new GeometryFactory()).decode(result.getBytes(column));
            default -> value;
        };
    }
}
