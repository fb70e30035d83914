package nl.plint.analysis.suitability;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.plint.analysis.AnalysisDescription.InputDescription;
import nl.plint.analysis.Inputs;
import nl.plint.analysis.InvalidInputException;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.policy.CandidateKind;
import nl.plint.policy.ConditionCheck;
import nl.plint.policy.Profile;
import nl.plint.policy.Scenario;
import nl.plint.policy.SiteEvaluation;
import nl.plint.policy.file.InvalidPolicyException;
import nl.plint.policy.file.ScenarioReader;
import nl.plint.store.Published;
import nl.plint.text.LocalizedText;

/** The inputs of the analysis: what they are, and how they become a question. */
final class SuitabilityInputs {
    private static final String DEFAULT_SCENARIO = "bedrijventerrein-open";
    private static final String DEFAULT_FACILITY = "W2-medium";
    private static final int DEFAULT_LIMIT = 10_000;
    private static final int GREATEST_LIMIT = 100_000;

    private final List<Scenario> scenarios;

    SuitabilityInputs(List<Scenario> scenarios) {
        this.scenarios = List.copyOf(scenarios);
    }

    List<InputDescription> descriptions() {
        Scenario standard = findScenario(DEFAULT_SCENARIO).orElse(scenarios.get(0));
        return List.of(
                input(
                        "scenario",
                        "Beleid",
                        "Policy",
                        "Een van de meegeleverde beleidsscenario's, of een eigen beleid als object in dezelfde vorm.",
                        "One of the policies that come with Plint, or a policy of your own as an object of the same form.",
                        Map.of(
                                "oneOf",
                                List.of(Map.of("type", "string", "enum", scenarioIds()), Map.of("type", "object")),
                                "default",
                                standard.id())),
                input(
                        "facility",
                        "Voorziening",
                        "Facility",
                        "Het profiel van de webwinkel, opslag of het afhaalpunt.",
                        "The profile of the web shop, storage or pick-up point.",
                        Map.of(
                                "type",
                                "string",
                                "enum",
                                standard.profiles().stream().map(Profile::id).toList(),
                                "default",
                                DEFAULT_FACILITY)),
                input(
                        "parameters",
                        "Instellingen",
                        "Parameters",
                        "Waarden in plaats van de standaardwaarden van het beleid, op naam.",
                        "Values in place of the policy's defaults, by name.",
                        Map.of("type", "object", "default", Map.of())),
                input(
                        "date",
                        "Datum",
                        "Date",
                        "De dag waarvoor wordt getoetst; zonder opgave die van het beleid.",
                        "The day for which sites are judged; that of the policy when absent.",
                        Map.of("type", "string", "format", "date")),
                input(
                        "candidates",
                        "Kandidaten",
                        "Candidates",
                        "De lagen waaruit plekken komen; zonder opgave alle van het beleid.",
                        "The layers that sites come from; all of the policy's when absent.",
                        Map.of("type", "array", "items", Map.of("type", "string"))),
                input(
                        "limit",
                        "Hoogste aantal",
                        "Limit",
                        "Hoeveel plekken ten hoogste worden getoond; de cijfers gaan altijd over alle.",
                        "How many sites to show at most; the figures are always of all.",
                        Map.of("type", "integer", "minimum", 1, "maximum", GREATEST_LIMIT, "default", DEFAULT_LIMIT)));
    }

    SuitabilityQuestion question(Inputs given, Published published) {
        Scenario scenario = date(given).map(scenario(given)::on).orElseGet(() -> scenario(given));
        requireProperties(scenario, published);
        String facility = given.text(
                "facility",
                scenario.findProfile(DEFAULT_FACILITY)
                        .orElse(scenario.profiles().get(0))
                        .id());
        Profile profile = scenario.findProfile(facility)
                .orElseThrow(() -> given.invalid(
                        "facility",
                        "one of "
                                + scenario.profiles().stream().map(Profile::id).toList()));
        return new SuitabilityQuestion(scenario, profile, parameters(given, scenario), kinds(given, scenario), (int)
                given.integer("limit", DEFAULT_LIMIT, 1, GREATEST_LIMIT));
    }

