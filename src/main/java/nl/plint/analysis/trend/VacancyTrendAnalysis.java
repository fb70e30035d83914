package nl.plint.analysis.trend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.Output;
import nl.plint.analysis.OutputDescription;
import nl.plint.analysis.vacancy.Disclosure;
import nl.plint.analysis.vacancy.FlowDisclosure;
import nl.plint.analysis.vacancy.ObservedUnits;
import nl.plint.analysis.vacancy.Universe;
import nl.plint.analysis.vacancy.VacancyInputs;
import nl.plint.analysis.vacancy.VacancySpells;
import nl.plint.dataset.Audience;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.GeometryKind;
import nl.plint.store.Published;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * How vacancy changed from one reference date to another, in all areas alike: in shares, by what started and ended, and how long
 * spells last (DOMAIN sections 3.1 and 3.2).
 */
public final class VacancyTrendAnalysis implements Analysis<TrendQuestion> {
    private static final String DEFAULT_AREAS = "municipalities";
    private static final String SERIES = "series";
    private static final String SURVIVAL = "survival";

    private final Audience most;

    /** @param most the most that is shown to whoever asks */
    public VacancyTrendAnalysis(Audience most) {
        this.most = most;
    }

    @Override
    public AnalysisDescription description() {
        List<InputDescription> inputs = new ArrayList<>();
        for (InputDescription input : VacancyInputs.ofUnits()) {
            if (!input.name().equals("referenceDate")) {
                inputs.add(input);
            }
        }
        inputs.add(VacancyInputs.input(
                "from",
                "De eerste peildatum; standaard de oudste.",
                "The first reference date; by default the oldest.",
                Map.of("type", "string", "format", "date")));
        inputs.add(VacancyInputs.input(
                "to",
                "De laatste peildatum; standaard de nieuwste. Die ertussen doen mee.",
                "The last reference date; by default the newest. Those in between take part.",
                Map.of("type", "string", "format", "date")));
        inputs.addAll(VacancyInputs.ofAreas(DEFAULT_AREAS));
        inputs.add(VacancyInputs.input(
                "minimumUnits",
                "Gebieden met minder panden krijgen geen aandeel.",
                "Areas with fewer units get no share.",
                VacancyInputs.number("integer", 10, 1, 1_000)));
        return new AnalysisDescription(
                "vacancy-trend",
                new LocalizedText("Verloop van de leegstand", "Vacancy trend"),
                new LocalizedText(
                        "Hoe leegstand veranderde tussen peildata: aandelen, wat nieuw leeg kwam en hoe leegstand eindigde, en"
                                + " hoe lang panden leegstaan (Kaplan-Meier).",
                        "How vacancy changed between reference dates: shares, what became vacant and how vacancy ended, and"
                                + " how long units stay vacant (Kaplan-Meier)."),
                inputs,
                List.of(
                        OutputDescription.result(GeometryKind.ANY, TrendColumns.CHANGE.properties()),
                        new OutputDescription.Features(
                                SERIES,
                                new LocalizedText("Reeks", "Series"),
                                new LocalizedText(
                                        "Elk gebied op elke peildatum, met wat er sinds de vorige gebeurde.",
                                        "Each area on each reference date, with what happened since the one before."),
                                GeometryKind.NONE,
                                TrendColumns.SERIES.properties()),
                        new OutputDescription.Features(
                                SURVIVAL,
                                new LocalizedText("Overlevingscurve", "Survival curve"),
                                new LocalizedText(
                                        "Het aandeel van de leegstand dat langer duurt dan een aantal dagen (Kaplan-Meier).",
                                        "The share of vacancy that lasts longer than a number of days (Kaplan-Meier)."),
                                GeometryKind.NONE,
                                TrendColumns.SURVIVAL.properties()),
                        OutputDescription.summary(Map.of())));
    }

    @Override
    public TrendQuestion question(Inputs inputs, Published published) {
        Audience audience = VacancyInputs.audience(inputs, most);
        Universe universe = VacancyInputs.universe(inputs);
        if (universe != Universe.ALL && audience.tier() != Audience.Tier.PROVINCE) {
            throw inputs.invalid(
                    "universe",
                    "'all' for an audience that small numbers are withheld from: the ends of one universe taken from those of"
                            + " another would give them away");
        }
        return new TrendQuestion(
                VacancyInputs.layer(inputs),
                VacancyInputs.date(inputs, "from"),
                VacancyInputs.date(inputs, "to"),
                VacancyInputs.areas(inputs, DEFAULT_AREAS),
                universe,
                inputs.findText("method").orElse(null),
                (int) inputs.integer("minimumUnits", 10, 1, 1_000),
                audience);
    }

    @Override
    public Answer answer(TrendQuestion question, AnalysisContext context) {
        Published published = context.published();
        List<ObservedUnits> series = new ArrayList<>();
        for (LocalDate date : dates(published, question)) {
            series.add(ObservedUnits.read(published, question.layer(), date, question.universe(), question.method()));
        }
        VacancySpells spells = VacancySpells.of(series);
        FlowDisclosure disclosure = FlowDisclosure.of(published, spells, question.areas(), question.audience());
        TrendRows rows = new TrendRows(disclosure, spells, question.minimumUnits());
        TrendTotals totals = new TrendTotals(disclosure, spells);
        Set<DatasetVersion> versions = series.stream()
                .flatMap(units -> units.versions().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        disclosure.stocks().stream().map(Disclosure::versions).forEach(versions::addAll);
        return new Answer(
                        description().id(),
                        description().title(),
                        new FeatureList(TrendColumns.CHANGE, rows.changes()),
                        List.copyOf(versions),
                        parameters(question, series),
                        totals.summary(),
                        TrendNotes.of(spells, totals, versions))
                .with(SERIES, new Output.Features(new FeatureList(TrendColumns.SERIES, rows.series())))
                .with(SURVIVAL, new Output.Features(new FeatureList(TrendColumns.SURVIVAL, totals.survival())))
                .shownTo(question.audience());
    }

    /** The reference dates of a layer from one to another, oldest first. */
    private static List<LocalDate> dates(Published published, TrendQuestion question) {
        TreeSet<LocalDate> all = published.get(question.layer()).versions().stream()
                .map(DatasetVersion::referenceDate)
                .collect(Collectors.toCollection(TreeSet::new));
        LocalDate from = question.from() == null ? all.first() : question.from();
        LocalDate to = question.to() == null ? all.last() : question.to();
        if (!all.contains(from)) {
            throw new InvalidInputException("from", from, "one of the reference dates " + all);
        }
        if (!all.contains(to) || !to.isAfter(from)) {
            throw new InvalidInputException(
                    "to",
                    to,
                    "one of the reference dates after " + from + ": " + all.tailSet(from, false)
                            + "; a trend takes two");
        }
        return List.copyOf(all.subSet(from, true, to, true));
    }

    private static Map<String, @Nullable Object> parameters(TrendQuestion question, List<ObservedUnits> series) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("layer", question.layer());
        shown.put("from", series.get(0).referenceDate().toString());
        shown.put("to", series.get(series.size() - 1).referenceDate().toString());
        shown.put("universe", Inputs.wireName(question.universe()));
        shown.put("method", question.method());
        shown.putAll(VacancyInputs.parameters(question.areas()));
        shown.put("minimumUnits", question.minimumUnits());
        shown.put("audience", question.audience().toString());
        return shown;
    }
}
