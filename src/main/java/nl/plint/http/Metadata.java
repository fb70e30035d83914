package nl.plint.http;

import java.util.LinkedHashMap;
import java.util.Map;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.Provenance;
import org.jspecify.annotations.Nullable;

/** What stands beside features to tell where they came from, as plain values. The same for the API and the command line. */
public final class Metadata {
    private Metadata() {}

    /** Of a page. */
    static Map<String, @Nullable Object> ofPage(DatasetVersion version) {
        Provenance provenance = version.provenance();
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("layer", version.layer());
        metadata.put("version", version.id());
        metadata.put("referenceDate", version.referenceDate().toString());
        metadata.put("source", provenance.source().en());
        metadata.put("license", provenance.licence());
        metadata.put("attribution", provenance.attribution());
        metadata.put("synthetic", provenance.synthetic());
        return metadata;
    }

    /** Of a file, which is on its own: it also tells in both languages what it is. */
    public static Map<String, @Nullable Object> ofFile(LayerDefinition layer, DatasetVersion version) {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("title", Json.localized(layer.title()));
        metadata.put("description", Json.localized(layer.description()));
        metadata.putAll(ofPage(version));
        metadata.put("created", version.createdAt().toString());
        return metadata;
    }
}
