package nl.plint.http;

import nl.plint.store.DatasetArchive;
import nl.plint.store.postgis.Database;
import nl.plint.store.postgis.DatabaseUrl;
import nl.plint.store.postgis.PostgisArchive;
import nl.plint.store.postgis.TestDatabase;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;

/** The server on a database with PostGIS. */
@NullUnmarked // the database is made before the first test
class PostgisServerTest extends ServerContract {
    private TestDatabase database;

    @Override
    DatasetArchive open() {
        database = TestDatabase.create();
        return PostgisArchive.on(Database.open(DatabaseUrl.parse(database.url()), 6));
    }

    @AfterAll
    @Override
    void stop() {
        if (database != null) { // where there is none, all of this is skipped
            super.stop();
            database.close();
        }
    }
}
