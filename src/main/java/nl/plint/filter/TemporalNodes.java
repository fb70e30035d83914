package nl.plint.filter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Binds how times lie to each other. */
final class TemporalNodes<R> {
    private final Compiler<R> compiler;

    TemporalNodes(Compiler<R> compiler) {
        this.compiler = compiler;
    }

    Node<R> node(Expression e) {
        if (e instanceof Expression.Interval interval) {
            return interval(interval);
        }
        Expression.Temporal temporal = (Expression.Temporal) e;
        TemporalOperator operator = temporal.operator();
        Node<R> left = time(temporal.left(), operator);
        Node<R> right = time(temporal.right(), operator);
        return (Node.Predicate<R>) row -> TimeExtent.compare(operator, left.value(row), right.value(row));
    }

    private Node<R> time(Expression e, TemporalOperator operator) {
        Node<R> node = compiler.node(e);
        ValueType type = node.type();
        if (type == ValueType.INTERVAL || type == ValueType.ANY) {
            return node;
        }
        if (!type.isInstant()) {
            throw Cql2Exception.of("expected a date, timestamp or interval, but " + Compiler.shown(e) + " is "
                    + type.description()
                    + (type == ValueType.TEXT ? "; dates are written DATE('2017-01-01')" : ""));
        }
        if (operator.intervalsOnly()) {
            throw Cql2Exception.of(operator.wireName().toUpperCase(java.util.Locale.ROOT) + " compares intervals, but "
                    + Compiler.shown(e) + " is " + type.description()
                    + "; an interval is written INTERVAL(start, end)");
        }
        return node;
    }

    private Node<R> interval(Expression.Interval interval) {
        Node<R> start = end(interval.start(), Instant.MIN);
        Node<R> end = end(interval.end(), Instant.MAX);
        if (start instanceof Node.Constant<R> one
                && end instanceof Node.Constant<R> other
                && Boolean.TRUE.equals(Values.compare(ComparisonOperator.GREATER, one.value(), other.value()))) {
            throw Cql2Exception.of(Compiler.shown(interval) + " ends before it starts");
        }
        return new Node.Calculated<>(ValueType.INTERVAL, row -> extent(start.value(row), end.value(row)));
    }

    private Node<R> end(Expression e, Instant unbounded) {
        if (e instanceof Expression.Unbounded) {
            return new Node.Constant<>(ValueType.TIMESTAMP, unbounded);
        }
        Node<R> node = compiler.node(e);
        if (!node.type().isInstant() && node.type() != ValueType.ANY) {
            throw Cql2Exception.of("an interval goes from one date or timestamp to another, but " + Compiler.shown(e)
                    + " is " + node.type().description());
        }
        return node;
    }

    private static @Nullable Object extent(@Nullable Object start, @Nullable Object end) {
        return (start != null && end != null && ScalarNodes.isInstant(start) && ScalarNodes.isInstant(end))
                ? new TimeExtent(start, end)
                : null;
    }
}
