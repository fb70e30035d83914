package nl.plint.analysis;

import java.util.List;
import java.util.Map;
import nl.plint.text.LocalizedText;

/**
 * What an analysis is and takes.
 *
 * @param id the process id, kebab-case
 */
public record AnalysisDescription(
        String id, LocalizedText title, LocalizedText description, List<InputDescription> inputs) {
    public AnalysisDescription {
        inputs = List.copyOf(inputs);
    }

    /**
     * One input.
     *
     * @param schema a JSON Schema as plain maps and lists, with its {@code default}
     */
    public record InputDescription(
            String name, LocalizedText title, LocalizedText description, Map<String, Object> schema) {}
}
