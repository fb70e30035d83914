package nl.plint.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.plint.job.Job;
import nl.plint.job.JobQueue;
import nl.plint.job.JobStatus;
import org.jspecify.annotations.Nullable;

/**
 * OGC API Processes: following jobs and dismissing them. All of it needs a key, since the names of files that were sent are in
 * it.
 */
final class JobRoutes {
    private static final String EXCEPTIONS = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";

    /** Work looks up many times a second; only the last step of an ingest may take longer. */
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final Links links;
    private final Keys keys;
    private final JobQueue jobs;
    private final StatusInfo statusInfo;

    JobRoutes(Links links, Keys keys, JobQueue jobs, StatusInfo statusInfo) {
        this.links = links;
        this.keys = keys;
        this.jobs = jobs;
        this.statusInfo = statusInfo;
    }

    void register(RoutesConfig routes) {
        routes.get(Links.ROOT + "/jobs", this::jobs);
        routes.get(Links.ROOT + "/jobs/{jobId}", this::job);
        routes.get(Links.ROOT + "/jobs/{jobId}/results", this::results);
        routes.delete(Links.ROOT + "/jobs/{jobId}", this::dismiss);
    }

    private void jobs(Context context) {
        keys.require(context);
        Documents.requireKnown(context, List.of());
        List<Map<String, @Nullable Object>> shown = new ArrayList<>();
        jobs.list().forEach(job -> shown.add(statusInfo.of(context, job)));
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("jobs", shown);
        document.put("links", List.of(links.link(context, "self", "application/json", "Jobs", "/jobs")));
        context.header("Cache-Control", "no-store");
        context.result(Json.bytes(document)).contentType("application/json");
    }

    private void job(Context context) {
        keys.require(context);
        Documents.requireKnown(context, List.of());
        statusInfo.send(context, known(context, jobs.find(context.pathParam("jobId"))));
    }

    private void results(Context context) {
        keys.require(context);
        Documents.requireKnown(context, List.of());
        Job job = known(context, jobs.find(context.pathParam("jobId")));
        if (!job.status().isFinished()) {
            throw new ProblemException(new Problem(
                    404,
                    EXCEPTIONS + "result-not-ready",
                    "Result not ready",
                    "the job is " + job.status().wireName() + ", " + job.progress()
                            + " %; ask its status until it is successful"));
        }
        context.header("Cache-Control", "no-store");
        context.result(Json.bytes(IngestJob.report(job).toMap())).contentType("application/json");
    }

    /**
     * Dismisses a job, and waits until it has stopped, so that what is answered is so: a job that was in its last step may still
     * succeed, and a version that is there is not taken away.
     */
    private void dismiss(Context context) {
        keys.require(context);
        Documents.requireKnown(context, List.of());
        String id = context.pathParam("jobId");
        Job before = known(context, jobs.find(id));
        if (before.status().isFinished() && before.status() != JobStatus.DISMISSED) {
            throw finished(before);
        }
        jobs.dismiss(id);
        Job after = known(context, jobs.awaitFinished(id, STOPPING));
        switch (after.status()) {
            case DISMISSED -> statusInfo.send(context, after);
            case SUCCESSFUL, FAILED -> throw finished(after);
            case ACCEPTED, RUNNING -> {
                context.status(202);
                statusInfo.send(context, after);
            }
        }
    }

    private static ProblemException finished(Job job) {
        return new ProblemException(new Problem(
                409,
                "job-finished",
                "Job finished",
                "the job is " + job.status().wireName() + " and cannot be dismissed any more"));
    }

    private static Job known(Context context, Optional<Job> job) {
        return job.orElseThrow(() -> new ProblemException(new Problem(
                404,
                EXCEPTIONS + "no-such-job",
                "No such job",
                "there is no job '" + context.pathParam("jobId") + "'; a job is forgotten a day after it has finished,"
                        + " and when the server stops")));
    }
}
