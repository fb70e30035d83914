package nl.plint.store.postgis;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** An empty database with PostGIS for one test, on the server that {@code PLINT_TEST_DATABASE} names. */
public final class TestDatabase implements AutoCloseable {
    /** A database with PostGIS that scripts/postgis prepares: to copy it is faster than to create the extension. */
    private static final String TEMPLATE = "plint_template";

    /** SQLSTATE object_in_use. */
    private static final String IN_USE = "55006";

    private static final int ATTEMPTS = 100;
    private static final int PAUSE_MILLIS = 100;

    private final DatabaseAddress server;
    private final DatabaseAddress address;

    private TestDatabase(DatabaseAddress server, DatabaseAddress address) {
        this.server = server;
        this.address = address;
    }

    /** Makes a database with a name of its own; where there is no server, the test is skipped. */
    public static TestDatabase create() {
        DatabaseAddress server = DatabaseAddress.given();
        String name = "plint_t_"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        TestDatabase database = new TestDatabase(server, server.withName(name));
        try (Connection connection = server.connect()) {
            if (hasTemplate(connection)) {
                copyTemplate(connection, name);
            } else {
                execute(connection, "CREATE DATABASE " + name);
                try (Connection made = database.connect()) {
                    execute(made, "CREATE EXTENSION postgis");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the test could be made", e);
        }
        return database;
    }

    /** The URL of the database: {@code postgresql://user[:password]@host:port/name}. */
    public String url() {
        return address.url();
    }

    /** A plain connection, for what the test itself asks. */
    public Connection connect() throws SQLException {
        return address.connect();
    }

    /** Drops the database, also when something is still connected to it. */
    @Override
    public void close() {
        try (Connection connection = server.connect()) {
            execute(connection, "DROP DATABASE IF EXISTS " + address.name() + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new IllegalStateException("the database of the test could not be dropped", e);
        }
    }

    DatabaseAddress address() {
        return address;
    }

    private static boolean hasTemplate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + TEMPLATE + "'")) {
            return rows.next();
        }
    }

    /** The server refuses to copy a database that someone else is using at that moment. */
    private static void copyTemplate(Connection connection, String name) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                execute(connection, "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
                return;
            } catch (SQLException e) {
                if (!IN_USE.equals(e.getSQLState()) || attempt == ATTEMPTS) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
