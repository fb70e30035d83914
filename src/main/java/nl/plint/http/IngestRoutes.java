package nl.plint.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.plint.job.Job;
import nl.plint.job.JobOutcome;
import nl.plint.job.JobQueue;

/**
 * Sending a file for a layer, with a key. It is taken in by a job; the client that wants to wait, and need not wait long, gets
 * the report at once and need not know of the job.
 */
final class IngestRoutes {
    private final Links links;
    private final Keys keys;
    private final UploadReader uploads;
    private final JobQueue jobs;
    private final JobAnswers answers;

    IngestRoutes(Links links, Keys keys, UploadReader uploads, JobQueue jobs, JobAnswers answers) {
        this.links = links;
        this.keys = keys;
        this.uploads = uploads;
        this.jobs = jobs;
        this.answers = answers;
    }

    void register(RoutesConfig routes) {
        routes.post(Links.ROOT + "/collections/{id}/versions", this::receive);
    }

    private void receive(Context context) throws IOException {
        keys.require(context);
        Job accepted = submit(context);
        answers.awaitOutcome(context, Preference.of(context), accepted).ifPresent(report -> send(context, report));
    }

    private Job submit(Context context) throws IOException {
        IngestParameters asked = new IngestParameters(query(context));
        try (Upload upload = uploads.read(context, asked.fileName())) {
            IngestParameters all = asked.with(upload.fields());
            return jobs.submit(IngestJob.request(context.pathParam("id"), all, upload.files()));
        }
    }

    private static Map<String, String> query(Context context) {
        Map<String, String> query = new LinkedHashMap<>();
        context.queryParamMap().forEach((name, values) -> query.put(name, values.get(0)));
        return query;
    }

    private void send(Context context, JobOutcome report) {
        Object version = Json.object(report.bytes()).get("version");
        context.status(201);
        context.header(
                "Location", links.href(context, "/collections/" + context.pathParam("id") + "/versions/" + version));
        context.result(report.bytes()).contentType(report.mediaType());
    }
}
