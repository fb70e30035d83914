package nl.plint.job;

import java.time.Duration;

/** Tells the store again and again that the jobs that run here do, and how far they are; learns which are to stop. */
final class Heartbeats implements Runnable {
    private final JobStore store;
    private final LocalJobs local;
    private final StoreOutage outage;
    private final Duration interval;
    private final Signal end = new Signal();
    private volatile boolean ended;

    /**
     * @param interval between two signs of life
     */
    Heartbeats(JobStore store, LocalJobs local, StoreOutage outage, Duration interval) {
        this.store = store;
        this.local = local;
        this.outage = outage;
        this.interval = interval;
    }

    @Override
    public void run() {
        try {
            while (!ended) {
                long before = end.given();
                local.runs().forEach(this::beat);
                end.await(before, interval);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat(JobRun run) {
        try {
            ClaimState state = store.heartbeat(run.claim(), run.progress());
            outage.answered();
            if (state != ClaimState.HELD) {
                run.stop();
            }
        } catch (RuntimeException | Error e) { // without heartbeats every job here would become another's
            outage.failed(e);
        }
    }

    void end() {
        ended = true;
        end.give();
    }
}
