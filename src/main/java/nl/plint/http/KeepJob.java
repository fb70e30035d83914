package nl.plint.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.analysis.Answer;
import nl.plint.analysis.KeptAnswers;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Execution;
import nl.plint.job.JobContext;
import nl.plint.job.JobInputs;
import nl.plint.job.JobKind;
import nl.plint.job.JobOutcome;
import nl.plint.job.JobRequest;
import org.jspecify.annotations.Nullable;

/** Executes an analysis and keeps its answer as a collection. Done twice it gives the same version. */
final class KeepJob implements JobKind {
    static final String TYPE = "keep";

    private final AnalysisCatalog analyses;
    private final Executions executions;
    private final KeptAnswers kept;

    KeepJob(AnalysisCatalog analyses, Executions executions, KeptAnswers kept) {
        this.analyses = analyses;
        this.executions = executions;
        this.kept = kept;
    }

    /**
     * The job that keeps an answer.
     *
     * @param body as {@link KeepRequest#of} takes it
     */
    static JobRequest request(String collection, Map<String, @Nullable Object> body) {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        inputs.put("collection", collection);
        inputs.put("request", body);
        String title = body.get("process") + " into " + collection;
        return new JobRequest(TYPE, title, new String(Json.bytes(inputs), StandardCharsets.UTF_8), List.of());
    }

    @Override
    public JobOutcome run(JobInputs inputs, JobContext job) {
        Map<String, @Nullable Object> given = Json.object(inputs.json().getBytes(StandardCharsets.UTF_8));
        String collection = String.valueOf(given.get("collection"));
        KeepRequest request = KeepRequest.of(Json.nested(given, "request"), analyses, executions);
        Answer answer = executions
                .answer(request.analysis(), request.execution().inputs(), AnalysisJob.progressOf(job))
                .answer();
        job.checkNotDismissed();
        KeptAnswers.Kept done = kept.keep(collection, request.title(), answer, request.output());
        return new JobOutcome(Json.bytes(report(done)), "application/json");
    }

    private static Map<String, @Nullable Object> report(KeptAnswers.Kept done) {
        DatasetVersion version = done.version();
        Execution execution = version.provenance().execution();
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put("collection", version.layer());
        report.put("version", version.id());
        report.put("new", done.isNew());
        report.put("referenceDate", version.referenceDate().toString());
        report.put("featureCount", version.featureCount());
        report.put("execution", execution == null ? null : execution.toMap());
        return report;
    }
}
