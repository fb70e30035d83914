package nl.plint.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.linuxense.javadbf.DBFReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The layer definitions, the mappings, the manifest and the samples agree with one another. */
class LayerFilesTest {
    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "date", "json");
    private static final Set<String> UNITS = Set.of(
            "m", "km", "m2", "ha", "Mbit/s", "share", "count", "EUR", "EUR/m2", "year", "day", "min", "km/h", "1");

    @Test
    void every_layer_is_complete_in_both_languages() throws Exception {
        Map<String, JsonNode> layers = layers();

        assertThat(layers).hasSize(16);
        layers.forEach((id, layer) -> {
            assertThat(layer.get("id").asText()).isEqualTo(id);
            assertThat(layer.get("geometry").asText()).isIn("point", "line", "polygon", "any", "none");
            assertThat(properties(layer)).containsKey(layer.get("idProperty").asText());
            for (String text : List.of("title", "description")) {
                assertThat(layer.get(text).get("nl").asText()).isNotBlank();
                assertThat(layer.get(text).get("en").asText()).isNotBlank();
            }
            properties(layer).forEach((name, property) -> {
                assertThat(property.get("type").asText()).as(name).isIn(TYPES);
                assertThat(property.get("title").get("nl").asText()).isNotBlank();
                assertThat(property.get("title").get("en").asText()).isNotBlank();
                if (property.has("unit")) {
                    assertThat(property.get("unit").asText()).isIn(UNITS);
                }
            });
        });
    }

    @Test
    void the_manifest_names_every_sample_and_calls_what_is_drawn_synthetic() throws Exception {
        Set<String> named = new HashSet<>();
        for (JsonNode entry : manifest()) {
            named.add(entry.get("file").asText());
            assertThat(layers()).containsKey(entry.get("layer").asText());
            assertThat(entry.get("synthetic").asBoolean())
                    .isEqualTo(!entry.get("layer").asText().equals("regions")); // which are facts
            assertThat(entry.get("licence").asText()).isEqualTo("CC0-1.0");
            assertThat(entry.get("referenceDate").asText()).matches("\\d{4}-\\d{2}-\\d{2}");
        }
        Set<String> kept = new HashSet<>();
        Samples.files(Samples.FOLDER)
                .forEach(file -> kept.add(file.getFileName().toString()));
        kept.remove("demonstration.yaml");

        assertThat(named).isEqualTo(kept);
    }

    @Test
    void geojson_features_have_the_properties_of_their_layer_and_no_others() throws Exception {
        for (JsonNode entry : manifest()) {
            String file = entry.get("file").asText();
            if (!file.endsWith(".geojson")) {
                continue;
            }
            JsonNode collection = Samples.json(file);
            assertThat(collection.get("synthetic").asBoolean()).as(file).isTrue();
            assertThat(collection.get("description").asText()).containsIgnoringCase("synthetic");
            JsonNode layer = layer(entry.get("layer").asText());
            Set<String> ids = new HashSet<>();
            for (JsonNode feature : collection.get("features")) {
                JsonNode values = feature.get("properties");
                assertThat(ids.add(values.get(layer.get("idProperty").asText()).asText()))
                        .isTrue();
                assertThat(properties(layer))
                        .as(file)
                        .containsKeys(names(values).toArray(new String[0]));
                properties(layer).forEach((name, property) -> check(file, name, property, values.get(name)));
            }
        }
    }

    @Test
    void mappings_of_samples_lead_from_real_columns_to_known_properties() throws Exception {
        Map<String, Set<String>> columns = Map.of(
                "retail-audit", header("shop-units-2013.csv"),
                "population-forecast", header("population-forecast.csv"),
                "broadband-cells",
                        Set.copyOf(Samples.query(
                                Samples.FOLDER.resolve("broadband.gpkg"),
                                "SELECT name FROM pragma_table_info('breedband')")),
                "ibis", parkColumns());
        List<Path> files = Samples.files(Samples.DATA.resolve("mappings")).stream()
                .filter(file ->
                        columns.containsKey(file.getFileName().toString().replace(".yaml", "")))
                .toList();

        assertThat(files).hasSize(columns.size());
        for (Path file : files) {
            JsonNode mapping = Samples.yaml(file);
            String id = mapping.get("id").asText();
            Map<String, JsonNode> known = properties(layer(mapping.get("layer").asText()));
            assertThat(file).hasFileName(id + ".yaml");
            for (String target : names(mapping.get("columns"))) {
                assertThat(known).as(id).containsKey(target);
                assertThat(columns.get(id))
                        .as(id)
                        .contains(mapping.get("columns").get(target).get("from").asText());
            }
            known.forEach((name, property) -> {
                if (property.has("required")) {
                    assertThat(names(mapping.get("columns"))).as(id).contains(name);
                }
            });
        }
        assertThat(header("shop-units-2013.csv")).isEqualTo(header("shop-units-2017.csv"));
    }

    @Test
    void two_parks_have_no_environmental_category() throws Exception {
        try (DBFReader rows = parks()) {
            int unknown = 0;
            Object[] row = rows.nextRecord();
            while (row != null) {
                assertThat(row[13]).isEqualTo("DEMO (synthetisch)");
                unknown += row[9] == null || row[9].toString().isBlank() ? 1 : 0;
                row = rows.nextRecord();
            }
            assertThat(unknown).isEqualTo(2);
        }
    }

    private static void check(String file, String name, JsonNode property, @Nullable JsonNode value) {
        if (value == null) {
            assertThat(property.has("required")).as(file + " " + name).isFalse();
            return;
        }
        boolean asDeclared =
                switch (property.get("type").asText()) {
                    case "integer" -> value.isIntegralNumber();
                    case "number" -> value.isNumber();
                    case "boolean" -> value.isBoolean();
                    case "date" -> value.asText().matches("\\d{4}-\\d{2}-\\d{2}");
                    default -> value.isTextual();
                };
        assertThat(asDeclared).as(file + " " + name + " " + value).isTrue();
        if (property.has("values")) {
            Set<String> allowed = new HashSet<>();
            property.get("values").forEach(one -> allowed.add(one.asText()));
            assertThat(allowed).as(file + " " + name).contains(value.asText());
        }
    }

    private static Set<String> parkColumns() throws IOException {
        Set<String> columns = new HashSet<>();
        try (DBFReader rows = parks()) {
            for (int i = 0; i < rows.getFieldCount(); i++) {
                columns.add(rows.getField(i).getName());
            }
        }
        return columns;
    }

    private static DBFReader parks() throws IOException {
        var entries = new ZipInputStream(Files.newInputStream(Samples.FOLDER.resolve("business-parks.zip")));
        ZipEntry entry = Objects.requireNonNull(entries.getNextEntry());
        while (!entry.getName().endsWith(".dbf")) {
            entry = Objects.requireNonNull(entries.getNextEntry());
        }
        return new DBFReader(entries, StandardCharsets.UTF_8);
    }

    private static Set<String> header(String file) throws IOException {
        return Set.copyOf(Samples.csv(file).get(0).getHeader());
    }

    private static JsonNode manifest() throws IOException {
        return Samples.yaml(Samples.FOLDER.resolve("demonstration.yaml")).get("files");
    }

    private static JsonNode layer(String id) throws IOException {
        return Samples.yaml(Samples.DATA.resolve("layers").resolve(id + ".yaml"));
    }

    private static Map<String, JsonNode> layers() throws IOException {
        Map<String, JsonNode> layers = new HashMap<>();
        for (Path file : Samples.files(Samples.DATA.resolve("layers"))) {
            layers.put(file.getFileName().toString().replace(".yaml", ""), Samples.yaml(file));
        }
        return layers;
    }

    private static Map<String, JsonNode> properties(JsonNode layer) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        layer.get("properties")
                .forEach(property -> properties.put(property.get("name").asText(), property));
        return properties;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
