package nl.plint.job;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that claims jobs and does them, one after the other, until everything is closed. */
final class JobWorker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(JobWorker.class);
    private static final int MOST_DEATHS = 3;
    private static final int MOST_POSTPONEMENTS = 10;

    private final String name;
    private final JobStore store;
    private final Map<String, JobKind> kinds;
    private final JobProblems problems;
    private final JobPace pace;
    private final LocalJobs local;
    private final StoreOutage outage;

    JobWorker(
            String name,
            JobStore store,
            Map<String, JobKind> kinds,
            JobProblems problems,
            JobPace pace,
            LocalJobs local,
            StoreOutage outage) {
        this.name = name;
        this.store = store;
        this.kinds = kinds;
        this.problems = problems;
        this.pace = pace;
        this.local = local;
        this.outage = outage;
    }

    @Override
    public void run() {
        try {
            while (!local.isClosing()) {
                long before = local.added();
                Optional<JobClaim> claim = claim();
                if (claim.isPresent()) {
                    work(new JobRun(claim.get()));
                } else {
                    local.awaitAdded(before, pace.idle());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<JobClaim> claim() {
        try {
            Optional<JobClaim> claim = store.claim(name, kinds.keySet());
            outage.answered();
            return claim;
        } catch (RuntimeException | Error e) { // whatever it is, the worker lives on
            outage.failed(e);
            return Optional.empty();
        }
    }

    private void work(JobRun run) throws InterruptedException {
        local.begin(run);
        try {
            record(run, perform(run));
        } catch (RuntimeException | Error e) { // the worker lives on; the job is done again once the lease is over
            LOG.error("job {} could not be ended", run.claim().job().id(), e);
        } finally {
            local.end(run);
        }
    }

    /**
     * How work ended here.
     *
     * @param how for the log
     * @param step records it in the store, and tells whether the claim held until then
     */
    private record Ending(String how, BooleanSupplier step) {}

    private Ending perform(JobRun run) {
        JobClaim claim = run.claim();
        try {
            if (claim.deaths() >= MOST_DEATHS) {
                throw new JobAbandonedException(claim.deaths());
            }
            run.checkNotDismissed();
            return finished(run, JobEnd.successful(outcome(run)));
        } catch (JobDismissedException e) {
            // On a shared store another process goes on with what is stopped here because this one is closing.
            return local.isClosing() && store.isShared()
                    ? new Ending("given-back", () -> store.giveBack(claim))
                    : finished(run, JobEnd.DISMISSED);
        } catch (JobPostponedException e) {
            return postponed(run, e.reason());
        } catch (Throwable e) { // an Error too ends the job, not the worker
            return failed(run, e);
        }
    }

    private JobOutcome outcome(JobRun run) throws Exception {
        JobKind kind = kinds.get(run.claim().job().type());
        if (kind == null) {
            throw new IllegalStateException("the store gave a job that was not asked for");
        }
        JobInputs inputs;
        try {
            inputs = store.inputs(run.claim());
        } catch (RuntimeException e) {
            // The job has not begun, so whatever the store failed by, another attempt loses nothing.
            throw new JobPostponedException(e);
        }
        try {
            return kind.run(inputs, run);
        } finally {
            release(inputs);
        }
    }

    private static void release(JobInputs inputs) {
        try {
            inputs.close();
        } catch (RuntimeException e) {
            // What the job gave counts all the same.
            LOG.warn("what a job worked on could not be removed", e);
        }
    }

    private Ending finished(JobRun run, JobEnd end) {
        return new Ending(end.status().wireName(), () -> store.finish(run.claim(), run.progress(), end));
    }

    private Ending postponed(JobRun run, RuntimeException reason) {
        JobClaim claim = run.claim();
        int times = claim.postponements() + 1;
        if (times >= MOST_POSTPONEMENTS) {
            return failed(run, reason);
        }
        Duration delay = pace.postponement(claim.postponements());
        LOG.warn("job {} cannot be done now, {} times by now", claim.job().id(), times, reason);
        return new Ending("postponed", () -> store.postpone(claim, delay));
    }

    private Ending failed(JobRun run, Throwable cause) {
        return finished(run, JobEnd.failed(problems.describe(run.claim().job(), cause)));
    }

    /** Records an end, also when the store is away for a moment. After that the job is done again by whoever claims it next. */
    private void record(JobRun run, Ending ending) throws InterruptedException {
        long deadline = System.nanoTime() + pace.recording().toNanos();
        while (true) {
            try {
                boolean held = ending.step().getAsBoolean();
                outage.answered();
                LOG.info(
                        "job ended type={} id={} status={} attempt={} millis={}",
                        run.claim().job().type(),
                        run.claim().job().id(),
                        held ? ending.how() : "lost",
                        run.claim().attempt(),
                        run.millis());
                return;
            } catch (RuntimeException e) {
                outage.failed(e);
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
            Thread.sleep(pace.retry().toMillis());
        }
    }
}
