package nl.plint.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.analysis.KeptAnswers;
import nl.plint.job.Job;
import nl.plint.job.JobOutcome;
import nl.plint.job.JobQueue;
import org.jspecify.annotations.Nullable;

/** Keeping an answer as a collection, with a key. */
final class KeepRoutes {
    private final Links links;
    private final Keys keys;
    private final AnalysisCatalog analyses;
    private final Executions executions;
    private final KeptAnswers kept;
    private final JobQueue jobs;
    private final JobAnswers answers;

    KeepRoutes(
            Links links,
            Keys keys,
            AnalysisCatalog analyses,
            Executions executions,
            KeptAnswers kept,
            JobQueue jobs,
            JobAnswers answers) {
        this.links = links;
        this.keys = keys;
        this.analyses = analyses;
        this.executions = executions;
        this.kept = kept;
        this.jobs = jobs;
        this.answers = answers;
    }

    void register(RoutesConfig routes) {
        routes.put(Links.ROOT + "/collections/{id}", this::keep);
    }

    private void keep(Context context) {
        keys.require(context);
        Documents.requireKnown(context, List.of());
        String collection = context.pathParam("id");
        Map<String, @Nullable Object> body = Json.object(context.bodyAsBytes());
        KeepRequest request = KeepRequest.of(body, analyses, executions);
        executions.check(request.analysis(), request.execution());
        kept.check(collection);
        Job accepted = jobs.submit(KeepJob.request(collection, body));
        answers.awaitOutcome(context, Preference.of(context), accepted).ifPresent(report -> send(context, report));
    }

    private void send(Context context, JobOutcome report) {
        boolean isNew = Boolean.TRUE.equals(Json.object(report.bytes()).get("new"));
        context.status(isNew ? 201 : 200);
        context.header("Location", links.href(context, "/collections/" + context.pathParam("id")));
        context.result(report.bytes()).contentType(report.mediaType());
    }
}
