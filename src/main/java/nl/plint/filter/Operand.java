package nl.plint.filter;

import java.time.Instant;
import java.time.LocalDate;

/** What the grammar takes at a place. A property or a function may stand anywhere: their type is known only with the data. */
enum Operand {
    BOOLEAN("a predicate"),
    SCALAR("a text, number, boolean, date or timestamp"),
    CHARACTER("a text"),
    NUMERIC("a number"),
    ORDERED("a number, date, timestamp or text"),
    SPATIAL("a geometry"),
    TEMPORAL("a date, timestamp or interval"),
    ARRAY("an array"),
    ANY("an expression");

    private final String description;

    Operand(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    boolean takes(Expression e) {
        if (e instanceof Expression.Property || e instanceof Expression.Call) {
            return true;
        }
        return switch (this) {
            case ANY -> true;
            case BOOLEAN -> isPredicate(e) || isLiteral(e, Boolean.class);
            case SCALAR -> isText(e) || isNumber(e) || isInstant(e) || isLiteral(e, Boolean.class);
            case CHARACTER -> isText(e);
            case NUMERIC -> isNumber(e);
            case ORDERED -> isText(e) || isNumber(e) || isInstant(e);
            case SPATIAL -> e instanceof Expression.Shape || e instanceof Expression.Box;
            case TEMPORAL -> isInstant(e) || e instanceof Expression.Interval;
            case ARRAY -> e instanceof Expression.ArrayLiteral;
        };
    }

    private static boolean isLiteral(Expression e, Class<?> type) {
        return e instanceof Expression.Literal literal && type.isInstance(literal.value());
    }

    private static boolean isText(Expression e) {
        return isLiteral(e, String.class)
                || e instanceof Expression.CaseInsensitive
                || e instanceof Expression.AccentInsensitive;
    }

    private static boolean isNumber(Expression e) {
        return isLiteral(e, Double.class) || e instanceof Expression.Arithmetic;
    }

    private static boolean isInstant(Expression e) {
        return isLiteral(e, LocalDate.class) || isLiteral(e, Instant.class);
    }

    static boolean isPredicate(Expression e) {
        return e instanceof Expression.And
                || e instanceof Expression.Or
                || e instanceof Expression.Not
                || e instanceof Expression.Comparison
                || e instanceof Expression.In
                || e instanceof Expression.IsNull
                || e instanceof Expression.Like
                || e instanceof Expression.Between
                || e instanceof Expression.Spatial
                || e instanceof Expression.Temporal
                || e instanceof Expression.ArrayComparison;
    }
}
