package nl.plint.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked // test code: a null that should not be there fails the test anyway
class MemoryJobStoreTest implements JobStoreContract, JobQueueContract {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    Path folder;

    @TempDir
    Path sent;

    @Override
    public JobStore open(JobLimits limits) {
        return new MemoryJobStore(folder, limits, now::get, Long.MAX_VALUE);
    }

    @Override
    public void letPass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Path sent() {
        return sent;
    }

    @Test
    void jobs_are_forgotten_when_what_they_gave_takes_too_much_memory() {
        JobStore store = new MemoryJobStore(folder, MANY, now::get, 100);
        for (int size : new int[] {60, 30, 50, 20, 0}) {
            store.add(request("" + size));
            JobClaim claim = store.claim("w", TYPES).orElseThrow();
            store.finish(claim, new JobProgress(0, ""), JobEnd.successful(new JobOutcome(new byte[size], "x/y")));
        }
        assertThat(store.list()).extracting(Job::title).containsExactly("0", "20", "50", "30");
        store.add(request("500"));
        JobClaim large = store.claim("w", TYPES).orElseThrow();
        store.finish(large, new JobProgress(0, ""), JobEnd.successful(new JobOutcome(new byte[500], "x/y")));
        assertThat(store.list()).extracting(Job::title).containsExactly("500");
    }
}
