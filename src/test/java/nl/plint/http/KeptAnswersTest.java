package nl.plint.http;

import java.nio.file.Path;
import nl.plint.store.DatasetArchive;
import nl.plint.store.geopackage.GeoPackageArchive;

class KeptAnswersTest extends KeptAnswersContract {
    @Override
    protected DatasetArchive open(Path folder) {
        return GeoPackageArchive.open(folder);
    }
}
