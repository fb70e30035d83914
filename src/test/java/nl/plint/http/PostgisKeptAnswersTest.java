package nl.plint.http;

import java.nio.file.Path;
import nl.plint.store.DatasetArchive;
import nl.plint.store.postgis.Database;
import nl.plint.store.postgis.DatabaseUrl;
import nl.plint.store.postgis.PostgisArchive;
import nl.plint.store.postgis.TestDatabase;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;

@NullUnmarked // set when the archive is opened
class PostgisKeptAnswersTest extends KeptAnswersContract {
    private TestDatabase place;

    @Override
    protected DatasetArchive open(Path folder) {
        place = TestDatabase.create();
        return PostgisArchive.on(Database.open(DatabaseUrl.parse(place.url()), 4));
    }

    @AfterEach
    void drop() {
        if (place != null) {
            place.close();
        }
    }
}
