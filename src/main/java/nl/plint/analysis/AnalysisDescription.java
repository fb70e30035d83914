package nl.plint.analysis;

import java.util.List;
import java.util.Map;
import nl.plint.dataset.GeometryKind;
import nl.plint.text.LocalizedText;

/**
 * What an analysis is, takes and gives.
 *
 * @param id the process id, kebab-case
 * @param outputs in the order in which they are listed; the first is what is shown on a map
 */
public record AnalysisDescription(
        String id,
        LocalizedText title,
        LocalizedText description,
        List<InputDescription> inputs,
        List<OutputDescription> outputs) {
    public AnalysisDescription {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** An analysis that gives features and a summary, and says no more of them. */
    public AnalysisDescription(
            String id, LocalizedText title, LocalizedText description, List<InputDescription> inputs) {
        this(
                id,
                title,
                description,
                inputs,
                List.of(OutputDescription.result(GeometryKind.ANY, List.of()), OutputDescription.summary(Map.of())));
    }

    /**
     * One input.
     *
     * @param schema a JSON Schema as plain maps and lists, with its {@code default}
     */
    public record InputDescription(
            String name, LocalizedText title, LocalizedText description, Map<String, Object> schema) {}
}
