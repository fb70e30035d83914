package nl.plint.filter;

import org.jspecify.annotations.Nullable;

/**
 * An expression bound to the rows that it is evaluated over.
 *
 * @param <R> a row
 */
interface Node<R> {
    ValueType type();

    /** The value, null where unknown. */
    @Nullable
    Object value(R row);

    /** The value of a number; not-a-number where unknown. */
    default double number(R row) {
        return value(row) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** The truth of a predicate; null where unknown. */
    default @Nullable Boolean test(R row) {
        return value(row) instanceof Boolean holds ? holds : null;
    }

    /** A value that is the same for every row. */
    record Constant<R>(ValueType type, @Nullable Object value) implements Node<R> {
        @Override
        public @Nullable Object value(R row) {
            return value;
        }
    }

    /** What a row has. */
    record Given<R>(BoundProperty<R> property) implements Node<R> {
        @Override
        public ValueType type() {
            return property.type();
        }

        @Override
        public @Nullable Object value(R row) {
            return property.value(row);
        }

        @Override
        public double number(R row) {
            return property.number(row);
        }
    }

    /** A value that is calculated; for anything but numbers and predicates, which have their own. */
    record Calculated<R>(ValueType type, Calculation<R> calculation) implements Node<R> {
        interface Calculation<R> {
            @Nullable
            Object value(R row);
        }

        @Override
        public @Nullable Object value(R row) {
            return calculation.value(row);
        }
    }

    /** A number; not-a-number is unknown. */
    @FunctionalInterface
    interface Numeric<R> extends Node<R> {
        @Override
        double number(R row);

        @Override
        default ValueType type() {
            return ValueType.NUMBER;
        }

        @Override
        default @Nullable Object value(R row) {
            double number = number(row);
            return Double.isNaN(number) ? null : number;
        }
    }

    /** A predicate in three-valued logic. */
    @FunctionalInterface
    interface Predicate<R> extends Node<R> {
        @Override
        @Nullable
        Boolean test(R row);

        @Override
        default ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        default @Nullable Object value(R row) {
            return test(row);
        }
    }
}
