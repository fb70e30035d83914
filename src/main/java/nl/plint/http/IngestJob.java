package nl.plint.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.plint.ingest.IngestProgress;
import nl.plint.ingest.IngestReport;
import nl.plint.ingest.IngestRequest;
import nl.plint.ingest.Ingestion;
import nl.plint.ingest.SourceFile;
import nl.plint.job.JobContext;
import nl.plint.job.JobFile;
import nl.plint.job.JobInputs;
import nl.plint.job.JobKind;
import nl.plint.job.JobOutcome;
import nl.plint.job.JobRequest;
import org.jspecify.annotations.Nullable;

/** Takes in files that were sent; gives the report. Done twice it gives the same version. */
final class IngestJob implements JobKind {
    static final String TYPE = "ingest";

    private final Ingestion ingestion;

    IngestJob(Ingestion ingestion) {
        this.ingestion = ingestion;
    }

    /**
     * The job that takes in files.
     *
     * @throws RuntimeException when what is asked makes no sense, whatever is in the files
     */
    static JobRequest request(String layer, IngestParameters parameters, List<JobFile> files) {
        // Whenever and wherever it is done, it speaks of the day on which it was sent.
        IngestParameters dated = parameters.dated();
        dated.request(layer, sources(files));
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("layer", layer);
        inputs.put("parameters", dated.given());
        String title = files.get(0).name() + " into " + layer;
        return new JobRequest(TYPE, title, new String(Json.bytes(inputs), StandardCharsets.UTF_8), files);
    }

    @Override
    public JobOutcome run(JobInputs inputs, JobContext job) {
        IngestRequest request = request(inputs);
        IngestProgress progress = (bytesRead, bytesTotal, rows) -> {
            // Thrown here, while the version is being written, so that nothing of it is kept.
            job.checkNotDismissed();
            job.progress(percent(bytesRead, bytesTotal), String.format(Locale.ROOT, "%,d rows read", rows));
        };
        Optional<Instant> accepted = job.findAcceptedBeforeRepeat();
        IngestReport report = accepted.isPresent()
                ? ingestion.ingestAgain(request, accepted.get(), progress)
                : ingestion.ingest(request, progress);
        job.progress(
                100, String.format(Locale.ROOT, "%,d rows stored, %,d skipped", report.stored(), report.skipped()));
        return new JobOutcome(Json.bytes(report.toMap()), "application/json");
    }

    private static IngestRequest request(JobInputs inputs) {
        Map<String, @Nullable Object> given = Json.object(inputs.json().getBytes(StandardCharsets.UTF_8));
        Map<String, String> parameters = new LinkedHashMap<>();
        if (given.get("parameters") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> parameters.put(String.valueOf(name), String.valueOf(value)));
        }
        return new IngestParameters(parameters).request(String.valueOf(given.get("layer")), sources(inputs.files()));
    }

    private static List<SourceFile> sources(List<JobFile> files) {
        return files.stream()
                .map(file -> new SourceFile(file.path(), file.name()))
                .toList();
    }

    /** How much of the file is read; never 100, since the version is finished after the last row. */
    private static int percent(long bytesRead, long bytesTotal) {
        return bytesTotal <= 0 ? 0 : (int) Math.min(99, 100 * bytesRead / bytesTotal);
    }
}
