package nl.plint.store.postgis;

import nl.plint.store.DatasetArchive;
import nl.plint.store.DatasetArchiveContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The archive contract on PostGIS, and what only PostGIS has. */
class PostgisArchiveTest implements DatasetArchiveContract {
    private TestDatabase database;

    @BeforeEach
    void createDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        if (database != null) {
            database.close();
        }
    }

    @Override
    public DatasetArchive open() {
        return PostgisArchive.on(Database.open(DatabaseUrl.parse(database.url()), 6));
    }
}
