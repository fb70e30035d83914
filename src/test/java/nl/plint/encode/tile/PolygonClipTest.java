package nl.plint.encode.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Against the intersection with the window that JTS calculates with floating point numbers. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class PolygonClipTest {
    private static final TileGrid.Window WINDOW = new TileGrid.Window(0, 0); // from -64 to 4160
    private static final Geometry SQUARE = new GeometryFactory().toGeometry(new Envelope(-64, 4160, -64, 4160));

    @Property(tries = 300)
    void what_is_left_is_valid_and_the_intersection_but_for_the_rounding(
            @ForAll long seed,
            @ForAll @IntRange(min = 3, max = 40) int corners,
            @ForAll @IntRange(min = 0, max = 2) int holes) {
        Geometry polygons = polygons(new Random(seed), corners, holes);

        Geometry clipped = PolygonClip.clip(polygons, WINDOW);

        Geometry exact = polygons.intersection(SQUARE);
        assertThat(clipped.isValid()).as(clipped.toText()).isTrue();
        assertThat(clipped.isEmpty() || SQUARE.getEnvelopeInternal().covers(clipped.getEnvelopeInternal()))
                .isTrue();
        // A vertex moves by half a unit at most, so the areas differ by less than half a unit along the boundary.
        assertThat(clipped.symDifference(exact).getArea()).isLessThanOrEqualTo(exact.getLength() / 2 + 1);
    }

    @Test
    void a_polygon_that_leaves_and_comes_back_becomes_two() throws ParseException {
        Geometry horseshoe = new WKTReader(GridShape.GRID)
                .read("POLYGON ((4000 0, 5000 0, 5000 300, 4000 300, 4000 200, 4800 200, 4800 100, 4000 100, 4000 0))");

        Geometry clipped = PolygonClip.clip(horseshoe, WINDOW);

        assertThat(clipped.getNumGeometries()).isEqualTo(2);
        assertThat(clipped.isValid()).isTrue();
        assertThat(clipped.getArea()).isEqualTo(2 * 160 * 100);
    }

    @Test
    void a_polygon_about_a_corner_of_the_window_that_it_does_not_reach_leaves_nothing() throws ParseException {
        Geometry triangle =
                new WKTReader(GridShape.GRID).read("POLYGON ((4100 5000, 5000 4100, 5000 5000, 4100 5000))");

        assertThat(PolygonClip.clip(triangle, WINDOW).isEmpty()).isTrue();
    }

    private static Geometry polygons(Random random, int corners, int holes) {
        double middleX = random.nextInt(5000) - 500;
        double middleY = random.nextInt(5000) - 500;
        double radius = 20 + random.nextInt(4000);
        Geometry shape = star(random, middleX, middleY, radius, corners);
        for (int hole = 0; hole < holes; hole++) {
            shape = shape.difference(star(
                    random, middleX + random.nextInt(200), middleY, radius / (3 + hole), Math.max(3, corners / 2)));
        }
        return GridShape.GRID.createGeometry(org.locationtech.jts.precision.GeometryPrecisionReducer.reduce(
                shape, GridShape.GRID.getPrecisionModel()));
    }

    private static Geometry star(Random random, double middleX, double middleY, double radius, int corners) {
        Coordinate[] ring = new Coordinate[corners + 1];
        for (int corner = 0; corner < corners; corner++) {
            double angle = 2 * Math.PI * corner / corners;
            double distance = radius * (0.2 + 0.8 * random.nextDouble());
            ring[corner] = new Coordinate(
                    Math.rint(middleX + distance * Math.cos(angle)), Math.rint(middleY + distance * Math.sin(angle)));
        }
        ring[corners] = ring[0];
        return GeometryFixer.fix(GridShape.GRID.createPolygon(ring));
    }
}
