package nl.plint.filter;

import org.jspecify.annotations.Nullable;

/**
 * A property of rows, looked up once by its name so that its values can be asked often.
 *
 * @param <R> a row
 */
public interface BoundProperty<R> {
    ValueType type();

    /** A String, Number, Boolean, LocalDate, Instant, Geometry or List, as the type says; null where unknown. */
    @Nullable
    Object value(R row);

    /** The value of a number, without an object for it; not-a-number where unknown. */
    default double number(R row) {
        return value(row) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** How many distinct values there are, where they are numbered; 0 where they are not. */
    default int distinctValues() {
        return 0;
    }

    /** The number of the value, from 0, where the distinct values are numbered; below 0 where unknown. */
    default int valueNumber(R row) {
        return -1;
    }

    /** A property that is asked anew each time. */
    static <R> BoundProperty<R> of(ValueType type, java.util.function.Function<R, @Nullable Object> value) {
        return new BoundProperty<>() {
            @Override
            public ValueType type() {
                return type;
            }

            @Override
            public @Nullable Object value(R row) {
                return value.apply(row);
            }
        };
    }
}
