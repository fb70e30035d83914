package nl.plint.ingest;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import nl.plint.dataset.LayerDefinition;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Files to take in as one version of a layer.
 *
 * @param files at least one; several are taken as one, in their order
 * @param layer layer id; one that no definition knows becomes a generic layer
 * @param mapping id of a mapping, null for columns that are named as the properties are
 * @param referenceDate the date that the data speaks of
 * @param synthetic whether the data is invented
 * @param sourceLayer which layer of a file that has several, null where there is one
 * @param publish whether to publish the version once it is stored
 * @param force whether to publish it also when it has far fewer features than what is published now
 */
public record IngestRequest(
        List<SourceFile> files,
        String layer,
        @Nullable String mapping,
        LocalDate referenceDate,
        LocalizedText source,
        String licence,
        @Nullable String attribution,
        boolean synthetic,
        @Nullable String sourceLayer,
        boolean publish,
        boolean force) {
    public IngestRequest {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("no file was given");
        }
        try {
            LayerDefinition.requireId(layer);
        } catch (IllegalArgumentException e) {
            throw new IngestException(IngestException.Fault.INVALID_LAYER_ID, String.valueOf(e.getMessage()), e);
        }
    }

    /** The names of the files, for people: the first ones when there are many. */
    public String fileName() {
        String names = files.stream().limit(3).map(SourceFile::name).collect(Collectors.joining(", "));
        return files.size() > 3 ? names + " and " + (files.size() - 3) + " more" : names;
    }
}
