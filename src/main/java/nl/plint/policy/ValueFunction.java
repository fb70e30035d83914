package nl.plint.policy;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How good a measured value is, from 0 (worst) to 1 (best): the utility in a weighted linear combination (Malczewski
 * 1999).
 */
public sealed interface ValueFunction {
    /** The utility; empty when the value is of a kind that the function does not know. */
    OptionalDouble utility(Object value);

    /** A point of a piecewise function. */
    record Point(double value, double utility) {
        public Point {
            requireUtility(utility);
        }
    }

    /**
     * Straight lines between points, level before the first and after the last. Two points make the usual linear
     * function; true counts as 1 and false as 0.
     *
     * @param points at least two, with rising values
     */
    record Piecewise(List<Point> points) implements ValueFunction {
        public Piecewise {
            points = List.copyOf(points);
            if (points.size() < 2) {
                throw new IllegalArgumentException("a piecewise function needs at least two points");
            }
            for (int i = 1; i < points.size(); i++) {
                if (!(points.get(i - 1).value() < points.get(i).value())) {
                    throw new IllegalArgumentException("the values of the points must rise, were "
                            + points.stream().map(Point::value).toList());
                }
            }
        }

        @Override
        public OptionalDouble utility(Object value) {
            if (value instanceof Boolean flag) {
                return OptionalDouble.of(at(flag ? 1 : 0));
            }
            return value instanceof Number number
                    ? OptionalDouble.of(at(number.doubleValue()))
                    : OptionalDouble.empty();
        }

        private double at(double value) {
            Point before = points.get(0);
            if (value <= before.value()) {
                return before.utility();
            }
            for (Point after : points.subList(1, points.size())) {
                if (value <= after.value()) {
                    double share = (value - before.value()) / (after.value() - before.value());
                    return before.utility() + share * (after.utility() - before.utility());
                }
                before = after;
            }
            return before.utility();
        }
    }

    /** A utility for each text; true and false are the texts {@code true} and {@code false}. */
    record Choices(Map<String, Double> utilities) implements ValueFunction {
        public Choices {
            utilities = Map.copyOf(utilities);
            utilities.values().forEach(ValueFunction::requireUtility);
        }

        @Override
        public OptionalDouble utility(Object value) {
            Double utility = utilities.get(value.toString());
            return utility == null ? OptionalDouble.empty() : OptionalDouble.of(utility);
        }
    }

    private static void requireUtility(double utility) {
        if (!(utility >= 0 && utility <= 1)) {
            throw new IllegalArgumentException("a utility lies from 0 to 1, was " + utility);
        }
    }
}
