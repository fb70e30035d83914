package nl.plint.encode.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import nl.plint.geo.TileAddress;
import nl.plint.geo.TileMatrixSet;
import nl.plint.ingest.format.Gdal;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** GDAL reads our tiles, in both sets, at the places that went in. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class VectorTileGdalTest {
    private static final int ZOOM = 14;

    @TempDir
    private Path folder;

    @BeforeAll
    static void assumeGdal() {
        Gdal.assume();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NetherlandsRDNewQuad", "WebMercatorQuad"})
    void gdal_reads_places_and_values(String id) throws IOException, ParseException {
        TileMatrixSet set = TileMatrixSet.find(id).orElseThrow();
        Coordinate assen = new Coordinate(233_600, 556_600);
        double[] place = Reprojection.between(Crs.RD_NEW, set.crs()).transform(assen.x, assen.y);
        TileAddress tile = set.at(place[0], place[1], ZOOM);
        Schema schema = new Schema(List.of(
                PropertyDefinition.of("name", LocalizedText.same("name"), PropertyType.STRING),
                PropertyDefinition.of("size", LocalizedText.same("size"), PropertyType.INTEGER)));
        Feature shop = new Feature("shop", new GeometryFactory().createPoint(assen), "Café", 120L);
        byte[] bytes = new VectorTileEncoder()
                .encode(new FeatureList(schema, List.of(shop)), "shops", set, tile, row -> true)
                .bytes();
        Path zoom = folder.resolve(String.valueOf(ZOOM));
        Path column = Files.createDirectories(zoom.resolve(String.valueOf(tile.column())));
        Files.write(column.resolve(tile.row() + ".pbf"), bytes);
        Files.writeString(folder.resolve("metadata.json"), metadata(set));

        String csv = Gdal.run("ogr2ogr", "-f", "CSV", "/vsistdout/", "MVT:" + zoom, "shops", "-lco", "GEOMETRY=AS_WKT");
        String row = csv.lines()
                .filter(line -> line.contains("POINT"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(csv));
        assertThat(row).contains("Café").contains("120");
        Geometry read = new WKTReader().read(row.replaceAll(".*(POINT \\([^)]*\\)).*", "$1"));
        double unit = set.cellSize(ZOOM) * TileMatrixSet.TILE_CELLS / TileGrid.EXTENT;
        assertThat(read.getCoordinate().x).isCloseTo(place[0], within(unit));
        assertThat(read.getCoordinate().y).isCloseTo(place[1], within(unit));
    }

    /** How GDAL is told of another set than that of the web. */
    private static String metadata(TileMatrixSet set) {
        return """
                {"name": "tiles", "crs": "EPSG:%s", "tile_origin_upper_left_x": %s, "tile_origin_upper_left_y": %s,
                 "tile_dimension_zoom_0": %s, "json": "{\\"vector_layers\\": [{\\"id\\": \\"shops\\", \\"fields\\":
                 {\\"name\\": \\"String\\", \\"size\\": \\"Number\\"}}]}"}"""
                .formatted(set.crs().code(), set.originX(), set.originY(), set.side())
                .replace("\n ", " ");
    }
}
