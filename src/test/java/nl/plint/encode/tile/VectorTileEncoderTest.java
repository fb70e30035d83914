package nl.plint.encode.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.FeatureTable;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.geo.TileAddress;
import nl.plint.geo.TileMatrixSet;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Tiles as an independent decoder reads them, with places worked out by hand or by the formula of web maps. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class VectorTileEncoderTest {
    private static final TileMatrixSet RD = TileMatrixSet.NETHERLANDS_RD_NEW_QUAD;
    private static final TileMatrixSet MERCATOR = TileMatrixSet.WEB_MERCATOR_QUAD;
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /** RD zoom 11: a cell is 1.68 m, a tile 430.08 m and a unit 0.105 m. This one begins at x 233,274.56 and y 556,757.44. */
    private static final TileAddress ASSEN = new TileAddress(11, 806, 1206);

    private final VectorTileEncoder encoder = new VectorTileEncoder();

    private static Geometry wkt(String text) {
        try {
            return new WKTReader().read(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static FeatureTable table(Schema schema, List<Feature> features) {
        return new FeatureList(schema, features);
    }

    private static FeatureTable table(String... geometries) {
        List<Feature> features = new ArrayList<>();
        for (String geometry : geometries) {
            features.add(new Feature("f" + features.size(), wkt(geometry)));
        }
        return table(new Schema(List.of()), features);
    }

    private List<DecodedFeature> decode(FeatureTable table, TileMatrixSet set, TileAddress tile) {
        return DecodedFeature.in(
                encoder.encode(table, "layer", set, tile, row -> true).bytes(), "layer");
    }

    @Test
    void a_point_lies_in_its_tile_of_the_dutch_set_where_the_cell_size_puts_it() {
        DecodedFeature found =
                decode(table("POINT (233474.56 556657.44)"), RD, ASSEN).get(0);
        // 200 m from the left and 100 m from the top, at 0.105 m a unit.
        assertThat(found.geometry().toText()).isEqualTo("POINT (1904 952)");
        assertThat(found.tags()).containsEntry("#", 0L).containsEntry("featureId", "f0");
    }

    @Test
    void a_point_lies_in_its_tile_of_the_web_where_the_formula_of_web_maps_puts_it() {
        double longitude = Math.toRadians(6.557769031);
        double latitude = Math.toRadians(52.990635431);
        double x = (1 + longitude / Math.PI) / 2 * (1 << 14);
        double y = (1 - Math.log(Math.tan(latitude) + 1 / Math.cos(latitude)) / Math.PI) / 2 * (1 << 14);
        TileAddress tile = new TileAddress(14, (int) y, (int) x);
        Coordinate found = decode(table("POINT (233600 556600)"), MERCATOR, tile)
                .get(0)
                .geometry()
                .getCoordinate();
        assertThat(found.x).isCloseTo((x - tile.column()) * 4096, within(1.0));
        assertThat(found.y).isCloseTo((y - tile.row()) * 4096, within(1.0));
    }

    @Test
    void values_come_as_the_kinds_that_a_tile_knows() {
        LocalizedText title = LocalizedText.same("title");
        Schema schema = new Schema(List.of(
                PropertyDefinition.of("text", title, PropertyType.STRING),
                PropertyDefinition.of("whole", title, PropertyType.INTEGER),
                PropertyDefinition.of("below", title, PropertyType.INTEGER),
                PropertyDefinition.of("number", title, PropertyType.NUMBER),
                PropertyDefinition.of("truth", title, PropertyType.BOOLEAN),
                PropertyDefinition.of("day", title, PropertyType.DATE),
                PropertyDefinition.of("nested", title, PropertyType.JSON),
                PropertyDefinition.of("nothing", title, PropertyType.STRING)));
        Feature feature = new Feature(
                "één",
                wkt("POINT (233600 556600)"),
                "één",
                12L,
                -3L,
                1.5,
                true,
                LocalDate.of(2026, 1, 31),
                Map.of("a", List.of(1)),
                null);
        assertThat(decode(table(schema, List.of(feature)), RD, ASSEN).get(0).tags())
                .isEqualTo(Map.of(
                        "#",
                        0L,
                        "text",
                        "één",
                        "whole",
                        12L,
                        "below",
                        -3L,
                        "number",
                        1.5,
                        "truth",
                        true,
                        "day",
                        "2026-01-31",
                        "nested",
                        "{\"a\":[1]}"));
    }

    @Test
    void the_points_of_a_feature_stay_one_feature_and_the_kinds_of_a_collection_become_one_each() {
        FeatureTable table = table(
                "MULTIPOINT ((233500 556600), (233600 556600))",
                "GEOMETRYCOLLECTION (POINT (233500 556500), LINESTRING (233500 556500, 233600 556400),"
                        + " POLYGON ((233500 556400, 233600 556400, 233600 556300, 233500 556400)))");
        assertThat(decode(table, RD, ASSEN))
                .extracting(feature ->
                        feature.geometry().getGeometryType() + feature.tags().get("#"))
                .containsExactlyInAnyOrder("MultiPoint0", "Point1", "LineString1", "Polygon1");
    }

    @Test
    void a_line_that_leaves_and_comes_back_is_cut_at_the_buffer() {
        // The right side of the buffer is at 233,274.56 + 430.08 + 6.72 = 233,711.36.
        FeatureTable table = table("LINESTRING (233680 556600, 233900 556600, 233900 556500, 233680 556500)");
        Geometry line = decode(table, RD, ASSEN).get(0).geometry();
        assertThat(line.getNumGeometries()).isEqualTo(2);
        assertThat(line.getEnvelopeInternal().getMaxX()).isEqualTo(4096 + 64);
        assertThat(line.getLength()).isCloseTo(2 * 31.36 / 0.105, within(2.0));
    }

    @Test
    void a_polygon_over_the_whole_tile_fills_it_with_its_buffer() {
        FeatureTable table =
                table("POLYGON ((233000 556000, 234000 556000, 234000 557000, 233000 557000, 233000 556000))");
        Geometry square = decode(table, RD, ASSEN).get(0).geometry();
        assertThat(square.equalsTopo(wkt("POLYGON ((-64 -64, 4160 -64, 4160 4160, -64 4160, -64 -64))")))
                .isTrue();
    }

    @Test
    void points_are_gathered_where_a_tile_would_hold_too_many_and_their_numbers_sum_to_all() {
        Random random = new Random(7);
        List<Feature> features = new ArrayList<>();
        for (int row = 0; row < 9_000; row++) {
            Coordinate place = new Coordinate(225_000 + random.nextInt(20_000), 550_000 + random.nextInt(20_000));
            features.add(new Feature("f" + row, GEOMETRIES.createPoint(place), row % 2 == 0, "all"));
        }
        FeatureTable table = table(
                new Schema(List.of(
                        PropertyDefinition.of("vacant", LocalizedText.same("v"), PropertyType.BOOLEAN),
                        PropertyDefinition.of("same", LocalizedText.same("s"), PropertyType.STRING))),
                features);
        for (int zoom : new int[] {0, 3, 5}) {
            long sum = 0;
            for (TileAddress tile : tiles(zoom, 225_000, 550_000, 245_000, 570_000)) {
                List<DecodedFeature> inTile = decode(table, RD, tile);
                assertThat(inTile).allMatch(feature -> feature.tags().containsKey("same"));
                assertThat(inTile)
                        .allMatch(feature -> feature.tags().containsKey("featureId")
                                == feature.tags().get("pointCount").equals(1L));
                sum += inTile.stream()
                        .filter(VectorTileEncoderTest::isOwn)
                        .mapToLong(feature -> (Long) feature.tags().get("pointCount"))
                        .sum();
            }
            assertThat(sum).as("zoom %d", zoom).isEqualTo(9_000);
        }
        long single = tiles(7, 225_000, 550_000, 245_000, 570_000).stream()
                .flatMap(tile -> decode(table, RD, tile).stream())
                .filter(VectorTileEncoderTest::isOwn)
                .peek(feature -> assertThat(feature.tags()).doesNotContainKey("pointCount"))
                .count();
        assertThat(single).isEqualTo(9_000);
    }

    private static List<TileAddress> tiles(int zoom, double minX, double minY, double maxX, double maxY) {
        TileAddress first = RD.at(minX, maxY, zoom);
        TileAddress last = RD.at(maxX, minY, zoom);
        List<TileAddress> tiles = new ArrayList<>();
        for (int row = first.row(); row <= last.row(); row++) {
            for (int column = first.column(); column <= last.column(); column++) {
                tiles.add(new TileAddress(zoom, row, column));
            }
        }
        return tiles;
    }

    private static boolean isOwn(DecodedFeature feature) {
        Coordinate at = feature.geometry().getCoordinate();
        return at.x >= 0 && at.x < 4096 && at.y >= 0 && at.y < 4096;
    }

    @Test
    void polygons_of_less_than_a_pixel_keep_the_area_that_is_drawn() {
        // At zoom 6 a unit is 3.36 m and a pixel 26.88 m; 100 by 100 squares of 10 m fill a block of 1,000 m.
        List<Feature> features = new ArrayList<>();
        for (int column = 0; column < 100; column++) {
            for (int row = 0; row < 100; row++) {
                double x = 233_000 + column * 10;
                double y = 556_000 + row * 10;
                Geometry square = GEOMETRIES.toGeometry(new org.locationtech.jts.geom.Envelope(x, x + 10, y, y + 10));
                features.add(new Feature(column + "-" + row, square));
            }
        }
        TileAddress tile = RD.at(233_500, 556_500, 6);
        List<DecodedFeature> drawn = decode(table(new Schema(List.of()), features), RD, tile);
        double area = drawn.stream()
                .mapToDouble(feature -> feature.geometry().getArea())
                .sum();
        assertThat(drawn).hasSizeLessThan(1_500);
        assertThat(area * 3.36 * 3.36).isCloseTo(1_000_000, within(80_000.0));
    }

    @Test
    void a_tile_that_would_be_too_large_is_thinned_the_same_way_each_time_and_says_so() {
        List<Feature> features = new ArrayList<>();
        for (int row = 0; row < 4_000; row++) {
            Coordinate place = new Coordinate(233_280 + row % 400, 556_340 + row / 10);
            features.add(new Feature("f" + row, GEOMETRIES.createPoint(place), "x".repeat(300) + row));
        }
        Schema schema =
                new Schema(List.of(PropertyDefinition.of("long", LocalizedText.same("l"), PropertyType.STRING)));
        FeatureTable table = table(schema, features);
        VectorTile thinned = encoder.encode(table, "layer", RD, ASSEN, row -> true);
        assertThat(thinned.isThinned()).isTrue();
        assertThat(thinned.offeredCount()).isEqualTo(4_000);
        assertThat(thinned.bytes()).hasSizeBetween(VectorTileEncoder.MOST_BYTES / 2, VectorTileEncoder.MOST_BYTES);
        assertThat(DecodedFeature.in(thinned.bytes(), "layer")).hasSize(thinned.featureCount());
        assertThat(new VectorTileEncoder()
                        .encode(table, "layer", RD, ASSEN, row -> true)
                        .bytes())
                .isEqualTo(thinned.bytes());
    }

    @Test
    void only_the_rows_that_are_asked_for_are_in_it() {
        FeatureTable table =
                table("POINT (233600 556600)", "POINT (233610 556600)", "LINESTRING (233600 556600, 233700 556600)");
        assertThat(DecodedFeature.in(
                        encoder.encode(table, "layer", RD, ASSEN, row -> row > 0)
                                .bytes(),
                        "layer"))
                .extracting(feature -> feature.tags().get("#"))
                .containsExactlyInAnyOrder(1L, 2L);
        assertThat(encoder.encode(table, "layer", RD, ASSEN, row -> false).bytes())
                .isEmpty();
    }

    @Test
    void what_lies_outside_the_set_is_in_no_tile() {
        FeatureTable table =
                table("POINT (-300000 556600)", "LINESTRING (233600 556600, 700000 556600)", "POINT EMPTY");
        assertThat(decode(table, RD, new TileAddress(0, 0, 0))).isEmpty();
    }
}
