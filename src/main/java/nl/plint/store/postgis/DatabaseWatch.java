package nl.plint.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for changes on a connection of its own, and looks every few seconds as well, since behind some connection poolers
 * nothing can be heard. Knows whether the database can be reached, and comes back to it by itself.
 */
final class DatabaseWatch implements AutoCloseable {
    static final String CHANNEL = "plint_changed";

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final int LISTEN_MILLIS = 1_000;
    private static final int LOOK_EVERY = 3;
    private static final int AWAY_MILLIS = 500;
    private static final int ANSWER_MILLIS = 5_000;
    private static final long SLOW_NANOS = 10_000_000_000L;
    private static final String READ_ONLY_STATE = "25006";

    private final Database database;
    private final Runnable listener;
    private final Runnable chores;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean away;
    private volatile boolean readOnly;
    private volatile @Nullable Long tellingSince;
    private long seen;

    /**
     * @param listener told of changes
     * @param chores done now and then, as long as the database is there
     */
    DatabaseWatch(Database database, long seen, Runnable listener, Runnable chores) {
        this.database = database;
        this.seen = seen;
        this.listener = listener;
        this.chores = chores;
        this.thread = new Thread(this::run, "plint-changes");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** What was wrong with the database when it was last looked at, for people. */
    Optional<String> trouble() {
        Long since = tellingSince;
        if (readOnly) {
            return Optional.of("the database is read-only");
        }
        if (away) {
            return Optional.of("the database cannot be reached");
        }
        return since != null && System.nanoTime() - since > SLOW_NANOS
                ? Optional.of("the database is slow: what was changed lately is not read yet")
                : Optional.empty();
    }

    private void run() {
        while (!closed) {
            try (Connection connection = database.connect()) {
                connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
                Database.execute(connection, "LISTEN " + CHANNEL);
                if (away) {
                    LOG.info("the database at {} is back", database.place());
                }
                away = false;
                listen(connection);
            } catch (SQLException | RuntimeException e) { // whatever it is, it must not end the watch
                if (!away && !closed) {
                    LOG.warn("the database at {} is away: {}", database.place(), e.getMessage());
                }
                away = true;
                readOnly = e instanceof SQLException sql && Failures.is(sql, READ_ONLY_STATE);
                LockSupport.parkNanos(AWAY_MILLIS * 1_000_000L);
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        PGConnection notices = connection.unwrap(PGConnection.class);
        for (int round = 0; !closed; round++) {
            boolean due = round % LOOK_EVERY == 0;
            if (due || heard(notices)) {
                look(connection);
            }
            if (due) {
                chores.run();
            }
        }
    }

    private static boolean heard(PGConnection connection) throws SQLException {
        @Nullable PGNotification[] notices = connection.getNotifications(LISTEN_MILLIS);
        return notices != null && notices.length > 0;
    }

    private void look(Connection connection) throws SQLException {
        readOnly = Database.number(connection, "SELECT current_setting('transaction_read_only')::boolean::int") == 1;
        long now = PostgisCatalog.revision(connection);
        if (now != seen) {
            tellingSince = System.nanoTime();
            try {
                listener.run(); // when this fails, it is done again after the connection was made anew
            } finally {
                tellingSince = null;
            }
            seen = now;
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
