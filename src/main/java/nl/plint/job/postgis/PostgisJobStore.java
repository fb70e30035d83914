package nl.plint.job.postgis;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.plint.job.ClaimState;
import nl.plint.job.Job;
import nl.plint.job.JobClaim;
import nl.plint.job.JobEnd;
import nl.plint.job.JobFolder;
import nl.plint.job.JobInputs;
import nl.plint.job.JobLimits;
import nl.plint.job.JobOutcome;
import nl.plint.job.JobProgress;
import nl.plint.job.JobRefusedException;
import nl.plint.job.JobRequest;
import nl.plint.job.JobStatus;
import nl.plint.job.JobStore;
import nl.plint.store.postgis.Database;
import org.jspecify.annotations.Nullable;

/**
 * Jobs in a PostgreSQL database that several processes share. Time is the database's, so that it matters not whose clock is
 * wrong. The number that may wait is counted without a lock: what comes at the same moment may be a few too many.
 */
public final class PostgisJobStore implements JobStore {
    private static final String UNDER_CLAIM = " id = ? AND worker = ? AND attempt = ? AND status = 'running'";
    private static final String SILENT = "(status = 'running' AND heard < now() - make_interval(secs => ?))";
    private static final String KNOWN = "(finished IS NULL OR finished >= now() - make_interval(secs => ?))";

    private static final String DISMISS =
            "UPDATE plint_catalog.jobs SET status = 'dismissed', updated = now(), finished = now()";

    private final Database database;
    private final Path folder;
    private final JobLimits limits;

    /**
     * @param database the caller's to close
     * @param folder where files of jobs are brought to while they are worked on here
     */
    public PostgisJobStore(Database database, Path folder) {
        this(database, folder, JobLimits.STANDARD);
    }

