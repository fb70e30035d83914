package nl.plint.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import nl.plint.analysis.Analysis;
import nl.plint.job.JobContext;
import nl.plint.job.JobInputs;
import nl.plint.job.JobKind;
import nl.plint.job.JobOutcome;
import nl.plint.job.JobRequest;
import org.jspecify.annotations.Nullable;

/** Executes one analysis; gives {@link Results}. Its type is the id of the analysis. */
final class AnalysisJob implements JobKind {
    private final Analysis<?> analysis;
    private final Executions executions;

    AnalysisJob(Analysis<?> analysis, Executions executions) {
        this.analysis = analysis;
        this.executions = executions;
    }

    /**
     * The job that executes an analysis.
     *
     * @param mediaType that of features whose format the request does not say, null for the default
     */
    static JobRequest request(Analysis<?> analysis, ExecuteRequest request, @Nullable String mediaType) {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        inputs.put("request", request.body());
        inputs.put("mediaType", mediaType);
        return new JobRequest(
                analysis.description().id(),
                analysis.description().title().en(),
                new String(Json.bytes(inputs), StandardCharsets.UTF_8),
                List.of());
    }

    @Override
    public JobOutcome run(JobInputs inputs, JobContext job) {
        Map<String, @Nullable Object> given = Json.object(inputs.json().getBytes(StandardCharsets.UTF_8));
        String mediaType = given.get("mediaType") instanceof String text ? text : null;
        ExecuteRequest request = executions.request(analysis, Json.nested(given, "request"), mediaType);
        Results results = executions.execute(analysis, request, progressOf(job)).results();
        job.checkNotDismissed();
        return results.toOutcome();
    }

    /** Tells a job how far the analysis is, and ends the analysis when the job is dismissed. */
    static DoubleConsumer progressOf(JobContext job) {
        return share -> {
            job.checkNotDismissed();
            // Never 100, since the answer is written after the last of it.
            job.progress((int) Math.min(99, Math.round(share * 100)), "executing");
        };
    }
}
