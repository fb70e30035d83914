package nl.plint.store.geopackage;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.GeometryKind;
import nl.plint.store.ArchiveSamples;
import nl.plint.store.DatasetArchive;
import nl.plint.store.VersionDraft;

/**
 * Takes in one version after the other until it is killed, and says on standard output which it has published. The features
 * of version {@code n<k>} all have the number k.
 */
final class CrashingIngest {
    static final LocalDate DATE = LocalDate.of(2017, 1, 1);

    private CrashingIngest() {}

    /** The number of features of the version with this number. */
    static int size(long number) {
        return 20 + (int) (number % 7) * 30;
    }

    static List<Feature> features(long number) {
        return ArchiveSamples.numbered((double) number, size(number));
    }

    static VersionDraft draft(long number) {
        return ArchiveSamples.draft("n" + number, GeometryKind.POINT, DATE, ArchiveSamples.number());
    }

    /** Arguments: the folder of the archive and the number to begin with. */
    public static void main(String... arguments) {
        try (DatasetArchive archive = GeoPackageArchive.open(Path.of(arguments[0]))) {
            for (long number = Long.parseLong(arguments[1]); ; number++) {
                DatasetVersion version = ArchiveSamples.write(archive, draft(number), features(number));
                ArchiveSamples.publish(archive, version.layer(), version.id());
                System.out.print(number + "\n");
                System.out.flush();
            }
        }
    }
}
