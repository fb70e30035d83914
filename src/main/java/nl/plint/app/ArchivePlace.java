package nl.plint.app;

import java.nio.file.Files;
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

/** Where an archive is, as the user says it. Its text is for people, and has no password in it. */
interface ArchivePlace {
    /** Connections to a database: enough for its jobs, the requests that need it and a reader, few beside its usual hundred. */
    int CONNECTIONS = 10;

    /** Opens the archive, which is made when it is not there. */
    Opened open();

    /**
     * Opens the archive, which must be there and have layers.
     *
     * @throws UserException when it does not
     */
    default Opened openExisting() {
        Opened opened = open();
        if (opened.archive().listLayers().isEmpty()) {
            opened.archive().close();
            throw new UserException("there are no layers in " + this + ": is it the right place?");
        }
        return opened;
    }

    /**
     * An open archive, and where the jobs on it are kept.
     *
     * @param jobs makes the store of the jobs, which ends with the archive; it is given a folder for their files
     */
    record Opened(DatasetArchive archive, Function<Path, JobStore> jobs) {}

    /** A folder, or a database where the text begins with {@code postgresql:}. */
    static ArchivePlace parse(String text) {
        return DatabaseUrl.isOne(text) ? new InDatabase(DatabaseUrl.parse(text)) : folder(Path.of(text));
    }

    static ArchivePlace folder(Path folder) {
        return new InFolder(folder);
    }

    /** A folder of GeoPackages. */
    record InFolder(Path folder) implements ArchivePlace {
        @Override
        public Opened open() {
            return new Opened(GeoPackageArchive.open(folder), MemoryJobStore::new);
        }

        @Override
        public Opened openExisting() {
            if (!Files.isDirectory(folder)) { // which is not to be made by looking into it
                throw new UserException("there is no folder " + folder);
            }
            return ArchivePlace.super.openExisting();
        }

        @Override
        public String toString() {
            return folder.toAbsolutePath().normalize().toString();
        }
    }

    /** A database with PostGIS. */
    record InDatabase(DatabaseUrl url) implements ArchivePlace {
        @Override
        public Opened open() {
            Database database = Database.open(url, CONNECTIONS);
            return new Opened(PostgisArchive.on(database), files -> new PostgisJobStore(database, files));
        }

        @Override
        public String toString() {
            return url.toString();
        }
    }
}
