package nl.plint.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What a queue promises on any store. Real threads; what must wait does so on a latch, or until it sees what it waits for. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
public interface JobQueueContract extends JobStoreFixture {
    Duration LONG = Duration.ofSeconds(30);

    /** Quick enough for a test. */
    JobPace QUICK = new JobPace(
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(10),
            Duration.ofMillis(5),
            LONG,
            Duration.ofMillis(1),
            LONG);

    JobProblems PROBLEMS = (job, failure) -> "{\"detail\": \"" + failure.getMessage() + "\"}";

    private static JobQueue queue(JobStore store, int workers, JobKind kind) {
        return new JobQueue(store, Map.of("t", kind), PROBLEMS, workers, QUICK);
    }

    private static Job awaited(JobQueue queue, Job job) {
        return queue.awaitFinished(job, LONG);
    }

    private static void awaitStatus(JobQueue queue, Job job, JobStatus status) throws InterruptedException {
        while (queue.find(job.id()).orElseThrow().status() != status) {
            Thread.sleep(1);
        }
    }

    /** Work that waits until it is told to stop. */
    private static JobOutcome untilStopped(JobContext context) throws InterruptedException {
        while (true) {
            context.checkNotDismissed();
            Thread.sleep(1);
        }
    }

    @Test
    default void work_gets_its_inputs_tells_how_far_it_is_and_gives_an_outcome() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        JobKind kind = (inputs, context) -> {
            context.progress(40, "at 40");
            seen.await();
            return outcome(
                    inputs.json() + Files.readString(inputs.files().get(0).path()));
        };
        try (JobQueue queue = queue(open(FEW), 1, kind)) {
            Job accepted = queue.submit(request("a", "a.csv", "contents"));
            Job now = accepted;
            while (now.progress() < 40) {
                now = queue.find(accepted.id()).orElseThrow();
            }
            assertThat(now.status()).isEqualTo(JobStatus.RUNNING);
            assertThat(now.message()).isEqualTo("at 40");
            seen.countDown();
            assertThat(awaited(queue, accepted).status()).isEqualTo(JobStatus.SUCCESSFUL);
            assertThat(text(queue.outcome(accepted.id()).orElseThrow())).isEqualTo("{}contents");
            assertThat(folder()).isEmptyDirectory();
        }
    }

    @Test
    default void what_work_throws_becomes_a_problem_and_the_worker_lives_on() {
        JobKind kind = (inputs, context) -> {
            throw new StackOverflowError("too deep");
        };
        try (JobQueue queue = queue(open(FEW), 1, kind)) {
            for (int i = 0; i < 2; i++) {
                Job failed = awaited(queue, queue.submit(request("a", "a.csv", "x")));
                assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
                assertThat(failed.problem()).isEqualTo("{\"detail\": \"too deep\"}");
            }
            assertThat(folder()).isEmptyDirectory();
        }
    }

    @Test
    default void work_that_is_done_before_it_looks_is_successful_though_it_was_dismissed() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        JobKind kind = (inputs, context) -> {
            begun.countDown();
            go.await();
            return outcome("done all the same");
        };
        try (JobQueue queue = queue(open(FEW), 1, kind)) {
            Job job = queue.submit(request("a"));
            begun.await();
            queue.dismiss(job.id());
            go.countDown();
            assertThat(awaited(queue, job).status()).isEqualTo(JobStatus.SUCCESSFUL);
        }
    }

    @Test
    default void waiting_for_a_job_ends_when_the_time_is_over() {
        try (JobQueue queue = queue(open(FEW), 1, (inputs, context) -> untilStopped(context))) {
            Job job = queue.submit(request("a"));
            assertThat(queue.awaitFinished(job, Duration.ofMillis(1)).status())
                    .isIn(JobStatus.ACCEPTED, JobStatus.RUNNING);
            queue.dismiss(job.id());
        }
    }

    @Test
    default void a_job_is_followed_and_dismissed_from_a_queue_that_does_not_do_it() throws Exception {
        JobStore store = open(FEW);
        try (JobQueue doing = queue(store, 1, (inputs, context) -> untilStopped(context));
                JobQueue following = new JobQueue(store, Map.of(), PROBLEMS, 1, QUICK)) {
            Job job = following.submit(request("a"));
            awaitStatus(following, job, JobStatus.RUNNING);
            assertThat(following.dismiss(job.id()).orElseThrow().status()).isEqualTo(JobStatus.RUNNING);
            assertThat(awaited(following, job).status()).isEqualTo(JobStatus.DISMISSED);
            assertThat(doing.find(job.id()).orElseThrow().status()).isEqualTo(JobStatus.DISMISSED);
        }
    }

    @Test
    default void work_that_cannot_be_done_now_is_done_later() {
        AtomicInteger times = new AtomicInteger();
        JobKind kind = (inputs, context) -> {
            if (times.incrementAndGet() < 4) {
                throw new JobPostponedException(new IllegalStateException("away"));
            }
            return outcome("there again");
        };
        try (JobQueue queue = queue(open(FEW), 2, kind)) {
            Job job = queue.submit(request("a"));
            passUntilFinished(queue, job);
            assertThat(text(queue.outcome(job.id()).orElseThrow())).isEqualTo("there again");
            assertThat(times).hasValue(4);
        }
    }

    @Test
    default void work_that_cannot_be_done_for_too_long_fails_by_its_reason() {
        AtomicInteger times = new AtomicInteger();
        JobKind kind = (inputs, context) -> {
            times.incrementAndGet();
            throw new JobPostponedException(new IllegalStateException("away"));
        };
        try (JobQueue queue = queue(open(FEW), 2, kind)) {
            Job job = queue.submit(request("a"));
            Job failed = passUntilFinished(queue, job);
            assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
            assertThat(failed.problem()).isEqualTo("{\"detail\": \"away\"}");
            assertThat(times).hasValue(10);
        }
    }

    private Job passUntilFinished(JobQueue queue, Job job) {
        Job now = job;
        while (!now.status().isFinished()) {
            letPass(Duration.ofSeconds(1));
            now = queue.awaitFinished(job, Duration.ofMillis(5));
        }
        return now;
    }

    @Test
    default void a_job_that_kills_its_workers_fails_at_last() {
        JobStore store = open(FEW);
        Job job = store.add(request("a"));
        for (int i = 1; i <= 3; i++) {
            assertThat(store.claim("w" + i, TYPES)).isPresent();
            letPass(LEASE.plusSeconds(1));
        }
        AtomicInteger begun = new AtomicInteger();
        JobKind kind = (inputs, context) -> outcome("" + begun.incrementAndGet());
        try (JobQueue queue = queue(store, 1, kind)) {
            Job failed = awaited(queue, job);
            assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
            assertThat(failed.problem()).contains("begun 3 times");
            assertThat(begun).hasValue(0);
        }
    }

    @Test
    default void work_whose_claim_is_lost_is_told_to_stop() throws Exception {
        JobStore store = open(FEW);
        CountDownLatch stopped = new CountDownLatch(1);
        JobKind kind = (inputs, context) -> {
            try {
                return untilStopped(context);
            } finally {
                stopped.countDown();
            }
        };
        // It shows no sign of life until its claim is lost.
        JobPace silent = new JobPace(
                Duration.ofMillis(300),
                Duration.ofMillis(10),
                Duration.ofMillis(10),
                Duration.ofMillis(5),
                LONG,
                Duration.ofMillis(1),
                LONG);
        try (JobQueue queue = new JobQueue(store, Map.of("t", kind), PROBLEMS, 1, silent)) {
            Job job = queue.submit(request("a"));
            JobClaim taken = null;
            while (taken == null) {
                awaitStatus(queue, job, JobStatus.RUNNING);
                letPass(LEASE.plusSeconds(1));
                taken = store.claim("another", TYPES).orElse(null);
            }
            stopped.await();
            assertThat(store.finish(taken, new JobProgress(1, ""), JobEnd.successful(outcome("by another"))))
                    .isTrue();
            assertThat(text(queue.outcome(job.id()).orElseThrow())).isEqualTo("by another");
        }
    }

    @Test
    default void a_queue_that_is_closed_takes_nothing_more() {
        JobQueue queue = queue(open(FEW), 1, (inputs, context) -> outcome("1"));
        queue.close();
        assertThatThrownBy(() -> queue.submit(request("a"))).isInstanceOf(JobRefusedException.class);
    }

    @Test
    default void closing_leaves_no_work_running_and_no_job_without_anyone_to_do_it() throws Exception {
        JobStore store = open(FEW);
        JobQueue queue = queue(store, 1, (inputs, context) -> untilStopped(context));
        Job running = queue.submit(request("running", "a.csv", "x"));
        Job waiting = queue.submit(request("waiting"));
        awaitStatus(queue, running, JobStatus.RUNNING);
        queue.close();
        JobStatus expected = store.isShared() ? JobStatus.ACCEPTED : JobStatus.DISMISSED;
        assertThat(store.list()).extracting(Job::status).containsOnly(expected);
        if (store.isShared()) {
            try (JobQueue other = queue(store, 1, (inputs, context) -> outcome("by another"))) {
                assertThat(awaited(other, running).status()).isEqualTo(JobStatus.SUCCESSFUL);
                assertThat(awaited(other, waiting).status()).isEqualTo(JobStatus.SUCCESSFUL);
            }
        }
        assertThat(folder()).isEmptyDirectory();
    }

    @Test
    default void every_job_ends_once_on_several_queues_however_it_is_dismissed() throws Exception {
        int count = 300;
        Map<String, AtomicInteger> completed = new ConcurrentHashMap<>();
        JobKind kind = (inputs, context) -> {
            for (int step = 0; step < 10; step++) {
                context.checkNotDismissed();
                context.progress(step, "");
            }
            completed.computeIfAbsent(inputs.json(), key -> new AtomicInteger()).incrementAndGet();
            return outcome(inputs.json());
        };
        JobStore store = open(MANY);
        try (JobQueue first = queue(store, 2, kind);
                JobQueue second = queue(store, 2, kind)) {
            List<Job> jobs = new ArrayList<>();
            Random random = new Random(7);
            for (int i = 0; i < count; i++) {
                JobQueue at = i % 2 == 0 ? first : second;
                jobs.add(at.submit(new JobRequest("t", "t", "{\"n\": " + i + "}", List.of())));
                first.dismiss(jobs.get(random.nextInt(jobs.size())).id());
            }
            for (int i = 0; i < count; i++) {
                Job end = awaited(first, jobs.get(i));
                assertThat(end.status()).isIn(JobStatus.SUCCESSFUL, JobStatus.DISMISSED);
                int times = completed
                        .getOrDefault("{\"n\": " + i + "}", new AtomicInteger())
                        .get();
                assertThat(times).isEqualTo(end.status() == JobStatus.SUCCESSFUL ? 1 : 0);
            }
        }
    }
}
