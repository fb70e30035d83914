package nl.plint.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nl.plint.quantity.Unit;
import org.jspecify.annotations.Nullable;

/**
 * The names that the conditions of a scenario can use, beside the properties of the candidate's own layer.
 *
 * <p>{@code facility.type}, {@code facility.floorAreaM2} and so on (see {@link Profile}); {@code parameter.name} for each
 * parameter; {@code scenario.date}; {@code site.id}, {@code site.kind}, {@code site.layer}, {@code site.referenceDate}
 * and {@code site.availableAreaM2}. Criteria see {@code assessment.result} too: permitted, conditional or discretionary.
 */
public final class Vocabulary {
    /** Prefixes that no property of a layer may be taken for. */
    private static final Set<String> SITE_NAMES = Set.of(
            "site.id", "site.kind", "site.layer", "site.referenceDate", Vocabulary.AVAILABLE_AREA, Vocabulary.RESULT);

    static final String AVAILABLE_AREA = "site.availableAreaM2";
    static final String RESULT = "assessment.result";

    private Vocabulary() {}

    /** Every name with a prefix that the conditions of a scenario can use, in order. */
    public static Set<String> names(Iterable<Parameter> parameters) {
        Set<String> names = new TreeSet<>(SITE_NAMES);
        names.add("scenario.date");
        names.add("facility.id");
        names.add("facility.type");
        names.add("facility.environmentalCategory");
        Profile.UNITS.keySet().forEach(name -> names.add("facility." + name));
        parameters.forEach(parameter -> names.add("parameter." + parameter.name()));
        return names;
    }

    /** The values of the names that do not depend on the site. */
    static Map<String, @Nullable Object> common(Scenario scenario, Profile profile, Map<String, Object> parameters) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("scenario.date", scenario.date());
        profile.values().forEach((name, value) -> values.put("facility." + name, value));
        parameters.forEach((name, value) -> values.put("parameter." + name, value));
        return values;
    }

    /** The unit of a name with a prefix. */
    static Optional<Unit> unit(Scenario scenario, String name) {
        if (name.equals(AVAILABLE_AREA)) {
            return Optional.of(Unit.SQUARE_METER);
        }
        if (name.startsWith("facility.")) {
            return Optional.ofNullable(Profile.UNITS.get(name.substring("facility.".length())));
        }
        return name.startsWith("parameter.")
                ? scenario.findParameter(name.substring("parameter.".length())).map(Parameter::unit)
                : Optional.empty();
    }
}
