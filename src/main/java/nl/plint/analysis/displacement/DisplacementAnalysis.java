package nl.plint.analysis.displacement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.Output;
import nl.plint.analysis.OutputDescription;
import nl.plint.analysis.parameter.Parameters;
import nl.plint.analysis.region.Region;
import nl.plint.analysis.region.Regions;
import nl.plint.analysis.vacancy.AreaChoice;
import nl.plint.analysis.vacancy.Disclosure;
import nl.plint.analysis.vacancy.VacancyInputs;
import nl.plint.dataset.Audience;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.GeometryKind;
import nl.plint.retail.CompositeIndex.Standardization;
import nl.plint.retail.Indicator;
import nl.plint.store.Published;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Displacement of retail between two reference dates: the indicators D1 to D11 of each area, causes apart from effects, an index with
 * what each indicator adds to it, and a region beside the rest (DOMAIN section 3.6).
 */
public final class DisplacementAnalysis implements Analysis<DisplacementQuestion> {
    static final LocalizedText SYNTHETIC = new LocalizedText(
            "Berekend op synthetische demonstratiegegevens: niet geldig voor Drenthe.",
            "Computed on synthetic demonstration data: not valid for Drenthe.");
    static final String DEFAULT_REGION = "oost-drenthe";

    private static final String INDICATORS = "indicators";
    private static final String SETTLEMENTS = "neighbourhoods";
    private static final List<String> AREA_LAYERS = List.of("municipalities", "centres", SETTLEMENTS);

    private final Audience most;
    private final Parameters defaults;

    /**
     * @param most the most that is shown to whoever asks
     * @param retail all parameters of retail
     */
    public DisplacementAnalysis(Audience most, Parameters retail) {
        this.most = most;
        List<String> thresholds = Arrays.stream(Indicator.values())
                .map(indicator -> IndicatorNames.of(indicator).threshold())
                .flatMap(Stream::ofNullable)
                .toList();
        this.defaults = retail.only(retail.definitions().keySet().stream()
                .filter(name -> TwoDates.RULE_PARAMETERS.contains(name)
                        || name.startsWith(TwoDates.ONLINE_SHARE)
                        || Stream.concat(thresholds.stream(), Stream.of("structuralShare"))
                                .anyMatch(known -> name.equals(known + "Amber") || name.equals(known + "Red")))
                .toList());
    }

    @Override
    public AnalysisDescription description() {
        List<InputDescription> inputs = new ArrayList<>(DisplacementInputs.ofDates());
        inputs.add(VacancyInputs.input(
                "areas",
                "De gebieden: municipalities (gemeenten), centres (winkelgebieden) of neighbourhoods (kernen).",
                "The areas: municipalities, centres or neighbourhoods (settlements).",
                Map.of("type", "string", "enum", AREA_LAYERS, "default", AREA_LAYERS.get(0))));
        inputs.add(Regions.input(DEFAULT_REGION));
        inputs.add(VacancyInputs.input(
                "minimumShops",
                "Gebieden met minder winkels krijgen geen aandelen.",
                "Areas with fewer shops get no shares.",
                VacancyInputs.number("integer", 10, 1, 1_000)));
        inputs.add(DisplacementInputs.given());
        inputs.add(DisplacementInputs.weights());
        inputs.add(VacancyInputs.input(
                "standardization",
                "Hoe indicatoren vergelijkbaar worden: z-score of min-max.",
                "How indicators are made comparable: z-score or min-max.",
                VacancyInputs.choice(Standardization.Z_SCORE)));
        inputs.add(VacancyInputs.input(
                "shuffles",
                "Hoe vaak de toets de kernen opnieuw verdeelt.",
                "How often the test divides the settlements anew.",
                VacancyInputs.number("integer", 9_999, 99, 99_999)));
        inputs.add(VacancyInputs.input(
                "seed",
                "Startgetal van het toeval.",
                "Seed of the randomness.",
                VacancyInputs.number("integer", 2013, 0, Integer.MAX_VALUE)));
        inputs.add(defaults.input());
        return new AnalysisDescription(
                "retail-displacement",
                new LocalizedText("Verdringing in de detailhandel", "Displacement of retail"),
                new LocalizedText(
                        "Indicatoren van verdringing tussen twee peildatums per gemeente, winkelgebied of kern: oorzaken los van"
                                + " gevolgen, een index met wat elke indicator eraan bijdraagt, en een regio naast de rest.",
                        "Indicators of displacement between two reference dates per municipality, centre or settlement: causes"
                                + " apart from effects, an index with what each indicator adds to it, and a region beside the rest."),
                inputs,
                List.of(
                        OutputDescription.result(GeometryKind.POLYGON, DisplacementRows.AREAS.properties()),
                        OutputDescription.summary(Map.of(
                                "comparison", Map.of("type", "array"),
                                "region", Map.of("type", "object"))),
                        new OutputDescription.Features(
                                INDICATORS,
                                new LocalizedText("Indicatoren", "Indicators"),
                                new LocalizedText(
                                        "Een regel per gebied en indicator, met signaal, gewicht en bijdrage.",
                                        "A row per area and indicator, with signal, weight and contribution."),
                                GeometryKind.NONE,
                                DisplacementRows.INDICATOR_ROWS.properties())));
    }

