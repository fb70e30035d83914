package nl.plint.ingest.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteLimits;
import org.sqlite.SQLiteOpenMode;

/**
 * Opens an SQLite file that came from outside, for reading alone. No value can be longer than the file, and SQLite stops when
 * it has done far more steps than reading the file takes: a damaged or hostile file can refer to its own pages without end.
 */
final class UntrustedDatabase {
    private static final int LEAST_LENGTH_LIMIT = 1 << 20;
    private static final int MOST_VALUE_BYTES = 100 << 20;
    private static final int STEPS_BETWEEN_LOOKS = 10_000;
    private static final long FREE_STEPS = 5_000_000;

    /** A row takes a step or two for each of its values, and a value is seldom less than a byte. */
    private static final long STEPS_PER_BYTE = 20;

    private static final Pattern ERROR = Pattern.compile("(?s)\\[SQLITE_\\w+\\] ?[^(]*\\((.*)\\)");

    private UntrustedDatabase() {}

    static Connection open(Path file) throws SQLException, IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setOpenMode(SQLiteOpenMode.READONLY);
        config.resetOpenMode(SQLiteOpenMode.READWRITE);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        // The file is ours alone while it is read: no journal is made beside it.
        String path = file.toAbsolutePath().toUri().getRawPath();
        Connection connection = config.createConnection("jdbc:sqlite:file:" + path + "?immutable=1");
        try {
            limit(connection, Files.size(file));
            return connection;
        } catch (SQLException | IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void limit(Connection connection, long fileBytes) throws SQLException {
        int longest = (int) Math.min(MOST_VALUE_BYTES, Math.max(LEAST_LENGTH_LIMIT, fileBytes));
        connection.unwrap(SQLiteConnection.class).setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, longest);
        long mostLooks = (FREE_STEPS + fileBytes * STEPS_PER_BYTE) / STEPS_BETWEEN_LOOKS;
        ProgressHandler.setHandler(connection, STEPS_BETWEEN_LOOKS, new ProgressHandler() {
            private long looks;

            @Override
            protected int progress() {
                return ++looks > mostLooks ? 1 : 0;
            }
        });
        try (Statement statement = connection.createStatement()) {
            // Generated columns and indexes of the file may not call what reaches outside of it.
            statement.execute("PRAGMA trusted_schema = OFF");
        }
    }

    /** What is wrong, for people: SQLite puts its own code and a general phrase around it. */
    static String reason(SQLException e) {
        if (e instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT) {
            return "reading it takes far more work than a file of its size should; its pages refer to each other";
        }
        Matcher matcher = ERROR.matcher(String.valueOf(e.getMessage()));
        return matcher.matches() ? matcher.group(1) : String.valueOf(e.getMessage());
    }
}
