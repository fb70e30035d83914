package nl.plint.app;

import java.nio.file.Path;
import java.util.function.Function;
import nl.plint.job.JobStore;
import nl.plint.job.MemoryJobStore;
import nl.plint.job.postgis.PostgisJobStore;
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
    Opened open();

    /**
     * An open archive, and where the jobs on it are kept.
     *
     * @param jobs makes the store of the jobs, which ends with the archive; it is given a folder for their files
     */
    record Opened(DatasetArchive archive, Function<Path, JobStore> jobs) {}

    /** A folder, or a database where the text begins with {@code postgresql:}. */
    static ArchivePlace parse(String text) {
        return DatabaseUrl.isOne(text) ? database(DatabaseUrl.parse(text)) : folder(Path.of(text));
    }

    static ArchivePlace folder(Path folder) {
        return () -> new Opened(GeoPackageArchive.open(folder), MemoryJobStore::new);
    }

    private static ArchivePlace database(DatabaseUrl url) {
        return () -> {
            Database database = Database.open(url, CONNECTIONS);
            return new Opened(PostgisArchive.on(database), files -> new PostgisJobStore(database, files));
        };
    }
}
