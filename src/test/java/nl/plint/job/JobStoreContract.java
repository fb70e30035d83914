package nl.plint.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What every store of jobs promises. Each kind has a test that implements this on a store of its own. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
public interface JobStoreContract extends JobStoreFixture {
    JobProgress BEGUN = new JobProgress(0, "begun");

    private static Job known(JobStore store, Job job) {
        return store.find(job.id()).orElseThrow();
    }

    private static JobClaim claimed(JobStore store, String worker) {
        return store.claim(worker, TYPES).orElseThrow();
    }

    private JobClaim claimedAfterDeath(JobStore store, String worker) {
        letPass(LEASE.plusSeconds(1));
        return claimed(store, worker);
    }

    @Test
    default void a_job_waits_runs_and_ends() {
        JobStore store = open(FEW);
        Job accepted = store.add(request("a title with é"));
        assertThat(accepted.status()).isEqualTo(JobStatus.ACCEPTED);
        assertThat(accepted.type()).isEqualTo("t");
        assertThat(accepted.title()).isEqualTo("a title with é");
        assertThat(accepted.started()).isNull();
        assertThat(accepted.finished()).isNull();
        assertThat(known(store, accepted)).isEqualTo(accepted);

        letPass(Duration.ofSeconds(3));
        JobClaim claim = claimed(store, "w");
        assertThat(claim.job().status()).isEqualTo(JobStatus.RUNNING);
        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(claim.deaths()).isZero();
        assertThat(claim.postponements()).isZero();
        assertThat(known(store, accepted)).isEqualTo(claim.job());
        assertThat(store.outcome(accepted.id())).isEmpty();

        letPass(Duration.ofSeconds(5));
        assertThat(store.finish(claim, new JobProgress(60, "nearly"), JobEnd.successful(outcome("gave é"))))
                .isTrue();
        Job done = known(store, accepted);
        assertThat(done.status()).isEqualTo(JobStatus.SUCCESSFUL);
        assertThat(done.progress()).isEqualTo(100);
        assertThat(done.message()).isEqualTo("nearly");
        assertThat(done.problem()).isNull();
        assertThat(done.updated()).isEqualTo(done.finished());
        assertThat(Duration.between(done.created(), done.started())).isBetween(seconds(3), seconds(100));
        assertThat(Duration.between(done.started(), done.finished())).isBetween(seconds(5), seconds(100));
        assertThat(text(store.outcome(done.id()).orElseThrow())).isEqualTo("gave é");
        assertThat(store.outcome(done.id()).orElseThrow().mediaType()).isEqualTo("text/plain");
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }

    @Test
    default void a_job_that_failed_says_why_and_gives_nothing() {
        JobStore store = open(FEW);
        Job job = store.add(request("a"));
        String problem = "{\"detail\": \"regel één\\n\\u0000 \uD83C\uDFEC\"}";
        assertThat(store.finish(claimed(store, "w"), new JobProgress(40, "at 40"), JobEnd.failed(problem)))
                .isTrue();
        Job failed = known(store, job);
        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(failed.problem()).isEqualTo(problem);
        assertThat(failed.progress()).isEqualTo(40);
        assertThat(store.outcome(job.id())).isEmpty();
    }

