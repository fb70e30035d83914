package nl.plint.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import nl.plint.stats.GridValues.Grid;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

class KernelDensityTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @Test
    void the_peak_over_a_single_point_is_three_over_pi_h_squared() {
        Grid grid = new Grid(-50, -50, 100, 1, 1);
        GridValues density = KernelDensity.of(new double[] {0}, new double[] {0}, new double[] {2}, 400, grid);
        assertThat(density.value(0, 0)).isCloseTo(2 * 3 / (Math.PI * 400 * 400), within(1e-15));
    }

    @Property(tries = 20)
    void agrees_with_the_formula_cell_by_cell_and_sums_to_the_weights(@ForAll @LongRange(max = 1_000_000) long seed) {
        Random random = new Random(seed);
        double[] x = random.doubles(40, 0, 2000).toArray();
        double[] y = random.doubles(40, 0, 2000).toArray();
        double[] weights = random.doubles(40, 0, 3).toArray();
        double bandwidth = 300 + random.nextInt(300);
        Grid grid = new Grid(-700, -700, 25, 136, 136);
        GridValues density = KernelDensity.of(x, y, weights, bandwidth, grid);
        double sum = 0;
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                double expected = 0;
                for (int i = 0; i < x.length; i++) {
                    double u = Math.hypot(x[i] - grid.x(column), y[i] - grid.y(row)) / bandwidth;
                    expected += u < 1 ? weights[i] * 3 / Math.PI * Math.pow(1 - u * u, 2) / (bandwidth * bandwidth) : 0;
                }
                assertThat(density.value(column, row)).isCloseTo(expected, within(1e-15));
                sum += density.value(column, row) * 625;
            }
        }
        assertThat(sum).isCloseTo(Arrays.stream(weights).sum(), within(0.01));
    }

    @Test
    void a_ratio_has_no_value_where_the_whole_is_thin() {
        Grid grid = new Grid(0, 0, 1, 2, 1);
        GridValues part = GridValues.of(grid, new double[] {1, 1});
        GridValues whole = GridValues.of(grid, new double[] {4, 2});
        GridValues ratio = KernelDensity.ratio(part, whole, 3);
        assertThat(ratio.value(0, 0)).isEqualTo(0.25);
        assertThat(ratio.value(1, 0)).isNaN();
    }

    @Test
    void the_contour_of_a_cone_is_nearly_a_circle() {
        Grid grid = new Grid(0, 0, 10, 101, 101);
        double[] cone = new double[101 * 101];
        for (int row = 0; row < 101; row++) {
            for (int column = 0; column < 101; column++) {
                cone[row * 101 + column] = 500 - Math.hypot(grid.x(column) - 505, grid.y(row) - 505);
            }
        }
        Geometry circle = ContourPolygons.atLeast(GridValues.of(grid, cone), 200);
        assertThat(circle.isValid()).isTrue();
        assertThat(circle.getNumGeometries()).isEqualTo(1);
        assertThat(circle.getArea()).isCloseTo(Math.PI * 300 * 300, within(0.002 * Math.PI * 300 * 300));
    }

    /** Whole numbers make many saddles and corners that lie exactly on the level. */
    @Property(tries = 100)
    void contours_are_valid_and_hold_just_the_middles_at_or_above_the_level(
            @ForAll @LongRange(max = 1_000_000) long seed) {
        Random random = new Random(seed);
        Grid grid = new Grid(1000, 2000, 50, 8, 7);
        double[] values = random.ints(56, 0, 6)
                .mapToDouble(value -> value == 5 && seed % 2 == 0 ? Double.NaN : value)
                .toArray();
        double level = 2.5;
        Geometry area = ContourPolygons.atLeast(GridValues.of(grid, values), level);
        assertThat(area.isValid()).isTrue();
        for (int row = 0; row < 7; row++) {
            for (int column = 0; column < 8; column++) {
                double value = values[row * 8 + column];
                Point middle = GEOMETRIES.createPoint(new Coordinate(grid.x(column), grid.y(row)));
                if (value < level) {
                    assertThat(area.intersects(middle)).isFalse();
                } else if (seed % 2 != 0) {
                    assertThat(area.intersects(middle)).isTrue();
                }
            }
        }
        Geometry onTheLevel = ContourPolygons.atLeast(GridValues.of(grid, values), 2);
        assertThat(onTheLevel.isValid()).isTrue();
        assertThat(onTheLevel.getArea()).isGreaterThanOrEqualTo(area.getArea());
    }
}
