package nl.plint.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.dataset.Audience;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.FeatureTable;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question: its outputs, and all that is needed to repeat it. Most have features as {@link #RESULT} and
 * figures about the whole as {@link #SUMMARY}; {@link #with} adds further tables.
 *
 * @param process id of the analysis
 * @param title what the answer shows
 * @param outputs by the names of {@link AnalysisDescription#outputs}, in that order
 * @param versions the versions of layers that were read
 * @param parameters every parameter in force, defaults filled in, as plain values in a fixed order
 * @param notes what the reader must know: meaning, limits, warnings
 * @param audience who may see it
 */
public record Answer(
        String process,
        LocalizedText title,
        Map<String, Output> outputs,
        List<DatasetVersion> versions,
        Map<String, @Nullable Object> parameters,
        List<LocalizedText> notes,
        Audience audience) {
    public static final String RESULT = "result";
    public static final String SUMMARY = "summary";

    public Answer {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        versions = List.copyOf(versions);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        notes = List.copyOf(notes);
    }

    /** An answer that everybody may see. */
    public Answer(
            String process,
            LocalizedText title,
            Map<String, Output> outputs,
            List<DatasetVersion> versions,
            Map<String, @Nullable Object> parameters,
            List<LocalizedText> notes) {
        this(process, title, outputs, versions, parameters, notes, Audience.PUBLIC);
    }

    /**
     * An answer of features and figures about them, that everybody may see.
     *
     * @param summary plain values in a fixed order
     */
    public Answer(
            String process,
            LocalizedText title,
            FeatureTable features,
            List<DatasetVersion> versions,
            Map<String, @Nullable Object> parameters,
            Map<String, @Nullable Object> summary,
            List<LocalizedText> notes) {
        this(process, title, featuresAndSummary(features, summary), versions, parameters, notes, Audience.PUBLIC);
    }

    private static Map<String, Output> featuresAndSummary(
            FeatureTable features, Map<String, @Nullable Object> summary) {
        Map<String, Output> outputs = new LinkedHashMap<>();
        outputs.put(RESULT, new Output.Features(features));
        outputs.put(SUMMARY, new Output.Value(Collections.unmodifiableMap(new LinkedHashMap<>(summary))));
        return outputs;
    }

    /** The same answer with one output more, such as a second table. */
    public Answer with(String name, Output output) {
        Map<String, Output> more = new LinkedHashMap<>(outputs);
        more.put(name, output);
        return new Answer(process, title, more, versions, parameters, notes, audience);
    }

    /** The same answer, for those only who may see what this audience may see. */
    public Answer shownTo(Audience audience) {
        return new Answer(process, title, outputs, versions, parameters, notes, audience);
    }

    /**
     * The features of {@link #RESULT}.
     *
     * @throws IllegalStateException when the answer has none
     */
    public FeatureTable features() {
        if (outputs.get(RESULT) instanceof Output.Features features) {
            return features.table();
        }
        throw new IllegalStateException("the answer of " + process + " is not of features");
    }

    /** The figures of {@link #SUMMARY}; empty when the answer has none. */
    public Map<String, @Nullable Object> summary() {
        if (outputs.get(SUMMARY) instanceof Output.Value value && value.plain() instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // plain values have text keys
            Map<String, @Nullable Object> figures = (Map<String, @Nullable Object>) map;
            return figures;
        }
        return Map.of();
    }

    /** Whether any of the data behind the answer is invented. */
    public boolean synthetic() {
        return versions.stream().anyMatch(version -> version.provenance().synthetic());
    }
}
