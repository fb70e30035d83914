package nl.plint.store.postgis;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executor;
import nl.plint.store.StorageFullException;
import nl.plint.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database with PostGIS and Plint's tables in it: pooled connections, transactions, and failures that say what
 * they mean. Safe for many threads.
 *
 * <p>A step that a client waits for is given up after some seconds, and so is the wait for a connection, so that a database
 * that hangs makes nobody hang. It comes back by itself: a broken connection is thrown away and a new one is tried.
 */
public final class Database implements AutoCloseable {
    private static final int CONNECT_SECONDS = 5;
    private static final int WAIT_MILLIS = 5_000;
    private static final int STEP_MILLIS = 15_000;
    /** The index of a large version is one answer. */
    static final int WRITE_MILLIS = 900_000;

    static final int READ_MILLIS = 60_000;
    private static final Executor AT_ONCE = Runnable::run;

    /** Not to be held by a process that stopped in the middle of a step. */
    private static final String LIMITS = "SET statement_timeout = '12s'; SET lock_timeout = '8s';"
            + " SET idle_in_transaction_session_timeout = '30s'; SET client_min_messages = warning;"
            + " SET extra_float_digits = 3; SET datestyle = 'ISO, YMD'; ";

    static {
        // A connection is looked at each time that it is lent, also when it was used just now: a cut is nobody's
        // failure. A
        // round trip each; HikariCP knows no other way to say so.
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "-1");
    }

    private final DatabaseUrl url;
    private final HikariDataSource pool;
    private final String sessionSettings;
    private volatile boolean full;
    private volatile boolean refusing;

    /** A step on a connection within a transaction. */
    @FunctionalInterface
    public interface Step<T> {
        T run(Connection connection) throws SQLException;
    }

    private Database(DatabaseUrl url, HikariDataSource pool, String sessionSettings) {
        this.url = url;
        this.pool = pool;
        this.sessionSettings = sessionSettings;
    }

    /**
     * Connects, and makes or brings up to date the tables of Plint, which several processes may do at once.
     *
     * @param connections the most connections to hold at a time; one more is held while changes are followed
     * @throws StoreException when that cannot be done; its message says what the operator is to do
     */
    public static Database open(DatabaseUrl url, int connections) {
        String sessionSettings = LIMITS + "SET search_path = " + new Migrations(url).bringUpToDate();
        HikariConfig config = new HikariConfig();
        config.setPoolName("plint");
        config.setJdbcUrl(url.jdbc());
        config.setDataSourceProperties(properties(url));
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.setValidationTimeout(WAIT_MILLIS / 2);
        config.setInitializationFailTimeout(-1);
        config.setKeepaliveTime(60_000);
        config.setConnectionInitSql(sessionSettings);
        config.setAutoCommit(false);
        config.setIsolateInternalQueries(
                true); // a look must not leave an idle connection in a transaction: it would be ended
        return new Database(url, new HikariDataSource(config), sessionSettings);
    }

    static Properties properties(DatabaseUrl url) {
        Properties properties = url.credentials();
        properties.setProperty("ApplicationName", "plint");
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("loginTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    /** A connection of its own, outside the pool, with autocommit. The caller closes it. */
    static Connection connect(DatabaseUrl url) throws SQLException {
        Connection connection = DriverManager.getConnection(url.jdbc(), properties(url));
        connection.setNetworkTimeout(AT_ONCE, STEP_MILLIS);
        return connection;
    }

    /** As {@link #connect(DatabaseUrl)}, with the settings that pooled connections have. */
    Connection connect() throws SQLException {
        Connection connection = connect(url);
        try {
            execute(connection, sessionSettings);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Where it is, for people. */
    public String place() {
        return url.toString();
    }

    /** Why nothing can be written, as far as the last steps saw; empty when they could. */
    Optional<String> trouble() {
        if (full) {
            return Optional.of("the disk of the database is full");
        }
        return refusing
                ? Optional.of("no connection to the database can be had: all are in use, or it lets in no more")
                : Optional.empty();
    }

    private Connection pooled() throws SQLException {
        try {
            Connection connection = pool.getConnection();
            refusing = false;
            return connection;
        } catch (SQLException e) {
            refusing = true;
            throw e;
        }
    }

    /** The failure to report of a step that writes; that there is no room is remembered until {@link #lookForRoom} finds some. */
    StoreException failedWriting(String doing, SQLException cause) {
        StoreException failure = Failures.of(doing, cause);
        if (failure instanceof StorageFullException) {
            full = true;
        }
        return failure;
    }

    /** When the disk was full, tries whether it is still, with a megabyte or two that are taken back at once. */
    void lookForRoom() {
        if (full) {
            transaction("looking for room", connection -> {
                String table = "plint_versions._room_" + number(connection, "SELECT pg_backend_pid()");
                execute(
                        connection,
                        "CREATE TABLE " + table + " AS SELECT g, md5(g::text) FROM generate_series(1, 30000) g");
                connection.rollback();
                return true;
            });
            full = false;
        }
    }

    /**
     * Runs a step in a transaction that sees one state of the database from beginning to end.
     *
     * @throws StoreException when it fails; nothing was changed
     */
    public <T> T reading(String doing, Step<T> step) {
        return transaction(doing, connection -> {
            execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            return step.run(connection);
        });
    }

    /**
     * Runs a step in a transaction: all that it wrote is there afterwards, or nothing.
     *
     * @throws StoreException when it fails; nothing was changed, but for a connection that broke while it was committed, when
     *     that is not known
     */
    public <T> T writing(String doing, Step<T> step) {
        try {
            return transaction(doing, step);
        } catch (StorageFullException e) {
            full = true;
            throw e;
        }
    }

    private <T> T transaction(String doing, Step<T> step) {
        try (Connection connection = pooled()) {
            connection.setNetworkTimeout(AT_ONCE, STEP_MILLIS);
            try {
                T result = step.run(connection);
                connection.commit();
                return result;
            } catch (Throwable e) {
                // An error too must not leave a transaction open in the pool.
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw Failures.of(doing, e);
        }
    }

    /**
     * A connection in a transaction that may take as long as it needs. The caller closes it.
     *
     * @param answerMillis how long each answer may take: {@link #WRITE_MILLIS} or {@link #READ_MILLIS}
     */
    Connection unlimited(String doing, int answerMillis) {
        Connection connection = null;
        try {
            connection = pooled();
            connection.setNetworkTimeout(AT_ONCE, answerMillis);
            execute(
                    connection,
                    "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0;"
                            + " SET LOCAL idle_in_transaction_session_timeout = 0");
            return connection;
        } catch (SQLException e) {
            if (connection != null) {
                closeAfter(connection, e);
            }
            throw Failures.of(doing, e);
        }
    }

    /** Ends a connection of the pool that is in the middle of something, rather than hear it to its end. */
    void discard(Connection connection) throws SQLException {
        connection.abort(AT_ONCE); // anything else would wait for the end of what it is in
        pool.evictConnection(connection);
        connection.close();
    }

    /** Rolls back and gives a connection back; a failure of that is added to the cause. */
    static void closeAfter(Connection connection, Throwable cause) {
        rollBack(connection, cause);
        try {
            connection.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A statement with its arguments. The caller closes it. */
    public static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < arguments.length; index++) {
            statement.setObject(index + 1, arguments[index]);
        }
        return statement;
    }

    /** Runs a statement that changes rows, and tells how many. */
    public static int update(Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, arguments)) {
            return statement.executeUpdate();
        }
    }

    /** The number in the first column of the only row. */
    static long number(Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, arguments);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A name as an SQL identifier. */
    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text as an SQL literal, for statements that take no arguments. */
    static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    @Override
    public void close() {
        pool.close();
    }
}
