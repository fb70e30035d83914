package nl.plint.analysis.vacancy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import nl.plint.analysis.vacancy.AreaSet.Area;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Point;

/**
 * Units gathered in areas. The areas and what is in no area, in that order, add up to the total.
 */
public final class VacancyTable {
    private final AreaSet set;
    private final List<Area> areas;
    private final Tally[] tallies;
    private final Tally unassigned = new Tally();
    private final Tally total = new Tally();
    private final int[] areaOfUnit;

    private VacancyTable(ObservedUnits observed, AreaSet set) {
        this.set = set;
        List<ObservedUnit> units = observed.units();
        int[] found = new int[units.size()];
        for (int i = 0; i < found.length; i++) {
            Point place = units.get(i).placeRd();
            found[i] = place == null ? AreaSet.UNASSIGNED : set.find(place);
        }
        List<Area> given = set.areas();
        int[] byId = IntStream.range(0, given.size())
                .boxed()
                .sorted(Comparator.comparing(number -> given.get(number).id()))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] placeOf = new int[given.size()];
        for (int place = 0; place < byId.length; place++) {
            placeOf[byId[place]] = place;
        }
        areaOfUnit = Arrays.stream(found)
                .map(area -> area == AreaSet.UNASSIGNED ? area : placeOf[area])
                .toArray();
        tallies = new Tally[given.size()];
        Arrays.setAll(tallies, place -> new Tally());
        for (int i = 0; i < areaOfUnit.length; i++) {
            ObservedUnit unit = units.get(i);
            DurationClass duration = DurationClass.of(unit.vacantSince(), observed.referenceDate());
            total.add(unit, duration);
            (areaOfUnit[i] == AreaSet.UNASSIGNED ? unassigned : tallies[areaOfUnit[i]]).add(unit, duration);
        }
        areas = municipalities(units, Arrays.stream(byId).mapToObj(given::get).toList());
    }

    /** Gathers units in areas; the areas come in the order of their ids. */
    public static VacancyTable gather(ObservedUnits observed, AreaSet set) {
        return new VacancyTable(observed, set);
    }

    /** Gives an area that does not know its municipality the one that all its units are in. */
    private List<Area> municipalities(List<ObservedUnit> units, List<Area> sorted) {
        @Nullable String[] codes = new @Nullable String[sorted.size()];
        boolean[] several = new boolean[sorted.size()];
        for (int i = 0; i < areaOfUnit.length; i++) {
            int area = areaOfUnit[i];
            String code = units.get(i).gmCode();
            if (area != AreaSet.UNASSIGNED) {
                several[area] |= code == null || (codes[area] != null && !code.equals(codes[area]));
                codes[area] = code;
            }
        }
        List<Area> known = new ArrayList<>();
        for (int area = 0; area < sorted.size(); area++) {
            Area given = sorted.get(area);
            String code = given.gmCode() != null ? given.gmCode() : several[area] ? null : codes[area];
            known.add(new Area(given.id(), given.name(), code, given.geometryRd()));
        }
        return List.copyOf(known);
    }

    /** What the areas are called. */
    public AreaSet set() {
        return set;
    }

    /** The areas by id. */
    public List<Area> areas() {
        return areas;
    }

    /** What is in an area, by its place among {@link #areas}. */
    public Tally tally(int area) {
        return tallies[area];
    }

    /** What has no place, or one in none of the areas. */
    public Tally unassigned() {
        return unassigned;
    }

    /** Everything together. */
    public Tally total() {
        return total;
    }

    /** The place among {@link #areas} of the area of each unit, or {@link AreaSet#UNASSIGNED}. A copy. */
    public int[] areaOfUnit() {
        return areaOfUnit.clone();
    }
}
