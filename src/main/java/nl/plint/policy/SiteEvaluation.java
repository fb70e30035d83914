package nl.plint.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Judges sites by a scenario, for one facility and one set of parameters. Keeps compiled conditions, so it is for many
 * sites; it is for one thread.
 *
 * <p>Every rule in force is asked. The strongest word decides: prohibited, unknown, discretionary, conditional,
 * permitted; where no rule says anything the scenario's default holds. The score is the weighted mean of the utilities of
 * the criteria.
 */
public final class SiteEvaluation {
    private final Scenario scenario;
    private final Profile profile;
    private final SiteFacts facts;
    private final List<Rule> rules;
    private final Map<String, @Nullable Object> common;
    private final SiteConditions conditions;
    private final Observer observer;

    /**
     * @param parameters values that take the place of defaults, by name
     * @throws IllegalArgumentException when a parameter is unknown or does not accept its value
     */
    public SiteEvaluation(Scenario scenario, Profile profile, Map<String, Object> parameters, SiteFacts facts) {
        this.scenario = scenario;
        this.profile = profile;
        this.facts = facts;
        this.rules = scenario.rules().stream()
                .filter(rule -> rule.isInForce(scenario.date()))
                .toList();
        this.common = Vocabulary.common(scenario, profile, settings(scenario, parameters));
        this.conditions = new SiteConditions();
        this.observer = new Observer(scenario, conditions, facts);
    }

    /** Every parameter of a scenario with the value given or else its default, in order. */
    public static Map<String, Object> settings(Scenario scenario, Map<String, Object> given) {
        Map<String, Object> settings = new LinkedHashMap<>(scenario.defaults());
        given.forEach((name, value) -> {
            Parameter parameter = scenario.findParameter(name)
                    .orElseThrow(() -> new IllegalArgumentException("scenario " + scenario.id() + " has no parameter '"
                            + name + "', it has " + scenario.defaults().keySet()));
            if (!parameter.accepts(value)) {
                throw new IllegalArgumentException(
                        "parameter " + name + " must be " + parameter.accepted() + ", was " + value);
            }
            settings.put(name, value);
        });
        return settings;
    }

    /** Whether a kind takes a feature as a candidate; null when that is not known. */
    public @Nullable Boolean isCandidate(CandidateKind kind, Site site) {
        conditions.turnTo(new SiteQuestion(site, facts, common), values(site));
        return conditions.test(kind.where());
    }

    public SiteAssessment assess(Site site) {
        Map<String, @Nullable Object> values = values(site);
        conditions.turnTo(new SiteQuestion(site, facts, common), values);
        @Nullable Object area = availableArea(site);
        values.put(Vocabulary.AVAILABLE_AREA, area);

        List<Finding> findings = new ArrayList<>();
        List<Result> said = new ArrayList<>();
        List<LocalizedText> open = new ArrayList<>();
        for (Rule rule : rules) {
            Boolean applies = rule.appliesTo().isEmpty()
                    ? Boolean.TRUE
                    : conditions.test(rule.appliesTo().get());
            Verdict verdict = Verdict.of(applies, conditions.test(rule.condition()), rule.effect(), rule.otherwise());
            if (verdict.speaks()) {
                verdict.said().ifPresent(said::add);
                Condition decisive = applies == null ? rule.appliesTo().orElseThrow() : rule.condition();
                findings.add(new Finding(
                        rule,
                        verdict.outcome(),
                        verdict.effect(),
                        verdict.said(),
                        observer.deciding(decisive.expression())));
                if (verdict.effect().equals(Optional.of(Effect.CONDITIONAL))) {
                    rule.openCondition().ifPresent(open::add);
                }
            }
        }
        Result result = Result.combine(said, scenario.defaultEffect());
        values.put(Vocabulary.RESULT, result.wireName());
        Score score = Score.of(scenario.criteria(), criterion -> conditions.value(criterion.measure()));
        return new SiteAssessment(
                site,
                profile,
                result,
                area instanceof Number number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty(),
                findings,
                open,
                score.contributions(),
                score.score(),
                score.completeness());
    }

    private Map<String, @Nullable Object> values(Site site) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(site.values());
        values.putAll(common);
        values.put("geometry", site.geometryRd());
        values.put("site.id", site.id());
        values.put("site.kind", site.kind());
        values.put("site.layer", site.layer());
        values.put("site.referenceDate", site.referenceDate());
        return values;
    }

    private @Nullable Object availableArea(Site site) {
        for (CandidateKind kind : scenario.candidates()) {
            if (kind.id().equals(site.kind()) && kind.availableAreaM2().isPresent()) {
                return conditions.value(kind.availableAreaM2().get());
            }
        }
        return null;
    }
}
