package nl.plint.store.geopackage;

import java.nio.file.Path;
import java.sql.SQLException;
import nl.plint.store.Disk;
import nl.plint.store.StorageFullException;
import nl.plint.store.StoreException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What the failures of SQLite mean. */
final class SqliteFailures {
    private SqliteFailures() {}

    static boolean isUniqueViolation(SQLException cause) {
        return code(cause) == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE;
    }

    static boolean isBusy(SQLException cause) {
        return primary(code(cause)) == SQLiteErrorCode.SQLITE_BUSY;
    }

    /** The failure to report: what was done to which file, and what a person can do about it. */
    static StoreException of(String doing, Path file, SQLException cause) {
        if (isFull(file, code(cause))) {
            return new StorageFullException(doing + " in " + file, cause);
        }
        String advice =
                switch (primary(code(cause))) {
                    case SQLITE_READONLY, SQLITE_PERM -> " (it cannot be written: check its permissions and the disk)";
                    case SQLITE_CANTOPEN -> " (it cannot be opened: check that it exists and its permissions)";
                    case SQLITE_CORRUPT, SQLITE_NOTADB -> " (it is damaged: restore the folder from a backup)";
                    case SQLITE_BUSY, SQLITE_LOCKED -> " (another program holds it locked: close that and do it again)";
                    case SQLITE_IOERR -> " (the disk failed: check it and its free space)";
                    default -> "";
                };
        return new StoreException(doing + " in " + file + advice, cause);
    }

    /** SQLite calls a disk full only where the system says so by that name, not for a quota or in making shared memory. */
    private static boolean isFull(Path file, SQLiteErrorCode code) {
        return switch (code) {
            case SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_IOERR_SHMSIZE -> true;
            default ->
                (primary(code) == SQLiteErrorCode.SQLITE_IOERR || primary(code) == SQLiteErrorCode.SQLITE_CANTOPEN)
                        && Disk.isFull(file);
        };
    }

    private static SQLiteErrorCode code(SQLException cause) {
        return cause instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    private static SQLiteErrorCode primary(SQLiteErrorCode code) {
        return SQLiteErrorCode.getErrorCode(code.code & 0xff);
    }
}