    private Scenario scenario(Inputs given) {
        if (given.plain("scenario") instanceof Map<?, ?> inline) {
            try {
                return ScenarioReader.read("scenario", inline);
            } catch (InvalidPolicyException e) {
                throw invalidPolicy(given, e);
            }
        }
        String id = given.text(
                "scenario",
                findScenario(DEFAULT_SCENARIO).orElse(scenarios.get(0)).id());
        return findScenario(id)
                .orElseThrow(() -> given.invalid("scenario", "one of " + scenarioIds() + ", or a policy as an object"));
    }

    /** Names the place in the policy as the input, so that a form can point at it. */
    private static InvalidInputException invalidPolicy(Inputs given, InvalidPolicyException fault) {
        InvalidInputException invalid = new InvalidInputException(
                fault.path().isEmpty() ? "scenario" : "scenario." + fault.path(),
                given.plain("scenario"),
                "a valid policy (" + fault.getMessage() + ")");
        invalid.initCause(fault);
        return invalid;
    }

    private static void requireProperties(Scenario scenario, Published published) {
        Map<String, Set<String>> schemas = new HashMap<>();
        published
                .list()
                .forEach(layer -> schemas.put(
                        layer.definition().id(),
                        layer.current().schema().properties().stream()
                                .map(PropertyDefinition::name)
                                .collect(Collectors.toSet())));
        List<String> faults = ConditionCheck.unknownProperties(scenario, schemas);
        if (!faults.isEmpty()) {
            throw new InvalidInputException(
                    "scenario",
                    scenario.id(),
                    "a policy that names properties of the candidate layers (" + faults + ")");
        }
    }

    private static Optional<LocalDate> date(Inputs given) {
        return given.findText("date").map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw given.invalid("date", "a date such as 2013-06-01");
            }
        });
    }

    private static Map<String, Object> parameters(Inputs given, Scenario scenario) {
        Object plain = given.plain("parameters");
        if (plain != null && !(plain instanceof Map)) {
            throw given.invalid("parameters", "an object of values by name");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        if (plain instanceof Map<?, ?> map) {
            map.forEach((name, value) -> values.put(
                    String.valueOf(name), value instanceof Number number ? (Object) number.doubleValue() : value));
        }
        values.values().removeIf(value -> value == null);
        try {
            return SiteEvaluation.settings(scenario, values);
        } catch (IllegalArgumentException e) {
            InvalidInputException invalid = given.invalid("parameters", "values that fit (" + e.getMessage() + ")");
            invalid.initCause(e);
            throw invalid;
        }
    }

    private static List<CandidateKind> kinds(Inputs given, Scenario scenario) {
        Object plain = given.plain("candidates");
        if (plain == null) {
            return scenario.candidates();
        }
        List<String> layers = scenario.candidates().stream()
                .map(CandidateKind::layer)
                .distinct()
                .toList();
        if (!(plain instanceof List<?> asked) || asked.isEmpty() || !layers.containsAll(asked)) {
            throw given.invalid("candidates", "a list of one or more of " + layers);
        }
        return scenario.candidates().stream()
                .filter(kind -> asked.contains(kind.layer()))
                .toList();
    }

    private Optional<Scenario> findScenario(String id) {
        return scenarios.stream().filter(scenario -> scenario.id().equals(id)).findFirst();
    }

    private List<String> scenarioIds() {
        return scenarios.stream().map(Scenario::id).toList();
    }

    private static InputDescription input(
            String name, String nl, String en, String explainedNl, String explainedEn, Map<String, Object> schema) {
        return new InputDescription(
                name, new LocalizedText(nl, en), new LocalizedText(explainedNl, explainedEn), schema);
    }
}
