package nl.plint.analysis.vacancy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.vacancy.Tally.Contributions;
import nl.plint.dataset.Audience;
import nl.plint.dataset.DatasetVersion;
import nl.plint.store.Published;

/**
 * What of the figures may be shown: the one place where that is decided, for tables, maps, tiles, downloads and reports alike
 * (DOMAIN section 3.5).
 *
 * <p>Primary: counts of 1 to 4 are withheld; floor area where fewer than 3 units make it up, one has more than 70 % of it or two
 * more than 85 %. Secondary: all tables that the public can ask for are looked at together, whichever is asked, so that a table
 * never gives away what a map withholds, nor a district what its municipality leaves over ({@link SuppressionAudit}).
 *
 * <p>Not looked at: what a municipality knows of itself and could subtract from a figure that spans several.
 */
public final class Disclosure {
    static final String MUNICIPALITIES = "municipalities";

    /** The layers whose areas the public may ask for, beside the grid of 500 m. They are audited together. */
    static final List<String> PUBLIC_LAYERS = List.of(MUNICIPALITIES, "neighbourhoods", "centres", "postcode-areas");

    private static final int SEVERAL = -2;
    private static final int LEAST_COUNT = 5;
    private static final int LEAST_CONTRIBUTORS = 3;
    private static final double LARGEST_SHARE = 0.70;
    private static final double TWO_LARGEST_SHARE = 0.85;

    /** Areas of fewer units are not on a map of hotspots (DOMAIN section 3.4). */
    private static final int LEAST_ON_MAP = 5;

    /** A figure of an area that may be withheld. */
    public enum Figure {
        UNITS,
        VACANT,
        VACANT_INITIAL,
        VACANT_LONG_TERM,
        VACANT_STRUCTURAL,
        VACANT_UNKNOWN,
        FLOOR_AREA,
        VACANT_FLOOR_AREA;

        private static final Map<DurationClass, Figure> OF_DURATION = new EnumMap<>(Map.of(
                DurationClass.INITIAL, VACANT_INITIAL,
                DurationClass.LONG_TERM, VACANT_LONG_TERM,
                DurationClass.STRUCTURAL, VACANT_STRUCTURAL,
                DurationClass.UNKNOWN, VACANT_UNKNOWN));

        /** The figure of vacant units of a duration class. */
        public static Figure of(DurationClass duration) {
            return OF_DURATION.getOrDefault(duration, VACANT_UNKNOWN);
        }

        double value(Tally tally) {
            return switch (this) {
                case UNITS -> tally.units();
                case VACANT -> tally.vacantUnits();
                case VACANT_INITIAL -> tally.vacantUnits(DurationClass.INITIAL);
                case VACANT_LONG_TERM -> tally.vacantUnits(DurationClass.LONG_TERM);
                case VACANT_STRUCTURAL -> tally.vacantUnits(DurationClass.STRUCTURAL);
                case VACANT_UNKNOWN -> tally.vacantUnits(DurationClass.UNKNOWN);
                case FLOOR_AREA -> tally.floorAreaM2();
                case VACANT_FLOOR_AREA -> tally.vacantFloorAreaM2();
            };
        }

        /** Whether a figure of this size may be shown, as far as it concerns itself. */
        boolean mayShow(Tally tally) {
            return switch (this) {
                case FLOOR_AREA -> isSpread(tally.floorArea());
                case VACANT_FLOOR_AREA -> isSpread(tally.vacantFloorArea());
                default -> value(tally) == 0 || value(tally) >= LEAST_COUNT;
            };
        }

        private static boolean isSpread(Contributions parts) {
            return parts.sumM2() == 0
                    || (parts.count() >= LEAST_CONTRIBUTORS
                            && parts.largestM2() <= LARGEST_SHARE * parts.sumM2()
                            && parts.largestM2() + parts.secondM2() <= TWO_LARGEST_SHARE * parts.sumM2());
        }

        boolean isCount() {
            return this != FLOOR_AREA && this != VACANT_FLOOR_AREA;
        }
    }

    private final Audience audience;
    private final VacancyTable table;
    private final Set<Figure>[] withheld;
    private final Set<Figure> withheldOfTotal;
    private final List<DatasetVersion> versions;

    private Disclosure(
            Audience audience,
            VacancyTable table,
            Set<Figure>[] withheld,
            Set<Figure> withheldOfTotal,
            List<DatasetVersion> versions) {
        this.audience = audience;
        this.table = table;
        this.withheld = withheld;
        this.withheldOfTotal = withheldOfTotal;
        this.versions = List.copyOf(versions);
    }

    /**
     * Gathers units in areas, and decides what of it may be shown.
     *
     * @throws InvalidInputException when the audience may not ask for these areas, or there is no such layer
     */
    public static Disclosure of(Published published, ObservedUnits units, AreaChoice choice, Audience audience) {
        if (audience.choosesFreely()) {
            VacancyTable table = VacancyTable.gather(units, choice.open(published));
            return new Disclosure(
                    audience, table, none(table), Set.of(), table.set().versions());
        }
        int asked = requireOpen(published, choice);
        return ofOpen(published, units, audience).get(asked);
    }