    @Override
    public DisplacementQuestion question(Inputs inputs, Published published) {
        String areas = inputs.text("areas", AREA_LAYERS.get(0));
        if (!AREA_LAYERS.contains(areas)) {
            throw inputs.invalid("areas", "one of " + AREA_LAYERS);
        }
        return new DisplacementQuestion(
                VacancyInputs.layer(inputs),
                VacancyInputs.date(inputs, "from"),
                VacancyInputs.date(inputs, "to"),
                areas,
                inputs.findText("method").orElse(null),
                Regions.choice(inputs, DEFAULT_REGION),
                (int) inputs.integer("minimumShops", 10, 1, 1_000),
                DisplacementInputs.readGiven(inputs),
                DisplacementInputs.readWeights(inputs),
                inputs.choice("standardization", Standardization.Z_SCORE),
                (int) inputs.integer("shuffles", 9_999, 99, 99_999),
                inputs.integer("seed", 2013, 0, Integer.MAX_VALUE),
                defaults.with(inputs),
                VacancyInputs.audience(inputs, most));
    }

    @Override
    public Answer answer(DisplacementQuestion question, AnalysisContext context) {
        Published published = context.published();
        TwoDates dates = TwoDates.read(
                published,
                question.layer(),
                question.from(),
                question.to(),
                question.method(),
                TwoDates.rules(question.parameters()));
        Region region = Regions.get(published, question.region(), dates.after().referenceDate());
        Set<DatasetVersion> versions = new LinkedHashSet<>(dates.versions());
        versions.addAll(region.versions());
        if (published.find(question.areas()).isEmpty()) {
            throw new InvalidInputException("areas", question.areas(), "a layer that has data");
        }
        List<AreaFigures> figures = figures(dates, question.areas(), question, versions);
        DisplacementRows rows = new DisplacementRows(figures, question, region);
        context.done(0.3);
        List<AreaFigures> settlements =
                published.find(SETTLEMENTS).isPresent() ? figures(dates, SETTLEMENTS, question, versions) : List.of();
        RegionComparison comparison = compare(dates, settlements, question, region);
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("region", plain(region));
        summary.put("comparison", comparison.plain());
        summary.put("coropWithoutContrast", comparison.withoutContrast());
        summary.put("typology", rows.countsByType());
        return new Answer(
                        description().id(),
                        description().title(),
                        rows.areas(),
                        List.copyOf(versions),
                        parameters(question, dates),
                        summary,
                        notes(figures, region, comparison, versions))
                .with(INDICATORS, new Output.Features(rows.indicators()))
                .shownTo(question.audience());
    }

    private static RegionComparison compare(
            TwoDates dates, List<AreaFigures> settlements, DisplacementQuestion question, Region region) {
        List<@Nullable String> gmCodes = new ArrayList<>();
        settlements.forEach(figure -> gmCodes.add(figure.area().gmCode()));
        RegionComparison comparison =
                new RegionComparison(region, gmCodes, dates.corops(), question.shuffles(), question.seed());
        DisplacementRows rows = new DisplacementRows(settlements, question, region);
        for (Indicator indicator : Indicator.values()) {
            IndicatorNames names = IndicatorNames.of(indicator);
            comparison.add(names.name(), names.title(), rows.values(indicator));
        }
        comparison.add(
                "vacancyRise",
                new LocalizedText("Toename van de leegstand", "Rise of vacancy"),
                settlements.stream()
                        .mapToDouble(figure -> figure.indicators().vacancyRise())
                        .toArray());
        comparison.add("index", new LocalizedText("Index van verdringing", "Index of displacement"), rows.index());
        return comparison;
    }

