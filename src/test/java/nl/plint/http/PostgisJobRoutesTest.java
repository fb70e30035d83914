package nl.plint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import nl.plint.job.JobStore;
import nl.plint.job.postgis.PostgisJobStore;
import nl.plint.store.DatasetArchive;
import nl.plint.store.postgis.Database;
import nl.plint.store.postgis.DatabaseUrl;
import nl.plint.store.postgis.PostgisArchive;
import nl.plint.store.postgis.TestDatabase;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;

/** Jobs of a server on a database, which keeps them as rows that other servers see. */
@NullUnmarked // the database is made before the first test
class PostgisJobRoutesTest extends JobRoutesContract {
    private TestDatabase place;
    private Database database;

    @Override
    DatasetArchive open() {
        place = TestDatabase.create();
        database = Database.open(DatabaseUrl.parse(place.url()), 10);
        return PostgisArchive.on(database);
    }

    @Override
    JobStore jobs(Path files) {
        return new PostgisJobStore(database, files);
    }

    @Override
    void requireNoTraceOf(String layer) throws SQLException {
        try (Connection connection = place.connect();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT count(*) FROM pg_tables WHERE schemaname = 'plint_versions' AND tablename LIKE ?")) {
            statement.setString(1, layer.replace("-", "\\_") + "%");
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                assertThat(row.getInt(1)).isZero();
            }
        }
    }

    @AfterAll
    @Override
    void stop() {
        super.stop();
        if (place != null) {
            place.close();
        }
    }
}
