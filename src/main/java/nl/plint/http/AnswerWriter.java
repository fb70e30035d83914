package nl.plint.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nl.plint.analysis.Answer;
import nl.plint.dataset.DatasetVersion;
import nl.plint.encode.GeoJsonEncoder;
import nl.plint.geo.Crs;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** Writes an answer as GeoJSON with all that is needed to repeat it: the same for the API and the command line. */
public final class AnswerWriter {
    private final GeoJsonEncoder encoder;
    private final String software;

    public AnswerWriter(GeoJsonEncoder encoder, String software) {
        this.encoder = encoder;
        this.software = software;
    }

    /** Writes the answer in CRS84; the stream is left open. */
    public void write(Answer answer, OutputStream out) throws IOException {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("process", answer.process());
        metadata.put("title", both(answer.title()));
        metadata.put("synthetic", answer.synthetic());
        metadata.put("software", "plint " + software);
        List<Map<String, Object>> versions = new ArrayList<>();
        for (DatasetVersion version : answer.versions()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("layer", version.layer());
            shown.put("version", version.id());
            shown.put("referenceDate", version.referenceDate().toString());
            versions.add(shown);
        }
        metadata.put("versions", versions);
        metadata.put("parameters", answer.parameters());
        metadata.put("summary", answer.summary());
        metadata.put("notes", answer.notes().stream().map(AnswerWriter::both).toList());
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("numberReturned", answer.features().size());
        members.put("metadata", metadata);
        int[] rows = IntStream.range(0, answer.features().size()).toArray();
        encoder.write(answer.features(), rows, Crs.CRS84, members, out);
    }

    private static Map<String, String> both(LocalizedText text) {
        Map<String, String> both = new LinkedHashMap<>();
        both.put("nl", text.nl());
        both.put("en", text.en());
        return both;
    }
}
