package nl.plint.analysis.vacancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import nl.plint.analysis.vacancy.Disclosure.Figure;
import nl.plint.dataset.Audience;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/** Attacks by subtraction on what the public sees, made from the places of the units and nothing that the audit knows. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class DisclosureTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final LocalDate DATE = LocalDate.of(2017, 1, 1);

    private static ObservedUnits town(long seed) {
        Random random = new Random(seed);
        List<ObservedUnit> units = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Point place = GEOMETRIES.createPoint(new Coordinate(
                    random.nextInt(4000) + random.nextDouble(), random.nextInt(4000) + random.nextDouble()));
            boolean vacant = random.nextInt(100) < (place.getX() < 1500 ? 45 : 12);
            units.add(new ObservedUnit(
                    "u" + i,
                    random.nextInt(50) == 0 ? null : place,
                    vacant,
                    50 + random.nextInt(400),
                    vacant ? DATE.minusDays(random.nextInt(2000)) : null,
                    true,
                    "Dagelijks",
                    place.getX() < 2000 ? "GM0001" : "GM0002"));
        }
        return new ObservedUnits(units, DATE, "", 0, 0, List.of());
    }

    @Property(tries = 50)
    void subtracting_tables_from_each_other_finds_no_withheld_count(@ForAll @LongRange(max = 1_000_000) long seed) {
        ObservedUnits units = town(seed);
        List<VacancyTable> tables = new ArrayList<>();
        for (double size : new double[] {500, 1000, 2000}) {
            tables.add(VacancyTable.gather(units, new SquareCells(size)));
        }
        List<Disclosure> decisions = Disclosure.audit(Audience.PUBLIC, tables, units.units());
        int withheld = 0;
        for (Figure figure : List.of(Figure.VACANT, Figure.VACANT_STRUCTURAL, Figure.VACANT_FLOOR_AREA)) {
            Attack attack = new Attack();
            double total = figure.value(tables.get(0).total());
            for (int t = 0; t < tables.size(); t++) {
                VacancyTable table = tables.get(t);
                List<String> everything = new ArrayList<>();
                for (int area = 0; area <= table.areas().size(); area++) {
                    String cell = cell(table, area);
                    Tally tally = area < table.areas().size() ? table.tally(area) : table.unassigned();
                    boolean isShown = decisions.get(t).shows(area, figure);
                    attack.cell(cell, figure.value(tally), isShown);
                    everything.add(cell);
                    withheld += isShown ? 0 : 1;
                }
                if (decisions.get(t).showsOfTotal(figure)) {
                    attack.sum(everything, total);
                }
                // What has no place has none in any table.
                attack.equal(
                        cell(table, table.areas().size()),
                        cell(tables.get(0), tables.get(0).areas().size()));
            }
            // Four small cells make a large one; a small cell without units does not exist and is 0.
            for (int t = 0; t + 1 < tables.size(); t++) {
                for (int large = 0; large < tables.get(t + 1).areas().size(); large++) {
                    var shape = tables.get(t + 1).areas().get(large).geometryRd();
                    List<String> parts = new ArrayList<>();
                    for (int small = 0; small < tables.get(t).areas().size(); small++) {
                        if (shape.covers(tables.get(t).areas().get(small).geometryRd())) {
                            parts.add(cell(tables.get(t), small));
                        }
                    }
                    attack.parts(parts, cell(tables.get(t + 1), large));
                }
            }
            attack.findsNothing();
        }
        assertThat(withheld).isPositive();
    }

    private static String cell(VacancyTable table, int area) {
        return area == table.areas().size()
                ? "none " + table.areas().get(0).geometryRd().getArea()
                : table.areas().get(area).id() + " "
                        + table.areas().get(area).geometryRd().getArea();
    }

    @Test
    void small_counts_are_never_shown_and_zeros_are() {
        ObservedUnits units = town(3);
        VacancyTable table = VacancyTable.gather(units, new SquareCells(500));
        Disclosure decision =
                Disclosure.audit(Audience.PUBLIC, List.of(table), units.units()).get(0);
        for (int area = 0; area < table.areas().size(); area++) {
            long vacant = table.tally(area).vacantUnits();
            if (vacant >= 1 && vacant <= 4) {
                assertThat(decision.shows(area, Figure.VACANT)).isFalse();
                assertThat(decision.shows(area, Figure.VACANT_FLOOR_AREA)).isFalse();
                assertThat(decision.shows(area, Figure.VACANT_INITIAL)).isFalse();
            }
        }
        assertThat(IntStream.range(0, table.areas().size())
                        .filter(area -> table.tally(area).vacantUnits() >= 5 && decision.shows(area, Figure.VACANT)))
                .isNotEmpty();
        Disclosure own = Disclosure.audit(Audience.partner("GM0001"), List.of(table), units.units())
                .get(0);
        for (int area = 0; area < table.areas().size(); area++) {
            boolean ofPartner = "GM0001".equals(table.areas().get(area).gmCode());
            for (Figure figure : Figure.values()) {
                assertThat(own.shows(area, figure)).isEqualTo(ofPartner || decision.shows(area, figure));
            }
        }
    }

    @Test
    void the_areas_and_what_is_in_none_add_up() {
        ObservedUnits units = town(8);
        VacancyTable table = VacancyTable.gather(units, new SquareCells(700));
        long sum = table.unassigned().vacantUnits();
        double area = table.unassigned().vacantFloorAreaM2();
        for (int place = 0; place < table.areas().size(); place++) {
            sum += table.tally(place).vacantUnits();
            area += table.tally(place).vacantFloorAreaM2();
        }
        assertThat(table.unassigned().units()).isPositive();
        assertThat(sum)
                .isEqualTo(units.units().stream().filter(ObservedUnit::vacant).count());
        assertThat(area).isCloseTo(table.total().vacantFloorAreaM2(), within(1e-6));
    }

    @Test
    void a_hexagon_holds_the_units_that_are_counted_in_it() {
        List<ObservedUnit> units = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            Point place = GEOMETRIES.createPoint(
                    new Coordinate(230_000 + random.nextInt(9000), 550_000 + random.nextInt(9000)));
            units.add(new ObservedUnit("u" + i, place, false, 10, null, false, null, null));
        }
        VacancyTable table =
                VacancyTable.gather(new ObservedUnits(units, DATE, "", 0, 0, List.of()), new HexagonCells(8));
        int[] areaOfUnit = table.areaOfUnit();
        for (int i = 0; i < areaOfUnit.length; i++) {
            var hexagon = table.areas().get(areaOfUnit[i]).geometryRd();
            assertThat(hexagon.intersects(units.get(i).placeRd())).isTrue();
            assertThat(hexagon.getNumPoints()).isEqualTo(7);
            assertThat(hexagon.getArea()).isBetween(0.4e6, 1.0e6);
        }
    }

    @Test
    void duration_classes_end_at_one_and_three_years() {
        assertThat(DurationClass.of(DATE.minusDays(365), DATE)).isEqualTo(DurationClass.INITIAL);
        assertThat(DurationClass.of(DATE.minusDays(366), DATE)).isEqualTo(DurationClass.LONG_TERM);
        assertThat(DurationClass.of(DATE.minusDays(1095), DATE)).isEqualTo(DurationClass.LONG_TERM);
        assertThat(DurationClass.of(DATE.minusDays(1096), DATE)).isEqualTo(DurationClass.STRUCTURAL);
        assertThat(DurationClass.of(null, DATE)).isEqualTo(DurationClass.UNKNOWN);
    }
}