    PostgisJobStore(Database database, Path folder, JobLimits limits) {
        this.database = database;
        this.folder = folder;
        this.limits = limits;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Job add(JobRequest request) {
        return database.writing("adding a job", connection -> {
            List<JobRow> added = JobRow.list(
                    connection,
                    "INSERT INTO plint_catalog.jobs (id, type, title, inputs, status, message)"
                            + " SELECT ?, ?, ?, ?, 'accepted', ?"
                            + " WHERE (SELECT count(*) FROM plint_catalog.jobs"
                            + "   WHERE finished IS NULL AND status = 'accepted' AND type = ?) < ?"
                            + " RETURNING " + JobRow.COLUMNS,
                    UUID.randomUUID(),
                    request.type(),
                    request.title(),
                    request.inputs(),
                    JobProgress.WAITING,
                    request.type(),
                    limits.mostWaiting());
            if (added.isEmpty()) {
                throw new JobRefusedException("too many jobs are waiting");
            }
            StoredFiles.put(connection, added.get(0).number(), request.files());
            return added.get(0).job();
        });
    }

    @Override
    public Optional<Job> find(String id) {
        UUID uuid = uuid(id);
        return uuid == null
                ? Optional.empty()
                : database.reading("finding a job", connection -> row(connection, uuid, ""))
                        .map(JobRow::job);
    }

    private Optional<JobRow> row(Connection connection, UUID id, String locking) throws SQLException {
        return JobRow.list(
                        connection,
                        "SELECT " + JobRow.COLUMNS + " FROM plint_catalog.jobs WHERE id = ? AND " + KNOWN + locking,
                        id,
                        seconds(limits.kept()))
                .stream()
                .findFirst();
    }

    @Override
    public List<Job> list() {
        return database.reading("listing jobs", connection -> JobRow.list(
                        connection,
                        "SELECT " + JobRow.COLUMNS + " FROM plint_catalog.jobs WHERE " + KNOWN
                                + " ORDER BY number DESC",
                        seconds(limits.kept()))
                .stream()
                .map(JobRow::job)
                .toList());
    }

    @Override
    public Optional<JobOutcome> outcome(String id) {
        UUID uuid = uuid(id);
        return uuid == null
                ? Optional.empty()
                : database.reading("reading what a job gave", connection -> {
                    try (PreparedStatement statement = Database.prepare(
                                    connection,
                                    "SELECT o.contents, o.media_type FROM plint_catalog.job_outcomes o"
                                            + " JOIN plint_catalog.jobs j ON j.number = o.job WHERE id = ? AND "
                                            + KNOWN,
                                    uuid,
                                    seconds(limits.kept()));
                            ResultSet row = statement.executeQuery()) {
                        return row.next()
                                ? Optional.of(new JobOutcome(row.getBytes(1), row.getString(2)))
                                : Optional.empty();
                    }
                });
    }

    @Override
    public Optional<Job> dismiss(String id) {
        UUID uuid = uuid(id);
        return uuid == null
                ? Optional.empty()
                : database.writing("dismissing a job", connection -> {
                    // Locked, so that its worker does not give it back in between.
                    Optional<JobRow> locked = row(connection, uuid, " FOR UPDATE");
                    if (locked.isPresent()) {
                        dismiss(connection, locked.get().number());
                    }
                    return row(connection, uuid, "").map(JobRow::job);
                });
    }

    private void dismiss(Connection connection, long number) throws SQLException {
        int ended = Database.update(
                connection,
                DISMISS + " WHERE number = ? AND (status = 'accepted' OR " + SILENT + ")",
                number,
                seconds(limits.lease()));
        if (ended > 0) {
            StoredFiles.remove(connection, number);
        } else {
            Database.update(
                    connection,
                    "UPDATE plint_catalog.jobs SET dismissal_asked = true WHERE number = ? AND status = 'running'",
                    number);
        }
    }

    @Override
    public Optional<JobClaim> claim(String worker, Set<String> types) {
        String[] able = types.toArray(String[]::new);
        // Idle workers look every second; only when there is something is there anything to write.
        boolean any = database.reading("looking for a job", connection -> !claimable(connection, able, "")
                .isEmpty());
        return any
                ? database.writing("claiming a job", connection -> claim(connection, worker, able))
                : Optional.empty();
    }

    private Optional<JobClaim> claim(Connection connection, String worker, String[] types) throws SQLException {
        while (true) {
            List<JobRow> found = claimable(connection, types, " FOR UPDATE SKIP LOCKED");
            if (found.isEmpty()) {
                return Optional.empty();
            }
            JobRow next = found.get(0);
            if (!next.dismissalAsked()) {
                return Optional.of(claim(connection, worker, next));
            }
            // Its worker is dead and nobody wants it: no other is to begin it.
            Database.update(connection, DISMISS + " WHERE number = ?", next.number());
            StoredFiles.remove(connection, next.number());
        }
    }

    private List<JobRow> claimable(Connection connection, String[] types, String locking) throws SQLException {
        return JobRow.list(
                connection,
                "SELECT " + JobRow.COLUMNS + " FROM plint_catalog.jobs WHERE finished IS NULL AND type = ANY (?)"
                        + " AND ((status = 'accepted' AND claimable_from <= now()) OR " + SILENT + ")"
                        + " ORDER BY number LIMIT 1" + locking,
                connection.createArrayOf("text", types),
                seconds(limits.lease()));
    }

    private static JobClaim claim(Connection connection, String worker, JobRow row) throws SQLException {
        return JobRow.list(
                        connection,
                        "UPDATE plint_catalog.jobs SET status = 'running', message = ?, started = now(),"
                                + " updated = now(), heard = now(), worker = ?, attempt = attempt + 1,"
                                + " deaths = deaths + (status = 'running')::int WHERE number = ? RETURNING "
                                + JobRow.COLUMNS,
                        JobProgress.STARTED,
                        worker,
                        row.number())
                .get(0)
                .claim();
    }

    @Override
    public JobInputs inputs(JobClaim claim) {
        JobFolder files = JobFolder.below(folder);
        try {
            return database.reading("bringing what a job works on", connection -> {
                try (PreparedStatement statement = Database.prepare(
                                connection,
                                "SELECT number, inputs FROM plint_catalog.jobs WHERE" + UNDER_CLAIM,
                                arguments(claim));
                        ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException(
                                "job " + claim.job().id() + " is not worker " + claim.worker() + "'s");
                    }
                    return new JobInputs(
                            row.getString(2), StoredFiles.bring(connection, row.getLong(1), files), files::remove);
                }
            });
        } catch (RuntimeException | Error e) {
            files.remove();
            throw e;
        }
    }

