package nl.plint.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.Inputs;
import nl.plint.job.Job;
import nl.plint.job.JobQueue;
import org.jspecify.annotations.Nullable;

/**
 * OGC API Processes, part 1: the analyses. They are executed while the client waits, or by a job when it prefers that
 * ({@link Preference}).
 */
final class ProcessRoutes {
    private final AnalysisCatalog analyses;
    private final Links links;
    private final AnswerWriter writer;
    private final JobQueue jobs;
    private final JobAnswers answers;

    ProcessRoutes(AnalysisCatalog analyses, Links links, AnswerWriter writer, JobQueue jobs, JobAnswers answers) {
        this.analyses = analyses;
        this.links = links;
        this.writer = writer;
        this.jobs = jobs;
        this.answers = answers;
    }

    void register(RoutesConfig routes) {
        routes.get(Links.ROOT + "/processes", this::processes);
        routes.get(Links.ROOT + "/processes/{id}", this::process);
        routes.post(Links.ROOT + "/processes/{id}/execution", this::execute);
    }

    private void processes(Context context) {
        Documents.requireKnown(context, List.of("f"));
        List<Map<String, @Nullable Object>> summaries = new ArrayList<>();
        for (Analysis<?> analysis : analyses.analyses()) {
            summaries.add(summary(context, analysis.description()));
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("processes", summaries);
        document.put("links", links.selfAndAlternate(context, "/processes", Documents.isHtml(context)));
        Documents.send(context, "Processes", document);
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
        summary.put(
                "links",
                List.of(
                        links.link(context, "self", "application/json", "Description", path),
                        links.link(context, Links.ogc("execute"), "application/json", "Execute", path + "/execution")));
        return summary;
    }

    private void process(Context context) {
        Documents.requireKnown(context, List.of("f"));
        AnalysisDescription description = get(context).description();
        Locale language = Documents.language(context);
        Map<String, Object> inputs = new LinkedHashMap<>();
        for (AnalysisDescription.InputDescription input : description.inputs()) {
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("title", input.title().in(language));
            described.put("description", input.description().in(language));
            described.put("minOccurs", 0);
            described.put("maxOccurs", 1);
            described.put("schema", input.schema());
            inputs.put(input.name(), described);
        }
        Map<String, @Nullable Object> document = summary(context, description);
        document.put("inputs", inputs);
        document.put(
                "outputs",
                Map.of(
                        "result",
                        Map.of(
                                "title",
                                "GeoJSON FeatureCollection",
                                "schema",
                                Map.of("type", "object", "contentMediaType", "application/geo+json"))));
        Documents.send(context, description.title().in(language), document);
    }

    private void execute(Context context) throws IOException {
        Analysis<?> analysis = get(context);
        Map<String, @Nullable Object> inputs = inputs(context);
        Preference preference = Preference.of(context);
        if (preference.async()) {
            Job accepted = jobs.submit(AnalysisJob.request(analysis, inputs));
            answers.awaitOutcome(context, preference, accepted)
                    .ifPresent(answer -> context.result(answer.bytes()).contentType(answer.mediaType()));
        } else {
            ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
            writer.write(analysis.execute(new Inputs(inputs)), out);
            context.result(out.toByteArray()).contentType(AnalysisJob.MEDIA_TYPE);
        }
    }

    private static Map<String, @Nullable Object> inputs(Context context) {
        byte[] body = context.bodyAsBytes();
        Map<String, @Nullable Object> request = body.length == 0 ? Map.of() : Json.object(body);
        for (String name : request.keySet()) {
            if (!List.of("inputs", "outputs", "response", "subscriber").contains(name)) {
                throw new ProblemException(new Problem(
                        400,
                        "invalid-body",
                        "Invalid body",
                        "'" + name + "' is not part of a request; inputs go in 'inputs'"));
            }
        }
        Object inputs = request.get("inputs");
        if (inputs != null && !(inputs instanceof Map)) {
            throw new ProblemException(new Problem(400, "invalid-body", "Invalid body", "'inputs' must be an object"));
        }
        @SuppressWarnings("unchecked") // Jackson makes maps with text keys
        Map<String, @Nullable Object> given = inputs == null ? Map.of() : (Map<String, @Nullable Object>) inputs;
        return given;
    }

    private Analysis<?> get(Context context) {
        String id = context.pathParam("id");
        return analyses.find(id)
                .orElseThrow(() -> new ProblemException(new Problem(
                        404,
                        "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process",
                        "No such process",
                        "there is no process '" + id + "'; there are "
                                + analyses.analyses().stream()
                                        .map(known -> known.description().id())
                                        .toList())));
    }
}
