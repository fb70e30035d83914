package nl.plint.policy;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nl.plint.filter.Expression;

/** A walk over an expression. */
final class Expressions {
    private Expressions() {}

    /** Gives an expression and everything in it, from the outside in. */
    static void walk(Expression expression, Consumer<Expression> visitor) {
        visitor.accept(expression);
        children(expression).forEach(child -> walk(child, visitor));
    }

    private static List<Expression> children(Expression expression) {
        if (expression instanceof Expression.And and) {
            return and.parts();
        }
        if (expression instanceof Expression.Or or) {
            return or.parts();
        }
        if (expression instanceof Expression.Not not) {
            return List.of(not.part());
        }
        if (expression instanceof Expression.Comparison comparison) {
            return List.of(comparison.left(), comparison.right());
        }
        if (expression instanceof Expression.Arithmetic arithmetic) {
            return List.of(arithmetic.left(), arithmetic.right());
        }
        if (expression instanceof Expression.In in) {
            return Stream.concat(Stream.of(in.value()), in.choices().stream()).toList();
        }
        if (expression instanceof Expression.IsNull isNull) {
            return List.of(isNull.value());
        }
        return expression instanceof Expression.Call call ? call.arguments() : List.of();
    }
}
