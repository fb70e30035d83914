package nl.plint.filter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Binds what compares and calculates texts, numbers, booleans and instants. */
final class ScalarNodes<R> {
    private final Compiler<R> compiler;

    ScalarNodes(Compiler<R> compiler) {
        this.compiler = compiler;
    }

    Node<R> node(Expression e) {
        if (e instanceof Expression.Comparison comparison) {
            Node<R> left = compiler.node(comparison.left());
            Node<R> right = compiler.node(comparison.right());
            requireComparable(comparison.left(), left.type(), comparison.right(), right.type());
            return compared(comparison.operator(), left, right);
        }
        if (e instanceof Expression.Arithmetic arithmetic) {
            Node<R> left = compiler.node(arithmetic.left(), ValueType.NUMBER);
            Node<R> right = compiler.node(arithmetic.right(), ValueType.NUMBER);
            ArithmeticOperator operator = arithmetic.operator();
            return (Node.Numeric<R>) row -> operator.apply(left.number(row), right.number(row));
        }
        if (e instanceof Expression.In in) {
            return in(in);
        }
        if (e instanceof Expression.Between between) {
            return between(between);
        }
        if (e instanceof Expression.Like like) {
            return like(like);
        }
        if (e instanceof Expression.IsNull isNull) {
            Node<R> value = compiler.node(isNull.value());
            return value.type() == ValueType.NUMBER
                    ? (Node.Predicate<R>) row -> Double.isNaN(value.number(row))
                    : (Node.Predicate<R>) row -> value.value(row) == null;
        }
        if (e instanceof Expression.CaseInsensitive folded) {
            return folded(folded.text(), Texts::caseFolded);
        }
        if (e instanceof Expression.AccentInsensitive folded) {
            return folded(folded.text(), Texts::withoutAccents);
        }
        throw Cql2Exception.of(Compiler.shown(e) + " has no value of its own");
    }

    private Node<R> folded(Expression text, UnaryOperator<String> folding) {
        Node<R> node = compiler.node(text, ValueType.TEXT);
        return new Node.Calculated<>(
                ValueType.TEXT, row -> node.value(row) instanceof String value ? folding.apply(value) : null);
    }

    private static void requireComparable(Expression left, ValueType one, Expression right, ValueType other) {
        requireScalar(left, one);
        requireScalar(right, other);
        if (!one.takes(other) && !(one.isInstant() && other.isInstant())) {
            boolean instantAsText =
                    (one.isInstant() && other == ValueType.TEXT) || (other.isInstant() && one == ValueType.TEXT);
            throw Cql2Exception.of(Compiler.shown(left) + " is " + one.description() + " and cannot be compared with "
                    + Compiler.shown(right) + ", which is " + other.description()
                    + (instantAsText ? "; dates are written DATE('2017-01-01')" : ""));
        }
    }

    private static void requireScalar(Expression e, ValueType type) {
        if (type == ValueType.GEOMETRY || type == ValueType.ARRAY || type == ValueType.INTERVAL) {
            throw Cql2Exception.of(Compiler.shown(e) + " is " + type.description()
                    + ", and only texts, numbers, booleans, dates and timestamps are compared so");
        }
    }

    private static <R> Node<R> compared(ComparisonOperator operator, Node<R> left, Node<R> right) {
        if (left.type() == ValueType.NUMBER && right.type() == ValueType.NUMBER) {
            return (right instanceof Node.Constant<R> constant && constant.value() instanceof Double limit)
                    ? numeric(operator, left, limit)
                    : (Node.Predicate<R>) row -> {
                        double one = left.number(row);
                        double other = right.number(row);
                        return (Double.isNaN(one) || Double.isNaN(other)) ? null : operator.holds(one, other);
                    };
        }
        return (Node.Predicate<R>) row -> Values.compare(operator, left.value(row), right.value(row));
    }

    private static <R> Node<R> numeric(ComparisonOperator operator, Node<R> left, double limit) {
        return (Node.Predicate<R>) row -> {
            double number = left.number(row);
            return Double.isNaN(number) ? null : operator.holds(number, limit);
        };
    }

    private Node<R> in(Expression.In in) {
        Node<R> value = compiler.node(in.value());
        List<Node<R>> choices = compiler.nodes(in.choices());
        for (int place = 0; place < choices.size(); place++) {
            requireComparable(
                    in.value(),
                    value.type(),
                    in.choices().get(place),
                    choices.get(place).type());
        }
        Set<Object> known = constants(value.type(), choices);
        if (known != null) {
            return (Node.Predicate<R>) row -> {
                Object sought = value.value(row);
                return sought == null ? null : known.contains(Values.canonical(sought));
            };
        }
        return (Node.Predicate<R>) row -> {
            Object sought = value.value(row);
            Boolean found = false;
            for (Node<R> choice : choices) {
                Boolean equal = Values.compare(ComparisonOperator.EQUAL, sought, choice.value(row));
                if (Boolean.TRUE.equals(equal)) {
                    return true;
                }
                found = equal == null ? null : found;
            }
            return found;
        };
    }

    /** The choices as a set, when all are known and of the type of the value; null otherwise. */
    private static <R> @Nullable Set<Object> constants(ValueType type, List<Node<R>> choices) {
        Set<Object> constants = new HashSet<>();
        for (Node<R> choice : choices) {
            if (!(choice instanceof Node.Constant<R> constant)
                    || constant.value() == null
                    || constant.type() != type
                    || type == ValueType.ANY) {
                return null;
            }
            constants.add(Values.canonical(Objects.requireNonNull(constant.value())));
        }
        return constants;
    }

    private Node<R> between(Expression.Between between) {
        Node<R> value = compiler.node(between.value());
        Node<R> low = compiler.node(between.low());
        Node<R> high = compiler.node(between.high());
        requireComparable(between.value(), value.type(), between.low(), low.type());
        requireComparable(between.value(), value.type(), between.high(), high.type());
        Node<R> above = compared(ComparisonOperator.GREATER_OR_EQUAL, value, low);
        Node<R> below = compared(ComparisonOperator.LESS_OR_EQUAL, value, high);
        return (Node.Predicate<R>) row -> {
            Boolean one = above.test(row);
            Boolean other = below.test(row);
            if (Boolean.FALSE.equals(one) || Boolean.FALSE.equals(other)) {
                return false; // also when the other end is unknown
            }
            return (one == null || other == null) ? null : true;
        };
    }

    private Node<R> like(Expression.Like like) {
        Node<R> value = compiler.node(like.value(), ValueType.TEXT);
        if (!(compiler.node(like.pattern()) instanceof Node.Constant<R> constant)
                || !(constant.value() instanceof String text)) {
            throw Cql2Exception.of("expected a pattern, but found " + Compiler.shown(like.pattern()));
        }
        LikePattern pattern = new LikePattern(text);
        return (Node.Predicate<R>)
                row -> value.value(row) instanceof String sought ? pattern.matches(Texts.normalized(sought)) : null;
    }

    /** Whether values of a class are dates or timestamps. */
    static boolean isInstant(Object value) {
        return value instanceof LocalDate || value instanceof Instant;
    }
}
