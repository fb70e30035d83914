package nl.plint.job.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nl.plint.job.Job;
import nl.plint.job.JobClaim;
import nl.plint.job.JobStatus;
import nl.plint.store.postgis.Database;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of jobs.
 *
 * @param number in the order in which jobs came
 */
record JobRow(
        long number,
        Job job,
        @Nullable String worker,
        int attempt,
        int deaths,
        int postponements,
        boolean dismissalAsked) {
    /** The columns, as they are read here. */
    static final String COLUMNS =
            "number, id, type, title, status, progress, message, created, started, updated, finished,"
                    + " problem, worker, attempt, deaths, postponements, dismissal_asked";

    /** The rows that a statement gives, which asks for {@link #COLUMNS}. */
    static List<JobRow> list(Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        List<JobRow> found = new ArrayList<>();
        try (PreparedStatement statement = Database.prepare(connection, sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(read(rows));
            }
        }
        return found;
    }

    private static JobRow read(ResultSet row) throws SQLException {
        Job job = new Job(
                row.getString("id"),
                row.getString("type"),
                row.getString("title"),
                JobStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getInt("progress"),
                row.getString("message"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                time(row, "started"),
                row.getObject("updated", OffsetDateTime.class).toInstant(),
                time(row, "finished"),
                row.getString("problem"));
        return new JobRow(
                row.getLong("number"),
                job,
                row.getString("worker"),
                row.getInt("attempt"),
                row.getInt("deaths"),
                row.getInt("postponements"),
                row.getBoolean("dismissal_asked"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** The claim of the worker that has it. */
    JobClaim claim() {
        return new JobClaim(job, String.valueOf(worker), attempt, deaths, postponements);
    }
}
