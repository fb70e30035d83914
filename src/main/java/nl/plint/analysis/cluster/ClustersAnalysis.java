package nl.plint.analysis.cluster;

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
import nl.plint.analysis.Output;
import nl.plint.analysis.OutputDescription;
import nl.plint.analysis.cluster.ClusterQuestion.Algorithm;
import nl.plint.analysis.cluster.ClusterQuestion.Hull;
import nl.plint.analysis.vacancy.ObservedUnits;
import nl.plint.analysis.vacancy.VacancyInputs;
import nl.plint.analysis.vacancy.VacancyNotes;
import nl.plint.dataset.Audience;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.GeometryKind;
import nl.plint.store.Published;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Clusters of vacant units by DBSCAN or HDBSCAN (DOMAIN section 3.4), each with what lies in its hull, so that it can be judged: a
 * cluster of vacant shops may be no more than a cluster of shops.
 */
public final class ClustersAnalysis implements Analysis<ClusterQuestion> {
    private static final String MEMBERS = "members";
    private static final double DISTANCE_METERS = 150;
    private static final int MINIMUM_POINTS = 5;

    private final Audience most;

    /** @param most the most that is shown to whoever asks */
    public ClustersAnalysis(Audience most) {
        this.most = most;
    }

    @Override
    public AnalysisDescription description() {
        List<InputDescription> inputs = new ArrayList<>(VacancyInputs.ofUnits());
        inputs.add(VacancyInputs.input(
                "algorithm",
                "dbscan: binnen een vaste afstand; hdbscan: zonder afstand, op verschil in dichtheid.",
                "dbscan: within a fixed distance; hdbscan: without a distance, by differences in density.",
                VacancyInputs.choice(Algorithm.DBSCAN)));
        inputs.add(VacancyInputs.input(
                "distanceMeters",
                "Reikwijdte (eps) van dbscan in meters.",
                "Reach (eps) of dbscan in metres.",
                VacancyInputs.number("number", DISTANCE_METERS, 10, 5_000)));
        inputs.add(VacancyInputs.input(
                "minimumPoints",
                "Leegstaande panden binnen bereik die een kern maken, zichzelf meegeteld (minPts; bij hdbscan minSamples).",
                "Vacant units within reach that make a core, itself included (minPts; of hdbscan minSamples).",
                VacancyInputs.number("integer", MINIMUM_POINTS, 2, 100)));
        inputs.add(VacancyInputs.input(
                "minimumSize",
                "Kleinste cluster van hdbscan.",
                "Smallest cluster of hdbscan.",
                VacancyInputs.number("integer", MINIMUM_POINTS, 2, 1_000)));
        inputs.add(VacancyInputs.input(
                "hull",
                "Omtrek: concave of convex, 25 m ruimer.",
                "Outline: concave or convex, 25 m wider.",
                VacancyInputs.choice(Hull.CONCAVE)));
        return new AnalysisDescription(
                "clusters",
                new LocalizedText("Clusters van leegstand", "Clusters of vacancy"),
                new LocalizedText(
                        "Waar leegstaande panden bij elkaar liggen, met wat er verder in de omtrek ligt.",
                        "Where vacant units lie close together, with what else lies within the outline."),
                inputs,
                List.of(
                        OutputDescription.result(GeometryKind.POLYGON, ClusterRows.SCHEMA.properties()),
                        new OutputDescription.Features(
                                MEMBERS,
                                new LocalizedText("Panden", "Units"),
                                new LocalizedText(
                                        "De leegstaande panden met hun cluster; zonder zijn ze ruis. Alleen voor wie alles ziet.",
                                        "The vacant units with their cluster; without it they are noise. Only for who sees all."),
                                GeometryKind.POINT,
                                ClusterRows.MEMBERS.properties()),
                        OutputDescription.summary(Map.of())));
    }

    @Override
    public ClusterQuestion question(Inputs inputs, Published published) {
        Audience audience = VacancyInputs.audience(inputs, most);
        if (!audience.choosesFreely()) {
            for (String chosen : List.of("universe", "distanceMeters", "minimumPoints", "minimumSize", "hull")) {
                if (inputs.has(chosen)) {
                    throw inputs.invalid(
                            chosen,
                            "left out by an audience that small numbers are withheld from: clusters of slightly different"
                                    + " settings differ by single units");
                }
            }
        }
        return new ClusterQuestion(
                VacancyInputs.layer(inputs),
                VacancyInputs.date(inputs, "referenceDate"),
                VacancyInputs.universe(inputs),
                inputs.findText("method").orElse(null),
                inputs.choice("algorithm", Algorithm.DBSCAN),
                inputs.number("distanceMeters", DISTANCE_METERS, 10, 5_000),
                (int) inputs.integer("minimumPoints", MINIMUM_POINTS, 2, 100),
                (int) inputs.integer("minimumSize", MINIMUM_POINTS, 2, 1_000),
                inputs.choice("hull", Hull.CONCAVE),
                audience);
    }

    @Override
    public Answer answer(ClusterQuestion question, AnalysisContext context) {
        ObservedUnits units = ObservedUnits.read(
                context.published(),
                question.layer(),
                question.referenceDate(),
                question.universe(),
                question.method());
        VacancyClusters clusters = VacancyClusters.of(units, question);
        ClusterRows rows = new ClusterRows(clusters, question.audience());
        List<LocalizedText> notes = new ArrayList<>();
        notes.add(new LocalizedText(
                "Een cluster is een plek waar leegstaande panden dicht bij elkaar liggen, niet een plek waar meer leegstaat dan"
                        + " elders: vergelijk de leegstand in de omtrek met die van het geheel, en zie hotspots voor de toets. De"
                        + " clusters zijn op leegstand gezocht, dus het interval is geen toets.",
                "A cluster is a place where vacant units lie close together, not one where more is vacant than elsewhere:"
                        + " compare the vacancy within the outline with that of the whole, and see hotspots for the test. The"
                        + " clusters were looked for by vacancy, so the interval is no test."));
        if (!question.audience().choosesFreely()) {
            notes.add(new LocalizedText(
                    "Aantallen zijn afgerond op 5 en plekken op 100 m; clusters van minder dan 5 panden zijn weggelaten.",
                    "Numbers are rounded to 5 and places to 100 m; clusters of fewer than 5 units are left out."));
        }
        if (units.versions().stream().anyMatch(version -> version.provenance().synthetic())) {
            notes.add(VacancyNotes.SYNTHETIC);
        }
        return new Answer(
                        description().id(),
                        description().title(),
                        new FeatureList(ClusterRows.SCHEMA, rows.clusters()),
                        units.versions(),
                        parameters(question, units),
                        rows.summary(),
                        notes)
                .with(MEMBERS, new Output.Features(new FeatureList(ClusterRows.MEMBERS, rows.members())))
                .shownTo(question.audience());
    }

    private static Map<String, @Nullable Object> parameters(ClusterQuestion question, ObservedUnits units) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("layer", question.layer());
        shown.put("referenceDate", units.referenceDate().toString());
        shown.put("universe", Inputs.wireName(question.universe()));
        shown.put("method", units.method());
        shown.put("algorithm", question.algorithm().name().toLowerCase(Locale.ROOT));
        if (question.algorithm() == Algorithm.DBSCAN) {
            shown.put("distanceMeters", question.distanceMeters());
        } else {
            shown.put("minimumSize", question.minimumSize());
        }
        shown.put("minimumPoints", question.minimumPoints());
        shown.put("hull", Inputs.wireName(question.hull()));
        shown.put("audience", question.audience().toString());
        return shown;
    }
}
