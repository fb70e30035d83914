package nl.plint.http;

import java.util.HashMap;
import java.util.Map;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.analysis.KeptAnswers;
import nl.plint.ingest.Ingestion;
import nl.plint.job.JobKind;
import nl.plint.job.JobPostponedException;
import nl.plint.store.StoreUnavailableException;

/** What jobs can do, by their type: take in files, execute each analysis, and keep what it answers. */
final class JobKinds {
    private JobKinds() {}

    static Map<String, JobKind> of(
            AnalysisCatalog analyses, Ingestion ingestion, Executions executions, KeptAnswers kept) {
        Map<String, JobKind> kinds = new HashMap<>();
        for (Analysis<?> analysis : analyses.analyses()) {
            kinds.put(analysis.description().id(), patient(new AnalysisJob(analysis, executions)));
        }
        kinds.put(KeepJob.TYPE, patient(new KeepJob(analyses, executions, kept)));
        kinds.put(IngestJob.TYPE, patient(new IngestJob(ingestion)));
        return kinds;
    }

    /** The same, done again later when the store is away. */
    private static JobKind patient(JobKind kind) {
        return (inputs, context) -> {
            try {
                return kind.run(inputs, context);
            } catch (StoreUnavailableException e) {
                throw new JobPostponedException(e);
            }
        };
    }
}
