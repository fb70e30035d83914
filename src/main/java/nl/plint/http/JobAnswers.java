package nl.plint.http;

import io.javalin.http.Context;
import java.util.Optional;
import nl.plint.job.Job;
import nl.plint.job.JobOutcome;
import nl.plint.job.JobQueue;
import nl.plint.job.JobStatus;

/** Answers requests that have become jobs, and gives what jobs gave. */
final class JobAnswers {
    private final Links links;
    private final JobQueue jobs;
    private final StatusInfo statusInfo;

    JobAnswers(Links links, JobQueue jobs, StatusInfo statusInfo) {
        this.links = links;
        this.jobs = jobs;
        this.statusInfo = statusInfo;
    }

    /**
     * Waits for a job as long as the client wants to. What it gave is the client's then; the caller sends it, when it is there.
     * Otherwise the job has been sent.
     */
    Optional<JobOutcome> awaitOutcome(Context context, Preference preference, Job accepted) {
        Job job = jobs.awaitFinished(accepted, preference.patience());
        boolean answerJob = preference.wantsJob() || !job.status().isFinished();
        String applied = preference.applied(answerJob);
        if (!applied.isEmpty()) {
            context.header("Preference-Applied", applied);
        }
        if (!answerJob) {
            return Optional.of(outcome(job));
        }
        context.status(preference.async() ? 201 : 202);
        context.header("Location", links.href(context, StatusInfo.path(job)));
        statusInfo.send(context, job);
        return Optional.empty();
    }

    /** Waits for the job of an execution as {@link #awaitOutcome}, and sends what it gave when it is there. */
    void awaitResults(Context context, Preference preference, Job accepted) {
        awaitOutcome(context, preference, accepted).ifPresent(outcome -> send(context, accepted, outcome));
    }

    /** Sends what a job gave. */
    void send(Context context, Job job, JobOutcome outcome) {
        Results.of(outcome)
                .ifPresentOrElse(
                        results -> results.send(context, links.href(context, StatusInfo.path(job) + "/results")),
                        () -> context.result(outcome.bytes()).contentType(outcome.mediaType()));
    }

    /**
     * What a job gave.
     *
     * @throws ProblemException when it gave nothing: because it has not finished, failed or was dismissed
     */
    JobOutcome outcome(Job job) {
        if (!job.status().isFinished()) {
            throw new ProblemException(new Problem(
                    404,
                    Problem.PROCESSES + "result-not-ready",
                    "Result not ready",
                    "the job is " + job.status().wireName() + ", " + job.progress()
                            + " %; ask its status until it is successful"));
        }
        if (job.problem() != null) {
            throw new ProblemException(Problem.of(job.problem()));
        }
        if (job.status() == JobStatus.DISMISSED) {
            throw new ProblemException(
                    new Problem(410, "job-dismissed", "Job dismissed", "the job was dismissed and has no results"));
        }
        return jobs.outcome(job.id()).orElseThrow(() -> noSuchJob(job.id()));
    }

    /** There is no such job, or there is none any more. */
    static ProblemException noSuchJob(String id) {
        return new ProblemException(new Problem(
                404,
                Problem.PROCESSES + "no-such-job",
                "No such job",
                "there is no job '" + id
                        + "'; a job is forgotten a day after it has finished, and when many have finished" + " since"));
    }
}
