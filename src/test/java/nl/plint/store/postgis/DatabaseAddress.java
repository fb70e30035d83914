package nl.plint.store.postgis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and who asks: {@code postgresql://user[:password]@host:port/name}.
 *
 * @param userInfo the user and the password as they are written in the URL
 */
record DatabaseAddress(@Nullable String userInfo, String host, int port, String name) {
    private static final int DEFAULT_PORT = 5432;

    /** The database that the tests are given; without one, the test is skipped. */
    static DatabaseAddress given() {
        String url = System.getenv("PLINT_TEST_DATABASE");
        assumeTrue(
                url != null && !url.isBlank(),
                "there is no PostgreSQL: run scripts/check, which starts one, or name one in PLINT_TEST_DATABASE");
        return of(url);
    }

    static DatabaseAddress of(String url) {
        URI uri = URI.create(url);
        if (uri.getHost() == null || uri.getPath().length() < 2) {
            throw new IllegalArgumentException("expected postgresql://user:password@host:port/name");
        }
        return new DatabaseAddress(
                uri.getRawUserInfo(),
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                uri.getPath().substring(1));
    }

    /** Another database of the same server. */
    DatabaseAddress withName(String other) {
        return new DatabaseAddress(userInfo, host, port, other);
    }

    /** The same database by another way. */
    DatabaseAddress through(String otherHost, int otherPort) {
        return new DatabaseAddress(userInfo, otherHost, otherPort, name);
    }

    String url() {
        return "postgresql://%s%s:%d/%s".formatted(userInfo == null ? "" : userInfo + "@", host, port, name);
    }

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        // URI decodes the escapes; a password may hold a colon, a user may not.
        String decoded = URI.create(url()).getUserInfo();
        if (decoded != null) {
            String[] userAndPassword = decoded.split(":", 2);
            properties.setProperty("user", userAndPassword[0]);
            if (userAndPassword.length == 2) {
                properties.setProperty("password", userAndPassword[1]);
            }
        }
        return DriverManager.getConnection("jdbc:postgresql://%s:%d/%s".formatted(host, port, name), properties);
    }
}
