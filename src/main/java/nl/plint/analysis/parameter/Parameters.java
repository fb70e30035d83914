package nl.plint.analysis.parameter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Parameters in force: those of one file, or some of them, with what a question set otherwise. Two are equal when they say the
 * same, so a question may have them as a part.
 *
 * @param file id of the file
 * @param edition of the file: it goes up when a value in it changes
 * @param definitions by name, in the order of the file
 * @param overrides values that a question set, by name
 */
public record Parameters(
        String file, int edition, Map<String, ParameterDefinition> definitions, Map<String, Double> overrides) {
    /** The input by which a question sets parameters, and the name under which an answer lists them. */
    public static final String INPUT = "parameters";

    public Parameters {
        definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
        overrides = Collections.unmodifiableMap(new TreeMap<>(overrides));
    }

    /**
     * Some of them, for an analysis that uses no others.
     *
     * @throws IllegalArgumentException when there is no such parameter
     */
    public Parameters only(List<String> names) {
        Map<String, ParameterDefinition> some = new LinkedHashMap<>();
        names.forEach(name -> some.put(name, definition(name)));
        return new Parameters(file, edition, some, Map.of());
    }

    /**
     * The value in force, in the unit of its definition.
     *
     * @throws IllegalArgumentException when there is no such parameter
     */
    public double get(String name) {
        Double override = overrides.get(name);
        return override == null ? definition(name).value() : override;
    }

    /** The value in force of a parameter that counts something. */
    public int getInteger(String name) {
        return (int) Math.round(get(name));
    }

    private ParameterDefinition definition(String name) {
        ParameterDefinition definition = definitions.get(name);
        if (definition == null) {
            throw new IllegalArgumentException("file " + file + " has no parameter '" + name + "'");
        }
        return definition;
    }

    /**
     * The same parameters as the question's input {@link #INPUT} sets them.
     *
     * @throws InvalidInputException when it names an unknown parameter, or a value that is not accepted
     */
    public Parameters with(Inputs inputs) {
        return inputs.object(INPUT, this, nested -> {
            nested.requireKnown(List.copyOf(definitions.keySet()));
            Map<String, Double> set = new LinkedHashMap<>();
            definitions.forEach((name, definition) -> {
                double value = nested.number(name, definition.value(), definition.minimum(), definition.maximum());
                if (value != definition.value()) {
                    set.put(name, value);
                }
            });
            return new Parameters(file, edition, definitions, set);
        });
    }

    /** The description of the input {@link #INPUT}: every parameter with its unit, limits and default. */
    public InputDescription input() {
        Map<String, Object> properties = new LinkedHashMap<>();
        definitions.forEach((name, definition) -> {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("type", "number");
            schema.put("title", definition.title().en());
            schema.put("description", definition.unit().symbol() + "; " + definition.source());
            schema.put("default", definition.value());
            schema.put("minimum", definition.minimum());
            schema.put("maximum", definition.maximum());
            properties.put(name, schema);
        });
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return new InputDescription(
                INPUT,
                LocalizedText.same(INPUT),
                new LocalizedText(
                        "Parameters die anders zijn dan in het bestand '" + file
                                + "'; wat er niet in staat, blijft zoals het is.",
                        "Parameters that differ from the file '" + file
                                + "'; those that are not given stay as they are."),
                schema);
    }

    /** All of them as plain values, for an answer: value, unit, source, status, and whether the question set it. */
    public Map<String, @Nullable Object> plain() {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        definitions.forEach((name, definition) -> {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            shown.put("name", name);
            shown.put(
                    "title",
                    Map.of(
                            "nl",
                            definition.title().nl(),
                            "en",
                            definition.title().en()));
            shown.put("value", get(name));
            shown.put("unit", definition.unit().symbol());
            shown.put("source", definition.source());
            shown.put("status", Inputs.wireName(definition.status()));
            if (overrides.containsKey(name)) {
                shown.put("default", definition.value());
            }
            all.add(shown);
        });
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("file", file);
        plain.put("edition", edition);
        plain.put("values", all);
        return plain;
    }
}
