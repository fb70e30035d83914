package nl.plint.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Output;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.FeatureTable;
import nl.plint.encode.FeatureEncoder;
import nl.plint.geo.Crs;
import org.jspecify.annotations.Nullable;

/**
 * Writes the outputs of an answer: features in any format that there is an encoder for, with all that is needed to repeat the
 * answer where the format has a place for it; values as JSON. The same for the API and the command line.
 */
public final class AnswerWriter {
    static final String JSON = "application/json";
    static final String TEXT = "text/plain";

    private final List<FeatureEncoder> encoders;
    private final String software;

    /** @param encoders the formats of features; the first is the default */
    public AnswerWriter(List<FeatureEncoder> encoders, String software) {
        this.encoders = List.copyOf(encoders);
        this.software = software;
    }

    /** The formats of features; the first is the default. */
    public List<FeatureEncoder> encoders() {
        return encoders;
    }

    /** The bytes of one output. */
    byte[] bytes(Answer answer, String output, FeatureEncoder encoder) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        try {
            write(answer, output, encoder, out);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail as a stream does", e);
        }
        return out.toByteArray();
    }

    /**
     * Writes one output, features in CRS84; the stream is left open.
     *
     * @param encoder the format, if it is of features
     */
    public void write(Answer answer, String output, FeatureEncoder encoder, OutputStream out) throws IOException {
        Output given = answer.outputs().get(output);
        if (given instanceof Output.Features features) {
            FeatureTable table = features.table();
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            members.put("numberReturned", table.size());
            members.put("metadata", metadata(answer));
            int[] rows = IntStream.range(0, table.size()).toArray();
            encoder.write(table, rows, Crs.CRS84, members, out);
        } else {
            Object plain = given instanceof Output.Value value ? value.plain() : null;
            out.write(Json.bytes(plain));
        }
    }

    /** All that is needed to repeat the answer, and every output that is a value, under its name. */
    public Map<String, @Nullable Object> metadata(Answer answer) {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("process", answer.process());
        metadata.put("title", Json.localized(answer.title()));
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
        answer.outputs().forEach((name, output) -> {
            if (output instanceof Output.Value value) {
                metadata.put(name, value.plain());
            }
        });
        metadata.put("notes", answer.notes().stream().map(Json::localized).toList());
        return metadata;
    }
}
