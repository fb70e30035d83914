package nl.plint.analysis.hotspot;

import java.util.ArrayList;
import java.util.Arrays;
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
import nl.plint.analysis.hotspot.ObservedAreas.ObservedArea;
import nl.plint.analysis.hotspot.WeightsChoice.Standardization;
import nl.plint.dataset.Audience;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureList;
import nl.plint.store.Published;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Hotspots: where high or low values cluster more than chance would have it.
 *
 * <p>Asked of any numeric property of any layer, or of the vacancy of units gathered in areas (DOMAIN section 3.4). With each area
 * comes what a reader needs to judge it, and with all of them what holds for the map as a whole.
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
        double[] values = values(question, observed);
        Standardization asked = question.weights().standardization();
        Standardization standardization = asked == null ? question.statistic().standardization() : asked;
        ScaleChoice scale =
                question.weights().isOpen() ? ScaleChoice.of(question, observed, values, standardization) : null;
        context.done(0.2);
        AreaWeights weights = AreaWeights.of(
                scale == null ? question.weights() : question.weights().at(scale.scale()), observed);
        HotspotScores scores = HotspotScores.of(question, values, weights, standardization);
        context.done(0.8);
        Map<String, @Nullable Object> summary = new LinkedHashMap<>(observed.summary());
        summary.put("areas", size);
        summary.put("areasWithheld", observed.withheld());
        summary.put("islands", weights.neighbors().islandCount());
        summary.put("meanNeighbors", weights.neighbors().meanNeighborCount());
        summary.put("tests", scores.tested());
        summary.put("significant", scores.significantCount());
        summary.put("classes", scores.countsByClass(observed));
        summary.put("global", GlobalFigures.of(question.inference(), values, weights));
        if (scale != null) {
            summary.put("scale", Map.of("why", HotspotNotes.plain(scale.why()), "tried", scale.table()));
        }
        if (question.explain() != null) {
            summary.put("explanation", Explanation.of(question.explain(), observed, question, scores));
        }
        return new Answer(
                        description().id(),
                        description().title(),
                        new FeatureList(HotspotSchema.of(question, observed), features(observed, scores)),
                        observed.versions(),
                        HotspotInputs.parameters(question, observed, weights.choice(), standardization),
                        summary,
                        notes(question, observed, weights, scores, scale))
                .shownTo(question.subject().audience());
    }

    /** The values as the statistic takes them: of join counts, marks. */
    private static double[] values(HotspotQuestion question, ObservedAreas observed) {
        double[] values = observed.values();
        if (question.statistic() != LocalStatistic.JOIN_COUNT) {
            return values;
        }
        double threshold = question.threshold();
        if (!Double.isNaN(threshold)) {
            return Arrays.stream(values).map(value -> value > threshold ? 1 : 0).toArray();
        }
        if (Arrays.stream(values).anyMatch(value -> value != 0 && value != 1)) {
            throw new InvalidInputException(
                    "threshold", null, "given: values are not all 0 or 1, and join counts ask which are marked");
        }
        return values;
    }

    private static List<LocalizedText> notes(
            HotspotQuestion question,
            ObservedAreas observed,
            AreaWeights weights,
            HotspotScores scores,
            @Nullable ScaleChoice scale) {
        List<LocalizedText> notes = new ArrayList<>();
        notes.add(HotspotNotes.meaning(question, scores));
        notes.add(HotspotNotes.pValue(question.inference()));
        if (scale != null) {
            notes.add(scale.why());
        }
        if (observed.areas().size() < FEW_AREAS) {
            notes.add(HotspotNotes.few(observed.areas().size()));
        }
        if (weights.neighbors().islandCount() > 0) {
            notes.add(HotspotNotes.islands(weights.neighbors().islandCount()));
        }
        HotspotNotes.tooFewPermutations(question.inference(), scores.tested()).ifPresent(notes::add);
        if (observed.withheld() + observed.estimated() > 0) {
            notes.add(HotspotNotes.withheld(observed));
        }
        if (observed.versions().stream()
                .anyMatch(version -> version.provenance().synthetic())) {
            notes.add(HotspotNotes.SYNTHETIC);
        }
        return notes;
    }

    private static List<Feature> features(ObservedAreas observed, HotspotScores scores) {
        return IntStream.range(0, observed.areas().size())
                .mapToObj(index -> {
                    ObservedArea area = observed.areas().get(index);
                    boolean suppressed = !area.isShown() || !area.isExact();
                    List<@Nullable Object> values = new ArrayList<>(area.details());
                    values.add(area.isExact() ? area.value() : null);
                    values.addAll(scores.valuesOf(index, area.isShown()));
                    values.add(suppressed);
                    values.add(suppressed ? "SUPPRESSED" : scores.reason(index));
                    return new Feature(area.id(), area.geometryRd(), values.toArray());
                })
                .toList();
    }
}
