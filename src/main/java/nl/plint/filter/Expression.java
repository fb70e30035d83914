package nl.plint.filter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * An expression of CQL2 (OGC 21-065r2), whichever encoding it was read from: {@link Cql2Text} and {@link Cql2Json} read and
 * write it, {@link Evaluation} gives its value. Coordinates are as they were written; the CRS is told beside the expression.
 */
public sealed interface Expression {
    /** The expressions directly within this one, in the order in which they are written. */
    List<Expression> parts();

    /** This expression and all within it, from the outside in. */
    default Stream<Expression> walk() {
        return Stream.concat(Stream.of(this), parts().stream().flatMap(Expression::walk));
    }

    /**
     * A value that stands in the expression itself.
     *
     * @param value a {@link String}, {@link Double}, {@link Boolean}, {@link LocalDate} or {@link Instant}
     */
    record Literal(Object value) implements Expression {
        public Literal {
            if (value instanceof Double number) {
                if (!Double.isFinite(number)) {
                    throw new IllegalArgumentException("a number must be finite, was " + number);
                }
                value = number + 0.0; // minus zero is zero
            } else if (!(value instanceof String
                    || value instanceof Boolean
                    || value instanceof LocalDate
                    || value instanceof Instant)) {
                throw new IllegalArgumentException(
                        "a literal is a text, number, boolean, date or timestamp, was " + value.getClass());
            }
        }

        @Override
        public List<Expression> parts() {
            return List.of();
        }
    }

    /** The value of a property, a queryable of the data. */
    record Property(String name) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of();
        }
    }

    /** A function that is not part of CQL2 itself. */
    record Call(String name, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Expression> parts() {
            return arguments;
        }
    }

    record Comparison(ComparisonOperator operator, Expression left, Expression right) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(left, right);
        }
    }

    record Arithmetic(ArithmeticOperator operator, Expression left, Expression right) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(left, right);
        }
    }

    record And(List<Expression> parts) implements Expression {
        public And {
            parts = List.copyOf(parts);
        }
    }

    record Or(List<Expression> parts) implements Expression {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Not(Expression part) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(part);
        }
    }

    record In(Expression value, List<Expression> choices) implements Expression {
        public In {
            choices = List.copyOf(choices);
        }

        @Override
        public List<Expression> parts() {
            return Stream.concat(Stream.of(value), choices.stream()).toList();
        }
    }

    record IsNull(Expression value) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(value);
        }
    }

    /** @param pattern a text, folded or not, in which % stands for any characters, _ for one, and \ takes their meaning away */
    record Like(Expression value, Expression pattern) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(value, pattern);
        }
    }

    /** Both ends belong to the range. */
    record Between(Expression value, Expression low, Expression high) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(value, low, high);
        }
    }

    /** CASEI: a text without its differences of case. */
    record CaseInsensitive(Expression text) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(text);
        }
    }

    /** ACCENTI: a text without its accents. */
    record AccentInsensitive(Expression text) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(text);
        }
    }

    record Spatial(SpatialOperator operator, Expression left, Expression right) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(left, right);
        }
    }

    record Temporal(TemporalOperator operator, Expression left, Expression right) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(left, right);
        }
    }

    record ArrayComparison(ArrayOperator operator, Expression left, Expression right) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(left, right);
        }
    }

    record ArrayLiteral(List<Expression> elements) implements Expression {
        public ArrayLiteral {
            elements = List.copyOf(elements);
        }

        @Override
        public List<Expression> parts() {
            return elements;
        }
    }

    /** A time from one instant to another, both within it; either may be {@link Unbounded}. */
    record Interval(Expression start, Expression end) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(start, end);
        }
    }

    /** The end of an interval that has none, written as two dots. */
    record Unbounded() implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of();
        }
    }

    /** A geometry; it is not to be changed. */
    record Shape(Geometry geometry) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of();
        }
    }

    /**
     * A box along the axes.
     *
     * @param ordinates of the lower and then the upper corner, two or three each. Where the first of the lower corner is
     *     greater, the box goes over the antimeridian.
     */
    record Box(List<Double> ordinates) implements Expression {
        public Box {
            ordinates = ordinates.stream().map(ordinate -> ordinate + 0.0).toList();
            if (ordinates.size() != 4 && ordinates.size() != 6) {
                throw new IllegalArgumentException("a box has 4 or 6 ordinates, was " + ordinates);
            }
            if (ordinates.get(1) > ordinates.get(ordinates.size() / 2 + 1)) {
                throw new IllegalArgumentException("the lower corner of a box comes first, was " + ordinates);
            }
        }

        @Override
        public List<Expression> parts() {
            return List.of();
        }

        /** The box as a geometry in degrees, x before y: a polygon, two when it goes over the antimeridian, or less than that. */
        public Geometry geometry() {
            GeometryFactory factory = new GeometryFactory();
            int upper = ordinates.size() / 2;
            double west = ordinates.get(0);
            double east = ordinates.get(upper);
            double south = ordinates.get(1);
            double north = ordinates.get(upper + 1);
            return west <= east
                    ? factory.toGeometry(new Envelope(west, east, south, north))
                    : factory.buildGeometry(List.of(
                            factory.toGeometry(new Envelope(west, 180, south, north)),
                            factory.toGeometry(new Envelope(-180, east, south, north))));
        }
    }
}
