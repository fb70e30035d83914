package nl.plint.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.job.Job;
import nl.plint.job.JobOutcome;
import nl.plint.job.JobQueue;
import nl.plint.job.JobStatus;
import org.jspecify.annotations.Nullable;

/**
 * OGC API Processes: following jobs and dismissing them. A job that anybody may ask for can be followed by whoever knows its
 * id, which nobody guesses; all others need a key, since the names of files that were sent are in them. The list tells ids, by
 * which a job can be dismissed: without a key it has only the jobs of analyses that say that theirs are public.
 */
final class JobRoutes {
    /** Work looks up many times a second; only the last step of an ingest may take longer. */
    private static final Duration STOPPING = Duration.ofSeconds(10);

    /** As many as are known at most. */
    private static final int MOST_LISTED = 10_000;

    private final Links links;
    private final Keys keys;
    private final JobQueue jobs;
    private final Set<String> openTypes;
    private final Set<String> publicTypes;
    private final JobAnswers answers;
    private final StatusInfo statusInfo;

    /**
     * @param analyses those that need no key to execute, and so none to follow
     */
    JobRoutes(
            Links links,
            Keys keys,
            JobQueue jobs,
            AnalysisCatalog analyses,
            JobAnswers answers,
            StatusInfo statusInfo) {
        this.links = links;
        this.keys = keys;
        this.jobs = jobs;
        this.openTypes = ids(analyses.analyses().stream());
        this.publicTypes = ids(analyses.analyses().stream().filter(Analysis::jobsArePublic));
        this.answers = answers;
        this.statusInfo = statusInfo;
    }

    private static Set<String> ids(Stream<Analysis<?>> analyses) {
        return analyses.map(analysis -> analysis.description().id()).collect(Collectors.toSet());
    }

    void register(RoutesConfig routes) {
        routes.get(Links.ROOT + "/jobs", this::jobs);
        routes.get(Links.ROOT + "/jobs/{jobId}", this::job);
        routes.get(Links.ROOT + "/jobs/{jobId}/results", this::results);
        routes.get(Links.ROOT + "/jobs/{jobId}/results/{output}", this::output);
        routes.delete(Links.ROOT + "/jobs/{jobId}", this::dismiss);
    }

    private void jobs(Context context) {
        boolean all = keys.isGiven(context);
        Documents.requireKnown(context, List.of("type", "status", "processID", "limit", "f"));
        requireStatus(context.queryParams("status"));
        List<Map<String, @Nullable Object>> shown = new ArrayList<>();
        jobs.list().stream()
                .filter(job -> all || publicTypes.contains(job.type()))
                .filter(job -> isAmong(context, "type", "process"))
                .filter(job -> isAmong(context, "status", job.status().wireName()))
                .filter(job -> isAmong(context, "processID", job.type()))
                .limit(ProcessRoutes.limit(context, MOST_LISTED))
                .forEach(job -> shown.add(statusInfo.of(context, job)));
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("jobs", shown);
        document.put("links", List.of(links.link(context, "self", "application/json", "Jobs", "/jobs")));
        StatusInfo.show(context, "Jobs", document);
    }

    /** Whether a job has one of the values asked for, which may be given apart or with commas between. */
    private static boolean isAmong(Context context, String parameter, String value) {
        List<String> asked = context.queryParams(parameter);
        return asked.isEmpty()
                || asked.stream().anyMatch(each -> List.of(each.split(",")).contains(value));
    }

    private static void requireStatus(List<String> asked) {
        List<String> known =
                Arrays.stream(JobStatus.values()).map(JobStatus::wireName).toList();
        for (String each : asked) {
            if (!known.containsAll(List.of(each.split(",")))) {
                throw ItemsRequest.invalid("status", each, "one or more of " + known);
            }
        }
    }

    private void job(Context context) {
        Documents.requireKnown(context, List.of("f"));
        Job job = allowed(context);
        StatusInfo.show(context, job.title(), statusInfo.of(context, job));
    }

    private void results(Context context) {
        Documents.requireKnown(context, List.of());
        Job job = allowed(context);
        JobOutcome outcome = answers.outcome(job);
        if (!isKnown(context, job.id())) {
            answers.send(context, job, outcome);
        }
    }

    /** One output of an execution, by its name. */
    private void output(Context context) {
        Documents.requireKnown(context, List.of());
        Job job = allowed(context);
        String name = context.pathParam("output");
        Optional<Results> results = Results.of(answers.outcome(job));
        Results.Part part = results.flatMap(found -> found.find(name))
                .orElseThrow(() -> new ProblemException(Problem.notFound("job " + job.id() + " has no output '" + name
                        + "'; there are "
                        + results.map(found -> found.parts().stream()
                                        .map(Results.Part::name)
                                        .toList())
                                .orElse(List.of()))));
        if (!isKnown(context, job.id() + "-" + name)) {
            Results.sendOne(context, part);
        }
    }

    /**
     * Says that results never change, but are this client's, and answers 304 when it has them already. The tag is weak, since the
     * border between the parts of several is another one each time.
     */
    private static boolean isKnown(Context context, String id) {
        String tag = "W/\"" + id + "\"";
        context.header("Cache-Control", "private, max-age=3600, immutable");
        context.header("ETag", tag);
        String known = context.header("If-None-Match");
        boolean isKnown = known != null && List.of(known.split("\\s*,\\s*")).contains(tag);
        if (isKnown) {
            context.status(304);
        }
        return isKnown;
    }

    /** The job that is asked about, when the client may. */
    private Job allowed(Context context) {
        String id = context.pathParam("jobId");
        Job job = jobs.find(id).orElseThrow(() -> JobAnswers.noSuchJob(id));
        if (!openTypes.contains(job.type())) {
            keys.require(context);
        }
        return job;
    }

    /**
     * Dismisses a job, and waits until it has stopped, so that what is answered is so: a job that was in its last step may still
     * succeed, and a version that is there is not taken away.
     */
    private void dismiss(Context context) {
        Documents.requireKnown(context, List.of());
        Job before = allowed(context);
        if (before.status().isFinished() && before.status() != JobStatus.DISMISSED) {
            throw finished(before);
        }
        Job asked = jobs.dismiss(before.id()).orElseThrow(() -> JobAnswers.noSuchJob(before.id()));
        Job after = jobs.awaitFinished(asked, STOPPING);
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
}
