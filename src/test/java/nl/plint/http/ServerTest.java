package nl.plint.http;

import java.nio.file.Path;
import nl.plint.store.DatasetArchive;
import nl.plint.store.geopackage.GeoPackageArchive;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.io.TempDir;

/** The server on a folder of GeoPackages. */
@NullUnmarked // JUnit gives the folder
class ServerTest extends ServerContract {
    @TempDir
    static Path data;

    @Override
    DatasetArchive open() {
        return GeoPackageArchive.open(data);
    }
}
