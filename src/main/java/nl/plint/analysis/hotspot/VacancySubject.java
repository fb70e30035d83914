package nl.plint.analysis.hotspot;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.hotspot.ObservedAreas.ObservedArea;
import nl.plint.analysis.vacancy.AreaChoice;
import nl.plint.analysis.vacancy.AreaSet;
import nl.plint.analysis.vacancy.Disclosure;
import nl.plint.analysis.vacancy.Disclosure.Figure;
import nl.plint.analysis.vacancy.KnownVacancy;
import nl.plint.analysis.vacancy.ObservedUnits;
import nl.plint.analysis.vacancy.Tally;
import nl.plint.analysis.vacancy.Universe;
import nl.plint.analysis.vacancy.VacancyInputs;
import nl.plint.analysis.vacancy.VacancyTable;
import nl.plint.dataset.Audience;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.quantity.Unit;
import nl.plint.store.Published;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * The vacancy of units gathered in areas, as an audience knows it ({@link KnownVacancy}).
 *
 * @param referenceDate null for the newest
 * @param method null for the only one there is
 * @param minimumUnits areas with fewer units take no part
 */
record VacancySubject(
        String layer,
        @Nullable LocalDate referenceDate,
        Universe universe,
        @Nullable String method,
        AreaChoice areas,
        VacancyMeasure value,
        int minimumUnits,
        Audience audience)
        implements Subject {
    private static final List<PropertyDefinition> DESCRIPTION = List.of(
            PropertyDefinition.of("name", new LocalizedText("Naam", "Name"), PropertyType.STRING),
            PropertyDefinition.of(
                    "gmCode", new LocalizedText("Gemeentecode (CBS)", "Municipality code (CBS)"), PropertyType.STRING),
            count("units", "Panden", "Units"),
            count("vacantUnits", "Leegstaande panden", "Vacant units"),
            PropertyDefinition.number(
                    "vacancyRateUnits", new LocalizedText("Leegstand (aandeel)", "Vacancy (share)"), Unit.SHARE),
            PropertyDefinition.number(
                    "vacantFloorAreaM2",
                    new LocalizedText("Leegstaand vloeroppervlak", "Vacant floor area"),
                    Unit.SQUARE_METER));

    private static PropertyDefinition count(String name, String nl, String en) {
        return new PropertyDefinition(
                name, new LocalizedText(nl, en), PropertyType.INTEGER, Unit.COUNT, false, 0.0, null, List.of());
    }

    @Override
    public ObservedAreas observe(Published published) {
        ObservedUnits units = ObservedUnits.read(published, layer, referenceDate, universe, method);
        Disclosure disclosure = Disclosure.of(published, units, areas, audience);
        VacancyTable table = disclosure.table();
        KnownVacancy known = new KnownVacancy(disclosure);
        List<ObservedArea> taken = new ArrayList<>();
        double[] amounts = value.of(known, minimumUnits);
        long tooSmall = 0;
        for (int area = 0; area < table.areas().size(); area++) {
            if (!known.hasUnits(area)) {
                tooSmall++;
                continue;
            }
            double amount = amounts[area];
            if (known.units(area) < Math.max(1, minimumUnits) || Double.isNaN(amount)) {
                tooSmall += known.units(area) > 0 ? 1 : 0;
                continue;
            }
            taken.add(observed(disclosure, known, area, amount));
        }
        List<DatasetVersion> versions = new ArrayList<>(units.versions());
        versions.addAll(disclosure.versions());
        return new ObservedAreas(
                DESCRIPTION,
                value.unit(),
                table.areas().stream().map(AreaSet.Area::id).toList(),
                taken,
                versions,
                parameters(units),
                summary(units, disclosure, tooSmall));
    }

    private ObservedArea observed(Disclosure disclosure, KnownVacancy known, int area, double amount) {
        AreaSet.Area place = disclosure.table().areas().get(area);
        Tally tally = disclosure.table().tally(area);
        boolean vacant = disclosure.shows(area, Figure.VACANT);
        return new ObservedArea(
                place.id(),
                place.geometryRd(),
                amount,
                value.isExact(known, area),
                disclosure.showsOnMap(area),
                Arrays.asList(
                        place.name(),
                        place.gmCode(),
                        tally.units(),
                        vacant ? (Object) tally.vacantUnits() : null,
                        vacant ? (Object) ((double) tally.vacantUnits() / tally.units()) : null,
                        disclosure.shows(area, Figure.VACANT_FLOOR_AREA) ? (Object) tally.vacantFloorAreaM2() : null));
    }

    private Map<String, @Nullable Object> summary(ObservedUnits units, Disclosure disclosure, long tooSmall) {
        Tally total = disclosure.table().total();
        boolean vacant = disclosure.showsOfTotal(Figure.VACANT);
        boolean none = disclosure.shows(disclosure.table().areas().size(), Figure.UNITS);
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("units", disclosure.showsOfTotal(Figure.UNITS) ? total.units() : null);
        summary.put("vacantUnits", vacant ? total.vacantUnits() : null);
        summary.put(
                "vacancyRateUnits",
                vacant && total.units() > 0 ? (Object) ((double) total.vacantUnits() / total.units()) : null);
        summary.put("unitsOfUnknownVacancy", units.unknownVacancy());
        summary.put("unitsOutsideUniverse", units.outsideUniverse());
        summary.put("unitsInNoArea", none ? disclosure.table().unassigned().units() : null);
        summary.put("areasTooSmall", tooSmall);
        return summary;
    }

    private Map<String, @Nullable Object> parameters(ObservedUnits units) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("layer", layer);
        shown.put("referenceDate", units.referenceDate().toString());
        shown.put("universe", Inputs.wireName(universe));
        shown.put("method", units.method());
        shown.put("value", Inputs.wireName(value));
        shown.putAll(VacancyInputs.parameters(areas));
        shown.put("minimumUnits", minimumUnits);
        shown.put("audience", audience.toString());
        return shown;
    }
}