    private static List<AreaFigures> figures(
            TwoDates dates, String layer, DisplacementQuestion question, Set<DatasetVersion> versions) {
        AreaChoice choice = new AreaChoice(layer, 0, 0);
        Disclosure before = Disclosure.of(dates.published(), dates.before(), choice, question.audience());
        Disclosure after = Disclosure.of(dates.published(), dates.after(), choice, question.audience());
        versions.addAll(after.versions());
        return AreaFigures.list(dates, before, after, question);
    }

    static Map<String, @Nullable Object> plain(Region region) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("id", region.id());
        plain.put("name", Map.of("nl", region.name().nl(), "en", region.name().en()));
        plain.put("gmCodes", List.copyOf(region.gmCodes()));
        plain.put("sources", region.sources());
        return plain;
    }

    private static Map<String, @Nullable Object> parameters(DisplacementQuestion question, TwoDates dates) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("layer", question.layer());
        shown.put("from", dates.before().referenceDate().toString());
        shown.put("to", dates.after().referenceDate().toString());
        shown.put("method", dates.after().method());
        shown.put("areas", question.areas());
        shown.put(Regions.INPUT, Regions.plain(question.region()));
        shown.put("minimumShops", question.minimumShops());
        shown.put("given", DisplacementInputs.plainGiven(question.given()));
        shown.put("weights", DisplacementInputs.plainWeights(question.weights()));
        shown.put("standardization", Inputs.wireName(question.standardization()));
        shown.put("shuffles", question.shuffles());
        shown.put("seed", question.seed());
        shown.put(Parameters.INPUT, question.parameters().plain());
        shown.put("audience", question.audience().toString());
        return shown;
    }

    private static List<LocalizedText> notes(
            List<AreaFigures> figures, Region region, RegionComparison comparison, Set<DatasetVersion> versions) {
        List<LocalizedText> notes = new ArrayList<>();
        notes.add(new LocalizedText(
                "Een hoge index zegt dat een gebied op deze indicatoren hoger staat dan de andere gebieden, niet dat het een het"
                        + " ander veroorzaakt. 'DISPLACEMENT' is: oorzaken boven het gemiddelde en gevolgen die verslechteren;"
                        + " 'AUTONOMOUS_DECLINE': gevolgen die verslechteren zonder die oorzaken. Een opvolger in hetzelfde pand"
                        + " tussen de peildatums is niet te zien.",
                "A high index says that an area is above the other areas on these indicators, not that one thing brings about"
                        + " another. 'DISPLACEMENT' is: causes above the mean and effects that worsen; 'AUTONOMOUS_DECLINE':"
                        + " effects that worsen without these causes. A trader who followed another in the same unit between the"
                        + " dates does not show."));
        notes.add(new LocalizedText(
                "De toets verdeelt kernen opnieuw over " + region.name().nl()
                        + " en de rest. Buren die op elkaar lijken, maken p te klein. pValueAdjusted is gecorrigeerd voor het"
                        + " aantal indicatoren.",
                "The test divides settlements anew over " + region.name().en()
                        + " and the rest. Neighbors that resemble one another make p too small. pValueAdjusted is corrected for"
                        + " the number of indicators."));
        if (!comparison.withoutContrast().isEmpty()) {
            String names = String.join(", ", comparison.withoutContrast());
            notes.add(new LocalizedText(
                    "COROP-gebieden zonder kernen aan beide kanten van de grens tellen in withinCorop niet mee: "
                            + names + ".",
                    "COROP regions without settlements on both sides of the border do not count in withinCorop: "
                            + names + "."));
        }
        long withheld = figures.stream().filter(figure -> !figure.complete()).count();
        if (withheld > 0) {
            notes.add(new LocalizedText(
                    "Van " + withheld
                            + " gebieden zijn cijfers weggelaten (suppressed): openingen, sluitingen en ketens zijn"
                            + " kleine aantallen. Weggelaten is niet nul.",
                    "Of " + withheld
                            + " areas figures are withheld (suppressed): openings, closures and chains are small"
                            + " numbers. Withheld is not zero."));
        }
        if (versions.stream().anyMatch(version -> version.provenance().synthetic())) {
            notes.add(SYNTHETIC);
        }
        return notes;
    }
}
