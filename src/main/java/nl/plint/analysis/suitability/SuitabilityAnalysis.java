package nl.plint.analysis.suitability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.plint.analysis.Analysis;
import nl.plint.analysis.AnalysisContext;
import nl.plint.analysis.AnalysisDescription;
import nl.plint.analysis.Answer;
import nl.plint.analysis.Inputs;
import nl.plint.policy.CandidateKind;
import nl.plint.policy.Scenario;
import nl.plint.policy.Site;
import nl.plint.policy.SiteAssessment;
import nl.plint.policy.SiteEvaluation;
import nl.plint.policy.SiteRanking;
import nl.plint.store.Published;
import nl.plint.store.Snapshot;
import nl.plint.store.UnknownLayerException;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Judges every candidate place for a web-shop facility by a location policy: which rules it passes and fails, by how
 * much, and how well it suits. Excluded places are in the answer too, with the reason.
 */
public final class SuitabilityAnalysis implements Analysis<SuitabilityQuestion> {
    static final String ID = "site-suitability";

    private static final LocalizedText TITLE =
            new LocalizedText("Geschikte plekken voor webwinkels", "Suitable sites for web shops");

    private final SuitabilityInputs inputs;

    /** @param scenarios the policies that can be named by id; the first is the default when it is not told otherwise */
    public SuitabilityAnalysis(List<Scenario> scenarios) {
        this.inputs = new SuitabilityInputs(scenarios);
    }

    @Override
    public AnalysisDescription description() {
        return new AnalysisDescription(
                ID,
                TITLE,
                new LocalizedText(
                        "Toetst elke leegstaande winkel, bedrijfsruimte en uitgeefbare kavel aan een locatiebeleid, legt per"
                                + " regel uit waarom, en rangschikt wat mogelijk is.",
                        "Tests every vacant shop, business unit and plot for sale against a location policy, explains"
                                + " why, rule by rule, and ranks what is possible."),
                inputs.descriptions(),
                List.of(SuitabilityTable.DESCRIPTION, SuitabilitySummary.DESCRIPTION));
    }

    @Override
    public SuitabilityQuestion question(Inputs given, Published published) {
        return inputs.question(given, published);
    }

    @Override
    public Answer answer(SuitabilityQuestion question, AnalysisContext context) {
        StoredSiteFacts facts = new StoredSiteFacts(context.published());
        SiteEvaluation evaluation =
                new SiteEvaluation(question.scenario(), question.profile(), question.parameters(), facts);
        List<SiteAssessment> assessments = new ArrayList<>();
        int unclear = 0;
        int found = 0;
        Set<String> taken = new LinkedHashSet<>();
        for (CandidateKind kind : question.kinds()) {
            Snapshot snapshot = facts.find(kind.layer()).orElse(null);
            if (snapshot == null) {
                continue;
            }
            found++;
            for (int row = 0; row < snapshot.size(); row++) {
                context.done((found - 1 + (double) row / snapshot.size())
                        / question.kinds().size());
                Site site = site(kind, snapshot, row);
                String key = kind.layer() + "/" + snapshot.id(row);
                if (site == null || taken.contains(key)) {
                    continue;
                }
                Boolean candidate = evaluation.isCandidate(kind, site);
                if (candidate == null) {
                    unclear++;
                } else if (candidate) {
                    taken.add(key);
                    assessments.add(evaluation.assess(site));
                }
            }
        }
        if (found == 0) {
            throw new UnknownLayerException(question.kinds().get(0).layer());
        }
        SiteRanking ranking = SiteRanking.of(assessments);
        return new Answer(
                ID,
                TITLE,
                SuitabilityTable.of(ranking, question.limit()),
                facts.versions(),
                parameters(question),
                SuitabilitySummary.of(question.scenario(), assessments, unclear),
                notes(question, facts.missingLayers()));
    }

    private static @Nullable Site site(CandidateKind kind, Snapshot snapshot, int row) {
        Geometry geometry = snapshot.geometryRd(row);
        if (geometry == null || geometry.isEmpty()) {
            return null;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int position = 0; position < snapshot.schema().size(); position++) {
            values.put(snapshot.schema().get(position).name(), snapshot.value(row, position));
        }
        return new Site(
                snapshot.id(row), kind.id(), kind.layer(), snapshot.version().referenceDate(), geometry, values);
    }

    private static Map<String, @Nullable Object> parameters(SuitabilityQuestion question) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("scenario", question.scenario().id());
        parameters.put("date", question.scenario().date().toString());
        parameters.put("facility", question.profile().id());
        Map<String, Object> settings = new LinkedHashMap<>();
        question.scenario()
                .parameters()
                .forEach(each -> settings.put(each.name(), question.parameters().get(each.name())));
        parameters.put("parameters", settings);
        parameters.put(
                "candidates", question.kinds().stream().map(CandidateKind::id).toList());
        parameters.put("limit", question.limit());
        return parameters;
    }

    private static List<LocalizedText> notes(SuitabilityQuestion question, List<String> missingLayers) {
        List<LocalizedText> notes = new ArrayList<>();
        notes.add(question.scenario().description());
        notes.add(new LocalizedText(
                "Dit is een advies en geen besluit: de provincie adviseert, de gemeente beslist. Veel getallen in de regels"
                        + " zijn voorstellen; elke regel noemt zijn bron.",
                "This is advice and not a decision: the province advises, the municipality decides. Many numbers in the"
                        + " rules are proposals; each rule names its source."));
        notes.add(new LocalizedText(
                "Onbekend is niet voldaan en niet gezakt: ontbreekt een gegeven, dan is het resultaat onbekend, tenzij een"
                        + " verbod hoe dan ook geldt.",
                "Unknown is neither passed nor failed: where data is missing the result is unknown, unless a prohibition"
                        + " holds anyway."));
        if (!missingLayers.isEmpty()) {
            notes.add(new LocalizedText(
                    "Lagen zonder gegevens: " + missingLayers + ".", "Layers without data: " + missingLayers + "."));
        }
        return notes;
    }
}
