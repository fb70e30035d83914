package nl.plint.dataset;

import java.util.List;
import nl.plint.text.LocalizedText;

/**
 * By what a layer is found in catalogues.
 *
 * @param themes what it is about, the first above all; empty where nobody has said
 */
public record Discovery(List<LocalizedText> keywords, List<DataTheme> themes, UpdateFrequency updateFrequency) {
    /** Of a layer of which nothing is said. */
    public static final Discovery NONE = new Discovery(List.of(), List.of(), UpdateFrequency.UNKNOWN);

    public Discovery {
        keywords = List.copyOf(keywords);
        themes = List.copyOf(themes);
    }
}
