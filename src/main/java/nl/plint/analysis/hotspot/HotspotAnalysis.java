package nl.plint.analysis.hotspot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.hotspot.HotspotQuestion.Statistic;
import nl.plint.analysis.hotspot.ObservedAreas.ObservedArea;
import nl.plint.dataset.Audience;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.store.Published;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Hotspots: where high or low values cluster more than chance would have it.
 *
 * <p>Asked of any numeric property of any layer, or of the vacancy of units gathered in a grid or in polygons. Gi* is
 * binary with the area itself among its neighbors; local Moran is row-standardised without it (DOMAIN section 3.4).
 */
public final class HotspotAnalysis implements Analysis<HotspotQuestion> {
    private static final int FEWEST_AREAS = 8;
    private static final int FEW_AREAS = 30;

    private final Audience most;

    /** @param most the most that is shown of vacancy to whoever asks */
    public HotspotAnalysis(Audience most) {
        this.most = most;
    }

    @Override
    public AnalysisDescription description() {
        return HotspotInputs.DESCRIPTION;
    }

    @Override
    public HotspotQuestion question(Inputs inputs, Published published) {
        return HotspotInputs.read(inputs, most);
    }

    @Override
    public Answer answer(HotspotQuestion question, AnalysisContext context) {
        ObservedAreas observed = question.subject().observe(context.published());
        int size = observed.areas().size();
        if (size < FEWEST_AREAS) {
            boolean ofVacancy = question.subject() instanceof VacancySubject;
            throw new InvalidInputException(
                    ofVacancy ? "areas" : "layer",
                    observed.parameters().get(ofVacancy ? "areas" : "layer"),
                    "such that at least " + FEWEST_AREAS + " areas have a value (there are " + size + ")");
        }
        HotspotScores scores = HotspotScores.of(question, observed);
        List<LocalizedText> notes = new ArrayList<>();
        notes.add(HotspotNotes.meaning(question, scores));
        if (size < FEW_AREAS) {
            notes.add(HotspotNotes.few(size));
        }
        HotspotNotes.tooFewPermutations(question, scores.tested()).ifPresent(notes::add);
        if (observed.withheld() + observed.estimated() > 0) {
            notes.add(HotspotNotes.withheld(observed));
        }
        if (observed.versions().stream()
                .anyMatch(version -> version.provenance().synthetic())) {
            notes.add(HotspotNotes.SYNTHETIC);
        }
        Map<String, @Nullable Object> summary = new LinkedHashMap<>(observed.summary());
        summary.put("areas", size);
        summary.put("areasWithheld", observed.withheld());
        summary.put("tests", scores.tested());
        summary.put("classes", scores.countsByClass(observed));
        return new Answer(
                        description().id(),
                        description().title(),
                        new FeatureList(schema(question, observed), features(observed, scores)),
                        observed.versions(),
                        HotspotInputs.parameters(question, observed),
                        summary,
                        notes)
                .shownTo(question.subject().audience());
    }

    private static Schema schema(HotspotQuestion question, ObservedAreas observed) {
        List<PropertyDefinition> properties = new ArrayList<>(observed.description());
        properties.add(new PropertyDefinition(
                "value",
                new LocalizedText("Waarde", "Value"),
                PropertyType.NUMBER,
                observed.unit(),
                false,
                null,
                null,
                List.of()));
        boolean gi = question.statistic() == Statistic.GI_STAR;
        properties.addAll(scores(gi ? "Gi*" : "Lokale Moran I", gi ? "Gi*" : "Local Moran's I"));
        return new Schema(properties);
    }

    /** What every area gets, whatever was asked. */
    static List<PropertyDefinition> scores(String statisticNl, String statisticEn) {
        List<PropertyDefinition> properties = new ArrayList<>();
        properties.add(plain("statistic", statisticNl, statisticEn, PropertyType.NUMBER));
        properties.add(plain("zScore", "z-score", "z-score", PropertyType.NUMBER));
        properties.add(plain("pValue", "p-waarde (tweezijdig)", "p-value (two-sided)", PropertyType.NUMBER));
        properties.add(plain(
                "pValueSimulated",
                "p-waarde uit permutaties (tweezijdig)",
                "p-value from permutations (two-sided)",
                PropertyType.NUMBER));
        properties.add(plain(
                "pValueAdjusted",
                "p-waarde gecorrigeerd voor veel toetsen",
                "p-value adjusted for many tests",
                PropertyType.NUMBER));
        properties.add(plain("class", "Klasse", "Class", PropertyType.STRING));
        properties.add(plain("significant", "Significant", "Significant", PropertyType.BOOLEAN));
        properties.add(plain("neighborCount", "Aantal buren", "Number of neighbors", PropertyType.INTEGER));
        properties.add(plain("suppressed", "Onderdrukt", "Suppressed", PropertyType.BOOLEAN));
        properties.add(plain("reason", "Reden", "Reason", PropertyType.STRING));
        return properties;
    }

    private static PropertyDefinition plain(String name, String nl, String en, PropertyType type) {
        return PropertyDefinition.of(name, new LocalizedText(nl, en), type);
    }

    private static List<Feature> features(ObservedAreas observed, HotspotScores scores) {
        return IntStream.range(0, observed.areas().size())
                .mapToObj(index -> {
                    ObservedArea area = observed.areas().get(index);
                    List<@Nullable Object> values = new ArrayList<>(area.details());
                    values.add(area.isExact() ? area.value() : null);
                    values.addAll(scores.valuesOf(index, area.isShown()));
                    values.add(!area.isShown() || !area.isExact());
                    values.add(area.isShown() && area.isExact() ? null : "SUPPRESSED");
                    return new Feature(area.id(), area.geometryRd(), values.toArray());
                })
                .toList();
    }
}
