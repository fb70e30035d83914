package nl.plint.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.plint.filter.ComparisonOperator;
import nl.plint.filter.Cql2Text;
import nl.plint.filter.Expression;
import nl.plint.quantity.Unit;
import org.jspecify.annotations.Nullable;

/**
 * Finds the comparison that decides a condition, and what it met.
 *
 * <p>Of an AND that fails it is the part that fails worst, of one that holds the part with the least room; of an OR that
 * fails the part that fails by least, of one that holds the part with the most room; of either that is unknown the first
 * unknown part. Room is compared in shares of the threshold, so that metres and megabits can be.
 */
final class Observer {
    private final Scenario scenario;
    private final SiteConditions conditions;
    private final SiteFacts facts;

    Observer(Scenario scenario, SiteConditions conditions, SiteFacts facts) {
        this.scenario = scenario;
        this.conditions = conditions;
        this.facts = facts;
    }

    /** An observation with what is needed to compare it with others. */
    private record Weighed(Finding.Observation observation, @Nullable Boolean holds, double room) {}

    /** What the deciding comparison met, for the site that the conditions were last turned to. */
    Optional<Finding.Observation> deciding(Expression condition) {
        return weigh(condition, false).map(Weighed::observation);
    }

    private Optional<Weighed> weigh(Expression expression, boolean negated) {
        if (expression instanceof Expression.Not not) {
            return weigh(not.part(), !negated);
        }
        if (expression instanceof Expression.And and) {
            return choose(and.parts(), negated, !negated);
        }
        if (expression instanceof Expression.Or or) {
            return choose(or.parts(), negated, negated);
        }
        if (expression instanceof Expression.Comparison comparison) {
            return Optional.of(compare(comparison, negated));
        }
        if (expression instanceof Expression.In in) {
            return Optional.of(member(in, negated));
        }
        if (expression instanceof Expression.IsNull isNull) {
            return Optional.of(flag(isNull.value(), negated ? "is known" : "is unknown", expression, negated));
        }
        return Optional.of(flag(expression, negated ? "is false" : "is true", expression, negated));
    }

    /** @param all whether all parts must hold, rather than any */
    private Optional<Weighed> choose(List<Expression> parts, boolean negated, boolean all) {
        List<Weighed> weighed = new ArrayList<>();
        parts.forEach(part -> weigh(part, negated).ifPresent(weighed::add));
        boolean decided = weighed.stream().anyMatch(part -> part.holds() != null && part.holds() != all);
        Weighed chosen = null;
        for (Weighed part : weighed) {
            boolean decides = part.holds() != null && part.holds() != all;
            if (!decided && part.holds() == null) {
                return Optional.of(part);
            }
            if (decided && !decides) {
                continue;
            }
            if (chosen == null || (all ? part.room() < chosen.room() : part.room() > chosen.room())) {
                chosen = part;
            }
        }
        return Optional.ofNullable(chosen);
    }

    private Weighed compare(Expression.Comparison comparison, boolean negated) {
        boolean swap = !isOfSite(comparison.left()) && isOfSite(comparison.right());
        Expression measure = swap ? comparison.right() : comparison.left();
        Expression threshold = swap ? comparison.left() : comparison.right();
        ComparisonOperator operator = swap ? comparison.operator().mirrored() : comparison.operator();
        operator = negated ? operator.opposite() : operator;
        Object observed = conditions.value(measure);
        Object limit = conditions.value(threshold);
        Boolean holds = holds(comparison, negated);
        Double margin = margin(operator, observed, limit);
        Unit unit = unit(measure).or(() -> unit(threshold)).orElse(null);
        return new Weighed(
                new Finding.Observation(
                        Cql2Text.write(measure),
                        shown(measure, observed),
                        operator.symbol() + " " + text(threshold, limit),
                        margin,
                        unit),
                holds,
                room(holds, margin, limit));
    }

    private Weighed member(Expression.In in, boolean negated) {
        List<String> choices = new ArrayList<>();
        in.choices().forEach(choice -> choices.add(text(choice, conditions.value(choice))));
        return flag(in.value(), (negated ? "not one of " : "one of ") + String.join(", ", choices), in, negated);
    }

    private Weighed flag(Expression measure, String required, Expression test, boolean negated) {
        Boolean holds = holds(test, negated);
        Object observed = conditions.value(measure);
        return new Weighed(
                new Finding.Observation(
                        Cql2Text.write(measure),
                        shown(measure, observed),
                        required,
                        null,
                        unit(measure).orElse(null)),
                holds,
                room(holds, null, null));
    }

    private @Nullable Boolean holds(Expression test, boolean negated) {
        Boolean holds = conditions.test(test);
        return holds == null ? null : holds != negated;
    }

    /** Positive with room, negative short of it; an equality has no room, only a shortfall. */
    private static @Nullable Double margin(
            ComparisonOperator operator, @Nullable Object observed, @Nullable Object limit) {
        if (!(observed instanceof Number value) || !(limit instanceof Number threshold)) {
            return null;
        }
        double above = value.doubleValue() - threshold.doubleValue();
        return switch (operator) {
            case GREATER, GREATER_OR_EQUAL -> above;
            case LESS, LESS_OR_EQUAL -> 0 - above; // not minus zero
            case EQUAL -> 0 - Math.abs(above);
            case NOT_EQUAL -> Math.abs(above);
        };
    }

    /** A comparison without numbers has all the room there is, or none. */
    private static double room(@Nullable Boolean holds, @Nullable Double margin, @Nullable Object limit) {
        if (margin == null || holds == null) {
            return Boolean.TRUE.equals(holds) ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        double scale = limit instanceof Number number ? Math.abs(number.doubleValue()) : 0;
        return scale > 0 ? margin / scale : margin;
    }

    /** Whether the value can differ between sites: it names a property of the site or measures around it. */
    private static boolean isOfSite(Expression expression) {
        boolean[] found = {false};
        expression.walk().forEach(part -> {
            if (part instanceof Expression.Property property) {
                found[0] |= property.name().indexOf('.') < 0 || property.name().startsWith("site.");
            } else if (part instanceof Expression.Call call) {
                found[0] |= SiteMeasures.find(call.name())
                        .map(SiteMeasure::ofSurroundings)
                        .orElse(false);
            }
        });
        return found[0];
    }

    private Optional<Unit> unit(Expression expression) {
        if (expression instanceof Expression.Property property) {
            return property.name().indexOf('.') >= 0
                    ? Vocabulary.unit(scenario, property.name())
                    : facts.findUnit(conditions.site().layer(), property.name());
        }
        if (expression instanceof Expression.Call call) {
            List<@Nullable Object> arguments = new ArrayList<>();
            call.arguments().forEach(argument -> arguments.add(conditions.value(argument)));
            return SiteMeasures.find(call.name()).flatMap(measure -> measure.unitFor(facts, arguments));
        }
        return Optional.empty();
    }

    /** A category is shown by its code, not by its place in the order. */
    private static @Nullable Object shown(Expression expression, @Nullable Object value) {
        return expression instanceof Expression.Call call
                        && call.name().equals(SiteMeasures.CATEGORY)
                        && value instanceof Number step
                ? EnvironmentalCategory.findStep(step.doubleValue())
                        .map(EnvironmentalCategory::code)
                        .orElse(null)
                : value;
    }

    private static String text(Expression expression, @Nullable Object value) {
        Object shown = shown(expression, value);
        if (shown == null) {
            return "unknown";
        }
        return shown instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString(number.longValue())
                : shown.toString();
    }
}
