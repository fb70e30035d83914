package nl.plint.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.FeatureTable;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question: features, and all that is needed to repeat it.
 *
 * @param process id of the analysis
 * @param title what the answer shows
 * @param features the result, geometry in RD New
 * @param versions the versions of layers that were read
 * @param parameters every parameter in force, defaults filled in, as plain values in a fixed order
 * @param summary figures about the whole, as plain values in a fixed order
 * @param notes what the reader must know: meaning, limits, warnings
 */
public record Answer(
        String process,
        LocalizedText title,
        FeatureTable features,
        List<DatasetVersion> versions,
        Map<String, @Nullable Object> parameters,
        Map<String, @Nullable Object> summary,
        List<LocalizedText> notes) {
    public Answer {
        versions = List.copyOf(versions);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        summary = Collections.unmodifiableMap(new LinkedHashMap<>(summary));
        notes = List.copyOf(notes);
    }

    /** Whether any of the data behind the answer is invented. */
    public boolean synthetic() {
        return versions.stream().anyMatch(version -> version.provenance().synthetic());
    }
}
