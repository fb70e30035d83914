package nl.plint.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file: every row that was read is stored, skipped or not selected, and each issue says why.
 *
 * @param repaired rows stored after a change
 * @param notSelected rows that the mapping does not take; they are no fault and not among the skipped
 * @param counts issues by code, all of them
 * @param issues the first thousand in full
 * @param unchanged whether the same contents were there already, so that nothing was written
 * @param crs the CRS that the coordinates were read in, null for a table without places
 */
public record IngestReport(
        String layer,
        String versionId,
        String fileName,
        String format,
        @Nullable String crs,
        @Nullable String mapping,
        long read,
        long stored,
        long repaired,
        long skipped,
        long notSelected,
        Map<IssueCode, Long> counts,
        List<Issue> issues,
        boolean unchanged,
        boolean published) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** This report of a version that was not published after all, for a reason that is told before all other issues. */
    IngestReport notPublished(Issue reason) {
        Map<IssueCode, Long> counted = new EnumMap<>(IssueCode.class);
        counted.putAll(counts);
        counted.merge(reason.code(), 1L, Long::sum);
        List<Issue> told = new ArrayList<>(List.of(reason));
        told.addAll(issues);
        return new IngestReport(
                layer,
                versionId,
                fileName,
                format,
                crs,
                mapping,
                read,
                stored,
                repaired,
                skipped,
                notSelected,
                counted,
                told,
                unchanged,
                false);
    }

    /** The report as plain values, in a fixed order, for JSON. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("layer", layer);
        map.put("version", versionId);
        map.put("file", fileName);
        map.put("format", format);
        map.put("crs", crs);
        map.put("mapping", mapping);
        map.put("read", read);
        map.put("stored", stored);
        map.put("repaired", repaired);
        map.put("skipped", skipped);
        map.put("notSelected", notSelected);
        map.put("unchanged", unchanged);
        map.put("published", published);
        Map<String, Object> byCode = new LinkedHashMap<>();
        counts.forEach((code, count) -> byCode.put(code.wireName(), count));
        map.put("issueCounts", byCode);
        List<Map<String, @Nullable Object>> listed = new ArrayList<>();
        for (Issue issue : issues) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("code", issue.code().wireName());
            entry.put("action", issue.action().name().toLowerCase(Locale.ROOT));
            entry.put("row", issue.row());
            entry.put("featureId", issue.featureId());
            entry.put(
                    "message",
                    Map.of("nl", issue.message().nl(), "en", issue.message().en()));
            listed.add(entry);
        }
        map.put("issues", listed);
        return map;
    }

    public String toJson() {
        try {
            return JSON.writeValueAsString(toMap());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The report for people, some lines of text. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s -> %s %s (%s%s): read %d, stored %d, repaired %d, skipped %d%s%s%s",
                fileName,
                layer,
                versionId,
                format,
                crs == null ? "" : ", " + crs,
                read,
                stored,
                repaired,
                skipped,
                notSelected == 0 ? "" : ", not selected " + notSelected,
                unchanged ? "; the same contents were there already" : "",
                published ? "; published" : "; not published"));
        counts.forEach(
                (code, count) -> text.append(String.format(Locale.ROOT, "%n  %-26s %d", code.wireName(), count)));
        issues.stream()
                .limit(10)
                .forEach(issue -> text.append(String.format(
                        Locale.ROOT,
                        "%n  row %d: %s",
                        issue.row(),
                        issue.message().en())));
        if (issues.size() > 10) {
            text.append(String.format(
                    Locale.ROOT, "%n  ... and %d more, in the report of the version", issues.size() - 10));
        }
        return text.toString();
    }
}
