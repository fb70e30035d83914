package nl.plint.encode.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.Schema;
import nl.plint.geo.TileAddress;
import nl.plint.geo.TileMatrixSet;
import org.jspecify.annotations.NullUnmarked;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.GeometryFixer;

/** Random shapes about the corner where tiles meet: what both draw in the part that both show is the same, and valid. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class TileSeamsTest {
    private static final TileMatrixSet RD = TileMatrixSet.NETHERLANDS_RD_NEW_QUAD;
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /**
     * Where a side is crossed is rounded to a unit: so far from what one tile draws that of the other may be, and what is narrower
     * may close.
     */
    private static final double ROUNDED = 1.5;

    private static final Envelope WINDOW = new Envelope(
            -TileGrid.BUFFER, TileGrid.EXTENT + TileGrid.BUFFER, -TileGrid.BUFFER, TileGrid.EXTENT + TileGrid.BUFFER);

    private final VectorTileEncoder encoder = new VectorTileEncoder();

    @Property(tries = 40)
    void polygons_are_valid_and_go_on_in_the_next_tile(
            @ForAll long seed, @ForAll @IntRange(min = 6, max = 16) int zoom) {
        List<Geometry> shapes = new ArrayList<>();
        Random random = new Random(seed);
        TileAddress tile = RD.at(233_600, 556_600, zoom);
        for (int shape = 0; shape < 12; shape++) {
            shapes.add(polygon(random, tile));
        }
        for (Neighbors both : neighbors(shapes, tile)) {
            both.first.values().forEach(geometry -> assertThat(geometry.isValid())
                    .as(geometry.toText())
                    .isTrue());
            both.assertGoOn((one, other) -> one.buffer(-ROUNDED)
                    .difference(other.buffer(ROUNDED))
                    .intersection(both.inBoth)
                    .isEmpty());
        }
    }

    @Property(tries = 40)
    void lines_go_on_in_the_next_tile(@ForAll long seed, @ForAll @IntRange(min = 6, max = 16) int zoom) {
        List<Geometry> shapes = new ArrayList<>();
        Random random = new Random(seed);
        TileAddress tile = RD.at(233_600, 556_600, zoom);
        for (int shape = 0; shape < 12; shape++) {
            shapes.add(GEOMETRIES.createLineString(walk(random, tile, 2 + random.nextInt(30))));
        }
        for (Neighbors both : neighbors(shapes, tile)) {
            both.assertGoOn((one, other) -> one.difference(other.buffer(ROUNDED))
                    .intersection(both.inBoth)
                    .isEmpty());
        }
    }

    @Property(tries = 30)
    void points_are_the_same_in_the_next_tile(@ForAll long seed, @ForAll @IntRange(min = 6, max = 16) int zoom) {
        List<Geometry> points = new ArrayList<>();
        Random random = new Random(seed);
        TileAddress tile = RD.at(233_600, 556_600, zoom);
        boolean gathered = random.nextInt(3) == 0;
        for (int point = 0; point < (gathered ? 9_000 : 200); point++) {
            points.add(GEOMETRIES.createPoint(about(random, tile, 0.1)));
        }
        for (Neighbors both : neighbors(points, tile)) {
            assertThat(both.first.keySet()).isNotEmpty();
            both.assertGoOn((one, other) ->
                    one.difference(other).intersection(both.inBoth).isEmpty());
        }
    }

    /** Half of them are stars with a hole, some of less than a pixel, the others whatever a random walk encloses. */
    private static Geometry polygon(Random random, TileAddress tile) {
        if (random.nextBoolean()) {
            Coordinate[] ring = walk(random, tile, 4 + random.nextInt(20));
            ring[ring.length - 1] = ring[0];
            return GeometryFixer.fix(GEOMETRIES.createPolygon(ring));
        }
        Coordinate middle = about(random, tile, 0.05);
        double radius = RD.cellSize(tile.zoom()) * Math.pow(2, random.nextDouble() * 10 - 2);
        int corners = 5 + random.nextInt(40);
        Coordinate[] star = new Coordinate[corners + 1];
        for (int corner = 0; corner < corners; corner++) {
            double distance = radius * (0.3 + 0.7 * random.nextDouble());
            double angle = 2 * Math.PI * corner / corners;
            star[corner] = new Coordinate(middle.x + distance * Math.cos(angle), middle.y + distance * Math.sin(angle));
        }
        star[corners] = star[0];
        Geometry polygon = GEOMETRIES.createPolygon(star);
        Geometry hole =
                AffineTransformation.scaleInstance(0.4, 0.4, middle.x, middle.y).transform(polygon);
        return GeometryFixer.fix(polygon).difference(GeometryFixer.fix(hole));
    }

    private static Coordinate[] walk(Random random, TileAddress tile, int steps) {
        double step = RD.cellSize(tile.zoom()) * Math.pow(2, random.nextDouble() * 8 - 1);
        Coordinate[] places = new Coordinate[steps];
        places[0] = about(random, tile, 0.05);
        for (int at = 1; at < steps; at++) {
            Coordinate before = places[at - 1];
            places[at] =
                    new Coordinate(before.x + random.nextGaussian() * step, before.y + random.nextGaussian() * step);
        }
        return places;
    }

    /** A place near the lower right corner of a tile. */
    private static Coordinate about(Random random, TileAddress tile, double tiles) {
        double side = RD.cellSize(tile.zoom()) * TileMatrixSet.TILE_CELLS;
        return new Coordinate(
                RD.originX() + side * (tile.column() + 1 + random.nextGaussian() * tiles),
                RD.originY() - side * (tile.row() + 1 + random.nextGaussian() * tiles));
    }

    private List<Neighbors> neighbors(List<Geometry> shapes, TileAddress tile) {
        List<Feature> features = new ArrayList<>();
        for (Geometry shape : shapes) {
            features.add(new Feature("f" + features.size(), shape));
        }
        FeatureList table = new FeatureList(new Schema(List.of()), features);
        List<Neighbors> pairs = new ArrayList<>();
        for (int[] step : new int[][] {{1, 0}, {0, 1}, {1, 1}}) {
            TileAddress next = new TileAddress(tile.zoom(), tile.row() + step[1], tile.column() + step[0]);
            pairs.add(new Neighbors(
                    drawn(table, tile, 0, 0),
                    drawn(table, next, step[0] * TileGrid.EXTENT, step[1] * TileGrid.EXTENT),
                    inBoth(step[0] * TileGrid.EXTENT, step[1] * TileGrid.EXTENT)));
        }
        return pairs;
    }

    /** The part that a tile and another show, in units of the first; a little less, since shapes are cut at its sides. */
    private static Geometry inBoth(int right, int down) {
        Envelope other = new Envelope(WINDOW);
        other.translate(right, down);
        Envelope inBoth = WINDOW.intersection(other);
        inBoth.expandBy(-2);
        return GEOMETRIES.toGeometry(inBoth);
    }

    /** What a tile shows of each row and number of points, moved to the right and down. */
    private Map<String, Geometry> drawn(FeatureList table, TileAddress tile, int right, int down) {
        AffineTransformation move = AffineTransformation.translationInstance(right, down);
        return DecodedFeature.in(
                        encoder.encode(table, "layer", RD, tile, row -> true).bytes(), "layer")
                .stream()
                .collect(Collectors.toMap(
                        feature ->
                                feature.tags().get("#") + " " + feature.tags().get(VectorTileEncoder.POINT_COUNT),
                        feature -> move.transform(feature.geometry()),
                        Geometry::union));
    }

    @FunctionalInterface
    private interface GoesOn {
        boolean test(Geometry one, Geometry other);
    }

    private record Neighbors(Map<String, Geometry> first, Map<String, Geometry> second, Geometry inBoth) {
        void assertGoOn(GoesOn goesOn) {
            Geometry nothing = GEOMETRIES.createPolygon();
            first.forEach((row, geometry) -> assertThat(goesOn.test(geometry, second.getOrDefault(row, nothing)))
                    .as("%s beyond its tile: %s and %s", row, geometry, second.get(row))
                    .isTrue());
            second.forEach((row, geometry) -> assertThat(goesOn.test(geometry, first.getOrDefault(row, nothing)))
                    .as("%s before its tile: %s and %s", row, geometry, first.get(row))
                    .isTrue());
        }
    }
}
