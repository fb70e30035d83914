package nl.plint.analysis.vacancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import nl.plint.analysis.vacancy.Disclosure.Figure;
import nl.plint.dataset.Audience;
import nl.plint.stats.RateSmoothing;
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

    /** Else the table of shops would show what that of all points of sale withholds: their vacant units are the same. */
    @Property(tries = 50)
    void what_is_withheld_of_vacant_units_is_the_same_in_every_universe(@ForAll @LongRange(max = 1_000_000) long seed) {
        ObservedUnits all = town(seed);
        Random random = new Random(seed);
        ObservedUnits shops = new ObservedUnits(
                all.units().stream()
                        .filter(unit -> unit.vacant() || random.nextInt(3) == 0)
                        .toList(),
                DATE,
                "",
                0,
                0,
                List.of());
        assertThat(vacantShown(shops)).isEqualTo(vacantShown(all));
    }

    /** For each area with vacant units, by id, which of their figures are shown. */
    private static Map<String, List<Figure>> vacantShown(ObservedUnits units) {
        List<VacancyTable> tables = new ArrayList<>();
        for (double size : new double[] {500, 1000, 2000}) {
            tables.add(VacancyTable.gather(units, new SquareCells(size)));
        }
        Map<String, List<Figure>> shown = new TreeMap<>();
        for (Disclosure decision : Disclosure.audit(Audience.PUBLIC, tables, units.units())) {
            for (int area = 0; area < decision.table().areas().size(); area++) {
                int fixed = area;
                if (decision.table().tally(area).vacantUnits() > 0) {
                    shown.put(
                            cell(decision.table(), area),
                            Arrays.stream(Figure.values())
                                    .filter(figure -> figure != Figure.UNITS && figure != Figure.FLOOR_AREA)
                                    .filter(figure -> decision.shows(fixed, figure))
                                    .toList());
                }
            }
        }
        return shown;
    }

    /**
     * All that could be: every number of vacant units in 6 cells that gives the shown numbers of the cells, of the two districts that
     * they are in and of the whole. What is withheld must be able to be more than one thing.
     */
    @Property(tries = 20)
    void what_is_withheld_could_always_be_something_else(
            @ForAll @Size(6) List<@IntRange(max = 7) Integer> vacantOfCells) {
        List<ObservedUnit> units = new ArrayList<>();
        for (int cell = 0; cell < 6; cell++) {
            int column = cell % 2 + cell / 4 * 2; // four in the western district, two in the eastern
            for (int i = 0; i < 7; i++) {
                Point place =
                        GEOMETRIES.createPoint(new Coordinate(column * 500 + 20 + i, cell / 2 % 2 * 500 + 20 + i));
                boolean vacant = i < vacantOfCells.get(cell);
                units.add(new ObservedUnit("u" + units.size(), place, vacant, 100, null, false, null, null));
            }
        }
        ObservedUnits town = new ObservedUnits(units, DATE, "", 0, 0, List.of());
        VacancyTable cells = VacancyTable.gather(town, new SquareCells(500));
        VacancyTable districts = VacancyTable.gather(town, new SquareCells(1000));
        List<Disclosure> decisions = Disclosure.audit(Audience.PUBLIC, List.of(cells, districts), units);
        // Places 0 to 5 are cells, 6 and 7 districts, 8 is the whole.
        int[] truth = new int[9];
        boolean[] shown = new boolean[9];
        int[] districtOf = new int[6];
        for (int cell = 0; cell < 6; cell++) {
            int west = (int)
                    cells.areas().get(cell).geometryRd().getEnvelopeInternal().getMinX();
            districtOf[cell] = west < 1000 ? 6 : 7;
            truth[cell] = (int) cells.tally(cell).vacantUnits();
            shown[cell] = decisions.get(0).shows(cell, Figure.VACANT);
            truth[districtOf[cell]] += truth[cell];
            truth[8] += truth[cell];
        }
        shown[6] = decisions.get(1).shows(0, Figure.VACANT);
        shown[7] = decisions.get(1).shows(1, Figure.VACANT);
        shown[8] = decisions.get(0).showsOfTotal(Figure.VACANT);
        List<BitSet> possible =
                IntStream.range(0, 9).mapToObj(i -> new BitSet()).toList();
        assign(new int[9], 0, truth, shown, districtOf, possible);
        for (int place = 0; place < 9; place++) {
            assertThat(possible.get(place).get(truth[place])).isTrue();
            if (!shown[place]) {
                assertThat(possible.get(place).cardinality())
                        .as("%s: place %d of %s", vacantOfCells, place, Arrays.toString(truth))
                        .isGreaterThan(1);
            }
        }
    }

    private static void assign(
            int[] guess, int cell, int[] truth, boolean[] shown, int[] districtOf, List<BitSet> possible) {
        if (cell == 6) {
            int[] sums = new int[9];
            for (int c = 0; c < 6; c++) {
                sums[c] = guess[c];
                sums[districtOf[c]] += guess[c];
                sums[8] += guess[c];
            }
            boolean fits = IntStream.of(6, 7, 8)
                    .allMatch(place -> shown[place] ? sums[place] == truth[place] : sums[place] > 0);
            if (fits) {
                IntStream.range(0, 9).forEach(place -> possible.get(place).set(sums[place]));
            }
            return;
        }
        // That zeros are shown is known, so what is withheld is 1 at least; each cell has 7 units.
        for (int value = shown[cell] ? truth[cell] : 1; value <= (shown[cell] ? truth[cell] : 7); value++) {
            guess[cell] = value;
            assign(guess, cell + 1, truth, shown, districtOf, possible);
        }
    }

    /** The mean and the variance that rates are smoothed by are those of what is shown, not an equation for the rest. */
    @Test
    void smoothed_rates_do_not_tell_which_of_two_areas_has_more() {
        List<ObservedUnit> units = new ArrayList<>(town(3).units());
        VacancyTable before = VacancyTable.gather(town(3), new SquareCells(500));
        int three = place(before, 3);
        int two = place(before, 2);
        flip(units, before, three, true);
        flip(units, before, two, false);
        ObservedUnits exchanged = new ObservedUnits(units, DATE, "", 0, 0, List.of());
        VacancyTable after = VacancyTable.gather(exchanged, new SquareCells(500));
        RateSmoothing one = new SummaryRows(
                        Disclosure.audit(Audience.PUBLIC, List.of(before), town(3).units())
                                .get(0),
                        1)
                .smoothing();
        RateSmoothing other = new SummaryRows(
                        Disclosure.audit(Audience.PUBLIC, List.of(after), units).get(0), 1)
                .smoothing();
        assertThat(after.tally(three).vacantUnits()).isEqualTo(2);
        assertThat(after.tally(two).vacantUnits()).isEqualTo(3);
        assertThat(other.mean()).isEqualTo(one.mean());
        assertThat(other.variance()).isEqualTo(one.variance());
        RateSmoothing ofAll = new SummaryRows(
                        Disclosure.audit(Audience.PROVINCE, List.of(after), units)
                                .get(0),
                        1)
                .smoothing();
        assertThat(ofAll.variance()).isNotEqualTo(one.variance());
    }

    private static int place(VacancyTable table, long vacant) {
        return IntStream.range(0, table.areas().size())
                .filter(area -> table.tally(area).vacantUnits() == vacant
                        && table.tally(area).units() >= 6)
                .findFirst()
                .orElseThrow();
    }

    private static void flip(List<ObservedUnit> units, VacancyTable table, int area, boolean vacant) {
        int[] areas = table.areaOfUnit();
        int at = IntStream.range(0, areas.length)
                .filter(i -> areas[i] == area && units.get(i).vacant() == vacant)
                .findFirst()
                .orElseThrow();
        ObservedUnit unit = units.get(at);
        units.set(
                at,
                new ObservedUnit(
                        unit.id(),
                        unit.placeRd(),
                        !vacant,
                        unit.floorAreaM2(),
                        vacant ? null : DATE.minusDays(10),
                        true,
                        unit.branchGroup(),
                        unit.gmCode()));
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
