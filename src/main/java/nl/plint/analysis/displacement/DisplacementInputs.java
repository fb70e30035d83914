package nl.plint.analysis.displacement;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.displacement.DisplacementQuestion.Given;
import nl.plint.analysis.vacancy.VacancyInputs;
import nl.plint.retail.Indicator;
import org.jspecify.annotations.Nullable;

/** The inputs of analyses of displacement: how they are described and read. */
final class DisplacementInputs {
    private static final double MOST = 1e9;
    private static final List<String> GIVEN = List.of("marketRatio", "catchmentChange", "planFloorAreaM2");

    private DisplacementInputs() {}

    /** Layer, both dates, method and audience. */
    static List<InputDescription> ofDates() {
        Map<String, Object> date = Map.of("type", "string", "format", "date");
        Map<String, InputDescription> known = new LinkedHashMap<>();
        VacancyInputs.ofUnits().forEach(input -> known.put(input.name(), input));
        return List.of(
                known.get("layer"),
                VacancyInputs.input(
                        "from",
                        "De eerste peildatum; standaard die voor de tweede.",
                        "The first reference date; by default the one before the second.",
                        date),
                VacancyInputs.input(
                        "to",
                        "De tweede peildatum; standaard de nieuwste.",
                        "The second reference date; by default the newest.",
                        date),
                known.get("method"),
                known.get("audience"));
    }

    static InputDescription given() {
        return VacancyInputs.input(
                "given",
                "Wat andere modellen en registers van een gebied zeggen, per code: marketRatio (DPO: nodige door aanwezige"
                        + " winkelvloer), catchmentChange (verandering van het verzorgingsgebied, -0.05 is 5 % verlies) en"
                        + " planFloorAreaM2 (winkelvloer in plannen). Zonder dit hebben D6, D7 en D10 geen waarde.",
                "What other models and registers say of an area, by its code: marketRatio (DPO: floor that is needed over floor"
                        + " that is there), catchmentChange (change of the catchment, -0.05 is a loss of 5 %) and planFloorAreaM2"
                        + " (floor area in plans). Without it D6, D7 and D10 have no value.",
                Map.of(
                        "type",
                        "object",
                        "additionalProperties",
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of(
                                        "marketRatio", VacancyInputs.limits("number", 0, 100),
                                        "catchmentChange", VacancyInputs.limits("number", -1, 100),
                                        "planFloorAreaM2", VacancyInputs.limits("number", 0, MOST)),
                                "additionalProperties",
                                false),
                        "default",
                        Map.of()));
    }

    static Map<String, Given> readGiven(Inputs inputs) {
        return inputs.object("given", Map.of(), areas -> {
            Map<String, Given> read = new TreeMap<>();
            for (String area : areas.names()) {
                read.put(area, areas.object(area, Given.NOTHING, of -> {
                    of.requireKnown(GIVEN);
                    return new Given(
                            of.number("marketRatio", Double.NaN, 0, 100),
                            of.number("catchmentChange", Double.NaN, -1, 100),
                            of.number("planFloorAreaM2", Double.NaN, 0, MOST));
                }));
            }
            return read;
        });
    }

    static Map<String, @Nullable Object> plainGiven(Map<String, Given> given) {
        Map<String, @Nullable Object> plain = new TreeMap<>();
        given.forEach((area, of) -> {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            double[] numbers = {of.marketRatio(), of.catchmentChange(), of.planFloorAreaM2()};
            for (int i = 0; i < numbers.length; i++) {
                if (!Double.isNaN(numbers[i])) {
                    values.put(GIVEN.get(i), numbers[i]);
                }
            }
            plain.put(area, values);
        });
        return plain;
    }

    static InputDescription weights() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Indicator indicator : Indicator.values()) {
            properties.put(
                    IndicatorNames.of(indicator).name(),
                    VacancyInputs.number("number", defaultWeight(indicator), 0, 100));
        }
        return VacancyInputs.input(
                "weights",
                "Gewicht van elke indicator in de index; standaard gelijk, en 0 voor webwinkels.",
                "Weight of each indicator in the index; by default equal, and 0 for web shops.",
                Map.of("type", "object", "properties", properties, "additionalProperties", false));
    }

    /** D11 informs only. */
    private static double defaultWeight(Indicator indicator) {
        return indicator == Indicator.WEB_SHOP_GROWTH ? 0 : 1;
    }

    static Map<Indicator, Double> readWeights(Inputs inputs) {
        Map<Indicator, Double> equal = new EnumMap<>(Indicator.class);
        for (Indicator indicator : Indicator.values()) {
            equal.put(indicator, defaultWeight(indicator));
        }
        return inputs.object("weights", equal, of -> {
            of.requireKnown(Arrays.stream(Indicator.values())
                    .map(indicator -> IndicatorNames.of(indicator).name())
                    .toList());
            Map<Indicator, Double> read = new EnumMap<>(Indicator.class);
            for (Indicator indicator : Indicator.values()) {
                read.put(indicator, of.number(IndicatorNames.of(indicator).name(), defaultWeight(indicator), 0, 100));
            }
            if (read.values().stream().allMatch(weight -> weight == 0)) {
                throw inputs.invalid("weights", "at least one weight above 0");
            }
            return read;
        });
    }

    static Map<String, @Nullable Object> plainWeights(Map<Indicator, Double> weights) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (Indicator indicator : Indicator.values()) {
            plain.put(IndicatorNames.of(indicator).name(), weights.getOrDefault(indicator, 0.0));
        }
        return plain;
    }
}
