package nl.plint.analysis.hotspot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.OutputDescription;
import nl.plint.analysis.hotspot.WeightsChoice.Standardization;
import nl.plint.analysis.vacancy.AreaChoice;
import nl.plint.analysis.vacancy.VacancyInputs;
import nl.plint.dataset.Audience;
import nl.plint.dataset.GeometryKind;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** The inputs of hotspots: their description, how they are read, and how they are shown in an answer. */
final class HotspotInputs {
    static final AnalysisDescription DESCRIPTION = new AnalysisDescription(
            "hotspots",
            new LocalizedText("Hotspots", "Hotspots"),
            new LocalizedText(
                    "Waar hoge of lage waarden sterker clusteren dan toeval verklaart: Gi en Gi*, lokale Moran, lokale Geary of join"
                            + " counts, van een eigenschap van een laag of van de leegstand per gebied.",
                    "Where high or low values cluster more than chance explains: Gi and Gi*, local Moran, local Geary or join"
                            + " counts, of a property of a layer or of the vacancy per area."),
            inputs(),
            List.of(
                    OutputDescription.result(GeometryKind.ANY, HotspotSchema.described()),
                    OutputDescription.summary(Map.of(
                            "areas", described("integer", "Areas with a value"),
                            "tests", described("integer", "Areas with a p-value, over which it is corrected"),
                            "classes", described("object", "Number of areas by class"),
                            "global",
                                    described("object", "Moran's I, Geary's C, general G and join counts of the whole"),
                            "scale",
                                    described("object", "The distance or k that was chosen, why, and what others give"),
                            "explanation", described("object", "Why the area of 'explain' has its class")))));

    private HotspotInputs() {}

    private static Map<String, Object> described(String type, String description) {
        return Map.of("type", type, "description", description);
    }

    private static List<InputDescription> inputs() {
        List<InputDescription> inputs = new ArrayList<>(VacancyInputs.ofUnits());
        inputs.addAll(
                1,
                List.of(
                        VacancyInputs.input(
                                "property",
                                "De numerieke eigenschap die wordt geanalyseerd; zonder wordt leegstand per gebied"
                                        + " geanalyseerd.",
                                "The numeric property that is analysed; without it, vacancy per area is analysed.",
                                Map.of("type", "string")),
                        VacancyInputs.input(
                                "value",
                                "Wat van de leegstand: meer panden dan verwacht (excess), aandeel (rate), aandeel gestandaardiseerd"
                                        + " naar het aantal panden (eb-rate, Assunção en Reis), of leegstaand vloeroppervlak in m2"
                                        + " (wvo-vacant).",
                                "What of the vacancy: units beyond expectation (excess), share (rate), share standardised for the"
                                        + " number of units (eb-rate, Assunção and Reis), or vacant floor area in m2"
                                        + " (wvo-vacant).",
                                VacancyInputs.choice(VacancyMeasure.EXCESS))));
        inputs.addAll(VacancyInputs.ofAreas(AreaChoice.GRID));
        inputs.add(VacancyInputs.input(
                "minimumUnits",
                "Gebieden met minder panden doen niet mee.",
                "Areas with fewer units are left out.",
                VacancyInputs.number("integer", 3, 1, 1_000)));
        inputs.add(VacancyInputs.input(
                "statistic", "De statistiek.", "The statistic.", VacancyInputs.choice(LocalStatistic.GI_STAR)));
        inputs.add(VacancyInputs.input(
                "threshold",
                "Voor join-count: waarden hierboven zijn gemarkeerd. Zonder moeten de waarden 0 en 1 zijn, of waar en onwaar.",
                "For join-count: values above it are marked. Without it values must be 0 and 1, or true and false.",
                Map.of("type", "number")));
        inputs.add(WeightsInputs.description());
        inputs.addAll(InferenceInputs.descriptions());
        inputs.add(VacancyInputs.input(
                "explain",
                "Id van een gebied dat in 'summary' wordt uitgelegd: waarde, buren, verwachting.",
                "Id of an area to explain in 'summary': its value, neighbors, expectation.",
                Map.of("type", "string")));
        return inputs;
    }

    static HotspotQuestion read(Inputs inputs, Audience most) {
        LocalStatistic statistic = inputs.choice("statistic", LocalStatistic.GI_STAR);
        if (inputs.has("threshold") && statistic != LocalStatistic.JOIN_COUNT) {
            throw inputs.invalid("threshold", "left out: only join-count marks values");
        }
        return new HotspotQuestion(
                subject(inputs, most),
                statistic,
                inputs.number("threshold", Double.NaN, -Double.MAX_VALUE, Double.MAX_VALUE),
                WeightsInputs.read(inputs),
                InferenceInputs.read(inputs, statistic.inference(), statistic.alternative()),
                inputs.findText("explain").orElse(null));
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

    /** Every choice in force, under the names of the inputs. */
    static Map<String, @Nullable Object> parameters(
            HotspotQuestion question, ObservedAreas observed, WeightsChoice inForce, Standardization standardization) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(observed.parameters());
        shown.put("statistic", Inputs.wireName(question.statistic()));
        if (!Double.isNaN(question.threshold())) {
            shown.put("threshold", question.threshold());
        }
        shown.put(
                "weights",
                WeightsInputs.parameters(inForce, standardization, question.statistic() == LocalStatistic.GI_STAR));
        shown.putAll(InferenceInputs.parameters(question.inference()));
        return shown;
    }
}
