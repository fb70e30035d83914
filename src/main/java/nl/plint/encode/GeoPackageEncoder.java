package nl.plint.encode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.IntStream;
import nl.plint.dataset.FeatureTable;
import nl.plint.dataset.GeometryTypes;
import nl.plint.dataset.geopackage.FeatureColumns;
import nl.plint.dataset.geopackage.FeatureTableWriter;
import nl.plint.dataset.geopackage.TableDescription;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * GeoPackage 1.3: one table with a spatial index, the ids of features in the column {@code featureId}, titles of columns, and all of
 * {@code metadata} in {@code gpkg_metadata}. As everywhere in this format x (longitude) comes first, and CRS84 is called
 * EPSG:4326. The table is called as in SQL, {@code shop_units}: many a program does not quote names. Texts are in Dutch, as in the
 * archive.
 *
 * <p>Of {@code metadata} it reads, where they are there: {@code title} and {@code description} (each {@code nl} and {@code en}),
 * {@code synthetic}, and {@code created}, when the data was last changed.
 *
 * <p>SQLite writes here and there in a file, so it is made whole in a temporary file first and then sent. It is gone when this
 * returns, also when the receiver hangs up. In memory are 40 bytes for each feature and what SQLite caches (at most 64 MB).
 */
public final class GeoPackageEncoder implements FeatureEncoder {
    private static final String ID = "featureId";
    private static final String INVENTED = "Synthetisch: verzonnen gegevens.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    /** Makes its files in the folder for temporary files. */
    public GeoPackageEncoder() {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param folder where a file is until it is sent */
    public GeoPackageEncoder(Path folder) {
        this.folder = folder;
    }

    @Override
    public String title() {
        return "GeoPackage";
    }

    @Override
    public String format() {
        return "gpkg";
    }

    @Override
    public String mediaType() {
        return "application/geopackage+sqlite3";
    }

    @Override
    public String fileExtension() {
        return "gpkg";
    }

    /** Each file takes a temporary one to make. */
    @Override
    public boolean suitsPages() {
        return false;
    }

    @Override
    public void write(
            FeatureTable table, int[] rows, Crs crs, Map<String, ? extends @Nullable Object> members, OutputStream out)
            throws IOException {
        Path file = Files.createTempFile(folder, "plint-", ".gpkg");
        try {
            write(file, table, rows, crs, JSON.valueToTree(members.get("metadata")));
            Files.copy(file, out);
        } catch (SQLException e) {
            throw new IOException("cannot write a GeoPackage in " + folder, e);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void write(Path file, FeatureTable table, int[] rows, Crs crs, JsonNode metadata)
            throws SQLException {
        FeatureColumns columns = new FeatureColumns(table.schema(), ID, hasPlaces(table));
        Reprojection reprojection = Reprojection.between(Crs.RD_NEW, crs);
        String name = table.name().replace('-', '_');
        try (FeatureTableWriter writer = FeatureTableWriter.start(file, name, columns, crs)) {
            for (int row : rows) {
                Geometry geometry = table.geometryRd(row);
                writer.write(
                        table.id(row),
                        geometry == null ? null : reprojection.transform(geometry),
                        position -> table.value(row, position));
            }
            writer.finish(description(table, metadata));
        }
    }

    private static boolean hasPlaces(FeatureTable table) {
        return IntStream.range(0, table.size()).anyMatch(row -> table.geometryRd(row) != null);
    }

    private static TableDescription description(FeatureTable table, JsonNode metadata) {
        String title = metadata.path("title").path("nl").asText(table.name());
        String description = metadata.path("description").path("nl").asText("");
        String created = metadata.path("created").asText("");
        return new TableDescription(
                table.referenceDate() == null ? title : title + " (" + table.referenceDate() + ")",
                metadata.path("synthetic").asBoolean() ? (INVENTED + " " + description).strip() : description,
                created.isEmpty() ? Instant.now().truncatedTo(ChronoUnit.MILLIS) : Instant.parse(created),
                GeometryTypes.ANY,
                metadata.toString());
    }
}
