package nl.plint.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.OutputDescription;
import nl.plint.encode.FeatureEncoder;
import nl.plint.job.Job;
import nl.plint.job.JobQueue;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * OGC API Processes, part 1: the analyses. They are executed while the client waits, or by a job when it prefers that
 * ({@link Preference}).
 */
final class ProcessRoutes {
    private static final int MOST_LISTED = 1_000;

    private final AnalysisCatalog analyses;
    private final Links links;
    private final List<FeatureEncoder> encoders;
    private final Executions executions;
    private final JobQueue jobs;
    private final JobAnswers answers;

    ProcessRoutes(
            AnalysisCatalog analyses,
            Links links,
            AnswerWriter writer,
            Executions executions,
            JobQueue jobs,
            JobAnswers answers) {
        this.analyses = analyses;
        this.links = links;
        this.encoders = writer.encoders();
        this.executions = executions;
        this.jobs = jobs;
        this.answers = answers;
    }

    void register(RoutesConfig routes) {
        routes.get(Links.ROOT + "/processes", this::processes);
        routes.get(Links.ROOT + "/processes/{id}", this::process);
        routes.post(Links.ROOT + "/processes/{id}/execution", this::execute);
    }

    private void processes(Context context) {
        Documents.requireKnown(context, List.of("limit", "f"));
        List<Map<String, @Nullable Object>> summaries = new ArrayList<>();
        analyses.analyses().stream()
                .limit(limit(context, MOST_LISTED))
                .forEach(analysis -> summaries.add(summary(context, analysis.description())));
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("processes", summaries);
        document.put("links", links.selfAndAlternate(context, "/processes", Documents.isHtml(context)));
        Documents.send(context, "Processes", document);
    }

    /** The most entries that a client wants of a list. */
    static int limit(Context context, int most) {
        String asked = context.queryParam("limit");
        if (asked == null) {
            return most;
        }
        if (!asked.matches("[1-9]\\d{0,8}")) {
            throw ItemsRequest.invalid("limit", asked, "a whole number of at least 1");
        }
        return Math.min(most, Integer.parseInt(asked));
    }

    private Map<String, @Nullable Object> summary(Context context, AnalysisDescription description) {
        Locale language = Documents.language(context);
        String path = "/processes/" + description.id();
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("id", description.id());
        summary.put("version", "1.0.0");
        summary.put("title", description.title().in(language));
        summary.put("description", description.description().in(language));
        summary.put("jobControlOptions", List.of("sync-execute", "async-execute", "dismiss"));
        summary.put("outputTransmission", List.of("value", "reference"));
        summary.put(
                "links",
                List.of(
                        links.link(context, "self", "application/json", "Description", path),
                        links.link(context, "alternate", "text/html", "HTML", Links.withFormat(path, "html")),
                        links.link(context, Links.ogc("execute"), "application/json", "Execute", path + "/execution")));
        return summary;
    }

    private void process(Context context) {
        Documents.requireKnown(context, List.of("f"));
        AnalysisDescription description = get(context).description();
        Locale language = Documents.language(context);
        Map<String, Object> inputs = new LinkedHashMap<>();
        for (AnalysisDescription.InputDescription input : description.inputs()) {
            Map<String, Object> described = described(input.title(), input.description(), language);
            described.put("minOccurs", 0);
            described.put("maxOccurs", 1);
            described.put("schema", input.schema());
            inputs.put(input.name(), described);
        }
        Map<String, Object> outputs = new LinkedHashMap<>();
        for (OutputDescription output : description.outputs()) {
            Map<String, Object> described = described(output.title(), output.description(), language);
            described.put("schema", schema(output, language));
            outputs.put(output.name(), described);
        }
        Map<String, @Nullable Object> document = summary(context, description);
        document.put("inputs", inputs);
        document.put("outputs", outputs);
        Documents.send(context, description.title().in(language), document);
    }

    private static Map<String, Object> described(LocalizedText title, LocalizedText description, Locale language) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("title", title.in(language));
        described.put("description", description.in(language));
        return described;
    }

    /** The schema of an output in each format that it can be had in. */
    private Map<String, Object> schema(OutputDescription output, Locale language) {
        Map<String, Object> plain = new LinkedHashMap<>(OutputSchemas.of(output, language));
        if (output instanceof OutputDescription.Value) {
            return plain;
        }
        plain.put("contentMediaType", encoders.get(0).mediaType());
        List<Map<String, Object>> formats = new ArrayList<>();
        formats.add(plain);
        for (FeatureEncoder encoder : encoders.subList(1, encoders.size())) {
            boolean json = encoder.mediaType().endsWith("json");
            Map<String, Object> other = new LinkedHashMap<>();
            other.put("type", json ? "object" : "string");
            if (!json && !encoder.mediaType().startsWith("text/")) {
                other.put("contentEncoding", "base64");
            }
            other.put("contentMediaType", encoder.mediaType());
            formats.add(other);
        }
        return Map.of("oneOf", formats);
    }

    private void execute(Context context) {
        Documents.requireKnown(context, List.of("f"));
        Analysis<?> analysis = get(context);
        byte[] body = context.bodyAsBytes();
        String mediaType = mediaType(context);
        ExecuteRequest request =
                executions.request(analysis, body.length == 0 ? Map.of() : Json.object(body), mediaType);
        Preference preference = Preference.of(context);
        // What is asked for by reference needs an address, which only the results of a job have.
        if (preference.async() || request.byReference()) {
            executions.check(analysis, request);
            Job accepted = jobs.submit(AnalysisJob.request(analysis, request, mediaType));
            answers.awaitResults(context, preference, accepted);
        } else {
            Executions.Executed executed = executions.execute(analysis, request, share -> {});
            executed.tell(context);
            executed.results().send(context, null);
        }
    }

    private String mediaType(Context context) {
        String format = Documents.format(
                context, encoders.stream().map(FeatureEncoder::format).toList());
        return encoders.stream()
                .filter(encoder -> encoder.format().equals(format))
                .findFirst()
                .orElseThrow()
                .mediaType();
    }

    private Analysis<?> get(Context context) {
        String id = context.pathParam("id");
        return analyses.find(id)
                .orElseThrow(() -> new ProblemException(new Problem(
                        404,
                        Problem.PROCESSES + "no-such-process",
                        "No such process",
                        "there is no process '" + id + "'; there are "
                                + analyses.analyses().stream()
                                        .map(known -> known.description().id())
                                        .toList())));
    }
}
