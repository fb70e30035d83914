package nl.plint.analysis.vacancy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.OutputDescription;
import nl.plint.dataset.Audience;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.GeometryKind;
import nl.plint.stats.RateSmoothing;
import nl.plint.store.Published;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * How much is vacant, for how long and where: units and floor area, each beside its denominator (DOMAIN sections 3.1 and 3.2), on
 * one reference date and by one method of observation.
 */
public final class VacancySummaryAnalysis implements Analysis<SummaryQuestion> {
    private static final String DEFAULT_AREAS = "municipalities";
    private static final double LEAST_COVERAGE = 0.90;

    private final Audience most;

    /** @param most the most that is shown to whoever asks */
    public VacancySummaryAnalysis(Audience most) {
        this.most = most;
    }

    @Override
    public AnalysisDescription description() {
        List<InputDescription> inputs = new ArrayList<>(VacancyInputs.ofUnits());
        inputs.addAll(VacancyInputs.ofAreas(DEFAULT_AREAS));
        inputs.add(VacancyInputs.input(
                "minimumUnits",
                "Gebieden met minder panden krijgen geen aandeel.",
                "Areas with fewer units get no share.",
                VacancyInputs.number("integer", 10, 1, 1_000)));
        return new AnalysisDescription(
                "vacancy-summary",
                new LocalizedText("Leegstand", "Vacancy"),
                new LocalizedText(
                        "Leegstand in panden en vierkante meters, naar duur, per gemeente, buurt, winkelgebied of cel.",
                        "Vacancy in units and square metres, by duration, per municipality, neighbourhood, centre or cell."),
                inputs,
                List.of(
                        OutputDescription.result(GeometryKind.ANY, SummaryRows.SCHEMA.properties()),
                        OutputDescription.summary(Map.of())));
    }

    @Override
    public SummaryQuestion question(Inputs inputs, Published published) {
        return new SummaryQuestion(
                VacancyInputs.layer(inputs),
                VacancyInputs.date(inputs, "referenceDate"),
                VacancyInputs.areas(inputs, DEFAULT_AREAS),
                VacancyInputs.universe(inputs),
                inputs.findText("method").orElse(null),
                (int) inputs.integer("minimumUnits", 10, 1, 1_000),
                VacancyInputs.audience(inputs, most));
    }

    @Override
    public Answer answer(SummaryQuestion question, AnalysisContext context) {
        Published published = context.published();
        ObservedUnits units = ObservedUnits.read(
                published, question.layer(), question.referenceDate(), question.universe(), question.method());
        Disclosure disclosure = Disclosure.of(published, units, question.areas(), question.audience());
        SummaryRows rows = new SummaryRows(disclosure, question.minimumUnits());
        List<Feature> features = rows.list();
        long suppressed = features.stream()
                .filter(row -> Boolean.TRUE.equals(
                        row.value(SummaryRows.SCHEMA.findPosition("suppressed").orElseThrow())))
                .count();
        Map<String, @Nullable Object> summary = rows.total();
        summary.put("unitsOfUnknownVacancy", units.unknownVacancy());
        summary.put("unitsOutsideUniverse", units.outsideUniverse());
        summary.put("areas", disclosure.table().areas().size());
        summary.put("areasWithSuppression", suppressed);
        RateSmoothing smoothing = rows.smoothing();
        if (smoothing != null) {
            summary.put("empiricalBayes", Map.of("mean", smoothing.mean(), "variance", smoothing.variance()));
        }
        List<DatasetVersion> versions = new ArrayList<>(units.versions());
        versions.addAll(disclosure.versions());
        return new Answer(
                        description().id(),
                        description().title(),
                        new FeatureList(SummaryRows.SCHEMA, features),
                        versions,
                        parameters(question, units),
                        summary,
                        notes(disclosure, suppressed, versions))
                .shownTo(question.audience());
    }

    private static Map<String, @Nullable Object> parameters(SummaryQuestion question, ObservedUnits units) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("layer", question.layer());
        shown.put("referenceDate", units.referenceDate().toString());
        shown.put("universe", Inputs.wireName(question.universe()));
        shown.put("method", units.method());
        shown.putAll(VacancyInputs.parameters(question.areas()));
        shown.put("minimumUnits", question.minimumUnits());
        shown.put("audience", question.audience().toString());
        return shown;
    }

    private static List<LocalizedText> notes(Disclosure disclosure, long suppressed, List<DatasetVersion> versions) {
        List<LocalizedText> notes = new ArrayList<>();
        Tally total = disclosure.table().total();
        notes.add(new LocalizedText(
                "Een aandeel is leegstaande panden gedeeld door alle panden van het gekozen universum op de peildatum. Alle"
                        + " panden zijn geteld: het interval zegt hoe vast het aandeel van zo weinig panden is, niet hoe goed"
                        + " een steekproef was. Een aandeel zegt niet waardoor panden leegstaan.",
                "A share is vacant units over all units of the chosen universe on the reference date. All units were"
                        + " counted: the interval says how firm the share of so few units is, not how good a sample was. A"
                        + " share does not say why units are vacant."));
        if (suppressed > 0) {
            notes.add(new LocalizedText(
                    "Bij " + suppressed
                            + " gebieden zijn cijfers weggelaten (suppressed): kleine aantallen, en wat die door"
                            + " aftrekken zou prijsgeven. Weggelaten is niet nul.",
                    "Of " + suppressed
                            + " areas figures are withheld (suppressed): small numbers, and what would give them"
                            + " away by subtraction. Withheld is not zero."));
        }
        if (total.units() > 0 && total.floorAreaCoverage() < LEAST_COVERAGE) {
            notes.add(new LocalizedText(
                    String.format(
                            Locale.ROOT,
                            "Van %.0f %% van de panden is het winkelvloeroppervlak bekend; de rest telt in m2 niet mee.",
                            100 * total.floorAreaCoverage()),
                    String.format(
                            Locale.ROOT,
                            "The floor area of %.0f %% of the units is known; the others do not count in m2.",
                            100 * total.floorAreaCoverage())));
        }
        if (versions.stream().anyMatch(version -> version.provenance().synthetic())) {
            notes.add(VacancyNotes.SYNTHETIC);
        }
        return notes;
    }
}
