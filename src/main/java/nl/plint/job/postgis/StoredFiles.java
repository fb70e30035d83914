package nl.plint.job.postgis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import nl.plint.job.JobFile;
import nl.plint.job.JobFolder;
import nl.plint.store.Disk;
import nl.plint.store.postgis.Database;

/** The files of jobs in the database, in pieces of 1 MiB; each step on a connection in a transaction of the caller. */
final class StoredFiles {
    private static final int CHUNK_BYTES = 1 << 20;

    private StoredFiles() {}

    static void put(Connection connection, long job, List<JobFile> files) throws SQLException {
        for (int number = 0; number < files.size(); number++) {
            JobFile file = files.get(number);
            Database.update(
                    connection,
                    "INSERT INTO plint_catalog.job_files (job, number, name) VALUES (?, ?, ?)",
                    job,
                    number,
                    file.name());
            putContents(connection, job, number, file.path());
        }
    }

    private static void putContents(Connection connection, long job, int file, Path path) throws SQLException {
        try (InputStream in = Files.newInputStream(path);
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO plint_catalog.job_file_chunks (job, file, number, contents) VALUES (?, ?, ?, ?)")) {
            int number = 0;
            for (byte[] chunk = in.readNBytes(CHUNK_BYTES); chunk.length > 0; chunk = in.readNBytes(CHUNK_BYTES)) {
                insert.setLong(1, job);
                insert.setInt(2, file);
                insert.setInt(3, number++);
                insert.setBytes(4, chunk);
                insert.executeUpdate();
            }
        } catch (IOException e) {
            throw Disk.failure("reading a file that was sent", path, e);
        }
    }

    /** Writes the files of a job to a folder of its own on this disk. */
    static List<JobFile> bring(Connection connection, long job, JobFolder folder) throws SQLException {
        for (String name : names(connection, job)) {
            bring(connection, job, folder.files().size(), folder.newFile(name).path());
        }
        return folder.files();
    }

    private static List<String> names(Connection connection, long job) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = Database.prepare(
                        connection, "SELECT name FROM plint_catalog.job_files WHERE job = ? ORDER BY number", job);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static void bring(Connection connection, long job, int file, Path path) throws SQLException {
        try (OutputStream out = Files.newOutputStream(path);
                PreparedStatement select = connection.prepareStatement(
                        "SELECT contents FROM plint_catalog.job_file_chunks WHERE job = ? AND file = ? AND number = ?")) {
            select.setLong(1, job);
            select.setInt(2, file);
            for (int number = 0; ; number++) {
                select.setInt(3, number);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return;
                    }
                    out.write(row.getBytes(1));
                }
            }
        } catch (IOException e) {
            throw Disk.failure("bringing the files of a job", path, e);
        }
    }

    static void remove(Connection connection, long job) throws SQLException {
        Database.update(connection, "DELETE FROM plint_catalog.job_files WHERE job = ?", job);
    }
}
