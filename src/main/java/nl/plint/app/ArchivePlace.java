package nl.plint.app;

import java.nio.file.Path;
import nl.plint.store.DatasetArchive;
import nl.plint.store.geopackage.GeoPackageArchive;
import nl.plint.store.postgis.Database;
import nl.plint.store.postgis.DatabaseUrl;
import nl.plint.store.postgis.PostgisArchive;

/** Where an archive is, as the user says it. */
interface ArchivePlace {
    /** Connections to a database: enough for its jobs, the requests that need it and a reader, few beside its usual hundred. */
    int CONNECTIONS = 10;

    /** Opens the archive, which is made when it is not there. */
    DatasetArchive open();

    /** A folder, or a database where the text begins with {@code postgresql:}. */
    static ArchivePlace parse(String text) {
        return DatabaseUrl.isOne(text) ? database(DatabaseUrl.parse(text)) : folder(Path.of(text));
    }

    static ArchivePlace folder(Path folder) {
        return () -> GeoPackageArchive.open(folder);
    }

    private static ArchivePlace database(DatabaseUrl url) {
        return () -> PostgisArchive.on(Database.open(url, CONNECTIONS));
    }
}
