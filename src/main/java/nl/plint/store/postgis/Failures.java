package nl.plint.store.postgis;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import nl.plint.store.StorageFullException;
import nl.plint.store.StoreException;
import nl.plint.store.StoreUnavailableException;

/** What failures of PostgreSQL mean, by their SQLSTATE (PostgreSQL 15, appendix A). */
final class Failures {
    static final String UNIQUE_VIOLATION = "23505";
    static final String LOCK_NOT_AVAILABLE = "55P03";
    static final String UNDEFINED_TABLE = "42P01";
    static final String INVALID_TABLE_DEFINITION = "42P16";
    static final String DEPENDENT_OBJECTS = "2BP01";

    private static final String DISK_FULL = "53100";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String INVALID_TEXT = "22021";

    /**
     * Too busy, restarting, read-only after a change of servers, out of time, or a deadlock: the same may work in a moment.
     * Whole classes: connections (08), resources (53), interventions by the operator (57), rollbacks (40).
     */
    private static final Set<String> PASSING = Set.of("25006", "25P03", LOCK_NOT_AVAILABLE);

    private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "40");

    private Failures() {}

    static String state(SQLException cause) {
        return cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    static boolean is(SQLException cause, String state) {
        return state(cause).equals(state);
    }

    /** The failure to report: what was being done, and what a person can do about it. */
    static StoreException of(String doing, SQLException cause) {
        String state = state(cause);
        if (state.equals(DISK_FULL)) {
            return new StorageFullException(doing + " in the database", cause);
        }
        if (cause instanceof SQLTransientConnectionException
                || PASSING.contains(state)
                || (state.length() == 5 && PASSING_CLASSES.contains(state.substring(0, 2)))) {
            return new StoreUnavailableException(doing, cause);
        }
        String advice =
                switch (state) {
                    case INSUFFICIENT_PRIVILEGE ->
                        " (the user of the database may not do this: see 'Roles' in the guide for PostGIS)";
                    case "28P01", "28000" -> " (the database refuses this user or password)";
                    case "3D000" -> " (there is no such database: let its administrator create it)";
                    case INVALID_TEXT -> " (a text has a character that PostgreSQL cannot keep, such as NUL)";
                    default -> "";
                };
        return new StoreException(doing + advice, cause);
    }
}
