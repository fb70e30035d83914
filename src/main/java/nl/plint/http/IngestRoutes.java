package nl.plint.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.plint.ingest.IngestReport;
import nl.plint.ingest.Ingestion;
import nl.plint.job.Job;
import nl.plint.job.JobQueue;

/**
 * Sending a file for a layer, with a key. It is taken in by a job; the client that wants to wait, and need not wait long, gets
 * the report at once and need not know of the job.
 */
final class IngestRoutes {
    private final Links links;
    private final Keys keys;
    private final UploadReader uploads;
    private final Ingestion ingestion;
    private final JobQueue jobs;
    private final StatusInfo statusInfo;

    IngestRoutes(
            Links links, Keys keys, UploadReader uploads, Ingestion ingestion, JobQueue jobs, StatusInfo statusInfo) {
        this.links = links;
        this.keys = keys;
        this.uploads = uploads;
        this.ingestion = ingestion;
        this.jobs = jobs;
        this.statusInfo = statusInfo;
    }

    void register(RoutesConfig routes) {
        routes.post(Links.ROOT + "/collections/{id}/versions", this::receive);
    }

    private void receive(Context context) throws IOException {
        keys.require(context);
        Preference preference = Preference.of(context);
        Job accepted = submit(context);
        Job job = jobs.awaitFinished(accepted.id(), preference.patience()).orElse(accepted);
        boolean answerJob = preference.wantsJob() || !job.status().isFinished();
        String applied = preference.applied(answerJob);
        if (!applied.isEmpty()) {
            context.header("Preference-Applied", applied);
        }
        if (answerJob) {
            context.status(preference.async() ? 201 : 202);
            context.header("Location", links.href(context, StatusInfo.path(job)));
            statusInfo.send(context, job);
        } else {
            sendReport(context, IngestJob.report(job));
        }
    }

    private Job submit(Context context) throws IOException {
        IngestParameters asked = new IngestParameters(query(context));
        Upload upload = uploads.read(context, asked.fileName());
        IngestJob work;
        try {
            IngestParameters all = asked.with(upload.fields());
            work = new IngestJob(ingestion, all.request(context.pathParam("id"), upload.files()), upload);
        } catch (RuntimeException e) {
            // Whatever is wrong with the request, the files that came with it go.
            upload.close();
            throw e;
        }
        String title = upload.files().get(0).name() + " into " + context.pathParam("id");
        return jobs.submit(IngestJob.TYPE, title, work);
    }

    private static Map<String, String> query(Context context) {
        Map<String, String> query = new LinkedHashMap<>();
        context.queryParamMap().forEach((name, values) -> query.put(name, values.get(0)));
        return query;
    }

    private void sendReport(Context context, IngestReport report) {
        context.status(201);
        context.header(
                "Location", links.href(context, "/collections/" + report.layer() + "/versions/" + report.versionId()));
        context.result(Json.bytes(report.toMap())).contentType("application/json");
    }
}
