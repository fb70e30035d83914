package nl.plint.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nl.plint.dataset.DatasetVersion;
import nl.plint.ingest.format.CsvFormat;
import nl.plint.store.DatasetArchive;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.geopackage.GeoPackageArchive;

/**
 * Takes in one table after the other, publishes each and retires the ones before it, until it is killed. Says on standard
 * output what it is about to do and what it has done.
 */
final class CrashingIngestion {
    static final String LAYER = "numbers";
    static final String INGESTING = "ingesting ";
    static final String RETIRING = "retiring ";
    static final String PUBLISHED = "published ";

    private CrashingIngestion() {}

    /** The rows of the table with this number. */
    static int rows(long number) {
        return 100 + (int) (number % 7) * 150;
    }

    /** Arguments: the folder of the archive, the number to begin with, and a file to write tables in. */
    public static void main(String... arguments) {
        Path file = Path.of(arguments[2]);
        try (DatasetArchive archive = GeoPackageArchive.open(Path.of(arguments[0]))) {
            DatasetCatalog catalog = new DatasetCatalog(archive);
            Ingestion ingestion = new Ingestion(catalog, List.of(new CsvFormat()), Map.of(), "test");
            for (long number = Long.parseLong(arguments[1]); ; number++) {
                say(INGESTING + number);
                NumberedFiles.write(file, number, rows(number));
                IngestReport report = ingestion.ingest(NumberedFiles.request(file, LAYER), IngestProgress.NONE);
                say(PUBLISHED + number);
                for (DatasetVersion version : archive.listVersions(LAYER)) {
                    if (!version.id().equals(report.versionId())) {
                        say(RETIRING + version.id());
                        catalog.retire(LAYER, version.id());
                    }
                }
            }
        }
    }

    private static void say(String line) {
        System.out.print(line + "\n");
        System.out.flush();
    }
}
