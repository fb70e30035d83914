package nl.plint.http;

import java.util.Locale;
import nl.plint.ingest.IngestReport;
import nl.plint.ingest.IngestRequest;
import nl.plint.ingest.Ingestion;
import nl.plint.job.Job;
import nl.plint.job.JobContext;
import nl.plint.job.JobDismissedException;
import nl.plint.job.JobWork;

/** Takes in what was sent; its result is the {@link IngestReport}. The upload goes when it ends in any way. */
final class IngestJob implements JobWork {
    static final String TYPE = "ingest";

    private final Ingestion ingestion;
    private final IngestRequest request;
    private final Upload upload;

    IngestJob(Ingestion ingestion, IngestRequest request, Upload upload) {
        this.ingestion = ingestion;
        this.request = request;
        this.upload = upload;
    }

    @Override
    public Object run(JobContext job) {
        try {
            IngestReport report = ingestion.ingest(request, (bytesRead, bytesTotal, rows) -> {
                // Thrown here, while the version is being written, so that nothing of it is kept.
                job.checkNotDismissed();
                job.progress(percent(bytesRead, bytesTotal), String.format(Locale.ROOT, "%,d rows read", rows));
            });
            job.progress(
                    100, String.format(Locale.ROOT, "%,d rows stored, %,d skipped", report.stored(), report.skipped()));
            return report;
        } catch (JobDismissedException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            ProblemMapping.logFaultOfOurs(e, "the ingest of " + request.fileName() + " into " + request.layer());
            throw e;
        }
    }

    /**
     * What a finished job of this kind gave.
     *
     * @throws ProblemException when it gave nothing, because it failed or was dismissed
     */
    static IngestReport report(Job finished) {
        if (finished.failure() != null) {
            throw new ProblemException(ProblemMapping.of(finished.failure()));
        }
        if (finished.result() == null) {
            throw new ProblemException(
                    new Problem(410, "job-dismissed", "Job dismissed", "the job was dismissed and has no results"));
        }
        return (IngestReport) finished.result();
    }

    /** How much of the file is read; never 100, since the version is finished after the last row. */
    private static int percent(long bytesRead, long bytesTotal) {
        return bytesTotal <= 0 ? 0 : (int) Math.min(99, 100 * bytesRead / bytesTotal);
    }

    @Override
    public void release() {
        upload.close();
    }
}
