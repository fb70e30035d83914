package nl.plint.analysis.trend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import nl.plint.analysis.vacancy.AreaSet.Area;
import nl.plint.analysis.vacancy.Disclosure.Figure;
import nl.plint.analysis.vacancy.DurationClass;
import nl.plint.analysis.vacancy.Flow;
import nl.plint.analysis.vacancy.FlowDisclosure;
import nl.plint.analysis.vacancy.FlowTable;
import nl.plint.analysis.vacancy.Tally;
import nl.plint.analysis.vacancy.VacancySpells;
import nl.plint.dataset.Feature;
import nl.plint.dataset.Schema;
import org.jspecify.annotations.Nullable;

/** The rows of a trend, an area each and one for what is in none; and those of its series, one for each of its dates as well. */
final class TrendRows {
    static final String UNASSIGNED = "UNASSIGNED";

    private static final long LEAST_FOR_RELATIVE = 10;
    private static final long LEAST_FOR_MEDIAN = 10;

    private final FlowDisclosure disclosure;
    private final FlowTable table;
    private final VacancySpells spells;
    private final int minimumUnits;
    private final int last;

    TrendRows(FlowDisclosure disclosure, VacancySpells spells, int minimumUnits) {
        this.disclosure = disclosure;
        this.table = disclosure.table();
        this.spells = spells;
        this.minimumUnits = minimumUnits;
        this.last = spells.steps();
    }

    /** A row that is filled in by name. */
    private static final class Row {
        private final Schema schema;
        private final @Nullable Object[] values;

        Row(Schema schema) {
            this.schema = schema;
            this.values = new @Nullable Object[schema.size()];
        }

        void set(String name, @Nullable Object value) {
            values[schema.findPosition(name).orElseThrow()] = value;
        }
    }

    /** The change of each area from the first date to the last. */
    List<Feature> changes() {
        List<Map<DurationClass, Long>> panels = panels();
        List<Feature> rows = new ArrayList<>();
        for (int place = 0; place <= table.areas().size(); place++) {
            Area area = place < table.areas().size() ? table.areas().get(place) : null;
            Row row = new Row(TrendColumns.CHANGE);
            describe(row, area);
            row.set("from", date(0));
            row.set("to", date(last));
            stock(row, 0, place, "Before");
            stock(row, last, place, "After");
            if (!spells.isBroken()) {
                change(row, place);
                flows(row, 0, last, place);
                pace(row, place);
                if (spells.isYearly() && disclosure.showsDetail(place)) {
                    row.set("panelInitial", panels.get(place).getOrDefault(DurationClass.INITIAL, 0L));
                    row.set("panelLongTerm", panels.get(place).getOrDefault(DurationClass.LONG_TERM, 0L));
                    row.set("panelStructural", panels.get(place).getOrDefault(DurationClass.STRUCTURAL, 0L));
                }
            }
            boolean enough = enough(0, place) && enough(last, place);
            finish(row, isWithheld(0, last, place), spells.isBroken(), enough);
            rows.add(new Feature(
                    area == null ? UNASSIGNED : area.id(), area == null ? null : area.geometryRd(), row.values));
        }
        return rows;
    }

    /** Each area on each date. */
    List<Feature> series() {
        List<Feature> rows = new ArrayList<>();
        for (int place = 0; place <= table.areas().size(); place++) {
            Area area = place < table.areas().size() ? table.areas().get(place) : null;
            String id = area == null ? UNASSIGNED : area.id();
            for (int date = 0; date <= last; date++) {
                Row row = new Row(TrendColumns.SERIES);
                describe(row, area);
                row.set("area", id);
                row.set("referenceDate", date(date));
                row.set("method", spells.series().get(date).method());
                stock(row, date, place, "");
                boolean isBreak = date > 0 && spells.isBreak(date - 1);
                if (date > 0 && !isBreak) {
                    flows(row, date - 1, date, place);
                }
                finish(row, isWithheld(Math.max(0, date - 1), date, place), isBreak, enough(date, place));
                rows.add(new Feature(id + "-" + date(date), null, row.values));
            }
        }
        return rows;
    }

    private LocalDate date(int date) {
        return spells.series().get(date).referenceDate();
    }

    private static void describe(Row row, @Nullable Area area) {
        row.set("name", area == null ? UNASSIGNED : area.name());
        row.set("gmCode", area == null ? null : area.gmCode());
    }

    private void stock(Row row, int date, int place, String suffix) {
        Tally tally = table.tally(date, place);
        row.set("units" + suffix, disclosure.showsStock(date, place, Figure.UNITS) ? tally.units() : null);
        row.set("vacantUnits" + suffix, disclosure.showsStock(date, place, Figure.VACANT) ? tally.vacantUnits() : null);
        row.set("vacancyRateUnits" + suffix, rate(date, place));
        row.set("vacancyRateFloorArea" + suffix, floorRate(date, place));
    }

