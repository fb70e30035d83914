package nl.plint.store.postgis;

import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import nl.plint.store.DatasetArchive;
import nl.plint.store.RoundTripProperties;
import org.jspecify.annotations.NullUnmarked;

@NullUnmarked // set before the properties run
class PostgisRoundTripTest extends RoundTripProperties {
    private static TestDatabase database;
    private static DatasetArchive archive;

    @BeforeContainer
    static void open() {
        database = TestDatabase.create();
        archive = PostgisArchive.on(Database.open(DatabaseUrl.parse(database.url()), 2));
    }

    @AfterContainer
    static void close() {
        if (archive != null) {
            archive.close();
            database.close();
        }
    }

    @Override
    protected DatasetArchive archive() {
        return archive;
    }
}
