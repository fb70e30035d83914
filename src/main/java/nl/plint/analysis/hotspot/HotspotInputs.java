package nl.plint.analysis.hotspot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.OutputDescription;
import nl.plint.analysis.hotspot.HotspotQuestion.Inference;
import nl.plint.analysis.hotspot.HotspotQuestion.NeighborRule;
import nl.plint.analysis.hotspot.HotspotQuestion.Statistic;
import nl.plint.analysis.hotspot.HotspotQuestion.WeightsType;
import nl.plint.analysis.vacancy.AreaChoice;
import nl.plint.analysis.vacancy.VacancyInputs;
import nl.plint.dataset.Audience;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.stats.Correction;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** The inputs of hotspots: their description, how they are read, and how they are shown in an answer. */
final class HotspotInputs {
    private static final NeighborRule DEFAULT_WEIGHTS = new NeighborRule(WeightsType.K_NEAREST, 1500, 8);

    static final AnalysisDescription DESCRIPTION = new AnalysisDescription(
            "hotspots",
            new LocalizedText("Hotspots", "Hotspots"),
            new LocalizedText(
                    "Waar hoge of lage waarden sterker clusteren dan toeval verklaart: Getis-Ord Gi* of lokale Moran, van een"
                            + " eigenschap van een laag of van de leegstand per gebied.",
                    "Where high or low values cluster more than chance explains: Getis-Ord Gi* or local Moran, of a property"
                            + " of a layer or of the vacancy per area."),
            all(
                    input(
                            "property",
                            "De numerieke eigenschap die wordt geanalyseerd; zonder wordt leegstand per gebied geanalyseerd.",
                            "The numeric property that is analysed; without it, vacancy per area is analysed.",
                            Map.of("type", "string")),
                    input(
                            "value",
                            "Wat van de leegstand: meer panden dan verwacht, aandeel, of leegstaand vloeroppervlak (m2).",
                            "What of the vacancy: units beyond expectation, share, or vacant floor area (m2).",
                            choice(VacancyMeasure.EXCESS)),
                    input("statistic", "De statistiek.", "The statistic.", choice(Statistic.GI_STAR)),
                    input(
                            "weights",
                            "Wie buren zijn: binnen een afstand, of de k dichtstbijzijnde.",
                            "Who are neighbors: within a distance, or the k nearest.",
                            weightsSchema()),
                    input(
                            "permutations",
                            "Aantal permutaties voor de gesimuleerde p-waarde; 0 voor geen.",
                            "Number of permutations for the simulated p-value; 0 for none.",
                            number("integer", 999, 0, 99_999)),
                    input(
                            "seed",
                            "Startgetal van het toeval.",
                            "Seed of the randomness.",
                            number("integer", 2013, 0, null)),
                    input(
                            "inference",
                            "Welke p-waarde wordt gecorrigeerd en de klasse bepaalt. Standaard: analytic voor gi-star,"
                                    + " permutation voor local-moran.",
                            "Which p-value is adjusted and decides on the class. Default: analytic for gi-star, permutation"
                                    + " for local-moran.",
                            Map.of("type", "string", "enum", names(Inference.ANALYTIC))),
                    input(
                            "correction",
                            "Correctie voor veel toetsen: fdr (Benjamini-Hochberg), bonferroni of none.",
                            "Correction for many tests: fdr (Benjamini-Hochberg), bonferroni or none.",
                            choice(Correction.FDR)),
                    input("alpha", "Significantieniveau.", "Significance level.", number("number", 0.05, 0.0001, 0.5))),
            List.of(
                    OutputDescription.result(GeometryKind.ANY, outputProperties()),
                    OutputDescription.summary(Map.of(
                            "areas", described("integer", "Areas with a value"),
                            "tests", described("integer", "Areas with a p-value, over which it is corrected"),
                            "classes", described("object", "Number of areas by class")))));

    private HotspotInputs() {}

    private static List<InputDescription> all(InputDescription... own) {
        List<InputDescription> inputs = new ArrayList<>(VacancyInputs.ofUnits());
        inputs.addAll(1, List.of(own).subList(0, 2));
        inputs.addAll(VacancyInputs.ofAreas(AreaChoice.GRID));
        inputs.add(VacancyInputs.input(
                "minimumUnits",
                "Gebieden met minder panden doen niet mee.",
                "Areas with fewer units are left out.",
                number("integer", 3, 1, 1_000)));
        inputs.addAll(List.of(own).subList(2, own.length));
        return inputs;
    }

    private static List<PropertyDefinition> outputProperties() {
        List<PropertyDefinition> properties = new ArrayList<>();
        properties.add(PropertyDefinition.of("value", new LocalizedText("Waarde", "Value"), PropertyType.NUMBER));
        properties.addAll(HotspotAnalysis.scores("Gi* of lokale Moran I", "Gi* or local Moran's I"));
        return properties;
    }

