package nl.plint.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** A store of one kind, and what tests of any kind do with it. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
public interface JobStoreFixture {
    Duration LEASE = Duration.ofSeconds(30);

    /** Few enough to be reached. */
    JobLimits FEW = new JobLimits(3, 5, Duration.ofHours(24), LEASE);

    JobLimits MANY = new JobLimits(100_000, 100_000, Duration.ofHours(24), LEASE);

    Set<String> TYPES = Set.of("t");

    /** Opens the store of this test. A store that is shared is the same one at each call. */
    JobStore open(JobLimits limits);

    /** Lets time pass as the store sees it. */
    void letPass(Duration time);

    /** A folder for the files of the store on this disk, empty before it is used. */
    Path folder();

    /** A folder for what the test sends. */
    Path sent();

    /** A request without files. */
    default JobRequest request(String title) {
        return new JobRequest("t", title, "{}", List.of());
    }

    /** A request with one file. */
    default JobRequest request(String title, String name, String contents) {
        try {
            Path path = Files.writeString(Files.createTempFile(sent(), "sent", ""), contents);
            return new JobRequest("t", title, "{}", List.of(new JobFile(name, path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    default JobOutcome outcome(String text) {
        return new JobOutcome(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), "text/plain");
    }

    default String text(JobOutcome outcome) {
        return new String(outcome.bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
