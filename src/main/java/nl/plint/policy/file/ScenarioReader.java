package nl.plint.policy.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import nl.plint.policy.CandidateKind;
import nl.plint.policy.Condition;
import nl.plint.policy.ConditionCheck;
import nl.plint.policy.Criterion;
import nl.plint.policy.Effect;
import nl.plint.policy.EnvironmentalCategory;
import nl.plint.policy.MissingValue;
import nl.plint.policy.Parameter;
import nl.plint.policy.Profile;
import nl.plint.policy.Rule;
import nl.plint.policy.Scenario;
import nl.plint.policy.ValueFunction;
import nl.plint.quantity.Unit;
import org.jspecify.annotations.Nullable;

/**
 * Reads scenarios from YAML files, and from the plain maps of an inline policy; both have the same form.
 *
 * <p>A fault is an {@link InvalidPolicyException} that names the document, the line and the place in it. Conditions are
 * checked as far as the document goes: their CQL2, their functions and every name with a prefix. Whether a bare name is a
 * property of a candidate layer is for {@link ConditionCheck#requireProperties}, when the layers are known.
 */
public final class ScenarioReader {
    private static final List<String> LEVELS = List.of("state", "province", "municipality");

    private final PolicyNode root;
    private List<Parameter> parameters = List.of();

    private ScenarioReader(PolicyNode root) {
        this.root = root;
    }

    /**
     * Reads a YAML text.
     *
     * @param document name for messages, such as the file's name
     */
    public static Scenario read(String document, String yaml) {
        return new ScenarioReader(YamlDocument.read(document, yaml)).scenario();
    }

    /** Reads an inline policy of plain maps, lists, texts, numbers and booleans. */
    public static Scenario read(String document, Map<?, ?> plain) {
        return new ScenarioReader(PolicyNode.ofPlain(document, "", plain)).scenario();
    }

    private Scenario scenario() {
        root.requireKeys(List.of(
                "id",
                "title",
                "description",
                "date",
                "defaultEffect",
                "parameters",
                "profiles",
                "candidates",
                "rules",
                "criteria"));
        parameters = root.list("parameters", this::parameter);
        Scenario scenario = new Scenario(
                root.get("id").parsed(PolicyNode::requireKebabCase),
                root.get("title").localized(),
                root.get("description").localized(),
                root.get("date").date(),
                choice(root.get("defaultEffect"), Effect.values(), Effect::wireName),
                parameters,
                root.list("profiles", ScenarioReader::profile),
                root.list("candidates", this::candidate),
                root.list("rules", this::rule),
                root.list("criteria", this::criterion));
        requireSome("profiles", scenario.profiles());
        requireSome("candidates", scenario.candidates());
        requireDistinct("parameters", scenario.parameters(), Parameter::name);
        requireDistinct("profiles", scenario.profiles(), Profile::id);
        requireDistinct("candidates", scenario.candidates(), CandidateKind::id);
        requireDistinct("rules", scenario.rules(), Rule::id);
        requireDistinct("criteria", scenario.criteria(), Criterion::id);
        return scenario;
    }

    private Parameter parameter(PolicyNode node) {
        node.requireKeys(List.of("name", "title", "unit", "default", "min", "max", "values"));
        List<String> values = node.list("values", PolicyNode::text);
        PolicyNode defaultNode = node.get("default");
        return node.checked(() -> new Parameter(
                node.get("name").text(),
                node.get("title").localized(),
                unit(node),
                values.isEmpty() ? defaultNode.number() : defaultNode.text(),
                values.isEmpty() ? node.get("min").number() : 0,
                values.isEmpty() ? node.get("max").number() : 0,
                values));
    }

    private static Profile profile(PolicyNode node) {
        node.requireKeys(List.of(
                "id",
                "title",
                "type",
                "floorAreaM2",
                "showroomM2",
                "visitorsPerWeek",
                "vanTripsPerDay",
                "environmentalCategory",
                "downloadMbps"));
        return node.checked(() -> new Profile(
                node.get("id").text(),
                node.get("title").localized(),
                node.get("type").text(),
                node.get("floorAreaM2").number(),
                node.get("showroomM2").number(),
                node.get("visitorsPerWeek").number(),
                node.get("vanTripsPerDay").number(),
                node.get("environmentalCategory").parsed(ScenarioReader::category),
                node.get("downloadMbps").number()));
    }

    private static EnvironmentalCategory category(String code) {
        return EnvironmentalCategory.find(code)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected one of " + EnvironmentalCategory.codes() + ", each in quotes, was '" + code + "'"));
    }

    private CandidateKind candidate(PolicyNode node) {
        node.requireKeys(List.of("id", "title", "layer", "where", "availableAreaM2"));
        return new CandidateKind(
                node.get("id").text(),
                node.get("title").localized(),
                node.get("layer").parsed(PolicyNode::requireKebabCase),
                condition(node.get("where")),
                node.find("availableAreaM2").map(this::condition));
    }

