package nl.plint.analysis.vacancy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.plint.analysis.vacancy.AreaSet.Area;

/**
 * The flows of vacancy in areas, for each step from one reference date to the next. The areas are those of any of the dates, by id;
 * after them comes one for what is in none.
 */
public final class FlowTable {
    private final List<Area> areas;
    private final List<VacancyTable> tables;
    private final List<int[]> areaOfPlace = new ArrayList<>();
    private final List<Map<String, Integer>> placeOfArea = new ArrayList<>();
    private final VacancySpells spells;
    private final List<List<Map<Flow, Long>>> counts = new ArrayList<>();
    private final long[][] unresolved;
    private final long[] moved;

    private FlowTable(List<VacancyTable> tables, VacancySpells spells) {
        this.tables = List.copyOf(tables);
        this.spells = spells;
        Map<String, Area> byId = new TreeMap<>();
        tables.forEach(table -> table.areas().forEach(area -> byId.put(area.id(), area)));
        areas = List.copyOf(byId.values());
        Map<String, Integer> union = new HashMap<>();
        areas.forEach(area -> union.put(area.id(), union.size()));
        for (VacancyTable table : tables) {
            int[] ofUnit = table.areaOfUnit();
            Map<String, Integer> places = new HashMap<>();
            for (int place = 0; place < table.areas().size(); place++) {
                places.put(table.areas().get(place).id(), place);
            }
            for (int unit = 0; unit < ofUnit.length; unit++) {
                ofUnit[unit] = ofUnit[unit] == AreaSet.UNASSIGNED
                        ? areas.size()
                        : union.getOrDefault(table.areas().get(ofUnit[unit]).id(), areas.size());
            }
            areaOfPlace.add(ofUnit);
            placeOfArea.add(places);
        }
        unresolved = new long[spells.steps()][areas.size() + 1];
        moved = new long[spells.steps()];
        for (int step = 0; step < spells.steps(); step++) {
            List<Map<Flow, Long>> ofStep = new ArrayList<>();
            for (int area = 0; area <= areas.size(); area++) {
                ofStep.add(new EnumMap<>(Flow.class));
            }
            counts.add(ofStep);
            if (!spells.isBreak(step)) {
                count(step);
            }
        }
    }

    /**
     * Counts flows.
     *
     * @param tables the units of each reference date in the same kind of areas, oldest first
     * @param spells of the same units
     */
    public static FlowTable of(List<VacancyTable> tables, VacancySpells spells) {
        return new FlowTable(tables, spells);
    }

    private void count(int step) {
        for (VacancySpell spell : spells.list()) {
            if (spell.first() == step + 1) {
                add(step, area(spell, step + 1), Flow.STARTED);
            }
            if (spell.spans(step)) {
                if (area(spell, step) == area(spell, step + 1)) {
                    add(step, area(spell, step), Flow.STAYED);
                } else {
                    moved[step]++;
                    unresolved[step][area(spell, step)]++;
                    unresolved[step][area(spell, step + 1)]++;
                }
            }
            if (spell.last() == step) {
                int area = area(spell, step);
                VacancySpells.endIn(spell, step)
                        .ifPresentOrElse(
                                end -> {
                                    add(step, area, Flow.ENDED);
                                    add(step, area, Flow.of(end));
                                },
                                () -> unresolved[step][area]++);
            }
        }
    }

    private void add(int step, int area, Flow flow) {
        counts.get(step).get(area).merge(flow, 1L, Long::sum);
    }

    /** The area of a spell on one of its dates. */
    public int area(VacancySpell spell, int date) {
        return areaOfPlace.get(date)[spell.place(date)];
    }

    /** The areas by id. */
    public List<Area> areas() {
        return areas;
    }

    /** The place of an area among those of a reference date, or {@link AreaSet#UNASSIGNED} where that has none such. */
    public int placeOn(int date, int area) {
        return area == areas.size()
                ? tables.get(date).areas().size()
                : placeOfArea.get(date).getOrDefault(areas.get(area).id(), AreaSet.UNASSIGNED);
    }

    /** What was in an area on a reference date. */
    public Tally tally(int date, int area) {
        int place = placeOn(date, area);
        if (place == AreaSet.UNASSIGNED) {
            return new Tally();
        }
        return area == areas.size()
                ? tables.get(date).unassigned()
                : tables.get(date).tally(place);
    }

    /** Spells of a flow in a step. */
    public long count(int step, int area, Flow flow) {
        return counts.get(step).get(area).getOrDefault(flow, 0L);
    }

    /** Spells of a flow in a step, in all areas and in none. */
    public long total(int step, Flow flow) {
        long total = 0;
        for (int area = 0; area <= areas.size(); area++) {
            total += count(step, area, flow);
        }
        return total;
    }

    /** Spells of an area that moved in or out, or whose end is not known. */
    long unresolved(int step, int area) {
        return unresolved[step][area];
    }

    /** Spells whose unit is in another area after a step. */
    public long moved(int step) {
        return moved[step];
    }
}