    @Test
    default void inputs_and_files_are_brought_to_whoever_claims_and_go_at_the_end() throws Exception {
        JobStore store = open(FEW);
        Random random = new Random(1);
        List<JobFile> files = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        // Sizes about a power of two, where what is cut into pieces goes wrong.
        for (int size : new int[] {0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20}) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            contents.add(bytes);
            Path path = Files.write(sent().resolve("sent" + size), bytes);
            files.add(new JobFile("winkels ë " + size + ".csv", path));
        }
        String inputs = "{\"layer\": \"één\", \"n\": [1, null]}";
        store.add(new JobRequest("t", "a", inputs, files));
        for (JobFile file : files) {
            Files.deleteIfExists(file.path());
        }
        JobClaim claim = claimed(store, "w");
        try (JobInputs brought = store.inputs(claim)) {
            assertThat(brought.json()).isEqualTo(inputs);
            assertThat(brought.files())
                    .extracting(JobFile::name)
                    .containsExactlyElementsOf(files.stream().map(JobFile::name).toList());
            for (int i = 0; i < files.size(); i++) {
                Path path = brought.files().get(i).path();
                assertThat(path).hasBinaryContent(contents.get(i));
                assertThat(path.toString()).as("readers look at the ending").endsWith(".csv");
            }
        }
        store.finish(claim, BEGUN, JobEnd.DISMISSED);
        assertThat(folder()).isEmptyDirectory();
    }

    @Test
    default void the_oldest_job_is_claimed_first_by_whoever_can_do_it() {
        JobStore store = open(FEW);
        store.add(new JobRequest("other", "0", "{}", List.of()));
        List<String> titles = new ArrayList<>();
        for (String title : List.of("1", "2", "3")) {
            store.add(request(title));
            titles.add(title);
        }
        for (String title : titles) {
            assertThat(claimed(store, "w").job().title()).isEqualTo(title);
        }
        assertThat(store.claim("w", TYPES)).isEmpty();
        assertThat(store.claim("w", Set.of())).isEmpty();
        assertThat(store.claim("w", Set.of("t", "other")).orElseThrow().job().title())
                .isEqualTo("0");
        assertThat(store.list()).extracting(Job::title).containsExactly("3", "2", "1", "0");
    }

    @Test
    default void progress_is_told_and_never_goes_back() {
        JobStore store = open(FEW);
        Job job = store.add(request("a"));
        JobClaim claim = claimed(store, "w");
        List<Job> seen = new ArrayList<>();
        for (int percent : new int[] {10, 5, -3, 40, 250}) {
            assertThat(store.heartbeat(claim, new JobProgress(percent, "at " + percent)))
                    .isEqualTo(ClaimState.HELD);
            seen.add(known(store, job));
        }
        assertThat(seen).extracting(Job::progress).containsExactly(10, 10, 10, 40, 100);
        assertThat(seen).extracting(Job::message).containsExactly("at 10", "at 5", "at -3", "at 40", "at 250");
    }

    @Test
    default void a_waiting_job_is_dismissed_at_once_and_gives_up_its_place() {
        JobStore store = open(FEW);
        Job first = store.add(request("1", "a.csv", "x"));
        store.add(request("2"));
        store.add(request("3"));
        assertThatThrownBy(() -> store.add(request("4"))).isInstanceOf(JobRefusedException.class);
        Job dismissed = store.dismiss(first.id()).orElseThrow();
        assertThat(dismissed.status()).isEqualTo(JobStatus.DISMISSED);
        assertThat(dismissed.started()).isNull();
        assertThat(dismissed.finished()).isNotNull();
        assertThat(folder()).isEmptyDirectory();
        store.add(request("4"));
        assertThat(claimed(store, "w").job().title()).isEqualTo("2");
    }

    @Test
    default void the_worker_of_a_running_job_learns_that_it_is_to_stop() {
        JobStore store = open(FEW);
        Job job = store.add(request("a"));
        JobClaim claim = claimed(store, "w");
        assertThat(store.dismiss(job.id()).orElseThrow().status()).isEqualTo(JobStatus.RUNNING);
        assertThat(store.heartbeat(claim, BEGUN)).isEqualTo(ClaimState.DISMISSAL_ASKED);
        assertThat(store.finish(claim, BEGUN, JobEnd.DISMISSED)).isTrue();
        assertThat(known(store, job).status()).isEqualTo(JobStatus.DISMISSED);
        assertThat(store.outcome(job.id())).isEmpty();
    }

    @Test
    default void what_has_finished_stays_as_it_is() {
        JobStore store = open(FEW);
        Job job = store.add(request("a"));
        JobClaim claim = claimed(store, "w");
        store.finish(claim, BEGUN, JobEnd.successful(outcome("1")));
        Job done = known(store, job);
        assertThat(store.dismiss(job.id())).contains(done);
        assertThat(store.heartbeat(claim, new JobProgress(3, "late"))).isEqualTo(ClaimState.LOST);
        assertThat(store.finish(claim, BEGUN, JobEnd.failed("{}"))).isFalse();
        assertThat(store.giveBack(claim)).isFalse();
        assertThat(store.postpone(claim, Duration.ZERO)).isFalse();
        letPass(LEASE.multipliedBy(2));
        assertThat(store.claim("w", TYPES)).isEmpty();
        assertThat(text(store.outcome(job.id()).orElseThrow())).isEqualTo("1");
        assertThat(known(store, job).status()).isEqualTo(JobStatus.SUCCESSFUL);
    }

    @Test
    default void what_is_unknown_is_not_there() {
        JobStore store = open(FEW);
        for (String id : List.of("unknown", "", "00000000-0000-0000-0000-000000000000", "1-1-1-1-1", "\0")) {
            assertThat(store.find(id)).isEmpty();
            assertThat(store.outcome(id)).isEmpty();
            assertThat(store.dismiss(id)).isEmpty();
        }
        assertThat(store.list()).isEmpty();
        assertThat(store.claim("w", TYPES)).isEmpty();
    }

    @Test
    default void too_many_waiting_jobs_of_one_type_are_refused_and_leave_nothing() {
        JobStore store = open(FEW);
        store.add(request("running"));
        claimed(store, "w");
        for (int i = 0; i < 3; i++) {
            store.add(request("waiting"));
        }
        JobRequest refused = request("refused", "a.csv", "x");
        assertThatThrownBy(() -> store.add(refused))
                .isInstanceOf(JobRefusedException.class)
                .hasMessageContaining("too many");
        assertThat(store.list()).hasSize(4);
        assertThat(folder()).isEmptyDirectory();
        assertThat(store.add(new JobRequest("other", "not in the way", "{}", List.of()))
                        .status())
                .isEqualTo(JobStatus.ACCEPTED);
    }

    @Test
    default void the_job_of_a_worker_that_is_silent_is_anothers() throws Exception {
        JobStore store = open(FEW);
        Job job = store.add(request("a", "a.csv", "contents"));
        JobClaim first = claimed(store, "w1");
        letPass(LEASE.minusSeconds(10));
        assertThat(store.claim("w2", TYPES)).isEmpty();
        letPass(seconds(11));
        JobClaim second = claimed(store, "w2");
        assertThat(second.job().id()).isEqualTo(job.id());
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.deaths()).isEqualTo(1);

        assertThat(store.heartbeat(first, new JobProgress(99, "not dead at all")))
                .isEqualTo(ClaimState.LOST);
        assertThat(store.finish(first, BEGUN, JobEnd.successful(outcome("1")))).isFalse();
        assertThat(store.giveBack(first)).isFalse();
        assertThat(store.postpone(first, Duration.ZERO)).isFalse();
        assertThat(known(store, job)).isEqualTo(second.job());
        try (JobInputs inputs = store.inputs(second)) {
            assertThat(inputs.files().get(0).path()).hasContent("contents");
        }
        assertThat(store.finish(second, BEGUN, JobEnd.successful(outcome("2")))).isTrue();
        assertThat(text(store.outcome(job.id()).orElseThrow())).isEqualTo("2");
    }

    @Test
    default void a_worker_that_takes_its_own_job_again_has_another_claim() {
        JobStore store = open(FEW);
        store.add(request("a"));
        JobClaim first = claimed(store, "w");
        JobClaim second = claimedAfterDeath(store, "w");
        assertThat(store.finish(first, BEGUN, JobEnd.DISMISSED)).isFalse();
        assertThat(store.finish(second, BEGUN, JobEnd.DISMISSED)).isTrue();
    }

    @Test
    default void a_worker_that_is_heard_of_keeps_its_job() {
        JobStore store = open(FEW);
        store.add(request("a"));
        JobClaim claim = claimed(store, "w1");
        for (int i = 0; i < 5; i++) {
            letPass(LEASE.minusSeconds(10));
            assertThat(store.heartbeat(claim, BEGUN)).isEqualTo(ClaimState.HELD);
            assertThat(store.claim("w2", TYPES)).isEmpty();
        }
    }

    @Test
    default void a_claim_holds_as_long_as_nobody_else_takes_the_job() {
        JobStore store = open(FEW);
        Job job = store.add(request("a"));
        JobClaim claim = claimed(store, "w1");
        letPass(LEASE.multipliedBy(10));
        assertThat(store.heartbeat(claim, BEGUN)).isEqualTo(ClaimState.HELD);
        letPass(LEASE.multipliedBy(10));
        assertThat(store.finish(claim, BEGUN, JobEnd.successful(outcome("1")))).isTrue();
        assertThat(known(store, job).status()).isEqualTo(JobStatus.SUCCESSFUL);
    }

    @Test
    default void deaths_are_counted() {
        JobStore store = open(FEW);
        store.add(request("a"));
        claimed(store, "w0");
        for (int deaths = 1; deaths <= 4; deaths++) {
            JobClaim claim = claimedAfterDeath(store, "w" + deaths);
            assertThat(claim.deaths()).isEqualTo(deaths);
            assertThat(claim.attempt()).isEqualTo(deaths + 1);
        }
    }

    @Test
    default void a_dismissed_job_whose_worker_is_dead_is_not_done_again() {
        JobStore store = open(FEW);
        Job asked = store.add(request("asked while it ran", "a.csv", "x"));
        Job late = store.add(request("asked when it was dead", "b.csv", "y"));
        claimed(store, "w1");
        claimed(store, "w1");
        store.dismiss(asked.id());
        letPass(LEASE.plusSeconds(1));
        assertThat(store.dismiss(late.id()).orElseThrow().status()).isEqualTo(JobStatus.DISMISSED);
        assertThat(store.claim("w2", TYPES)).isEmpty();
        assertThat(known(store, asked).status()).isEqualTo(JobStatus.DISMISSED);
        assertThat(folder()).isEmptyDirectory();
    }

    @Test
    default void a_job_that_is_given_back_is_the_next_ones() throws Exception {
        JobStore store = open(FEW);
        Job job = store.add(request("a", "a.csv", "contents"));
        store.add(request("b"));
        JobClaim first = claimed(store, "w1");
        store.heartbeat(first, new JobProgress(30, "at 30"));
        assertThat(store.giveBack(first)).isTrue();
        Job waiting = known(store, job);
        assertThat(waiting.status()).isEqualTo(JobStatus.ACCEPTED);
        assertThat(waiting.progress()).isEqualTo(30);
        assertThat(waiting.started()).isNull();
        assertThat(store.heartbeat(first, BEGUN)).isEqualTo(ClaimState.LOST);
        JobClaim second = claimed(store, "w2");
        assertThat(second.job().id()).isEqualTo(job.id());
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.deaths()).isZero();
        assertThat(second.postponements()).isZero();
        try (JobInputs inputs = store.inputs(second)) {
            assertThat(inputs.files().get(0).path()).hasContent("contents");
        }
    }

    @Test
    default void a_postponed_job_waits_for_its_time_and_holds_up_no_other() {
        JobStore store = open(FEW);
        Job job = store.add(request("a"));
        assertThat(store.postpone(claimed(store, "w"), Duration.ofHours(1))).isTrue();
        assertThat(known(store, job).status()).isEqualTo(JobStatus.ACCEPTED);
        store.add(request("b"));
        JobClaim other = claimed(store, "w");
        assertThat(other.job().title()).isEqualTo("b");
        store.finish(other, BEGUN, JobEnd.DISMISSED);
        letPass(Duration.ofMinutes(50));
        assertThat(store.claim("w", TYPES)).isEmpty();
        letPass(Duration.ofMinutes(11));
        JobClaim again = claimed(store, "w");
        assertThat(again.job().id()).isEqualTo(job.id());
        assertThat(again.postponements()).isEqualTo(1);
        assertThat(again.deaths()).isZero();
    }

    @Test
    default void a_dismissed_job_that_is_given_back_or_postponed_is_not_done_again() {
        JobStore store = open(FEW);
        Job first = store.add(request("a"));
        Job second = store.add(request("b"));
        JobClaim firstClaim = claimed(store, "w");
        JobClaim secondClaim = claimed(store, "w");
        store.dismiss(first.id());
        store.dismiss(second.id());
        assertThat(store.giveBack(firstClaim)).isTrue();
        assertThat(store.postpone(secondClaim, Duration.ZERO)).isTrue();
        assertThat(store.list()).extracting(Job::status).containsOnly(JobStatus.DISMISSED);
        assertThat(store.claim("w", TYPES)).isEmpty();
    }

    @Test
    default void the_last_finished_jobs_are_known() {
        JobStore store = open(FEW);
        List<String> ids = new ArrayList<>();
        Job running = store.add(request("running"));
        claimed(store, "w");
        for (int i = 0; i < 8; i++) {
            ids.add(0, store.add(request("a")).id());
            store.finish(claimed(store, "w"), BEGUN, JobEnd.successful(outcome("" + i)));
        }
        ids.subList(5, 8).clear();
        ids.add(running.id());
        assertThat(store.list()).extracting(Job::id).containsExactlyElementsOf(ids);
        assertThat(text(store.outcome(ids.get(4)).orElseThrow())).isEqualTo("3");
    }

    @Test
    default void a_job_is_forgotten_a_day_after_its_end_and_not_while_it_waits_or_runs() {
        JobStore store = open(FEW);
        Job old = store.add(request("old"));
        store.finish(claimed(store, "w"), BEGUN, JobEnd.successful(outcome("1")));
        Job running = store.add(request("running"));
        claimed(store, "w");
        Job waiting = store.add(request("waiting"));
        letPass(Duration.ofHours(24).minusMinutes(1));
        assertThat(store.find(old.id())).isPresent();
        letPass(Duration.ofMinutes(2));
        assertThat(store.find(old.id())).isEmpty();
        assertThat(store.outcome(old.id())).isEmpty();
        assertThat(store.dismiss(old.id())).isEmpty();
        assertThat(store.list()).extracting(Job::id).containsExactly(waiting.id(), running.id());
    }

    @Test
    default void each_job_is_claimed_once_however_many_try() throws Exception {
        JobStore store = open(MANY);
        int count = 300;
        int threads = 8;
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<String>>> claims = new ArrayList<>();
            for (int number = 0; number < threads; number++) {
                String worker = "w" + number;
                claims.add(workers.submit(() -> {
                    List<String> mine = new ArrayList<>();
                    // Each adds some too, so that the rows move while they are looked at.
                    for (int i = 0; i < count / threads + 1; i++) {
                        store.add(request(worker));
                        store.claim(worker, TYPES).ifPresent(claim -> {
                            mine.add(claim.job().id());
                            if (mine.size() % 2 == 0) {
                                assertThat(store.finish(claim, BEGUN, JobEnd.successful(outcome(worker))))
                                        .isTrue();
                            }
                        });
                    }
                    Optional<JobClaim> rest = store.claim(worker, TYPES);
                    while (rest.isPresent()) {
                        mine.add(rest.get().job().id());
                        rest = store.claim(worker, TYPES);
                    }
                    return mine;
                }));
            }
            List<String> all = new ArrayList<>();
            for (Future<List<String>> claim : claims) {
                all.addAll(claim.get());
            }
            assertThat(all).hasSize(threads * (count / threads + 1)).doesNotHaveDuplicates();
            assertThat(new HashSet<>(all))
                    .isEqualTo(new HashSet<>(store.list().stream().map(Job::id).toList()));
        } finally {
            workers.shutdownNow();
        }
    }

    @Test
    default void a_dead_workers_job_is_taken_over_once_however_many_try() throws Exception {
        JobStore store = open(MANY);
        int count = 40;
        for (int i = 0; i < count; i++) {
            store.add(request("a"));
            claimed(store, "dead");
        }
        letPass(LEASE.plusSeconds(1));
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<String>>> taken = new ArrayList<>();
            for (int number = 0; number < 4; number++) {
                String worker = "w" + number;
                taken.add(workers.submit(() -> {
                    List<String> mine = new ArrayList<>();
                    Optional<JobClaim> claim = store.claim(worker, TYPES);
                    while (claim.isPresent()) {
                        assertThat(claim.get().deaths()).isEqualTo(1);
                        mine.add(claim.get().job().id());
                        claim = store.claim(worker, TYPES);
                    }
                    return mine;
                }));
            }
            List<String> all = new ArrayList<>();
            for (Future<List<String>> claim : taken) {
                all.addAll(claim.get());
            }
            assertThat(all).hasSize(count).doesNotHaveDuplicates();
        } finally {
            workers.shutdownNow();
        }
    }
}
