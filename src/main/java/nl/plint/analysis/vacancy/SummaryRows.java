package nl.plint.analysis.vacancy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.plint.analysis.vacancy.AreaSet.Area;
import nl.plint.analysis.vacancy.Disclosure.Figure;
import nl.plint.dataset.Audience;
import nl.plint.dataset.Feature;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.quantity.Unit;
import nl.plint.stats.RateSmoothing;
import nl.plint.stats.WilsonInterval;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** The rows of a vacancy summary: an area each, and one for what is in none, so that the rows add up to the whole. */
final class SummaryRows {
    static final String UNASSIGNED = "UNASSIGNED";

    /** The share of vacant units that is usually seen as healthy: vacancy beyond it is structural excess (DOMAIN section 3.1). */
    private static final double FRICTION_LEVEL = 0.05;

    static final Schema SCHEMA = new Schema(List.of(
            PropertyDefinition.of("name", new LocalizedText("Naam", "Name"), PropertyType.STRING),
            PropertyDefinition.of(
                    "gmCode", new LocalizedText("Gemeentecode (CBS)", "Municipality code (CBS)"), PropertyType.STRING),
            count("units", "Panden", "Units"),
            count("vacantUnits", "Leegstaande panden", "Vacant units"),
            share("vacancyRateUnits", "Leegstand (aandeel panden)", "Vacancy (share of units)"),
            share("ciLow", "Ondergrens 95 % (Wilson)", "Lower 95 % bound (Wilson)"),
            share("ciHigh", "Bovengrens 95 % (Wilson)", "Upper 95 % bound (Wilson)"),
            share(
                    "vacancyRateSmoothed",
                    "Leegstand, afgevlakt (empirisch Bayes)",
                    "Vacancy, smoothed (empirical Bayes)"),
            share(
                    "structuralExcess",
                    "Leegstand boven frictieniveau van 5 %",
                    "Vacancy beyond the friction level of 5 %"),
            area("floorAreaM2", "Winkelvloeroppervlak", "Sales floor area"),
            area("vacantFloorAreaM2", "Leegstaand winkelvloeroppervlak", "Vacant sales floor area"),
            share("vacancyRateFloorArea", "Leegstand (aandeel wvo)", "Vacancy (share of floor area)"),
            share("wvoCoverage", "Aandeel panden met bekend wvo", "Share of units of known floor area"),
            count("vacantInitial", "Leeg tot en met 1 jaar", "Vacant up to 1 year"),
            count("vacantLongTerm", "Leeg 1 tot en met 3 jaar", "Vacant 1 to 3 years"),
            count("vacantStructural", "Leeg langer dan 3 jaar", "Vacant over 3 years"),
            count("vacantUnknownDuration", "Leeg, duur onbekend", "Vacant, duration unknown"),
            count("vacantAtLeast", "Waarvan klasse een ondergrens is", "Of which the class is a lower bound"),
            share("shareStructural", "Aandeel structureel in de leegstand", "Structural share of the vacancy"),
            PropertyDefinition.of(
                    "branchGroups",
                    new LocalizedText("Panden in gebruik per branchegroep", "Units in use by branch group"),
                    PropertyType.JSON),
            PropertyDefinition.of("suppressed", new LocalizedText("Onderdrukt", "Suppressed"), PropertyType.BOOLEAN),
            PropertyDefinition.of("reason", new LocalizedText("Reden", "Reason"), PropertyType.STRING)));

    private final Disclosure disclosure;
    private final int minimumUnits;
    private final @Nullable RateSmoothing smoothing;

    SummaryRows(Disclosure disclosure, int minimumUnits) {
        this.disclosure = disclosure;
        this.minimumUnits = minimumUnits;
        this.smoothing = smoothing(new KnownVacancy(disclosure));
    }

    /** By what is known to the audience: the mean and the variance of all areas could be solved for what is withheld of a few. */
    private static @Nullable RateSmoothing smoothing(KnownVacancy known) {
        double[] vacant = new double[known.areas()];
        double[] units = new double[known.areas()];
        for (int area = 0; area < known.areas(); area++) {
            if (known.hasUnits(area) && !Double.isNaN(known.vacantUnits(area))) {
                vacant[area] = known.vacantUnits(area);
                units[area] = known.units(area);
            }
        }
        return Arrays.stream(units).sum() > 0 ? RateSmoothing.of(vacant, units) : null;
    }

    private static PropertyDefinition count(String name, String nl, String en) {
        return new PropertyDefinition(
                name, new LocalizedText(nl, en), PropertyType.INTEGER, Unit.COUNT, false, 0.0, null, List.of());
    }

    private static PropertyDefinition share(String name, String nl, String en) {
        return PropertyDefinition.number(name, new LocalizedText(nl, en), Unit.SHARE);
    }

    private static PropertyDefinition area(String name, String nl, String en) {
        return PropertyDefinition.number(name, new LocalizedText(nl, en), Unit.SQUARE_METER);
    }

    /** How rates were smoothed; null without units. */
    @Nullable
    RateSmoothing smoothing() {
        return smoothing;
    }

    List<Feature> list() {
        VacancyTable table = disclosure.table();
        List<Feature> rows = new ArrayList<>();
        for (int place = 0; place < table.areas().size(); place++) {
            Area area = table.areas().get(place);
            rows.add(new Feature(
                    area.id(), area.geometryRd(), values(area.name(), area.gmCode(), place, table.tally(place))));
        }
        rows.add(new Feature(
                UNASSIGNED, null, values("UNASSIGNED", null, table.areas().size(), table.unassigned())));
        return rows;
    }

