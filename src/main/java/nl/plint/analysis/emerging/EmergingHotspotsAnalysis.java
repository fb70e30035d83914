package nl.plint.analysis.emerging;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.OutputDescription;
import nl.plint.analysis.vacancy.AreaChoice;
import nl.plint.analysis.vacancy.AreaSet.Area;
import nl.plint.analysis.vacancy.ObservedUnits;
import nl.plint.analysis.vacancy.VacancyInputs;
import nl.plint.analysis.vacancy.VacancyNotes;
import nl.plint.dataset.Audience;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.stats.MannKendall;
import nl.plint.store.Published;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** Which hot and cold spots of vacancy are new, stay, grow or go: the pattern of Gi* over all reference dates of a layer. */
public final class EmergingHotspotsAnalysis implements Analysis<EmergingQuestion> {
    private static final int FEW_DATES = 8;

    private static final Schema SCHEMA = new Schema(List.of(
            text("name", "Naam", "Name"),
            text("gmCode", "Gemeentecode (CBS)", "Municipality code (CBS)"),
            text("pattern", "Patroon", "Pattern"),
            text("side", "Hot- of coldspot", "Hot or cold spot"),
            number("hotDates", "Peildata als hotspot", "Dates as a hot spot", PropertyType.INTEGER),
            number("coldDates", "Peildata als coldspot", "Dates as a cold spot", PropertyType.INTEGER),
            number("zScore", "Gi* op de laatste peildatum", "Gi* on the last date", PropertyType.NUMBER),
            number("trendZScore", "Trend (Mann-Kendall z)", "Trend (Mann-Kendall z)", PropertyType.NUMBER),
            number("trendPValue", "Trend (p, tweezijdig)", "Trend (p, two-sided)", PropertyType.NUMBER),
            PropertyDefinition.of(
                    "zScores", new LocalizedText("Gi* per peildatum", "Gi* by reference date"), PropertyType.JSON),
            PropertyDefinition.of("suppressed", new LocalizedText("Onderdrukt", "Suppressed"), PropertyType.BOOLEAN),
            text("reason", "Reden", "Reason")));

    private final Audience most;

    /** @param most the most that is shown to whoever asks */
    public EmergingHotspotsAnalysis(Audience most) {
        this.most = most;
    }

    private static PropertyDefinition text(String name, String nl, String en) {
        return PropertyDefinition.of(name, new LocalizedText(nl, en), PropertyType.STRING);
    }

    private static PropertyDefinition number(String name, String nl, String en, PropertyType type) {
        return PropertyDefinition.of(name, new LocalizedText(nl, en), type);
    }

    @Override
    public AnalysisDescription description() {
        List<InputDescription> inputs = new ArrayList<>();
        for (InputDescription input : VacancyInputs.ofUnits()) {
            if (!input.name().equals("referenceDate")) {
                inputs.add(input);
            }
        }
        inputs.addAll(VacancyInputs.ofAreas(AreaChoice.GRID));
        inputs.add(VacancyInputs.input(
                "minimumUnits",
                "Gebieden met op een peildatum minder panden doen niet mee.",
                "Areas with fewer units on any date are left out.",
                VacancyInputs.number("integer", 3, 1, 1_000)));
        inputs.add(VacancyInputs.input(
                "k",
                "Het aantal dichtstbijzijnde gebieden dat buur is.",
                "The number of nearest areas that are neighbors.",
                VacancyInputs.number("integer", 8, 1, 100)));
        inputs.add(VacancyInputs.input(
                "alpha",
                "Significantieniveau, van hotspots na correctie (fdr) en van de trend.",
                "Significance level, of hot spots after correction (fdr) and of the trend.",
                VacancyInputs.number("number", 0.05, 0.0001, 0.5)));
        return new AnalysisDescription(
                "emerging-hotspots",
                new LocalizedText("Opkomende hotspots", "Emerging hotspots"),
                new LocalizedText(
                        "Hoe hotspots van leegstand (Gi*) over de peildata komen en gaan: nieuw, blijvend, sterker, zwakker of"
                                + " verdwenen.",
                        "How hot spots of vacancy (Gi*) come and go over the reference dates: new, persistent, intensifying,"
                                + " diminishing or historical."),
                inputs,
                List.of(
                        OutputDescription.result(GeometryKind.ANY, SCHEMA.properties()),
                        OutputDescription.summary(Map.of())));
    }

    @Override
    public EmergingQuestion question(Inputs inputs, Published published) {
        return new EmergingQuestion(
                VacancyInputs.layer(inputs),
                VacancyInputs.areas(inputs, AreaChoice.GRID),
                VacancyInputs.universe(inputs),
                inputs.findText("method").orElse(null),
                (int) inputs.integer("minimumUnits", 3, 1, 1_000),
                (int) inputs.integer("k", 8, 1, 100),
                inputs.number("alpha", 0.05, 0.0001, 0.5),
                VacancyInputs.audience(inputs, most));
    }

