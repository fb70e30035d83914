package nl.plint.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * The analysis whose answer a version is, with all that is needed to repeat it.
 *
 * @param process id of the analysis
 * @param output name of the output that is kept
 * @param parameters every parameter in force, as plain values
 * @param versions the versions that were read, each as {@code layer/version}
 * @param notes what the reader must know: meaning, limits, warnings
 * @param audience who may see it
 */
public record Execution(
        String process,
        String output,
        Map<String, @Nullable Object> parameters,
        List<String> versions,
        List<LocalizedText> notes,
        Audience audience) {
    public Execution {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        versions = List.copyOf(versions);
        notes = List.copyOf(notes);
    }

    /** As plain values, to be shown. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("process", process);
        map.put("output", output);
        map.put("parameters", parameters);
        map.put("versions", versions);
        map.put(
                "notes",
                notes.stream()
                        .map(note -> Map.of("nl", note.nl(), "en", note.en()))
                        .toList());
        map.put("audience", audience.toString());
        return map;
    }
}