    private @Nullable Object[] values(@Nullable String name, @Nullable String gmCode, int place, Tally tally) {
        boolean units = disclosure.shows(place, Figure.UNITS);
        boolean vacant = disclosure.shows(place, Figure.VACANT);
        boolean floor = disclosure.shows(place, Figure.FLOOR_AREA);
        boolean vacantFloor = disclosure.shows(place, Figure.VACANT_FLOOR_AREA);
        boolean structural = disclosure.shows(place, Figure.VACANT_STRUCTURAL);
        boolean rate = units && vacant && tally.units() >= Math.max(1, minimumUnits);
        double share = (double) tally.vacantUnits() / tally.units();
        WilsonInterval interval =
                rate ? WilsonInterval.of(tally.vacantUnits(), tally.units(), WilsonInterval.Z_95) : null;
        boolean withheld = Arrays.stream(Figure.values()).anyMatch(figure -> !disclosure.shows(place, figure));
        boolean known = tally.floorArea().count() > 0;
        boolean isArea = place < disclosure.table().areas().size();
        return new @Nullable Object[] {
            name,
            gmCode,
            units ? (Object) tally.units() : null,
            vacant ? (Object) tally.vacantUnits() : null,
            rate ? (Object) share : null,
            interval == null ? null : (Object) interval.low(),
            interval == null ? null : (Object) interval.high(),
            rate && isArea && smoothing != null ? (Object) smoothing.rate(place) : null,
            rate ? (Object) Math.max(0, share - FRICTION_LEVEL) : null,
            floor && known ? (Object) tally.floorAreaM2() : null,
            vacantFloor && (known || tally.vacantUnits() == 0) ? (Object) tally.vacantFloorAreaM2() : null,
            rate && floor && vacantFloor && tally.floorAreaM2() > 0
                    ? (Object) (tally.vacantFloorAreaM2() / tally.floorAreaM2())
                    : null,
            units && tally.units() > 0 ? (Object) tally.floorAreaCoverage() : null,
            count(place, tally, DurationClass.INITIAL),
            count(place, tally, DurationClass.LONG_TERM),
            count(place, tally, DurationClass.STRUCTURAL),
            count(place, tally, DurationClass.UNKNOWN),
            disclosure.showsDetail(place) ? (Object) tally.vacantAtLeast() : null,
            vacant && structural && tally.vacantUnits() > 0
                    ? (Object) ((double) tally.vacantUnits(DurationClass.STRUCTURAL) / tally.vacantUnits())
                    : null,
            disclosure.showsDetail(place) ? new TreeMap<>(tally.unitsByBranchGroup()) : null,
            withheld,
            withheld
                    ? "SUPPRESSED"
                    : units && tally.units() == 0 ? "NO_UNITS" : tally.units() < minimumUnits ? "BELOW_MIN_N" : null
        };
    }

    private @Nullable Object count(int place, Tally tally, DurationClass duration) {
        return disclosure.shows(place, Figure.of(duration)) ? (Object) tally.vacantUnits(duration) : null;
    }

    /** The whole, in the same words. */
    Map<String, @Nullable Object> total() {
        Tally total = disclosure.table().total();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        boolean vacant = disclosure.showsOfTotal(Figure.VACANT);
        boolean units = disclosure.showsOfTotal(Figure.UNITS);
        shown.put("units", units ? total.units() : null);
        shown.put("vacantUnits", vacant ? total.vacantUnits() : null);
        if (vacant && units && total.units() > 0) {
            WilsonInterval interval = WilsonInterval.of(total.vacantUnits(), total.units(), WilsonInterval.Z_95);
            shown.put("vacancyRateUnits", (double) total.vacantUnits() / total.units());
            shown.put("ciLow", interval.low());
            shown.put("ciHigh", interval.high());
        }
        boolean floor = disclosure.showsOfTotal(Figure.FLOOR_AREA);
        boolean vacantFloor = disclosure.showsOfTotal(Figure.VACANT_FLOOR_AREA);
        shown.put("floorAreaM2", floor ? total.floorAreaM2() : null);
        shown.put("vacantFloorAreaM2", vacantFloor ? total.vacantFloorAreaM2() : null);
        if (floor && vacantFloor && total.floorAreaM2() > 0) {
            shown.put("vacancyRateFloorArea", total.vacantFloorAreaM2() / total.floorAreaM2());
        }
        if (total.units() > 0) {
            shown.put("wvoCoverage", total.floorAreaCoverage());
        }
        for (DurationClass duration : DurationClass.values()) {
            String name =
                    switch (duration) {
                        case INITIAL -> "vacantInitial";
                        case LONG_TERM -> "vacantLongTerm";
                        case STRUCTURAL -> "vacantStructural";
                        case UNKNOWN -> "vacantUnknownDuration";
                    };
            shown.put(name, disclosure.showsOfTotal(Figure.of(duration)) ? total.vacantUnits(duration) : null);
        }
        Map<String, @Nullable Object> groups = new TreeMap<>(total.unitsByBranchGroup());
        if (!disclosure.audience().equals(Audience.PROVINCE)) {
            withholdSmall(total.unitsByBranchGroup(), groups);
        }
        shown.put("branchGroups", groups);
        return shown;
    }

    /** Withholds groups of 1 to 4 units; where that is one group, which the total gives away, the next smallest too. */
    private static void withholdSmall(Map<String, Long> units, Map<String, @Nullable Object> groups) {
        List<String> smallestFirst = new ArrayList<>(units.keySet());
        smallestFirst.sort(Comparator.comparingLong((String group) -> units.getOrDefault(group, 0L))
                .thenComparing(Comparator.naturalOrder()));
        long small = units.values().stream().filter(count -> count < 5).count();
        smallestFirst.stream().limit(small == 1 ? 2 : small).forEach(group -> groups.put(group, null));
    }
}
