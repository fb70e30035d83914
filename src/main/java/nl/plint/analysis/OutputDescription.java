package nl.plint.analysis;

import java.util.List;
import java.util.Map;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.text.LocalizedText;

/** One output of an analysis: features, or a value that is plain JSON. */
public sealed interface OutputDescription {
    /** Its name in the answer, in camelCase. */
    String name();

    LocalizedText title();

    LocalizedText description();

    /**
     * Features, or the rows of a table: written by any encoder, and fit to be kept as a layer.
     *
     * @param geometry the kind of their geometry, {@link GeometryKind#NONE} for a table without places
     * @param properties those that every feature has, null where unknown; an answer may have more
     */
    record Features(
            String name,
            LocalizedText title,
            LocalizedText description,
            GeometryKind geometry,
            List<PropertyDefinition> properties)
            implements OutputDescription {
        public Features {
            properties = List.copyOf(properties);
        }
    }

    /**
     * A value of maps with text keys, lists, texts, numbers and booleans.
     *
     * @param schema a JSON Schema as plain maps and lists
     */
    record Value(String name, LocalizedText title, LocalizedText description, Map<String, Object> schema)
            implements OutputDescription {
        /** Whether it is a text, which stands for itself outside JSON. */
        public boolean isText() {
            return "string".equals(schema.get("type"));
        }
    }

    /** The features that an analysis is asked for, under the name {@link Answer#RESULT}. */
    static Features result(GeometryKind geometry, List<PropertyDefinition> properties) {
        return new Features(
                Answer.RESULT,
                new LocalizedText("Resultaat", "Result"),
                new LocalizedText(
                        "De objecten, met in 'metadata' alles wat nodig is om het antwoord te herhalen.",
                        "The features, with in 'metadata' all that is needed to repeat the answer."),
                geometry,
                properties);
    }

    /**
     * Figures about the whole, under the name {@link Answer#SUMMARY}.
     *
     * @param figures the JSON Schema of each figure, by its name; an answer may have more
     */
    static Value summary(Map<String, Object> figures) {
        return new Value(
                Answer.SUMMARY,
                new LocalizedText("Samenvatting", "Summary"),
                new LocalizedText("Cijfers over het geheel.", "Figures about the whole."),
                Map.of("type", "object", "properties", figures));
    }
}
