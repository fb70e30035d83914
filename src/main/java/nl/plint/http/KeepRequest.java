package nl.plint.http;

import java.util.List;
import java.util.Map;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.analysis.OutputDescription;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks to be kept as a collection.
 *
 * @param execution its inputs, and the one output that is kept
 * @param title of the collection, null for that of the answer
 */
record KeepRequest(Analysis<?> analysis, ExecuteRequest execution, @Nullable LocalizedText title) {
    private static final List<String> MEMBERS = List.of("process", "inputs", "output", "title");

    /** @throws ProblemException naming the member that makes no sense */
    static KeepRequest of(Map<String, @Nullable Object> body, AnalysisCatalog analyses, Executions executions) {
        for (String member : body.keySet()) {
            if (!MEMBERS.contains(member)) {
                throw invalid("'" + member + "' is not part of a request to keep an answer; there are " + MEMBERS);
            }
        }
        String process = String.valueOf(body.get("process"));
        Analysis<?> analysis = analyses.find(process)
                .orElseThrow(() -> invalid("'process' must be one of "
                        + analyses.analyses().stream()
                                .map(known -> known.description().id())
                                .toList()
                        + ", was '" + process + "'"));
        List<String> outputs = analysis.description().outputs().stream()
                .filter(OutputDescription.Features.class::isInstance)
                .map(OutputDescription::name)
                .toList();
        Object asked = body.get("output");
        if (outputs.isEmpty() || (asked != null && !outputs.contains(asked))) {
            throw invalid(
                    "'output' must be an output of features; " + process + " has " + outputs + ", was '" + asked + "'");
        }
        String output = asked == null ? outputs.get(0) : String.valueOf(asked);
        Object inputs = body.get("inputs");
        Map<String, @Nullable Object> execute =
                Map.of("inputs", inputs == null ? Map.of() : inputs, "outputs", Map.of(output, Map.of()));
        return new KeepRequest(analysis, executions.request(analysis, execute, null), title(body.get("title")));
    }

    String output() {
        return execution.outputs().get(0).name();
    }

    private static @Nullable LocalizedText title(@Nullable Object given) {
        if (given == null) {
            return null;
        }
        if (given instanceof String text && !text.isBlank()) {
            return LocalizedText.same(text);
        }
        if (given instanceof Map<?, ?> map
                && map.get("nl") instanceof String nl
                && map.get("en") instanceof String en
                && map.size() == 2
                && !nl.isBlank()
                && !en.isBlank()) {
            return new LocalizedText(nl, en);
        }
        throw invalid("'title' must be a text, or an object with a text in 'nl' and in 'en'");
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Problem.invalidBody(detail));
    }
}