    @Override
    public ClaimState heartbeat(JobClaim claim, JobProgress progress) {
        return database.writing("telling how far a job is", connection -> {
            List<JobRow> held = JobRow.list(
                    connection,
                    "UPDATE plint_catalog.jobs SET heard = now(), progress = greatest(progress, ?), message = ?,"
                            + " updated = CASE WHEN progress >= ? AND message = ? THEN updated ELSE now() END WHERE"
                            + UNDER_CLAIM + " RETURNING " + JobRow.COLUMNS,
                    arguments(claim, progress.percent(), progress.message(), progress.percent(), progress.message()));
            if (held.isEmpty()) {
                return ClaimState.LOST;
            }
            return held.get(0).dismissalAsked() ? ClaimState.DISMISSAL_ASKED : ClaimState.HELD;
        });
    }

    @Override
    public boolean finish(JobClaim claim, JobProgress progress, JobEnd end) {
        return database.writing("ending a job", connection -> {
            List<JobRow> ended = JobRow.list(
                    connection,
                    "UPDATE plint_catalog.jobs SET status = ?, progress = greatest(progress, ?), message = ?,"
                            + " problem = ?, updated = now(), finished = now() WHERE" + UNDER_CLAIM + " RETURNING "
                            + JobRow.COLUMNS,
                    arguments(
                            claim,
                            end.status().wireName(),
                            end.status() == JobStatus.SUCCESSFUL ? 100 : progress.percent(),
                            progress.message(),
                            end.problem()));
            if (ended.isEmpty()) {
                return false;
            }
            long number = ended.get(0).number();
            JobOutcome outcome = end.outcome();
            if (outcome != null) {
                Database.update(
                        connection,
                        "INSERT INTO plint_catalog.job_outcomes (job, media_type, contents) VALUES (?, ?, ?)",
                        number,
                        outcome.mediaType(),
                        outcome.bytes());
            }
            StoredFiles.remove(connection, number);
            forgetOld(connection);
            return true;
        });
    }

    /** What another process forgets at the same moment is left to it, so that nobody waits for another. */
    private void forgetOld(Connection connection) throws SQLException {
        Database.update(
                connection,
                "DELETE FROM plint_catalog.jobs WHERE number IN (SELECT number FROM plint_catalog.jobs"
                        + " WHERE finished < now() - make_interval(secs => ?) OR (finished IS NOT NULL AND number <"
                        + " (SELECT number FROM plint_catalog.jobs WHERE finished IS NOT NULL"
                        + "   ORDER BY number DESC OFFSET ? LIMIT 1)) FOR UPDATE SKIP LOCKED)",
                seconds(limits.kept()),
                limits.mostFinished() - 1);
    }

    @Override
    public boolean giveBack(JobClaim claim) {
        return giveBack(claim, 0, Duration.ZERO);
    }

    @Override
    public boolean postpone(JobClaim claim, Duration delay) {
        return giveBack(claim, 1, delay);
    }

    private boolean giveBack(JobClaim claim, int postponements, Duration delay) {
        return database.writing("giving back a job", connection -> {
            List<JobRow> given = JobRow.list(
                    connection,
                    "UPDATE plint_catalog.jobs SET status = 'accepted', message = ?, started = NULL, updated = now(),"
                            + " worker = NULL, heard = NULL, postponements = postponements + ?,"
                            + " claimable_from = now() + make_interval(secs => ?) WHERE" + UNDER_CLAIM + " RETURNING "
                            + JobRow.COLUMNS,
                    arguments(claim, JobProgress.WAITING, postponements, seconds(delay)));
            if (!given.isEmpty() && given.get(0).dismissalAsked()) {
                dismiss(connection, given.get(0).number());
            }
            return !given.isEmpty();
        });
    }

    /** The arguments of a statement that ends in the condition that a claim holds. */
    private static @Nullable Object[] arguments(JobClaim claim, @Nullable Object... before) {
        @Nullable Object[] all = Arrays.copyOf(before, before.length + 3);
        all[before.length] = UUID.fromString(claim.job().id());
        all[before.length + 1] = claim.worker();
        all[before.length + 2] = claim.attempt();
        return all;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** The id as it is kept, null when no job can have it. */
    private static @Nullable UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
