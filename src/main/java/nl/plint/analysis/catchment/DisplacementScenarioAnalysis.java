package nl.plint.analysis.catchment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.Output;
import nl.plint.analysis.OutputDescription;
import nl.plint.analysis.parameter.Parameters;
import nl.plint.analysis.vacancy.VacancyNotes;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.GeometryKind;
import nl.plint.store.Published;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * What happens to centres and villages if more is bought on the internet, the population becomes what is forecast, and shops
 * open or close: turnover, who takes it from whom, floor that loses its turnover, support for village shops and daily
 * shops in reach (DOMAIN section 3.6).
 */
public final class DisplacementScenarioAnalysis implements Analysis<ScenarioQuestion> {
    private static final String VILLAGES = "villages";
    private static final String FLOWS = "flows";

    private final Parameters parameters;

    /** @param parameters those for retail */
    public DisplacementScenarioAnalysis(Parameters parameters) {
        this.parameters = parameters.only(Stream.of(
                        Stream.of(Category.values()).flatMap(category -> category.parameterNames().stream()),
                        Stream.of(
                                "outsideDailyShare",
                                "detourFactor",
                                "carSpeedNearKmh",
                                "carSpeedFarKmh",
                                "carNearKm",
                                "accessMinutes",
                                "surplusToVacancy",
                                "villageShopM2",
                                "villageShopInflow",
                                "villageShopBinding"))
                .flatMap(names -> names)
                .toList());
    }

    @Override
    public AnalysisDescription description() {
        return new AnalysisDescription(
                "displacement-scenario",
                new LocalizedText("Verdringing: wat als", "Displacement: what if"),
                new LocalizedText(
                        "Omzet van winkelgebieden, wie die van wie overneemt, verwachte leegstand en draagvlak in dorpen, als"
                                + " internet, bevolking of winkels veranderen.",
                        "Turnover of centres, who takes it from whom, expected vacancy and support in villages, if the"
                                + " internet, the population or shops change."),
                ScenarioInputs.describe(parameters),
                List.of(
                        OutputDescription.result(GeometryKind.POINT, ScenarioRows.CENTERS.properties()),
                        new OutputDescription.Features(
                                VILLAGES,
                                new LocalizedText("Dorpen en buurten", "Villages and neighbourhoods"),
                                new LocalizedText(
                                        "Inwoners, draagvlak voor een dorpswinkel en winkelvloer in bereik, voor en na.",
                                        "Inhabitants, support for a village shop and sales floor in reach, before and after."),
                                GeometryKind.POINT,
                                ScenarioRows.VILLAGES.properties()),
                        new OutputDescription.Features(
                                FLOWS,
                                new LocalizedText("Wie neemt omzet over van wie", "Who takes turnover from whom"),
                                new LocalizedText(
                                        "Lijnen van wie verliest naar wie wint; zonder lijn bij internet.",
                                        "Lines from who loses to who gains; no line for the internet."),
                                GeometryKind.LINE,
                                ScenarioRows.FLOWS.properties()),
                        OutputDescription.summary(Map.of())));
    }

    @Override
    public ScenarioQuestion question(Inputs inputs, Published published) {
        return ScenarioInputs.question(inputs, parameters);
    }

    @Override
    public Answer answer(ScenarioQuestion question, AnalysisContext context) {
        Published published = context.published();
        Parameters inForce = question.parameters();
        RetailMarket market = RetailMarket.read(published, question.referenceDate(), inForce.get("outsideDailyShare"));
        List<DatasetVersion> versions = new ArrayList<>(market.versions());
        PopulationForecast forecast = null;
        if (question.forecastYear() != null) {
            forecast = new PopulationForecast(
                    published, market.year(), question.forecastYear(), question.forecastVintage());
            versions.add(forecast.version());
        }
        ScenarioRows rows = new ScenarioRows(new Scenario(market, question, forecast), inForce);
        FeatureList centers = rows.centers();
        FeatureList villages = rows.villages();
        Map<String, Output> outputs = new LinkedHashMap<>();
        outputs.put(Answer.RESULT, new Output.Features(centers));
        outputs.put(VILLAGES, new Output.Features(villages));
        outputs.put(FLOWS, new Output.Features(rows.flows()));
        outputs.put(Answer.SUMMARY, new Output.Value(rows.figures()));
        return new Answer(
                description().id(),
                description().title(),
                outputs,
                versions,
                parameters(question, market, forecast),
                notes(forecast, versions));
    }

    private static Map<String, @Nullable Object> parameters(
            ScenarioQuestion question, RetailMarket market, @Nullable PopulationForecast forecast) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("referenceDate", market.referenceDate().toString());
        shown.put("forecastYear", question.forecastYear());
        shown.put("forecastVintage", forecast == null ? null : forecast.vintage());
        shown.put("onlineShareDaily", question.onlineShareDaily());
        shown.put("onlineShareNonDaily", question.onlineShareNonDaily());
        shown.put(
                "changes",
                question.changes().stream().map(ScenarioInputs::plain).toList());
        shown.put(Parameters.INPUT, question.parameters().plain());
        return shown;
    }

    private static List<LocalizedText> notes(@Nullable PopulationForecast forecast, List<DatasetVersion> versions) {
        List<LocalizedText> notes = new ArrayList<>();
        notes.add(new LocalizedText(
                "Bestedingen van inwoners van Drenthe, verdeeld met het model van Huff over winkelgebieden in en om de provincie"
                        + " en internet. Het model vergelijkt toestanden; het voorspelt geen jaar en geen winkel. Omzet van"
                        + " inwoners van elders telt niet mee.",
                "Spending of inhabitants of Drenthe, divided by Huff's model over centres in and around the province and the"
                        + " internet. The model compares states; it forecasts no year and no shop. Turnover from inhabitants"
                        + " of elsewhere is not counted."));
        notes.add(new LocalizedText(
                "Verwachte leegstand: een winkelgebied houdt zijn huidige omzet per m2 aan; van de vloer die daarbij te veel"
                        + " is, valt het aandeel surplusToVacancy leeg. Dat aandeel is een aanname.",
                "Expected vacancy: a centre keeps its present turnover per m2; of the floor that is then too much, the share"
                        + " surplusToVacancy falls vacant. That share is an assumption."));
        if (forecast != null) {
            notes.add(new LocalizedText(
                    "De prognose is per gemeente; dorpen groeien en krimpen hier mee met hun gemeente (afgeleid). Een dorp kan"
                            + " sneller krimpen dan zijn gemeente.",
                    "The forecast is by municipality; villages here grow and shrink with theirs (derived). A village may"
                            + " shrink faster than its municipality."));
        }
        if (versions.stream().anyMatch(version -> version.provenance().synthetic())) {
            notes.add(VacancyNotes.SYNTHETIC);
        }
        return notes;
    }
}
