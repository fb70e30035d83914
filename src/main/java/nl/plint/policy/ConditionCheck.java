package nl.plint.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nl.plint.filter.Cql2Text;
import nl.plint.filter.Expression;
import org.jspecify.annotations.Nullable;

/**
 * Finds mistakes in the conditions of a policy before they are asked of any site: what a condition names must exist,
 * because a misspelled name would be unknown for every site and look like missing data.
 */
public final class ConditionCheck {
    private static final Set<String> GEOMETRY = Set.of("geometry");

    private ConditionCheck() {}

    /**
     * Reads a condition, and checks its functions and every name with a prefix.
     *
     * @throws IllegalArgumentException when it is no CQL2, or names something that does not exist; says what does
     */
    public static Condition parse(String text, List<Parameter> parameters) {
        Condition condition = new Condition(text, Cql2Text.parse(text));
        Set<String> names = Vocabulary.names(parameters);
        condition.expression().walk().forEach(part -> {
            if (part instanceof Expression.Property property) {
                requireName(property.name(), names);
            } else if (part instanceof Expression.Call call) {
                requireMeasure(call, names);
            }
        });
        return condition;
    }

    /**
     * Names in the conditions of a scenario that no layer has, each with where it stands.
     *
     * @param schemas the property names of each layer that has data; a layer without data is not judged
     */
    public static List<String> unknownProperties(Scenario scenario, Map<String, Set<String>> schemas) {
        List<String> faults = new ArrayList<>();
        Set<String> ofAnyKind = new TreeSet<>();
        boolean allKnown = true;
        for (CandidateKind kind : scenario.candidates()) {
            Set<String> schema = schemas.get(kind.layer());
            if (schema == null) {
                allKnown = false;
                continue;
            }
            ofAnyKind.addAll(schema);
            Stream.concat(Stream.of(kind.where()), kind.availableAreaM2().stream())
                    .forEach(condition -> bareNames(condition).stream()
                            .filter(name -> !schema.contains(name))
                            .forEach(name -> faults.add("candidates " + kind.id() + ": layer " + kind.layer()
                                    + " has no property '" + name + "'")));
        }
        for (Rule rule : scenario.rules()) {
            Stream.concat(rule.appliesTo().stream(), Stream.of(rule.condition()))
                    .forEach(condition -> checkMeasures("rule " + rule.id(), condition, schemas, faults));
        }
        scenario.criteria()
                .forEach(criterion ->
                        checkMeasures("criterion " + criterion.id(), criterion.measure(), schemas, faults));
        if (allKnown) {
            for (Rule rule : scenario.rules()) {
                Stream.concat(rule.appliesTo().stream(), Stream.of(rule.condition()))
                        .forEach(condition -> checkNames("rule " + rule.id(), condition, ofAnyKind, faults));
            }
            scenario.criteria()
                    .forEach(criterion ->
                            checkNames("criterion " + criterion.id(), criterion.measure(), ofAnyKind, faults));
        }
        return faults;
    }

    private static void checkNames(String where, Condition condition, Set<String> known, List<String> faults) {
        for (String name : bareNames(condition)) {
            if (!known.contains(name)) {
                faults.add(where + ": no candidate layer has a property '" + name + "', they have " + known);
            }
        }
    }

    private static void checkMeasures(
            String where, Condition condition, Map<String, Set<String>> schemas, List<String> faults) {
        condition.expression().walk().forEach(part -> {
            if (part instanceof Expression.Call call && argument(call, 0) instanceof String layer) {
                Set<String> schema = schemas.get(layer);
                if (schema == null) {
                    return;
                }
                List<String> asked =
                        switch (call.name()) {
                            case "valueAt", "best" ->
                                argument(call, 1) instanceof String property ? List.of(property) : List.<String>of();
                            case "distance", "shareInside" ->
                                argument(call, 1) instanceof String filter
                                        ? List.copyOf(bareNames(SiteMeasures.filter(filter)))
                                        : List.<String>of();
                            default -> List.<String>of();
                        };
                asked.stream()
                        .filter(name -> !schema.contains(name))
                        .forEach(name -> faults.add(
                                where + ": layer " + layer + " has no property '" + name + "', it has " + schema));
            }
        });
    }

    private static void requireName(String name, Set<String> names) {
        if (name.indexOf('.') >= 0 && !names.contains(name)) {
            throw new IllegalArgumentException("unknown name '" + name + "', known are " + names
                    + " and the properties of the candidate's own layer");
        }
    }

    private static void requireMeasure(Expression.Call call, Set<String> names) {
        SiteMeasure measure = SiteMeasures.find(call.name())
                .orElseThrow(() -> new IllegalArgumentException("unknown function '" + call.name() + "', known are "
                        + SiteMeasures.ALL.stream().map(SiteMeasure::usage).toList()));
        int given = call.arguments().size();
        if (given < measure.leastArguments() || given > measure.mostArguments()) {
            throw new IllegalArgumentException(
                    call.name() + " is written " + measure.usage() + ", was " + Cql2Text.write(call));
        }
        if (!measure.ofSurroundings()) {
            return;
        }
        for (int position = 0; position < given; position++) {
            boolean meters = (call.name().equals("best") && position == 2)
                    || (call.name().equals("countWithin") && position == 1);
            if (!meters && !(argument(call, position) instanceof String)) {
                throw new IllegalArgumentException("argument " + (position + 1) + " of " + call.name()
                        + " must be a text in quotes, was "
                        + Cql2Text.write(call.arguments().get(position)));
            }
        }
        if (call.name().equals("distanceTo") && argument(call, 0) instanceof String wkt) {
            SiteMeasures.geometry(wkt);
        }
        if (filterOf(call) instanceof String filter) {
            requireFilter(filter, names);
        }
    }

    /** A filter looks at features, for whatever site: it can name facility and parameters, not the site. */
    private static void requireFilter(String filter, Set<String> names) {
        SiteMeasures.filter(filter).expression().walk().forEach(part -> {
            if (part instanceof Expression.Property property) {
                requireName(property.name(), names);
                if (property.name().startsWith("site.") || property.name().startsWith("assessment.")) {
                    throw new IllegalArgumentException("the filter of a measure cannot name '" + property.name()
                            + "', it looks at other features");
                }
            }
        });
    }

    /** The filter that a measure is given, null when none. */
    private static @Nullable Object filterOf(Expression.Call call) {
        return switch (call.name()) {
            case "distance", "shareInside" -> argument(call, 1);
            case "countWithin" -> argument(call, 2);
            default -> null;
        };
    }

    private static Set<String> bareNames(Condition condition) {
        Set<String> names = new TreeSet<>();
        condition.expression().walk().forEach(part -> {
            if (part instanceof Expression.Property property
                    && property.name().indexOf('.') < 0
                    && !GEOMETRY.contains(property.name())) {
                names.add(property.name());
            }
        });
        return names;
    }

    private static @Nullable Object argument(Expression.Call call, int position) {
        return position < call.arguments().size()
                        && call.arguments().get(position) instanceof Expression.Literal literal
                ? literal.value()
                : null;
    }
}
