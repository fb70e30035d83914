package nl.plint.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import nl.plint.store.StoreException;
import nl.plint.store.StoreUnavailableException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the tables of Plint in a database, or brings those of an older Plint up to date. Several processes may do so at once. */
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final long LOCK = 0x504C4E5401L; // "PLNT" and a number
    private static final int OLDEST_POSTGRESQL = 130_000;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    /** The role of GIS users, where the administrator made it; see the guide. */
    private static final String LET_READ =
            """
            DO $$ BEGIN
              IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plint_reader') THEN
                GRANT USAGE ON SCHEMA plint TO plint_reader;
                GRANT SELECT ON ALL TABLES IN SCHEMA plint TO plint_reader;
                ALTER DEFAULT PRIVILEGES IN SCHEMA plint GRANT SELECT ON TABLES TO plint_reader;
              END IF;
            END $$""";

    private final DatabaseUrl url;

    Migrations(DatabaseUrl url) {
        this.url = url;
    }

    /** Does so, and gives the search path with which the types and functions of PostGIS are found. */
    String bringUpToDate() {
        String doing = "opening " + url;
        try (Connection connection = connectWhenThere(doing)) {
            Database.execute(connection, "SET lock_timeout = 0");
            connection.setNetworkTimeout(Runnable::run, 0);
            requireServer(connection);
            // Held for as long as this connection is, so whoever comes next finds it done.
            Database.execute(connection, "SELECT pg_advisory_lock(" + LOCK + ")");
            String schema = requirePostgis(connection);
            migrate();
            Database.execute(connection, LET_READ);
            return "pg_catalog, " + Database.quote(schema);
        } catch (SQLException e) {
            throw Failures.of(doing, e);
        } catch (FlywayException e) {
            throw e.getCause() instanceof SQLException sql ? Failures.of(doing, sql) : new StoreException(doing, e);
        }
    }

    /** A database that starts at the same time as Plint, as after a power failure, is waited for. */
    private Connection connectWhenThere(String doing) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        boolean told = false;
        while (true) {
            try {
                return Database.connect(url);
            } catch (SQLException e) {
                StoreException failure = Failures.of(doing, e);
                if (!(failure instanceof StoreUnavailableException) || System.nanoTime() > deadline) {
                    throw failure;
                }
                if (!told) {
                    LOG.info("waits for the database at {}: {}", url, e.getMessage());
                    told = true;
                }
                LockSupport.parkNanos(500_000_000L);
            }
        }
    }

    private void requireServer(Connection connection) throws SQLException {
        int version = (int) Database.number(connection, "SELECT current_setting('server_version_num')::int");
        if (version < OLDEST_POSTGRESQL) {
            throw new StoreException(url + " is PostgreSQL " + version / 10_000 + "; Plint needs 13 or newer");
        }
    }

    private String requirePostgis(Connection connection) throws SQLException {
        String schema = postgisSchema(connection);
        if (schema == null) {
            try {
                Database.execute(connection, "CREATE EXTENSION postgis");
            } catch (SQLException e) {
                throw new StoreException(
                        url + " has no PostGIS, and this user may not add it: let an administrator run"
                                + " 'CREATE EXTENSION postgis' in it (Debian package postgresql-*-postgis-3)",
                        e);
            }
            schema = postgisSchema(connection);
        }
        return schema == null ? "public" : schema;
    }

    private static @Nullable String postgisSchema(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"
                                + " WHERE e.extname = 'postgis'");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private void migrate() {
        String user = url.credentials().getProperty("user");
        String password = url.credentials().getProperty("password");
        FluentConfiguration configuration = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(url.jdbc(), user, password)
                .locations("classpath:postgis")
                .defaultSchema("plint_catalog")
                .table("migrations")
                .createSchemas(true)
                .ignoreMigrationPatterns("*:future");
        Flyway flyway = configuration.load();
        for (MigrationInfo applied : flyway.info().applied()) {
            if (applied.getState().isApplied() && !applied.getState().isResolved()) {
                throw new StoreException(url + " was made by a newer Plint (" + applied.getDescription()
                        + "): use that Plint, or another database");
            }
        }
        flyway.migrate();
    }
}
