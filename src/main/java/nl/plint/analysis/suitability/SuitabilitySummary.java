package nl.plint.analysis.suitability;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.plint.analysis.OutputDescription;
import nl.plint.policy.Result;
import nl.plint.policy.Rule;
import nl.plint.policy.Scenario;
import nl.plint.policy.SiteAssessment;
import org.jspecify.annotations.Nullable;

/** Figures about all sites together. */
final class SuitabilitySummary {
    static final OutputDescription.Value DESCRIPTION = OutputDescription.summary(Map.of(
            "sites", Map.of("type", "integer", "description", "Sites that were judged"),
            "results",
                    Map.of(
                            "type",
                            "object",
                            "description",
                            "Sites, plots for sale (ha) and vacant floor (m2) by result"),
            "prohibitedOnlyBy",
                    Map.of("type", "object", "description", "Sites that nothing but this rule prohibits, by rule"),
            "unknownWhetherCandidate", Map.of("type", "integer", "description", "Features for which it is not known")));

    private SuitabilitySummary() {}

    /**
     * @param unclear features of candidate layers for which it is not known whether they are candidates
     */
    static Map<String, @Nullable Object> of(Scenario scenario, List<SiteAssessment> assessments, int unclear) {
        Map<String, @Nullable Object> results = new LinkedHashMap<>();
        for (Result result : Result.values()) {
            results.put(result.wireName(), figures(result, assessments));
        }
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("sites", assessments.size());
        summary.put("results", results);
        summary.put("prohibitedOnlyBy", prohibitedOnlyBy(scenario, assessments));
        summary.put("unknownWhetherCandidate", unclear);
        return summary;
    }

    private static Map<String, @Nullable Object> figures(Result result, List<SiteAssessment> assessments) {
        List<SiteAssessment> those = assessments.stream()
                .filter(assessment -> assessment.result() == result)
                .toList();
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("sites", those.size());
        figures.put(
                "issuableHa",
                those.stream()
                        .mapToDouble(assessment -> number(assessment, "issuableNowAreaHa"))
                        .sum());
        figures.put("vacantShopM2", vacantM2(those, "shop-units"));
        figures.put("vacantUnitM2", vacantM2(those, "business-units"));
        return figures;
    }

    private static double vacantM2(List<SiteAssessment> assessments, String layer) {
        return assessments.stream()
                .filter(assessment -> assessment.site().layer().equals(layer))
                .mapToDouble(assessment -> assessment.availableAreaM2().orElse(0))
                .sum();
    }

    private static double number(SiteAssessment assessment, String property) {
        return assessment.site().values().get(property) instanceof Number number ? number.doubleValue() : 0;
    }

    /** For each rule the sites that nothing else prohibits: what would come free without it. */
    private static Map<String, Integer> prohibitedOnlyBy(Scenario scenario, List<SiteAssessment> assessments) {
        Map<String, Integer> counts = new TreeMap<>();
        for (SiteAssessment assessment : assessments) {
            List<String> prohibiting = assessment.findings().stream()
                    .filter(finding ->
                            finding.said().filter(Result.PROHIBITED::equals).isPresent())
                    .map(finding -> finding.rule().id())
                    .toList();
            if (prohibiting.size() == 1) {
                counts.merge(prohibiting.get(0), 1, Integer::sum);
            }
        }
        Map<String, Integer> inOrder = new LinkedHashMap<>();
        for (Rule rule : scenario.rules()) {
            Integer count = counts.get(rule.id());
            if (count != null) {
                inOrder.put(rule.id(), count);
            }
        }
        return inOrder;
    }
}
