package nl.plint.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real threads; what must wait does so on a latch, never on a clock. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class JobQueueTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final JobQueue queue = new JobQueue(1, 3, 5, now::get);
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);

    @AfterEach
    void close() {
        go.countDown();
        queue.close();
    }

    /** Work that says when it begins and waits until it may go on; then it looks whether it was dismissed. */
    private final class Held implements JobWork {
        private final AtomicInteger released = new AtomicInteger();

        @Override
        public Object run(JobContext job) throws InterruptedException {
            begun.countDown();
            go.await();
            job.checkNotDismissed();
            return "done";
        }

        @Override
        public void release() {
            released.incrementAndGet();
        }
    }

    private Job awaited(Job job) {
        return queue.awaitFinished(job.id(), LONG).orElseThrow();
    }

    @Test
    void a_job_is_accepted_runs_and_gives_its_result() throws Exception {
        Held held = new Held();
        Job accepted = queue.submit("ingest", "a.csv", held);
        assertThat(accepted.status()).isEqualTo(JobStatus.ACCEPTED);
        assertThat(accepted.started()).isNull();
        begun.await();
        Job running = queue.find(accepted.id()).orElseThrow();
        assertThat(running.status()).isEqualTo(JobStatus.RUNNING);
        assertThat(running.result()).isNull();
        now.set(now.get().plusSeconds(5));
        go.countDown();
        Job done = awaited(accepted);
        assertThat(done.status()).isEqualTo(JobStatus.SUCCESSFUL);
        assertThat(done.result()).isEqualTo("done");
        assertThat(done.progress()).isEqualTo(100);
        assertThat(done.title()).isEqualTo("a.csv");
        assertThat(Duration.between(done.started(), done.finished())).isEqualTo(Duration.ofSeconds(5));
        assertThat(held.released).hasValue(1);
    }

    @Test
    void progress_is_told_and_never_goes_back() {
        List<Job> seen = new ArrayList<>();
        AtomicReference<String> id = new AtomicReference<>();
        CountDownLatch known = new CountDownLatch(1);
        Job job = queue.submit("t", "t", context -> {
            known.await();
            for (int percent : new int[] {10, 5, -3, 40, 250}) {
                context.progress(percent, "at " + percent);
                seen.add(queue.find(id.get()).orElseThrow());
            }
            throw new IllegalStateException("stop here, so that the end does not make it 100");
        });
        id.set(job.id());
        known.countDown();
        awaited(job);
        assertThat(seen).extracting(Job::progress).containsExactly(10, 10, 10, 40, 100);
        assertThat(seen).extracting(Job::message).containsExactly("at 10", "at 5", "at -3", "at 40", "at 250");
    }

    @Test
    void what_work_throws_is_kept_and_the_worker_lives_on() {
        Error error = new StackOverflowError();
        AtomicInteger released = new AtomicInteger();
        Job failed = awaited(queue.submit("t", "t", new JobWork() {
            @Override
            public Object run(JobContext job) {
                throw error;
            }

            @Override
            public void release() {
                released.incrementAndGet();
                throw new IllegalStateException("even this does not keep the job from ending");
            }
        }));
        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(failed.failure()).isSameAs(error);
        assertThat(released).hasValue(1);
        assertThat(awaited(queue.submit("t", "t", job -> 1)).result()).isEqualTo(1);
    }

    @Test
    void a_waiting_job_that_is_dismissed_never_runs_and_gives_up_its_place() {
        queue.submit("t", "running", new Held());
        Held waiting = new Held();
        Job dismissed = queue.submit("t", "waiting", waiting);
        fill();
        assertThat(queue.dismiss(dismissed.id()).orElseThrow().status()).isEqualTo(JobStatus.DISMISSED);
        assertThat(waiting.released).hasValue(1);
        Job instead = queue.submit("t", "instead", new Held());
        go.countDown();
        assertThat(awaited(instead).status()).isEqualTo(JobStatus.SUCCESSFUL);
        Job after = queue.find(dismissed.id()).orElseThrow();
        assertThat(after.started()).isNull();
        assertThat(after.finished()).isNotNull();
        assertThat(waiting.released).hasValue(1);
    }

    /** Submits jobs until no more are taken. */
    private void fill() {
        while (true) {
            Held held = new Held();
            try {
                queue.submit("t", "filling", held);
            } catch (JobRefusedException e) {
                assertThat(held.released).as("what was refused holds nothing").hasValue(1);
                return;
            }
        }
    }

    @Test
    void a_running_job_that_is_dismissed_stops_at_its_next_check() throws Exception {
        Held held = new Held();
        Job job = queue.submit("t", "t", held);
        begun.await();
        assertThat(queue.dismiss(job.id()).orElseThrow().status()).isEqualTo(JobStatus.RUNNING);
        assertThat(held.released).as("it is using it still").hasValue(0);
        go.countDown();
        assertThat(awaited(job).status()).isEqualTo(JobStatus.DISMISSED);
        assertThat(held.released).hasValue(1);
    }

    @Test
    void work_that_is_done_before_it_looks_is_successful_though_it_was_dismissed() throws Exception {
        Job job = queue.submit("t", "t", context -> {
            begun.countDown();
            go.await();
            return "done all the same";
        });
        begun.await();
        queue.dismiss(job.id());
        go.countDown();
        assertThat(awaited(job).status()).isEqualTo(JobStatus.SUCCESSFUL);
    }

    @Test
    void a_finished_job_stays_as_it_is() {
        Job done = awaited(queue.submit("t", "t", job -> 1));
        assertThat(queue.dismiss(done.id())).contains(done);
        assertThat(queue.dismiss("unknown")).isEmpty();
        assertThat(queue.awaitFinished("unknown", LONG)).isEmpty();
    }

    @Test
    void waiting_for_a_job_ends_when_the_time_is_over() {
        Job job = queue.submit("t", "t", new Held());
        assertThat(queue.awaitFinished(job.id(), Duration.ofMillis(1))
                        .orElseThrow()
                        .status())
                .isIn(JobStatus.ACCEPTED, JobStatus.RUNNING);
    }

    @Test
    void a_full_queue_refuses_with_a_clear_exception() throws Exception {
        queue.submit("t", "running", new Held());
        begun.await();
        for (int i = 0; i < 3; i++) {
            queue.submit("t", "waiting", new Held());
        }
        Held refused = new Held();
        assertThatThrownBy(() -> queue.submit("t", "t", refused))
                .isInstanceOf(JobRefusedException.class)
                .hasMessageContaining("too many");
        assertThat(refused.released).hasValue(1);
        assertThat(queue.list()).hasSize(4);
    }

    @Test
    void the_last_finished_jobs_are_known_the_newest_first() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ids.add(0, awaited(queue.submit("t", "t", job -> 1)).id());
        }
        assertThat(queue.list()).extracting(Job::id).containsExactlyElementsOf(ids.subList(0, 5));
        assertThat(queue.find(ids.get(7))).isEmpty();
    }

    @Test
    void a_job_is_forgotten_a_day_after_its_end_and_not_while_it_runs() throws Exception {
        Job old = awaited(queue.submit("t", "t", job -> 1));
        Job running = queue.submit("t", "t", new Held());
        begun.await();
        now.set(now.get().plus(Duration.ofHours(24)));
        assertThat(queue.find(old.id())).isPresent();
        now.set(now.get().plusMillis(1));
        assertThat(queue.find(old.id())).isEmpty();
        assertThat(queue.list()).extracting(Job::id).containsExactly(running.id());
    }

    @Test
    void closing_dismisses_what_waits_and_what_runs() throws Exception {
        Held running = new Held();
        Held waiting = new Held();
        Job first = queue.submit("t", "t", running);
        Job second = queue.submit("t", "t", waiting);
        begun.await();
        Thread closing = new Thread(queue::close);
        closing.start();
        assertThat(awaited(second).status()).isEqualTo(JobStatus.DISMISSED);
        go.countDown();
        closing.join();
        assertThat(queue.find(first.id()).orElseThrow().status()).isIn(JobStatus.DISMISSED, JobStatus.SUCCESSFUL);
        assertThat(running.released).hasValue(1);
        assertThat(waiting.released).hasValue(1);
        assertThatThrownBy(() -> queue.submit("t", "t", new Held())).isInstanceOf(JobRefusedException.class);
    }

    @Test
    void every_job_ends_once_and_gives_back_what_it_held_once_however_it_is_dismissed() throws Exception {
        int count = 2_000;
        try (JobQueue busy = new JobQueue(4, count, count, now::get)) {
            AtomicInteger[] released = new AtomicInteger[count];
            AtomicInteger[] completed = new AtomicInteger[count];
            List<Job> jobs = new ArrayList<>();
            Random random = new Random(7);
            for (int i = 0; i < count; i++) {
                released[i] = new AtomicInteger();
                completed[i] = new AtomicInteger();
                AtomicInteger mine = released[i];
                AtomicInteger done = completed[i];
                jobs.add(busy.submit("t", "t", new JobWork() {
                    @Override
                    public Object run(JobContext job) {
                        for (int step = 0; step < 100; step++) {
                            job.checkNotDismissed();
                            job.progress(step, "");
                        }
                        return done.incrementAndGet();
                    }

                    @Override
                    public void release() {
                        mine.incrementAndGet();
                    }
                }));
                busy.dismiss(jobs.get(random.nextInt(jobs.size())).id());
            }
            for (int i = 0; i < count; i++) {
                Job end = busy.awaitFinished(jobs.get(i).id(), LONG).orElseThrow();
                assertThat(end.status()).isIn(JobStatus.SUCCESSFUL, JobStatus.DISMISSED);
                assertThat(completed[i].get()).isEqualTo(end.status() == JobStatus.SUCCESSFUL ? 1 : 0);
                assertThat(released[i]).hasValue(1);
            }
        }
    }
}