    private Rule rule(PolicyNode node) {
        node.requireKeys(List.of(
                "id",
                "title",
                "source",
                "evidence",
                "level",
                "validFrom",
                "validTo",
                "appliesTo",
                "condition",
                "effect",
                "otherwise",
                "openCondition"));
        Optional<Effect> effect = node.find("effect").map(ScenarioReader::effect);
        Optional<Effect> otherwise = node.find("otherwise").map(ScenarioReader::effect);
        boolean conditional =
                effect.equals(Optional.of(Effect.CONDITIONAL)) || otherwise.equals(Optional.of(Effect.CONDITIONAL));
        if (conditional && node.find("openCondition").isEmpty()) {
            throw node.invalid("a conditional rule needs an 'openCondition': what must still be done");
        }
        return node.checked(() -> new Rule(
                node.get("id").text(),
                node.get("title").localized(),
                node.get("source").text(),
                node.get("evidence").text(),
                choice(node.get("level"), LEVELS),
                node.find("validFrom").map(PolicyNode::date),
                node.find("validTo").map(PolicyNode::date),
                node.find("appliesTo").map(this::condition),
                condition(node.get("condition")),
                effect,
                otherwise,
                node.find("openCondition").map(PolicyNode::localized)));
    }

    private static Effect effect(PolicyNode node) {
        return choice(node, Effect.values(), Effect::wireName);
    }

    private Criterion criterion(PolicyNode node) {
        node.requireKeys(List.of(
                "id", "title", "source", "measure", "unit", "linear", "piecewise", "choices", "weight", "missing"));
        return node.checked(() -> new Criterion(
                node.get("id").text(),
                node.get("title").localized(),
                node.get("source").text(),
                condition(node.get("measure")),
                unit(node),
                valueFunction(node),
                node.get("weight").number(),
                node.find("missing")
                        .map(missing -> choice(missing, MissingValue.values(), MissingValue::wireName))
                        .orElse(MissingValue.EXCLUDE_AND_RENORMALISE)));
    }

    private static ValueFunction valueFunction(PolicyNode node) {
        List<String> given = List.of("linear", "piecewise", "choices").stream()
                .filter(key -> node.find(key).isPresent())
                .toList();
        if (given.size() != 1) {
            throw node.invalid("expected one of 'linear', 'piecewise' and 'choices', was " + given);
        }
        PolicyNode function = node.get(given.get(0));
        return function.checked(() -> switch (given.get(0)) {
            case "linear" -> linear(function);
            case "piecewise" ->
                new ValueFunction.Piecewise(
                        function.list().stream().map(ScenarioReader::point).toList());
            default -> {
                Map<String, Double> utilities = new LinkedHashMap<>();
                function.map().forEach((key, utility) -> utilities.put(key, utility.number()));
                yield new ValueFunction.Choices(utilities);
            }
        });
    }

    /** {@code { zero: 10000, one: 1000 }}: the values with utility 0 and 1, in either order. */
    private static ValueFunction linear(PolicyNode node) {
        node.requireKeys(List.of("zero", "one"));
        var zero = new ValueFunction.Point(node.get("zero").number(), 0);
        var one = new ValueFunction.Point(node.get("one").number(), 1);
        return new ValueFunction.Piecewise(zero.value() < one.value() ? List.of(zero, one) : List.of(one, zero));
    }

    private static ValueFunction.Point point(PolicyNode node) {
        List<PolicyNode> pair = node.list();
        if (pair.size() != 2) {
            throw node.invalid("expected [value, utility]");
        }
        return node.checked(
                () -> new ValueFunction.Point(pair.get(0).number(), pair.get(1).number()));
    }

    private Condition condition(PolicyNode node) {
        return node.parsed(text -> ConditionCheck.parse(text, parameters));
    }

    private static @Nullable Unit unit(PolicyNode node) {
        return node.find("unit").map(unit -> unit.parsed(Unit::ofSymbol)).orElse(null);
    }

    private static String choice(PolicyNode node, List<String> accepted) {
        if (!accepted.contains(node.text())) {
            throw node.invalid("expected one of " + accepted + ", was '" + node.text() + "'");
        }
        return node.text();
    }

    private static <E extends Enum<E>> E choice(PolicyNode node, E[] values, Function<E, String> wireName) {
        List<String> names = Arrays.stream(values).map(wireName).toList();
        return values[names.indexOf(choice(node, names))];
    }

    private void requireSome(String key, List<?> elements) {
        if (elements.isEmpty()) {
            throw root.invalid("'" + key + "' needs at least one");
        }
    }

    private <T> void requireDistinct(String key, List<T> elements, Function<T, String> name) {
        Set<String> names = new HashSet<>();
        List<String> twice = new ArrayList<>();
        elements.stream().map(name).filter(each -> !names.add(each)).forEach(twice::add);
        if (!twice.isEmpty()) {
            throw root.get(key).invalid(String.format(Locale.ROOT, "%s given twice", twice));
        }
    }
}
