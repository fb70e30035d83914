package nl.plint.analysis.catchment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.catchment.ScenarioQuestion.ShopChange;
import nl.plint.analysis.parameter.Parameters;
import nl.plint.analysis.vacancy.VacancyInputs;
import org.jspecify.annotations.Nullable;

/** The inputs of a scenario: how they are described and read. */
final class ScenarioInputs {
    private static final int MOST_CHANGES = 100;
    private static final List<String> CHANGE = List.of("center", "x", "y", "category", "floorAreaM2");

    private static final ShopChange NONE = new ShopChange(null, Double.NaN, Double.NaN, Category.DAILY, 0);

    private ScenarioInputs() {}

    static List<InputDescription> describe(Parameters parameters) {
        return List.of(
                VacancyInputs.input(
                        "referenceDate",
                        "De peildatum van de winkelpanden; standaard de nieuwste.",
                        "The reference date of the shop units; by default the newest.",
                        Map.of("type", "string", "format", "date")),
                VacancyInputs.input(
                        "forecastYear",
                        "Het jaar waarvan de prognose de inwoners geeft, zoals 2035; zonder blijft de bevolking gelijk.",
                        "The year of which the forecast gives the inhabitants, such as 2035; without it they stay the same.",
                        Map.of("type", "integer", "minimum", 2000, "maximum", 2100)),
                VacancyInputs.input(
                        "forecastVintage",
                        "De jaargang van de prognose; standaard de nieuwste.",
                        "The vintage of the forecast; by default the newest.",
                        Map.of("type", "integer", "minimum", 2000, "maximum", 2100)),
                VacancyInputs.input(
                        "onlineShareDaily",
                        "Het aandeel van de dagelijkse bestedingen dat naar internet gaat, zoals 0,1; zonder blijft het gelijk.",
                        "The share of daily spending that goes to the internet, such as 0.1; without it that stays the same.",
                        Map.of("type", "number", "minimum", 0, "maximum", 0.95)),
                VacancyInputs.input(
                        "onlineShareNonDaily",
                        "Hetzelfde voor niet-dagelijkse bestedingen, zoals 0,3.",
                        "The same for other spending, such as 0.3.",
                        Map.of("type", "number", "minimum", 0, "maximum", 0.95)),
                VacancyInputs.input(
                        "changes",
                        "Winkelvloer die erbij komt (positief) of verdwijnt (negatief): bij een winkelgebied (center) of op een"
                                + " plek in RD (x, y).",
                        "Sales floor that comes (positive) or goes (negative): in a centre (center) or at a place in RD New"
                                + " (x, y).",
                        changesSchema()),
                parameters.input());
    }

    private static Map<String, Object> changesSchema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("center", Map.of("type", "string"));
        properties.put("x", Map.of("type", "number", "minimum", -7_000, "maximum", 300_000));
        properties.put("y", Map.of("type", "number", "minimum", 289_000, "maximum", 629_000));
        properties.put("category", Map.of("type", "string", "enum", List.of("daily", "non-daily"), "default", "daily"));
        properties.put("floorAreaM2", Map.of("type", "number", "minimum", -1_000_000, "maximum", 1_000_000));
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("type", "object");
        item.put("properties", properties);
        item.put("required", List.of("floorAreaM2"));
        item.put("additionalProperties", false);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", item);
        schema.put("maxItems", MOST_CHANGES);
        schema.put("default", List.of());
        return schema;
    }

    static ScenarioQuestion question(Inputs inputs, Parameters parameters) {
        return new ScenarioQuestion(
                VacancyInputs.date(inputs, "referenceDate"),
                year(inputs, "forecastYear"),
                year(inputs, "forecastVintage"),
                share(inputs, "onlineShareDaily"),
                share(inputs, "onlineShareNonDaily"),
                changes(inputs),
                parameters.with(inputs));
    }

    private static @Nullable Integer year(Inputs inputs, String name) {
        return inputs.has(name) ? (Integer) (int) inputs.integer(name, 2000, 2000, 2100) : null;
    }

    private static @Nullable Double share(Inputs inputs, String name) {
        return inputs.has(name) ? (Double) inputs.number(name, 0, 0, 0.95) : null;
    }

    private static List<ShopChange> changes(Inputs inputs) {
        Object plain = inputs.plain("changes");
        if (plain == null) {
            return List.of();
        }
        if (!(plain instanceof List<?> list) || list.size() > MOST_CHANGES) {
            throw new InvalidInputException("changes", plain, "a list of at most " + MOST_CHANGES + " changes");
        }
        List<ShopChange> changes = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("changes[" + i + "]", list.get(i));
            changes.add(new Inputs(one).object("changes[" + i + "]", NONE, ScenarioInputs::change));
        }
        return changes;
    }

    private static ShopChange change(Inputs inputs) {
        inputs.requireKnown(CHANGE);
        String center = inputs.findText("center").orElse(null);
        boolean placed = inputs.has("x") && inputs.has("y");
        if ((center == null) == !placed || (center != null && (inputs.has("x") || inputs.has("y")))) {
            throw inputs.invalid("center", "the code of a centre, or else x and y in RD New");
        }
        if (!inputs.has("floorAreaM2")) {
            throw inputs.invalid("floorAreaM2", "a number of square metres; negative for what closes");
        }
        return new ShopChange(
                center,
                inputs.number("x", Double.NaN, -7_000, 300_000),
                inputs.number("y", Double.NaN, 289_000, 629_000),
                inputs.choice("category", Category.DAILY),
                inputs.number("floorAreaM2", 0, -1_000_000, 1_000_000));
    }

    /** A change as it came in. */
    static Map<String, Object> plain(ShopChange change) {
        Map<String, Object> plain = new LinkedHashMap<>();
        if (change.center() == null) {
            plain.put("x", change.x());
            plain.put("y", change.y());
        } else {
            plain.put("center", change.center());
        }
        plain.put("category", change.category().wireName());
        plain.put("floorAreaM2", change.floorAreaM2());
        return plain;
    }
}
