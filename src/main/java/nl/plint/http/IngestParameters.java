package nl.plint.http;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.ingest.IngestRequest;
import nl.plint.ingest.SourceFile;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * How files that are sent are to be taken in, by name as the client gives it.
 *
 * @param given parameters of the query and fields of the form
 */
record IngestParameters(Map<String, String> given) {
    private static final List<String> KNOWN = List.of(
            "fileName",
            "mapping",
            "referenceDate",
            "source",
            "licence",
            "attribution",
            "sourceLayer",
            "publish",
            "force");

    /**
     * @throws ProblemException when one is unknown or makes no sense
     */
    IngestParameters {
        given = Map.copyOf(given);
        Documents.requireKnown(given.keySet(), KNOWN);
        referenceDate(given.get("referenceDate"));
    }

    /** These with the fields of a form, which win. */
    IngestParameters with(Map<String, String> fields) {
        Map<String, String> merged = new LinkedHashMap<>(given);
        merged.putAll(fields);
        return new IngestParameters(merged);
    }

    /** These with the reference date that holds now when none is given. */
    IngestParameters dated() {
        Map<String, String> dated = new LinkedHashMap<>(given);
        dated.put("referenceDate", referenceDate(given.get("referenceDate")).toString());
        return new IngestParameters(dated);
    }

    /** The name of a file that is sent without a form, null when it is not given. */
    @Nullable
    String fileName() {
        return given.get("fileName");
    }

    /** What the ingest is asked to do. */
    IngestRequest request(String layer, List<SourceFile> files) {
        return new IngestRequest(
                files,
                layer,
                given.get("mapping"),
                referenceDate(given.get("referenceDate")),
                LocalizedText.same(text("source", files.get(0).name())),
                text("licence", "not stated"),
                given.get("attribution"),
                false,
                given.get("sourceLayer"),
                !"false".equals(given.get("publish")),
                "true".equals(given.get("force")));
    }

    private String text(String name, String otherwise) {
        String value = given.get(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private static LocalDate referenceDate(@Nullable String text) {
        try {
            return text == null ? LocalDate.now(ZoneId.systemDefault()) : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw ItemsRequest.invalid("referenceDate", String.valueOf(text), "a date such as 2026-01-01");
        }
    }
}
