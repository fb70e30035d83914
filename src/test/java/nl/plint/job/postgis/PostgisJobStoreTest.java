package nl.plint.job.postgis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import nl.plint.job.Job;
import nl.plint.job.JobEnd;
import nl.plint.job.JobKind;
import nl.plint.job.JobLimits;
import nl.plint.job.JobQueue;
import nl.plint.job.JobQueueContract;
import nl.plint.job.JobStatus;
import nl.plint.job.JobStore;
import nl.plint.job.JobStoreContract;
import nl.plint.store.postgis.Database;
import nl.plint.store.postgis.DatabaseUrl;
import nl.plint.store.postgis.TestDatabase;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contracts on PostgreSQL, and what only it has. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class PostgisJobStoreTest implements JobStoreContract, JobQueueContract {
    @TempDir
    Path folder;

    @TempDir
    Path sent;

    private TestDatabase place;
    private Database database;

    @BeforeEach
    void create() {
        place = TestDatabase.create();
        database = Database.open(DatabaseUrl.parse(place.url()), 6);
    }

    @AfterEach
    void drop() {
        if (database != null) {
            database.close();
            place.close();
        }
    }

    @Override
    public JobStore open(JobLimits limits) {
        return new PostgisJobStore(database, folder, limits);
    }

    /** All that has happened was so much longer ago. */
    @Override
    public void letPass(Duration time) {
        ask("UPDATE plint_catalog.jobs SET created = created - i, started = started - i, updated = updated - i,"
                + " finished = finished - i, heard = heard - i, claimable_from = claimable_from - i"
                + " FROM (SELECT interval '" + time.toMillis() + " milliseconds' AS i) AS time RETURNING 1");
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Path sent() {
        return sent;
    }

    private long ask(String sql) {
        try (Connection connection = place.connect();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nothing_of_a_job_is_left_once_it_is_forgotten() {
        JobStore store = open(FEW);
        for (int i = 0; i < 20; i++) {
            store.add(request("a", "a.csv", "contents"));
            var claim = store.claim("w", TYPES).orElseThrow();
            store.finish(claim, BEGUN, JobEnd.successful(outcome("gave")));
        }
        assertThat(ask("SELECT count(*) FROM plint_catalog.jobs")).isEqualTo(5);
        assertThat(ask("SELECT count(*) FROM plint_catalog.job_outcomes")).isEqualTo(5);
        assertThat(ask("SELECT count(*) FROM plint_catalog.job_files")).isZero();
        assertThat(ask("SELECT count(*) FROM plint_catalog.job_file_chunks")).isZero();
    }

    @Test
    void work_goes_on_when_every_connection_is_lost() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        JobKind kind = (inputs, context) -> {
            begun.countDown();
            go.await();
            return outcome("done");
        };
        JobStore store = open(FEW);
        try (JobQueue queue = new JobQueue(store, Map.of("t", kind), PROBLEMS, 2)) {
            Job job = queue.submit(request("a"));
            begun.await();
            assertThat(ask("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()"))
                    .isPositive();
            go.countDown();
            assertThat(queue.awaitFinished(job, LONG).status()).isEqualTo(JobStatus.SUCCESSFUL);
            assertThat(text(queue.outcome(job.id()).orElseThrow())).isEqualTo("done");
        }
    }
}