    private static Map<String, Object> described(String type, String description) {
        return Map.of("type", type, "description", description);
    }

    static HotspotQuestion read(Inputs inputs, Audience most) {
        Statistic statistic = inputs.choice("statistic", Statistic.GI_STAR);
        int permutations = (int) inputs.integer("permutations", 999, 0, 99_999);
        boolean simulated = statistic == Statistic.LOCAL_MORAN && permutations > 0;
        Inference inference = inputs.choice("inference", simulated ? Inference.PERMUTATION : Inference.ANALYTIC);
        if (inference == Inference.PERMUTATION && permutations == 0) {
            throw inputs.invalid("permutations", "at least 1 when inference is 'permutation'");
        }
        return new HotspotQuestion(
                subject(inputs, most),
                statistic,
                inputs.object("weights", DEFAULT_WEIGHTS, HotspotInputs::readWeights),
                permutations,
                inputs.integer("seed", 2013, 0, Long.MAX_VALUE),
                inference,
                inputs.choice("correction", Correction.FDR),
                inputs.number("alpha", 0.05, 0.0001, 0.5));
    }

    private static Subject subject(Inputs inputs, Audience most) {
        String property = inputs.findText("property").orElse(null);
        return property != null
                ? new PropertySubject(VacancyInputs.layer(inputs), property)
                : new VacancySubject(
                        VacancyInputs.layer(inputs),
                        VacancyInputs.date(inputs, "referenceDate"),
                        VacancyInputs.universe(inputs),
                        inputs.findText("method").orElse(null),
                        VacancyInputs.areas(inputs, AreaChoice.GRID),
                        inputs.choice("value", VacancyMeasure.EXCESS),
                        (int) inputs.integer("minimumUnits", 3, 1, 1_000),
                        VacancyInputs.audience(inputs, most));
    }

    private static NeighborRule readWeights(Inputs inputs) {
        inputs.requireKnown(List.of("type", "distanceMeters", "k"));
        return new NeighborRule(
                inputs.choice("type", DEFAULT_WEIGHTS.type()),
                inputs.number("distanceMeters", DEFAULT_WEIGHTS.distanceMeters(), 0.001, 1_000_000),
                (int) inputs.integer("k", DEFAULT_WEIGHTS.k(), 1, 1_000));
    }

    /** Every choice in force, under the names of the inputs. */
    static Map<String, @Nullable Object> parameters(HotspotQuestion question, ObservedAreas observed) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(observed.parameters());
        shown.put("statistic", Inputs.wireName(question.statistic()));
        NeighborRule rule = question.weights();
        Map<String, Object> weights = new LinkedHashMap<>();
        weights.put("type", Inputs.wireName(rule.type()));
        if (rule.type() == WeightsType.DISTANCE_BAND) {
            weights.put("distanceMeters", rule.distanceMeters());
        } else {
            weights.put("k", rule.k());
        }
        boolean giStar = question.statistic() == Statistic.GI_STAR;
        weights.put("selfIncluded", giStar);
        weights.put("standardization", giStar ? "binary" : "row");
        shown.put("weights", weights);
        shown.put("permutations", question.permutations());
        shown.put("seed", question.seed());
        shown.put("inference", Inputs.wireName(question.inference()));
        shown.put("correction", Inputs.wireName(question.correction()));
        shown.put("alpha", question.alpha());
        return shown;
    }

    private static InputDescription input(String name, String nl, String en, Map<String, Object> schema) {
        return new InputDescription(name, LocalizedText.same(name), new LocalizedText(nl, en), schema);
    }

    private static Map<String, Object> schema(String type, Object otherwise) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put("default", otherwise);
        return schema;
    }

    private static Map<String, Object> number(String type, Number otherwise, Number least, @Nullable Number greatest) {
        Map<String, Object> schema = schema(type, otherwise);
        schema.put("minimum", least);
        if (greatest != null) {
            schema.put("maximum", greatest);
        }
        return schema;
    }

    private static Map<String, Object> choice(Enum<?> otherwise) {
        Map<String, Object> schema = schema("string", Inputs.wireName(otherwise));
        schema.put("enum", names(otherwise));
        return schema;
    }

    private static List<String> names(Enum<?> any) {
        return Arrays.stream(any.getDeclaringClass().getEnumConstants())
                .map(constant -> Inputs.wireName((Enum<?>) constant))
                .toList();
    }

    private static Map<String, Object> weightsSchema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("type", choice(DEFAULT_WEIGHTS.type()));
        properties.put("distanceMeters", number("number", DEFAULT_WEIGHTS.distanceMeters(), 0.001, 1_000_000));
        properties.put("k", number("integer", DEFAULT_WEIGHTS.k(), 1, 1_000));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        schema.put("default", Map.of("type", Inputs.wireName(DEFAULT_WEIGHTS.type()), "k", DEFAULT_WEIGHTS.k()));
        return schema;
    }
}