    @Override
    public Answer answer(EmergingQuestion question, AnalysisContext context) {
        Published published = context.published();
        List<ObservedUnits> dates = new ArrayList<>();
        for (LocalDate date : published.get(question.layer()).versions().stream()
                .map(DatasetVersion::referenceDate)
                .collect(Collectors.toCollection(TreeSet::new))) {
            dates.add(ObservedUnits.read(published, question.layer(), date, question.universe(), question.method()));
        }
        List<String> methods =
                dates.stream().map(ObservedUnits::method).distinct().toList();
        if (dates.size() < 2 || methods.size() > 1) {
            throw new InvalidInputException(
                    methods.size() > 1 ? "method" : "layer",
                    methods.size() > 1 ? question.method() : question.layer(),
                    methods.size() > 1
                            ? "one that all reference dates have: " + methods + " cannot be compared (METHOD_BREAK)"
                            : "a layer with two reference dates or more");
        }
        HotspotSeries series = HotspotSeries.of(published, dates, question);
        List<String> names =
                dates.stream().map(units -> units.referenceDate().toString()).toList();
        List<Feature> rows = new ArrayList<>();
        Map<String, @Nullable Object> patterns = new TreeMap<>();
        for (int area = 0; area < series.areas().size(); area++) {
            Feature row = row(series, area, names, question.alpha());
            rows.add(row);
            Object pattern = row.value(SCHEMA.findPosition("pattern").orElseThrow());
            Object side = row.value(SCHEMA.findPosition("side").orElseThrow());
            patterns.merge(
                    pattern == null ? "suppressed" : side == null ? "none" : pattern + "-" + side,
                    1L,
                    (a, b) -> (Long) a + (Long) b);
        }
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("referenceDates", names);
        summary.put("areas", rows.size());
        summary.put("patterns", patterns);
        return new Answer(
                        description().id(),
                        description().title(),
                        new FeatureList(SCHEMA, rows),
                        series.versions(),
                        parameters(question, methods.get(0)),
                        summary,
                        notes(series))
                .shownTo(question.audience());
    }

    private static Feature row(HotspotSeries series, int number, List<String> dates, double alpha) {
        Area area = series.areas().get(number);
        if (!series.isShown(number)) {
            return new Feature(
                    area.id(),
                    area.geometryRd(),
                    area.name(),
                    area.gmCode(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    true,
                    "SUPPRESSED");
        }
        double[] zScores = series.zScores(number);
        int[] signs = series.signs(number);
        EmergingPattern hot = EmergingPattern.of(signs, zScores, 1, alpha);
        EmergingPattern cold = EmergingPattern.of(signs, zScores, -1, alpha);
        boolean isHot = hot != EmergingPattern.NONE;
        boolean isCold = !isHot && cold != EmergingPattern.NONE;
        MannKendall trend = MannKendall.of(zScores);
        Map<String, @Nullable Object> byDate = new LinkedHashMap<>();
        for (int date = 0; date < zScores.length; date++) {
            byDate.put(dates.get(date), number(zScores[date]));
        }
        return new Feature(
                area.id(),
                area.geometryRd(),
                area.name(),
                area.gmCode(),
                Inputs.wireName(isCold ? cold : hot),
                isHot ? "hot" : isCold ? "cold" : null,
                count(signs, 1),
                count(signs, -1),
                number(zScores[zScores.length - 1]),
                number(trend.zScore()),
                number(trend.pValue()),
                byDate,
                false,
                Double.isNaN(zScores[zScores.length - 1]) ? "NO_VARIANCE" : null);
    }

    private static long count(int[] signs, int side) {
        long count = 0;
        for (int sign : signs) {
            count += sign == side ? 1 : 0;
        }
        return count;
    }

    private static @Nullable Object number(double value) {
        return Double.isNaN(value) ? null : (Object) value;
    }

    private static Map<String, @Nullable Object> parameters(EmergingQuestion question, String method) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("layer", question.layer());
        shown.put("universe", Inputs.wireName(question.universe()));
        shown.put("method", method);
        shown.put("value", "excess");
        shown.putAll(VacancyInputs.parameters(question.areas()));
        shown.put("minimumUnits", question.minimumUnits());
        shown.put("k", question.k());
        shown.put("correction", "fdr");
        shown.put("alpha", question.alpha());
        shown.put("audience", question.audience().toString());
        return shown;
    }

    private static List<LocalizedText> notes(HotspotSeries series) {
        List<LocalizedText> notes = new ArrayList<>();
        notes.add(new LocalizedText(
                "Een patroon zegt hoe vaak en wanneer buren samen meer (hot) of minder (cold) leegstand hadden dan verwacht op"
                        + " " + series.dates() + " peildata, getoetst per datum (Gi*, gecorrigeerd voor "
                        + series.areas().size()
                        + " gebieden). Het zegt niet waardoor, en niet wat er tussen de peildata gebeurde.",
                "A pattern says how often and when neighbors together had more (hot) or less (cold) vacancy than expected on "
                        + series.dates() + " reference dates, tested for each date (Gi*, corrected for "
                        + series.areas().size()
                        + " areas). It does not say why, nor what happened between the dates."));
        if (series.dates() < FEW_DATES) {
            notes.add(new LocalizedText(
                    "Met " + series.dates()
                            + " peildata vindt de trendtoets (Mann-Kendall) weinig: sterker en zwakker zijn dan niet te"
                            + " onderscheiden van blijvend. Acht of meer is beter.",
                    "With " + series.dates()
                            + " reference dates the trend test (Mann-Kendall) finds little: intensifying and diminishing then"
                            + " cannot be told from persistent. Eight or more is better."));
        }
        if (series.versions().stream().anyMatch(version -> version.provenance().synthetic())) {
            notes.add(VacancyNotes.SYNTHETIC);
        }
        return notes;
    }
}