    private boolean enough(int date, int place) {
        return table.tally(date, place).units() >= Math.max(1, minimumUnits);
    }

    private @Nullable Double rate(int date, int place) {
        Tally tally = table.tally(date, place);
        return enough(date, place)
                        && disclosure.showsStock(date, place, Figure.UNITS)
                        && disclosure.showsStock(date, place, Figure.VACANT)
                ? (Double) ((double) tally.vacantUnits() / tally.units())
                : null;
    }

    private @Nullable Double floorRate(int date, int place) {
        Tally tally = table.tally(date, place);
        return rate(date, place) != null
                        && disclosure.showsStock(date, place, Figure.FLOOR_AREA)
                        && disclosure.showsStock(date, place, Figure.VACANT_FLOOR_AREA)
                        && tally.floorAreaM2() > 0
                ? (Double) (tally.vacantFloorAreaM2() / tally.floorAreaM2())
                : null;
    }

    private void change(Row row, int place) {
        Double before = rate(0, place);
        Double after = rate(last, place);
        if (before != null && after != null) {
            row.set("vacancyRateUnitsChange", after - before);
            if (table.tally(0, place).vacantUnits() >= LEAST_FOR_RELATIVE) {
                row.set("relativeChange", (after - before) / before);
            }
        }
        Double floorBefore = floorRate(0, place);
        Double floorAfter = floorRate(last, place);
        if (floorBefore != null && floorAfter != null) {
            row.set("vacancyRateFloorAreaChange", floorAfter - floorBefore);
        }
    }

    private void flows(Row row, int fromStep, int toStep, int place) {
        for (Flow flow : Flow.values()) {
            // What stayed from one date to the next cannot be added up over several steps.
            if ((flow != Flow.STAYED || toStep - fromStep == 1) && disclosure.shows(fromStep, toStep, place, flow)) {
                row.set(TrendColumns.name(flow), count(fromStep, toStep, place, flow));
            }
        }
    }

    private long count(int fromStep, int toStep, int place, Flow flow) {
        long sum = 0;
        for (int step = fromStep; step < toStep; step++) {
            sum += table.count(step, place, flow);
        }
        return sum;
    }

    private void pace(Row row, int place) {
        if (!disclosure.shows(0, last, place, Flow.ENDED)) {
            return;
        }
        long ended = count(0, last, place, Flow.ENDED);
        double perYear = ended / spells.years(0, last);
        long before = table.tally(0, place).vacantUnits();
        long after = table.tally(last, place).vacantUnits();
        if (disclosure.showsStock(last, place, Figure.VACANT)) {
            if (disclosure.showsStock(0, place, Figure.VACANT) && before + after > 0) {
                row.set("turnoverPerYear", perYear / ((before + after) / 2.0));
            }
            if (ended > 0) {
                row.set("clearanceYears", after / perYear);
            }
        }
        if (ended >= LEAST_FOR_MEDIAN) {
            OptionalDouble median = spells.survival(spell -> table.area(spell, spell.first()) == place)
                    .median();
            row.set("medianDays", median.isPresent() ? median.getAsDouble() : null);
        }
    }

    /** The units that are vacant on the last date by the number of dates in a row on which they were, for each area. */
    private List<Map<DurationClass, Long>> panels() {
        List<Map<DurationClass, Long>> panels = new ArrayList<>();
        for (int place = 0; place <= table.areas().size(); place++) {
            panels.add(new HashMap<>());
        }
        spells.list().stream().filter(spell -> spell.last() == last).forEach(spell -> {
            String id = spells.series()
                    .get(last)
                    .units()
                    .get(spell.places().get(last - spell.first()))
                    .id();
            panels.get(table.area(spell, last)).merge(spells.panelClass(id), 1L, Long::sum);
        });
        return panels;
    }

    /** Whether anything is withheld of an area from one date to another. */
    private boolean isWithheld(int from, int to, int place) {
        boolean stocks = Arrays.stream(Figure.values())
                .filter(figure -> figure == Figure.UNITS
                        || figure == Figure.VACANT
                        || figure == Figure.FLOOR_AREA
                        || figure == Figure.VACANT_FLOOR_AREA)
                .anyMatch(figure ->
                        !disclosure.showsStock(from, place, figure) || !disclosure.showsStock(to, place, figure));
        boolean flows = Arrays.stream(Flow.values()).anyMatch(flow -> !disclosure.shows(from, to, place, flow));
        return stocks || flows;
    }

    private static void finish(Row row, boolean withheld, boolean isBreak, boolean enough) {
        row.set("suppressed", withheld);
        row.set("reason", isBreak ? "METHOD_BREAK" : withheld ? "SUPPRESSED" : enough ? null : "BELOW_MIN_N");
    }
}
