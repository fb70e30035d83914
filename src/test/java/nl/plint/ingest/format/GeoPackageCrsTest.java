package nl.plint.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import nl.plint.ingest.SourceFormat.Options;
import nl.plint.ingest.SourceReader;
import nl.plint.ingest.SourceReader.SourceCrs;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked // test code: a null that should not be there fails the test anyway
class GeoPackageCrsTest {
    private static final Path LONGITUDE_FIRST = Path.of("../shared/data/ingest-hard/pdok-gokoala/bag-wgs84.gpkg");

    @TempDir
    Path folder;

    @Test
    void a_system_under_a_number_of_the_producer_is_known_by_the_authority_in_its_definition() {
        assertThat(crs(LONGITUDE_FIRST)).isEqualTo(new SourceCrs("OGC:CRS84", null));
    }

    @Test
    void a_definition_without_an_authority_or_with_an_unknown_one_is_left_to_be_read() throws Exception {
        String local = "LOCAL_CS[\"site\",UNIT[\"metre\",1,AUTHORITY[\"EPSG\",\"9001\"]]]";
        assertThat(crs(defined(local))).isEqualTo(new SourceCrs(null, local));
        String esri = "GEOGCS[\"GCS_Dutch_RD\",UNIT[\"Degree\",0.0174532925199433],AUTHORITY[\"ESRI\",\"37245\"]]";
        assertThat(crs(defined(esri))).isEqualTo(new SourceCrs(null, esri));
    }

    private Path defined(String definition) throws IOException, SQLException {
        Path file = Files.write(folder.resolve("defined.gpkg"), Files.readAllBytes(LONGITUDE_FIRST));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE gpkg_spatial_ref_sys SET definition = ? WHERE srs_id = 100000")) {
            statement.setString(1, definition);
            statement.executeUpdate();
        }
        return file;
    }

    private static SourceCrs crs(Path file) {
        try (SourceReader reader =
                new GeoPackageFormat().open(file, new Options(file.getFileName().toString(), "standplaatsen", null))) {
            return reader.crs();
        }
    }
}
