package nl.plint.analysis.vacancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import nl.plint.analysis.vacancy.Disclosure.Figure;
import nl.plint.analysis.vacancy.ObservedUnits.Absence;
import nl.plint.analysis.vacancy.VacancySpell.End;
import nl.plint.dataset.Audience;
import nl.plint.stats.KaplanMeier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** Spells read by hand from small panels, and an attack on the flows that the public sees. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class VacancySpellsTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /**
     * A row for each unit, a column for each 1 January from 2014 on: {@code V} vacant, {@code v} vacant since the 1 July before,
     * {@code u} in use, {@code o} used otherwise, {@code d} demolished, {@code ?} unknown, {@code .} not in the layer.
     */
    private static VacancySpells panel(String drawn, String... methods) {
        List<String[]> rows =
                drawn.lines().map(line -> line.trim().split("\\s+")).toList();
        List<ObservedUnits> series = new ArrayList<>();
        for (int date = 0; date + 1 < rows.get(0).length; date++) {
            LocalDate day = LocalDate.of(2014 + date, 1, 1);
            List<ObservedUnit> units = new ArrayList<>();
            Map<String, Absence> absences = new HashMap<>();
            for (String[] row : rows) {
                switch (row[date + 1]) {
                    case "V" -> units.add(unit(row[0], true, LocalDate.of(2013, 1, 1), true));
                    case "v" -> units.add(unit(row[0], true, day.minusMonths(6), true));
                    case "n" -> units.add(unit(row[0], true, null, false));
                    case "u" -> units.add(unit(row[0], false, null, false));
                    case "o" -> absences.put(row[0], Absence.OTHER_USE);
                    case "d" -> absences.put(row[0], Absence.DEMOLISHED);
                    case "?" -> absences.put(row[0], Absence.UNKNOWN_VACANCY);
                    default -> assertThat(row[date + 1]).isEqualTo(".");
                }
            }
            String method = methods.length == 0 ? "" : methods[date];
            series.add(new ObservedUnits(units, day, method, 0, 0, absences, List.of()));
        }
        return VacancySpells.of(series);
    }

    private static ObservedUnit unit(String id, boolean vacant, LocalDate since, boolean startSeen) {
        return new ObservedUnit(
                id, GEOMETRIES.createPoint(new Coordinate(100, 100)), vacant, 100, since, startSeen, null, null);
    }

    private static FlowTable flows(VacancySpells spells) {
        AreaSet cells = new SquareCells(500);
        return FlowTable.of(
                spells.series().stream()
                        .map(units -> VacancyTable.gather(units, cells))
                        .toList(),
                spells);
    }

    @Test
    void each_way_to_end_is_told_from_the_others() {
        VacancySpells spells = panel(
                """
                a V V u
                b V o u
                c V d d
                d V . .
                e V ? ?
                f u v v
                g u v V
                """);
        // f: vacant since 1 July 2014 and again since 1 July 2015, so let in between. g: goes on.
        assertThat(spells.list())
                .extracting(VacancySpell::first, VacancySpell::last, VacancySpell::end, VacancySpell::ended)
                .containsExactly(
                        tuple(0, 1, End.LET, LocalDate.of(2015, 7, 3)),
                        tuple(0, 0, End.TRANSFORMED, LocalDate.of(2014, 7, 3)),
                        tuple(0, 0, End.DEMOLISHED, LocalDate.of(2014, 7, 3)),
                        tuple(0, 0, End.WITHDRAWN, LocalDate.of(2014, 7, 3)),
                        tuple(0, 0, null, null),
                        tuple(1, 1, End.LET, LocalDate.of(2015, 4, 2)),
                        tuple(2, 2, null, null),
                        tuple(1, 2, null, null));
        FlowTable flows = flows(spells);
        assertThat(List.of(
                        flows.total(0, Flow.STARTED),
                        flows.total(0, Flow.STAYED),
                        flows.total(0, Flow.ENDED),
                        flows.total(0, Flow.LET),
                        flows.total(0, Flow.TRANSFORMED),
                        flows.total(0, Flow.DEMOLISHED),
                        flows.total(0, Flow.WITHDRAWN)))
                .containsExactly(2L, 1L, 3L, 0L, 1L, 1L, 1L);
        assertThat(List.of(
                        flows.total(1, Flow.STARTED),
                        flows.total(1, Flow.STAYED),
                        flows.total(1, Flow.ENDED),
                        flows.total(1, Flow.LET)))
                .containsExactly(1L, 1L, 2L, 2L);
    }

    @Test
    void durations_enter_when_first_seen() {
        VacancySpells spells = panel(
                """
                a V V u
                b V u u
                c V V V
                d u v v
                e n u u
                """);
        // a: 365 to 912 days, ended. b: 365 to 548, ended. c: 365 to 1095, running. d: 184 to 275, let in between;
        // its second spell was first seen on the last date. e: start unknown.
        KaplanMeier survival = spells.survival(spell -> true);
        assertThat(spells.measured()).hasSize(4);
        assertThat(survival.steps())
                .extracting(KaplanMeier.Step::time, KaplanMeier.Step::atRisk, KaplanMeier.Step::ended)
                .containsExactly(tuple(275.0, 1, 1), tuple(548.0, 3, 1), tuple(913.0, 2, 1), tuple(1095.0, 1, 0));
    }

    @Test
    void a_change_of_method_breaks_the_series() {
        VacancySpells spells = panel("a V V V\nb V u u\n", "FEITELIJK", "FEITELIJK", "ADMINISTRATIEF");
        assertThat(spells.isBreak(0)).isFalse();
        assertThat(spells.isBreak(1)).isTrue();
        assertThat(flows(spells).total(1, Flow.STAYED)).isZero();
        assertThat(spells.measured()).as("only what is of one method").isEmpty();
        assertThat(spells.isYearly()).isFalse();
    }

    @Test
    void a_yearly_panel_counts_dates_in_a_row() {
        VacancySpells spells = panel(
                """
                a n n n n n
                b u n n n n
                c u n u n n
                d u n n u n
                """);
        assertThat(spells.isYearly()).isTrue();
        assertThat(List.of("a", "b", "c", "d"))
                .extracting(spells::panelClass)
                .containsExactly(
                        DurationClass.STRUCTURAL,
                        DurationClass.STRUCTURAL,
                        DurationClass.LONG_TERM,
                        DurationClass.INITIAL);
    }

    private static List<ObservedUnits> town(long seed) {
        Random random = new Random(seed);
        List<List<ObservedUnit>> units = List.of(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < 2000; i++) {
            var place = GEOMETRIES.createPoint(new Coordinate(random.nextInt(4000), random.nextInt(4000)));
            double share = place.getX() < 1500 ? 0.4 : 0.1;
            boolean vacant = random.nextDouble() < share;
            for (int date = 0; date < 2; date++) {
                vacant = random.nextInt(3) == 0 ? random.nextDouble() < share : vacant;
                if (random.nextInt(30) > 0) {
                    units.get(date)
                            .add(new ObservedUnit(
                                    "u" + i,
                                    random.nextInt(60) == 0 ? null : place,
                                    vacant,
                                    100,
                                    null,
                                    false,
                                    null,
                                    null));
                }
            }
        }
        return List.of(
                new ObservedUnits(units.get(0), LocalDate.of(2016, 1, 1), "", 0, 0, List.of()),
                new ObservedUnits(units.get(1), LocalDate.of(2016, 4, 1), "", 0, 0, List.of()));
    }

    @Property(tries = 50)
    void a_quarter_against_the_next_and_the_flows_between_them_find_no_withheld_count(
            @ForAll @LongRange(max = 1_000_000) long seed) {
        List<ObservedUnits> series = town(seed);
        VacancySpells spells = VacancySpells.of(series);
        AreaSet cells = new SquareCells(1000);
        List<Disclosure> stocks = new ArrayList<>();
        for (ObservedUnits units : series) {
            stocks.add(Disclosure.audit(Audience.PUBLIC, List.of(VacancyTable.gather(units, cells)), units.units())
                    .get(0));
        }
        FlowDisclosure decided = FlowDisclosure.audit(stocks, spells);
        FlowTable table = decided.table();
        Attack attack = new Attack();
        int shown = 0;
        List<List<String>> stock = List.of(new ArrayList<>(), new ArrayList<>());
        Map<Flow, List<String>> ofFlow = new HashMap<>();
        for (int area = 0; area <= table.areas().size(); area++) {
            for (int date = 0; date < 2; date++) {
                String cell = "V" + date + " " + area;
                attack.cell(
                        cell,
                        (double) table.tally(date, area).vacantUnits(),
                        decided.showsStock(date, area, Figure.VACANT));
                stock.get(date).add(cell);
            }
            for (Flow flow : Flow.values()) {
                boolean isShown = decided.shows(0, 1, area, flow);
                long count = table.count(0, area, flow);
                if (isShown && count > 0) {
                    assertThat(count).isGreaterThanOrEqualTo(5);
                    shown++;
                }
                attack.cell(flow + " " + area, (double) count, isShown);
                ofFlow.computeIfAbsent(flow, key -> new ArrayList<>()).add(flow + " " + area);
            }
            attack.parts(
                    List.of("LET " + area, "TRANSFORMED " + area, "DEMOLISHED " + area, "WITHDRAWN " + area),
                    "ENDED " + area);
            if (table.unresolved(0, area) == 0) {
                attack.parts(List.of("ENDED " + area, "STAYED " + area), "V0 " + area);
                attack.parts(List.of("STARTED " + area, "STAYED " + area), "V1 " + area);
            }
        }
        for (int date = 0; date < 2; date++) {
            if (stocks.get(date).showsOfTotal(Figure.VACANT)) {
                attack.sum(stock.get(date), (double)
                        stocks.get(date).table().total().vacantUnits());
            }
        }
        ofFlow.forEach((flow, parts) -> {
            if (decided.showsOfTotal(0, 1, flow)) {
                attack.sum(parts, (double) table.total(0, flow));
            }
        });
        attack.findsNothing();
        assertThat(shown).as("something is left to see").isPositive();
    }
}
