package nl.plint.analysis.trend;

import java.util.ArrayList;
import java.util.List;
import nl.plint.analysis.vacancy.Flow;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.quantity.Unit;
import nl.plint.text.LocalizedText;

/** The columns of a trend, of its series and of its survival curve. */
final class TrendColumns {
    /** An area each, from the first date to the last. */
    static final Schema CHANGE = change();

    /** An area on a date each, with what happened since the date before. */
    static final Schema SERIES = series();

    /** A time each at which spells end. */
    static final Schema SURVIVAL = new Schema(List.of(
            number("days", "Duur in dagen", "Duration in days", Unit.DAY),
            count("atRisk", "Leegstandsperioden in beeld", "Spells under observation"),
            count("ended", "Geeindigd", "Ended"),
            number("survival", "Aandeel dat langer leeg blijft", "Share that stays vacant longer", Unit.SHARE),
            number("ciLow", "Ondergrens 95 %", "Lower 95 % bound", Unit.SHARE),
            number("ciHigh", "Bovengrens 95 %", "Upper 95 % bound", Unit.SHARE)));

    private TrendColumns() {}

    private static Schema change() {
        List<PropertyDefinition> columns = new ArrayList<>();
        columns.add(text("name", "Naam", "Name"));
        columns.add(text("gmCode", "Gemeentecode (CBS)", "Municipality code (CBS)"));
        columns.add(date("from", "Van peildatum", "From reference date"));
        columns.add(date("to", "Tot peildatum", "To reference date"));
        for (boolean after : new boolean[] {false, true}) {
            String name = after ? "After" : "Before";
            String nl = after ? ", einde" : ", begin";
            String en = after ? ", end" : ", start";
            columns.add(count("units" + name, "Panden" + nl, "Units" + en));
            columns.add(count("vacantUnits" + name, "Leegstaande panden" + nl, "Vacant units" + en));
            columns.add(share("vacancyRateUnits" + name, "Leegstand (aandeel panden)" + nl, "Vacancy (units)" + en));
            columns.add(share("vacancyRateFloorArea" + name, "Leegstand (aandeel wvo)" + nl, "Vacancy (floor)" + en));
        }
        columns.add(share(
                "vacancyRateUnitsChange",
                "Verandering van het aandeel panden (0,01 is 1 procentpunt)",
                "Change of the share of units (0.01 is 1 percentage point)"));
        columns.add(share(
                "vacancyRateFloorAreaChange",
                "Verandering van het aandeel wvo (0,01 is 1 procentpunt)",
                "Change of the share of floor area (0.01 is 1 percentage point)"));
        columns.add(share(
                "relativeChange",
                "Verandering ten opzichte van het begin; vanaf 10 leegstaande panden",
                "Change relative to the start; from 10 vacant units on"));
        columns.addAll(flows());
        columns.add(share("turnoverPerYear", "Geeindigd per jaar, van de voorraad", "Ended a year, of the stock"));
        columns.add(number("clearanceYears", "Verwachte opruimtijd", "Expected clearance time", Unit.YEAR));
        columns.add(number("medianDays", "Mediane duur (Kaplan-Meier)", "Median duration (Kaplan-Meier)", Unit.DAY));
        columns.add(count("panelInitial", "Leeg op 1 jaarlijkse peildatum", "Vacant on 1 yearly date"));
        columns.add(count("panelLongTerm", "Leeg op 2 of 3 jaarlijkse peildata", "Vacant on 2 or 3 yearly dates"));
        columns.add(
                count("panelStructural", "Leeg op 4 of meer jaarlijkse peildata", "Vacant on 4 or more yearly dates"));
        columns.addAll(withheld());
        return new Schema(columns);
    }

    private static Schema series() {
        List<PropertyDefinition> columns = new ArrayList<>();
        columns.add(text("area", "Gebied", "Area"));
        columns.add(text("name", "Naam", "Name"));
        columns.add(text("gmCode", "Gemeentecode (CBS)", "Municipality code (CBS)"));
        columns.add(date("referenceDate", "Peildatum", "Reference date"));
        columns.add(text("method", "Herkomst van de waarneming", "Origin of the observation"));
        columns.add(count("units", "Panden", "Units"));
        columns.add(count("vacantUnits", "Leegstaande panden", "Vacant units"));
        columns.add(share("vacancyRateUnits", "Leegstand (aandeel panden)", "Vacancy (share of units)"));
        columns.add(share("vacancyRateFloorArea", "Leegstand (aandeel wvo)", "Vacancy (share of floor area)"));
        columns.addAll(flows());
        columns.addAll(withheld());
        return new Schema(columns);
    }

    private static List<PropertyDefinition> flows() {
        return List.of(
                count("started", "Nieuw leeg", "Newly vacant"),
                count("stayed", "Leeg gebleven", "Stayed vacant"),
                count("ended", "Niet meer leeg", "No longer vacant"),
                count("endedLet", "Waarvan verhuurd of in gebruik", "Of which let or in use"),
                count("endedTransformed", "Waarvan getransformeerd", "Of which transformed"),
                count("endedDemolished", "Waarvan gesloopt", "Of which demolished"),
                count("endedWithdrawn", "Waarvan onttrokken", "Of which withdrawn"));
    }

    private static List<PropertyDefinition> withheld() {
        return List.of(
                PropertyDefinition.of(
                        "suppressed", new LocalizedText("Onderdrukt", "Suppressed"), PropertyType.BOOLEAN),
                text("reason", "Reden", "Reason"));
    }

    /** The column of a flow. */
    static String name(Flow flow) {
        return switch (flow) {
            case STARTED -> "started";
            case STAYED -> "stayed";
            case ENDED -> "ended";
            case LET -> "endedLet";
            case TRANSFORMED -> "endedTransformed";
            case DEMOLISHED -> "endedDemolished";
            case WITHDRAWN -> "endedWithdrawn";
        };
    }

    private static PropertyDefinition text(String name, String nl, String en) {
        return PropertyDefinition.of(name, new LocalizedText(nl, en), PropertyType.STRING);
    }

    private static PropertyDefinition date(String name, String nl, String en) {
        return PropertyDefinition.of(name, new LocalizedText(nl, en), PropertyType.DATE);
    }

    private static PropertyDefinition count(String name, String nl, String en) {
        return new PropertyDefinition(
                name, new LocalizedText(nl, en), PropertyType.INTEGER, Unit.COUNT, false, 0.0, null, List.of());
    }

    private static PropertyDefinition share(String name, String nl, String en) {
        return number(name, nl, en, Unit.SHARE);
    }

    private static PropertyDefinition number(String name, String nl, String en, Unit unit) {
        return PropertyDefinition.number(name, new LocalizedText(nl, en), unit);
    }
}