    /** The areas that anybody may ask for. */
    private static List<AreaChoice> open(Published published) {
        List<AreaChoice> open = new ArrayList<>(List.of(AreaChoice.PUBLIC_GRID));
        PUBLIC_LAYERS.stream()
                .filter(layer -> published.find(layer).isPresent())
                .forEach(layer -> open.add(new AreaChoice(layer, 0, 0)));
        return open;
    }

    /**
     * The place of a choice among those that anybody may ask for.
     *
     * @throws InvalidInputException when it is none of them
     */
    static int requireOpen(Published published, AreaChoice choice) {
        List<AreaChoice> open = open(published);
        return IntStream.range(0, open.size())
                .filter(i -> open.get(i).areas().equals(choice.areas())
                        && (i > 0 || choice.cellSizeMeters() == AreaChoice.PUBLIC_GRID.cellSizeMeters()))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        choice.areas().equals(AreaChoice.GRID) ? "cellSizeMeters" : "areas",
                        choice.areas().equals(AreaChoice.GRID) ? choice.cellSizeMeters() : choice.areas(),
                        "a grid of 500 m or one of "
                                + open.stream().skip(1).map(AreaChoice::areas).toList()
                                + " for an audience that small numbers are withheld from: areas of free choice would give"
                                + " them away by subtraction"));
    }

    /** The decisions on all areas that anybody may ask for. */
    static List<Disclosure> ofOpen(Published published, ObservedUnits units, Audience audience) {
        List<VacancyTable> tables = open(published).stream()
                .map(each -> VacancyTable.gather(units, each.open(published)))
                .toList();
        return audit(audience, tables, units.units());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of sets
    private static Set<Figure>[] none(VacancyTable table) {
        Set<Figure>[] none = new Set[table.areas().size() + 1];
        Arrays.fill(none, Set.of());
        return none;
    }

    /**
     * Decides on tables of the same units together; each gets its own decision. All units and vacant units are two audits: the
     * latter looks at areas with vacant units only, so that what is withheld of them is the same in every universe.
     */
    static List<Disclosure> audit(Audience audience, List<VacancyTable> tables, List<ObservedUnit> units) {
        Sums all = new Sums(EnumSet.of(Figure.UNITS, Figure.FLOOR_AREA), tables);
        Sums vacant = new Sums(EnumSet.complementOf(EnumSet.of(Figure.UNITS, Figure.FLOOR_AREA)), tables);
        for (int outer = 0; outer < tables.size(); outer++) {
            for (int inner = 0; inner < tables.size(); inner++) {
                if (inner != outer) {
                    vacant.nest(outer, inner, units);
                }
            }
        }
        all.audit.protect();
        vacant.audit.protect();
        List<DatasetVersion> versions = tables.stream()
                .flatMap(table -> table.set().versions().stream())
                .toList();
        List<Disclosure> decisions = new ArrayList<>();
        for (int t = 0; t < tables.size(); t++) {
            Set<Figure>[] withheld = none(tables.get(t));
            for (int area = 0; area < withheld.length; area++) {
                withheld[area] = EnumSet.copyOf(all.withheld(all.ofTables.get(t).get(area)));
                withheld[area].addAll(vacant.withheld(vacant.ofTables.get(t).get(area)));
            }
            Set<Figure> withheldOfTotal = EnumSet.copyOf(all.withheld(all.total));
            withheldOfTotal.addAll(vacant.withheld(vacant.total));
            decisions.add(new Disclosure(audience, tables.get(t), withheld, withheldOfTotal, versions));
        }
        return decisions;
    }

    private static Tally tally(VacancyTable table, int area) {
        return area == table.areas().size() ? table.unassigned() : table.tally(area);
    }

    /** Some of the figures of all tables, and the sums that anyone can see to hold between them. */
    private static final class Sums {
        private final Set<Figure> figures;
        private final List<VacancyTable> tables;
        private final SuppressionAudit audit = new SuppressionAudit();
        private final Map<Figure, Integer> total;
        private final List<List<Map<Figure, Integer>>> ofTables = new ArrayList<>();

        Sums(Set<Figure> figures, List<VacancyTable> tables) {
            this.figures = figures;
            this.tables = tables;
            this.total = variables(tables.get(0).total());
            for (VacancyTable table : tables) {
                List<Map<Figure, Integer>> ofTable = new ArrayList<>();
                for (int area = 0; area <= table.areas().size(); area++) {
                    ofTable.add(variables(tally(table, area)));
                }
                total.forEach((figure, sum) -> audit.line(variables(ofTable, figure), sum));
                ofTables.add(ofTable);
            }
        }

        private static int[] variables(List<Map<Figure, Integer>> areas, Figure figure) {
            return areas.stream()
                    .filter(of -> of.containsKey(figure))
                    .mapToInt(of -> variable(of, figure))
                    .toArray();
        }

        private static int variable(Map<Figure, Integer> variables, Figure figure) {
            return variables.getOrDefault(figure, -1); // is asked only of one that is there
        }

        /** The variables of an area, none where there is nothing to withhold; the vacant units of all durations are its vacant units. */
        private Map<Figure, Integer> variables(Tally tally) {
            Map<Figure, Integer> variables = new EnumMap<>(Figure.class);
            boolean ofVacant = figures.contains(Figure.VACANT);
            if (ofVacant && tally.vacantUnits() == 0) {
                return variables;
            }
            boolean vacantShown = Figure.VACANT.mayShow(tally);
            for (Figure figure : figures) {
                // Zeros are shown, so a withheld count is 1 or more; of an area whose vacant units are withheld, no
                // class
                // is shown.
                boolean least = figure.isCount() && (figure == Figure.UNITS || figure == Figure.VACANT || vacantShown);
                variables.put(figure, audit.add(figure.value(tally), least ? 1 : 0, figure.mayShow(tally), false));
            }
            if (ofVacant) {
                int[] classes = Arrays.stream(DurationClass.values())
                        .mapToInt(duration -> variable(variables, Figure.of(duration)))
                        .toArray();
                int vacant = variable(variables, Figure.VACANT);
                audit.line(classes, vacant);
                Arrays.stream(classes).forEach(part -> audit.part(vacant, part));
                audit.part(vacant, variable(variables, Figure.VACANT_FLOOR_AREA));
            } else {
                audit.part(variable(variables, Figure.UNITS), variable(variables, Figure.FLOOR_AREA));
            }
            return variables;
        }

        /**
         * Lines from one table to another: inner areas that hold all vacant units of an outer area, and none of others, add up to
         * it. Where they leave some over, their sum tells nothing certain about it. Areas need not nest with all their units.
         */
        void nest(int outer, int inner, List<ObservedUnit> units) {
            int[] outerOf = places(tables.get(outer));
            int[] innerOf = places(tables.get(inner));
            Map<Integer, Integer> outerOfInner = new TreeMap<>();
            for (int i = 0; i < units.size(); i++) {
                if (units.get(i).vacant()) {
                    outerOfInner.merge(innerOf[i], outerOf[i], (a, b) -> a.equals(b) ? a : SEVERAL);
                }
            }
            Map<Integer, List<Integer>> innerOfOuter = new TreeMap<>();
            outerOfInner.forEach((in, out) -> {
                if (out != SEVERAL) {
                    innerOfOuter.computeIfAbsent(out, key -> new ArrayList<>()).add(in);
                }
            });
            innerOfOuter.forEach((out, parts) -> {
                long within = parts.stream()
                        .mapToLong(in -> tally(tables.get(inner), in).vacantUnits())
                        .sum();
                if (within == tally(tables.get(outer), out).vacantUnits()) {
                    List<Map<Figure, Integer>> ofParts =
                            parts.stream().map(ofTables.get(inner)::get).toList();
                    ofTables.get(outer).get(out).forEach((figure, sum) -> audit.line(variables(ofParts, figure), sum));
                }
            });
        }

        /** The area of each unit, where what is in none counts as one more area. */
        private static int[] places(VacancyTable table) {
            return Arrays.stream(table.areaOfUnit())
                    .map(area -> area == AreaSet.UNASSIGNED ? table.areas().size() : area)
                    .toArray();
        }

        Set<Figure> withheld(Map<Figure, Integer> variables) {
            Set<Figure> withheld = EnumSet.noneOf(Figure.class);
            variables.forEach((figure, variable) -> {
                if (!audit.isShown(variable)) {
                    withheld.add(figure);
                }
            });
            return withheld;
        }
    }

    /** The figures behind it, of which only those that {@link #shows} may leave this package. */
    public VacancyTable table() {
        return table;
    }

    /** The versions of all areas that were looked at: those that the decision depends on, not only those that are asked for. */
    public List<DatasetVersion> versions() {
        return versions;
    }

    public Audience audience() {
        return audience;
    }

    /**
     * Whether a figure of an area may be shown.
     *
     * @param area its place among the areas of the table; the number of areas stands for what is in none
     */
    public boolean shows(int area, Figure figure) {
        return showsDetail(area) || !withheld[area].contains(figure);
    }

    /** Whether figures of an area may be shown that were not audited: only to who may see all of it. */
    public boolean showsDetail(int area) {
        return audience.seesAllOf(
                area < table.areas().size() ? table.areas().get(area).gmCode() : null);
    }

    /**
     * Whether an area may be on a map of hotspots, with what is found there: one of 5 units or more whose vacant units are shown.
     * DOMAIN section 3.4 would have those of 3 or 4 vacant units on it too; that would tell them from those of 1 or 2, which then
     * follow from a table in which two of them make one.
     */
    public boolean showsOnMap(int area) {
        return showsDetail(area)
                || (shows(area, Figure.UNITS)
                        && shows(area, Figure.VACANT)
                        && tally(table, area).units() >= LEAST_ON_MAP);
    }

    /** Whether a figure of everything together may be shown. */
    public boolean showsOfTotal(Figure figure) {
        return !withheldOfTotal.contains(figure);
    }
}
