package nl.plint.ingest;

import java.nio.file.Path;
import java.time.LocalDate;
import nl.plint.dataset.LayerDefinition;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * A file to take in.
 *
 * @param file where it is
 * @param fileName the name to remember it by
 * @param layer layer id; one that no definition knows becomes a generic layer
 * @param mapping id of a mapping, null for columns that are named as the properties are
 * @param referenceDate the date that the data speaks of
 * @param synthetic whether the data is invented
 * @param sourceLayer which layer of a file that has several, null where there is one
 * @param publish whether to publish the version once it is stored
 */
public record IngestRequest(
        Path file,
        String fileName,
        String layer,
        @Nullable String mapping,
        LocalDate referenceDate,
        LocalizedText source,
        String licence,
        @Nullable String attribution,
        boolean synthetic,
        @Nullable String sourceLayer,
        boolean publish) {
    public IngestRequest {
        try {
            LayerDefinition.requireId(layer);
        } catch (IllegalArgumentException e) {
            throw new IngestException(IngestException.Fault.INVALID_LAYER_ID, String.valueOf(e.getMessage()), e);
        }
    }
}
