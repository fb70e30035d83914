package nl.plint.store.geopackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import nl.plint.dataset.Feature;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.geopackage.Sqlite;
import nl.plint.quantity.Unit;
import nl.plint.store.ArchiveSamples;
import nl.plint.store.DatasetArchive;
import nl.plint.text.LocalizedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a version, seen as other programs see it. */
class GeoPackageFileTest {
    private static final LocalDate DATE = LocalDate.of(2017, 1, 1);

    @TempDir
    Path folder;

    private Path write(GeometryKind kind, List<PropertyDefinition> properties, List<Feature> features) {
        try (DatasetArchive archive = GeoPackageArchive.open(folder)) {
            ArchiveSamples.write(archive, ArchiveSamples.draft("v1", kind, DATE, properties), features);
        }
        return folder.resolve("versions/shop-units/v1.gpkg");
    }

    private static List<String> query(Path file, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = Sqlite.open(file, "?mode=ro&immutable=1");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    cells.add(String.valueOf(rows.getString(column)));
                }
                lines.add(String.join("|", cells));
            }
        }
        return lines;
    }

    private static String ogrinfo(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ogrinfo", "-ro"));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException notInstalled) {
            assumeTrue(false, "ogrinfo is not installed");
            throw notInstalled;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static List<Feature> shops() {
        return List.of(
                ArchiveSamples.feature("a", "POINT (234000.5 557000)", 120.5, "Hema", true, DATE),
                ArchiveSamples.feature("b", "POINT (235000 558000)", null, "Één", false, null),
                ArchiveSamples.feature("c", null, null, null, null, null));
    }

    private static List<PropertyDefinition> shopProperties() {
        return List.of(
                PropertyDefinition.number("area", new LocalizedText("Vloer", "Floor"), Unit.SQUARE_METER),
                new PropertyDefinition(
                        "Name",
                        LocalizedText.same("Name"),
                        PropertyType.STRING,
                        null,
                        false,
                        null,
                        null,
                        List.of("Hema", "Één")),
                ArchiveSamples.property("open", PropertyType.BOOLEAN),
                ArchiveSamples.property("since", PropertyType.DATE));
    }

    @Test
    void the_tables_of_the_standard_describe_the_layer() throws SQLException {
        Path file = write(GeometryKind.POINT, shopProperties(), shops());

        assertThat(query(file, "PRAGMA integrity_check")).containsExactly("ok");
        assertThat(query(file, "PRAGMA foreign_key_check")).isEmpty();
        assertThat(query(file, "PRAGMA application_id")).containsExactly("" + 0x47504B47);
        assertThat(query(file, "PRAGMA user_version")).containsExactly("10300");
        assertThat(query(file, "SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1"))
                .containsExactly("-1", "0", "4326", "28992");
        assertThat(query(file, "SELECT table_name, data_type, min_x, min_y, max_x, max_y, srs_id FROM gpkg_contents"))
                .containsExactly("shop-units|features|234000.5|557000.0|235000.0|558000.0|28992");
        assertThat(query(file, "SELECT * FROM gpkg_geometry_columns"))
                .containsExactly("shop-units|geom|POINT|28992|0|0");
        assertThat(query(file, "SELECT name, type, pk FROM pragma_table_info('shop-units')"))
                .containsExactly(
                        "fid|INTEGER|1",
                        "geom|POINT|0",
                        "plint_id|TEXT|0",
                        "area|DOUBLE|0",
                        "Name|TEXT|0",
                        "open|BOOLEAN|0",
                        "since|DATE|0");
        assertThat(query(file, "SELECT column_name, title, description FROM gpkg_data_columns ORDER BY rowid"))
                .startsWith("area|Vloer|[m2]");
        assertThat(query(file, "SELECT json_extract(metadata, '$.layer.id') FROM gpkg_metadata"))
                .containsExactly("shop-units");
        assertThat(query(file, "SELECT extension_name FROM gpkg_extensions ORDER BY 1"))
                .containsExactly("gpkg_metadata", "gpkg_metadata", "gpkg_rtree_index", "gpkg_schema", "gpkg_schema");
    }

    @Test
    void the_spatial_index_finds_features_by_place() throws SQLException {
        Path file = write(GeometryKind.POINT, shopProperties(), shops());
        assertThat(query(file, "SELECT id FROM \"rtree_shop-units_geom\" WHERE minx > 234500"))
                .containsExactly("2");
        assertThat(query(file, "SELECT count(*) FROM \"rtree_shop-units_geom\""))
                .containsExactly("2");
        assertThat(query(file, "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"))
                .containsExactly("6");
    }

    @Test
    void a_mix_of_single_and_multiple_geometries_is_declared_as_such() throws SQLException {
        Path file = write(
                GeometryKind.POLYGON,
                List.of(),
                List.of(
                        ArchiveSamples.feature("a", "POLYGON ((0 0, 1 0, 1 1, 0 0))"),
                        ArchiveSamples.feature("b", "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))")));
        assertThat(query(file, "SELECT geometry_type_name FROM gpkg_geometry_columns"))
                .containsExactly("GEOMETRY");
    }

    @Test
    void a_layer_without_places_is_an_attributes_table() throws SQLException {
        Path file = write(GeometryKind.NONE, ArchiveSamples.number(), List.of(ArchiveSamples.feature("a", null, 1.0)));
        assertThat(query(file, "SELECT data_type, srs_id FROM gpkg_contents")).containsExactly("attributes|null");
        assertThat(query(file, "SELECT * FROM gpkg_geometry_columns")).isEmpty();
    }

    @Test
    void gdal_reads_the_layer_as_it_was_written() throws Exception {
        Path file = write(GeometryKind.POINT, shopProperties(), shops());
        assertThat(ogrinfo("-al", file.toString()))
                .contains("Geometry: Point", "Feature Count: 3", "\"EPSG\",28992", "Extent: (234000.5")
                .contains("POINT (235000 558000)", "Name (String) = Één", "since (Date) = 2017/01/01")
                .contains("open (Integer(Boolean)) = 1")
                .doesNotContain("Warning", "ERROR");
    }

    @Test
    void gdal_reads_polygons_with_holes() throws Exception {
        String wkt = "POLYGON ((0 0,9 0,9 9,0 9,0 0),(1 1,2 1,2 2,1 1))";
        Path file = write(GeometryKind.POLYGON, List.of(), List.of(ArchiveSamples.feature("a", wkt)));
        assertThat(ogrinfo("-al", file.toString())).contains("Geometry: Polygon", wkt);
    }
}
