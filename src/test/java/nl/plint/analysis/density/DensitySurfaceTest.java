package nl.plint.analysis.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.density.DensityQuestion.Subject;
import nl.plint.analysis.density.DensityQuestion.Weight;
import nl.plint.analysis.vacancy.ObservedUnit;
import nl.plint.analysis.vacancy.ObservedUnits;
import nl.plint.analysis.vacancy.Universe;
import nl.plint.dataset.Audience;
import nl.plint.dataset.Feature;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/** Surfaces against the formula, written out for each cell, and against what they must sum to. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class DensitySurfaceTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final double BANDWIDTH = 400;

    /** 60 units in a town of 1 km, of which a third is vacant, and one alone 5 km away. */
    private static ObservedUnits town() {
        Random random = new Random(7);
        List<ObservedUnit> units = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            units.add(unit(i, 230_000 + 1000 * random.nextDouble(), 550_000 + 1000 * random.nextDouble(), i % 3 == 0));
        }
        units.add(unit(60, 235_000, 550_000, true));
        units.add(new ObservedUnit("nowhere", null, true, 10, null, false, null, null));
        return new ObservedUnits(units, LocalDate.of(2017, 1, 1), "", 0, 0, List.of());
    }

    private static ObservedUnit unit(int number, double x, double y, boolean vacant) {
        Point place = GEOMETRIES.createPoint(new Coordinate(x, y));
        return new ObservedUnit("u" + number, place, vacant, 10 + number, null, false, null, null);
    }

    private static DensitySurface surface(Subject of, Weight weight, Double... levels) {
        var question = new DensityQuestion(
                "shop-units", null, Universe.ALL, null, of, weight, BANDWIDTH, 50, List.of(levels), Audience.PROVINCE);
        return DensitySurface.of(question, WeightedPlaces.ofUnits(town(), weight));
    }

    private static double density(Feature cell, Weight weight, boolean onlyVacant) {
        Point middle = cell.geometryRd().getCentroid();
        double sum = 0;
        for (ObservedUnit unit : town().units()) {
            if (unit.placeRd() != null && (unit.vacant() || !onlyVacant)) {
                double u = unit.placeRd().distance(middle) / BANDWIDTH;
                double kernel = u < 1 ? 3 / Math.PI * (1 - u * u) * (1 - u * u) : 0;
                sum += (weight == Weight.UNITS ? 1 : unit.floorAreaM2()) * kernel / (BANDWIDTH * BANDWIDTH);
            }
        }
        return sum;
    }

    @Test
    void every_cell_is_what_the_formula_gives() {
        for (Weight weight : Weight.values()) {
            double scale = weight == Weight.UNITS ? 1e6 : 1e4;
            List<Feature> cells = surface(Subject.RATIO, weight).cells(null);
            assertThat(cells).hasSizeGreaterThan(400);
            for (Feature cell : cells) {
                double vacant = density(cell, weight, true) * scale;
                double all = density(cell, weight, false) * scale;
                assertThat((Double) cell.value(0)).isCloseTo(vacant, within(1e-9));
                assertThat((Double) cell.value(1)).isCloseTo(all, within(1e-9));
                assertThat((Double) cell.value(2)).isCloseTo(vacant / all, within(1e-9));
                assertThat(cell.value(3)).as("the border is not known").isNull();
            }
        }
    }

    @Test
    void a_share_is_told_only_where_five_units_lie_in_a_square_kilometre() {
        assertThat(surface(Subject.RATIO, Weight.UNITS).cells(null))
                .isNotEmpty()
                .allMatch(cell -> (Double) cell.value(1) >= 5);
        assertThat(surface(Subject.VACANT, Weight.UNITS).cells(null))
                .anyMatch(cell -> cell.geometryRd().getCentroid().getX() > 234_650 && cell.value(2) == null);
    }

    @Test
    void a_density_sums_to_what_it_is_of() {
        double vacant = surface(Subject.VACANT, Weight.UNITS).cells(null).stream()
                .mapToDouble(cell -> (Double) cell.value(0) * 50 * 50 / 1e6)
                .sum();
        assertThat(vacant).isCloseTo(21, within(0.05));
    }

    @Test
    void a_contour_holds_the_cells_that_reach_its_level() {
        DensitySurface surface = surface(Subject.ALL, Weight.UNITS, 60.0, 20.0, 1e9);
        List<Feature> contours = surface.contours();
        assertThat(contours).extracting(contour -> contour.value(0)).containsExactly(20.0, 60.0);
        for (Feature contour : contours) {
            double level = (Double) contour.value(0);
            for (Feature cell : surface.cells(null)) {
                Point middle = cell.geometryRd().getCentroid();
                assertThat(contour.geometryRd().intersects(middle)).isEqualTo((Double) cell.value(1) >= level);
            }
        }
        assertThat(contours.get(0).geometryRd().covers(contours.get(1).geometryRd()))
                .isTrue();
    }

    @Test
    void cells_near_the_border_are_marked() {
        var border = GEOMETRIES.createLineString(
                new Coordinate[] {new Coordinate(229_000, 540_000), new Coordinate(229_000, 560_000)});
        for (Feature cell : surface(Subject.ALL, Weight.UNITS).cells(border)) {
            assertThat(cell.value(3)).isEqualTo(cell.geometryRd().getCentroid().getX() - 229_000 < BANDWIDTH);
        }
    }

    @Test
    void who_knows_of_squares_only_may_not_look_closer() {
        var analysis = new KernelDensityAnalysis(Audience.PUBLIC);
        assertThatThrownBy(() -> analysis.question(new Inputs(Map.of("bandwidthMeters", 400)), null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at least 1000");
        assertThatThrownBy(() -> analysis.question(new Inputs(Map.of("levels", List.of(-1))), null))
                .hasMessageContaining("numbers above 0");
    }
}
