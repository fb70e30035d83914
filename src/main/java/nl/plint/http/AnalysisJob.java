package nl.plint.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.job.JobContext;
import nl.plint.job.JobInputs;
import nl.plint.job.JobKind;
import nl.plint.job.JobOutcome;
import nl.plint.job.JobRequest;
import org.jspecify.annotations.Nullable;

/** Answers the question of one analysis; gives GeoJSON. Its type is the id of the analysis. */
final class AnalysisJob implements JobKind {
    static final String MEDIA_TYPE = "application/geo+json";

    private final Analysis<?> analysis;
    private final AnswerWriter writer;

    AnalysisJob(Analysis<?> analysis, AnswerWriter writer) {
        this.analysis = analysis;
        this.writer = writer;
    }

    /**
     * The job that executes an analysis.
     *
     * @throws nl.plint.analysis.InvalidInputException when an input cannot be used, as far as that is seen without the data
     */
    static <Q> JobRequest request(Analysis<Q> analysis, Map<String, @Nullable Object> inputs) {
        Inputs given = new Inputs(inputs);
        given.requireKnown(analysis.description());
        analysis.question(given);
        return new JobRequest(
                analysis.description().id(),
                analysis.description().title().en(),
                new String(Json.bytes(inputs), StandardCharsets.UTF_8),
                List.of());
    }

    @Override
    public JobOutcome run(JobInputs inputs, JobContext job) throws IOException {
        Answer answer = analysis.execute(new Inputs(Json.object(inputs.json().getBytes(StandardCharsets.UTF_8))));
        job.checkNotDismissed();
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        writer.write(answer, out);
        return new JobOutcome(out.toByteArray(), MEDIA_TYPE);
    }
}
