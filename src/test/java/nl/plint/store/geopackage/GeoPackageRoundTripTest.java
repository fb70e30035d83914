package nl.plint.store.geopackage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import nl.plint.store.DatasetArchive;
import nl.plint.store.RoundTripProperties;
import org.jspecify.annotations.NullUnmarked;

@NullUnmarked // set before the properties run
class GeoPackageRoundTripTest extends RoundTripProperties {
    private static Path folder;
    private static DatasetArchive archive;

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory("plint");
        archive = GeoPackageArchive.open(folder);
    }

    @AfterContainer
    static void close() throws IOException {
        archive.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    protected DatasetArchive archive() {
        return archive;
    }
}
