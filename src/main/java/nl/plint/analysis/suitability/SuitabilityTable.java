package nl.plint.analysis.suitability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.analysis.OutputDescription;
import nl.plint.dataset.Feature;
import nl.plint.dataset.FeatureList;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.policy.Contribution;
import nl.plint.policy.Effect;
import nl.plint.policy.Finding;
import nl.plint.policy.Site;
import nl.plint.policy.SiteAssessment;
import nl.plint.policy.SiteRanking;
import nl.plint.quantity.Unit;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** A ranking as features: one for each site, with its result, score and explanation. */
final class SuitabilityTable {
    private static final Schema SCHEMA = new Schema(List.of(
            text("siteId", "Nummer van de plek", "Site id"),
            text("name", "Naam", "Name"),
            text("layer", "Laag", "Layer"),
            text("kind", "Soort plek", "Kind of site"),
            text("gmCode", "Gemeentecode (CBS)", "Municipality code (CBS)"),
            text("facility", "Voorziening", "Facility"),
            text("result", "Uitkomst", "Result"),
            PropertyDefinition.number("score", new LocalizedText("Score", "Score"), Unit.SHARE),
            PropertyDefinition.of("rank", new LocalizedText("Rang", "Rank"), PropertyType.INTEGER),
            PropertyDefinition.number(
                    "completeness",
                    new LocalizedText("Volledigheid van de score", "Completeness of the score"),
                    Unit.SHARE),
            PropertyDefinition.number(
                    "availableAreaM2",
                    new LocalizedText("Beschikbaar vloeroppervlak", "Floor area available"),
                    Unit.SQUARE_METER),
            text("reason", "Reden", "Reason"),
            json("conditions", "Open voorwaarden", "Open conditions"),
            json("findings", "Bevindingen per regel", "Findings by rule"),
            json("criteria", "Bijdragen aan de score", "Contributions to the score")));

    static final OutputDescription.Features DESCRIPTION =
            OutputDescription.result(GeometryKind.ANY, SCHEMA.properties());

    private SuitabilityTable() {}

    static FeatureList of(SiteRanking ranking, int limit) {
        return new FeatureList(
                SCHEMA,
                ranking.sites().stream()
                        .limit(limit)
                        .map(SuitabilityTable::feature)
                        .toList());
    }

    private static Feature feature(SiteRanking.Ranked ranked) {
        SiteAssessment assessment = ranked.assessment();
        Site site = assessment.site();
        return new Feature(
                site.layer() + "." + site.id(),
                site.geometryRd(),
                site.id(),
                name(site),
                site.layer(),
                site.kind(),
                site.values().get("gmCode") instanceof String gmCode ? gmCode : null,
                assessment.profile().id(),
                assessment.result().wireName(),
                assessment.score(),
                ranked.rank() == 0 ? null : (Long) (long) ranked.rank(),
                assessment.completeness(),
                assessment.availableAreaM2().isPresent()
                        ? (Double) assessment.availableAreaM2().getAsDouble()
                        : null,
                reason(assessment),
                assessment.openConditions().stream()
                        .map(SuitabilityTable::localized)
                        .toList(),
                assessment.findings().stream().map(SuitabilityTable::finding).toList(),
                assessment.contributions().stream()
                        .map(SuitabilityTable::contribution)
                        .toList());
    }

    /** The ids of the rules that made the result what it is; null when the scenario's default did. */
    private static @Nullable String reason(SiteAssessment assessment) {
        List<String> decisive = new ArrayList<>();
        for (Finding finding : assessment.findings()) {
            if (finding.said().filter(assessment.result()::equals).isPresent()) {
                decisive.add(finding.rule().id());
            }
        }
        return decisive.isEmpty() ? null : String.join(", ", decisive);
    }

    private static @Nullable String name(Site site) {
        for (String property : List.of("name", "address")) {
            if (site.values().get(property) instanceof String name) {
                return name;
            }
        }
        return null;
    }

    private static Map<String, @Nullable Object> finding(Finding finding) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("ruleId", finding.rule().id());
        json.put("title", localized(finding.rule().title()));
        json.put("outcome", finding.outcome().wireName());
        json.put("effect", finding.effect().map(Effect::wireName).orElse(null));
        finding.observation().ifPresent(observation -> {
            json.put("measure", observation.measure());
            json.put("observed", plain(observation.observed()));
            json.put("required", observation.required());
            json.put("margin", observation.margin());
            Unit unit = observation.unit();
            json.put("unit", unit == null ? null : unit.symbol());
        });
        json.put("source", finding.rule().source());
        json.put("evidence", finding.rule().evidence());
        return json;
    }

    private static Map<String, @Nullable Object> contribution(Contribution contribution) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("criterionId", contribution.criterion().id());
        json.put("title", localized(contribution.criterion().title()));
        json.put("value", plain(contribution.value()));
        Unit unit = contribution.criterion().unit();
        json.put("unit", unit == null ? null : unit.symbol());
        json.put("utility", contribution.utility());
        json.put("weight", contribution.weight());
        json.put("contribution", contribution.contribution());
        return json;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    private static Map<String, Object> localized(LocalizedText text) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("nl", text.nl());
        json.put("en", text.en());
        return json;
    }

    private static PropertyDefinition text(String name, String nl, String en) {
        return PropertyDefinition.of(name, new LocalizedText(nl, en), PropertyType.STRING);
    }

    private static PropertyDefinition json(String name, String nl, String en) {
        return PropertyDefinition.of(name, new LocalizedText(nl, en), PropertyType.JSON);
    }
}
