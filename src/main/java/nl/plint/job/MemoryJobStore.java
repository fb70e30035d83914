package nl.plint.job;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of one process, in its memory: a restart forgets them. Their files are on the disk. Beside the limits of every store,
 * it forgets finished jobs, the oldest first, when what they gave takes more than 64 MiB together.
 */
public final class MemoryJobStore implements JobStore {
    private static final long MOST_OUTCOME_BYTES = 64L << 20;

    private final Path folder;
    private final JobLimits limits;
    private final InstantSource clock;
    private final long mostOutcomeBytes;

    /** By number, oldest first; guarded by this, as is what is in it. */
    private final TreeMap<Long, KeptJob> jobs = new TreeMap<>();

    private long last;

    /**
     * @param folder where the files of jobs are kept
     */
    public MemoryJobStore(Path folder) {
        this(folder, JobLimits.STANDARD, InstantSource.system(), MOST_OUTCOME_BYTES);
    }

    MemoryJobStore(Path folder, JobLimits limits, InstantSource clock, long mostOutcomeBytes) {
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
        this.mostOutcomeBytes = mostOutcomeBytes;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public synchronized Job add(JobRequest request) {
        forgetOld();
        long waiting = jobs.values().stream()
                .map(KeptJob::job)
                .filter(job -> job.status() == JobStatus.ACCEPTED && job.type().equals(request.type()))
                .count();
        if (waiting >= limits.mostWaiting()) {
            throw new JobRefusedException("too many jobs are waiting");
        }
        Job job = Job.accepted(UUID.randomUUID().toString(), request, clock.instant());
        jobs.put(++last, new KeptJob(job, request.inputs(), files(request)));
        return job;
    }

    /** The files in a folder of the job's own, null when there are none. */
    private @Nullable JobFolder files(JobRequest request) {
        if (request.files().isEmpty()) {
            return null;
        }
        JobFolder files = JobFolder.below(folder);
        try {
            request.files().forEach(files::take);
            return files;
        } catch (RuntimeException e) {
            files.remove();
            throw e;
        }
    }

    @Override
    public synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(kept(id)).map(KeptJob::job);
    }

    @Override
    public synchronized List<Job> list() {
        forgetOld();
        List<Job> listed = new ArrayList<>();
        jobs.descendingMap().values().forEach(kept -> listed.add(kept.job()));
        return listed;
    }

    @Override
    public synchronized Optional<JobOutcome> outcome(String id) {
        return Optional.ofNullable(kept(id)).map(KeptJob::outcome);
    }

    @Override
    public synchronized Optional<Job> dismiss(String id) {
        KeptJob kept = kept(id);
        if (kept != null) {
            kept.dismiss(clock.instant(), limits.lease());
        }
        return Optional.ofNullable(kept).map(KeptJob::job);
    }

    @Override
    public synchronized Optional<JobClaim> claim(String worker, Set<String> types) {
        Instant now = clock.instant();
        for (KeptJob kept : jobs.values()) {
            if (types.contains(kept.job().type())) {
                JobClaim claim = kept.claim(worker, now, limits.lease());
                if (claim != null) {
                    return Optional.of(claim);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized JobInputs inputs(JobClaim claim) {
        KeptJob held = held(claim);
        if (held == null) {
            throw new IllegalStateException("job " + claim.job().id() + " is not worker " + claim.worker() + "'s");
        }
        return held.inputs();
    }

    @Override
    public synchronized ClaimState heartbeat(JobClaim claim, JobProgress progress) {
        KeptJob held = held(claim);
        return held == null ? ClaimState.LOST : held.heartbeat(progress, clock.instant());
    }

    @Override
    public synchronized boolean finish(JobClaim claim, JobProgress progress, JobEnd end) {
        KeptJob held = held(claim);
        if (held != null) {
            held.heartbeat(progress, clock.instant());
            held.end(end, clock.instant());
        }
        return held != null;
    }

    @Override
    public synchronized boolean giveBack(JobClaim claim) {
        KeptJob held = held(claim);
        if (held != null) {
            held.giveBack(clock.instant());
        }
        return held != null;
    }

    @Override
    public synchronized boolean postpone(JobClaim claim, Duration delay) {
        KeptJob held = held(claim);
        if (held != null) {
            held.postpone(clock.instant(), delay);
        }
        return held != null;
    }

    private @Nullable KeptJob held(JobClaim claim) {
        for (KeptJob kept : jobs.values()) {
            if (kept.isHeldBy(claim)) {
                return kept;
            }
        }
        return null;
    }

    private @Nullable KeptJob kept(String id) {
        forgetOld();
        for (KeptJob kept : jobs.values()) {
            if (kept.job().id().equals(id)) {
                return kept;
            }
        }
        return null;
    }

    private void forgetOld() {
        Instant oldest = clock.instant().minus(limits.kept());
        int finished = 0;
        long bytes = 0;
        List<Long> old = new ArrayList<>();
        for (Map.Entry<Long, KeptJob> entry : jobs.descendingMap().entrySet()) {
            Instant end = entry.getValue().job().finished();
            if (end == null) {
                continue;
            }
            finished++;
            JobOutcome outcome = entry.getValue().outcome();
            bytes += outcome == null ? 0 : outcome.size();
            // The newest stays however large it is: somebody may be about to fetch it.
            boolean tooMuch = finished > 1 && bytes > mostOutcomeBytes;
            if (finished > limits.mostFinished() || tooMuch || end.isBefore(oldest)) {
                old.add(entry.getKey());
            }
        }
        old.forEach(jobs::remove);
    }
}
