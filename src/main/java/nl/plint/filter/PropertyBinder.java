package nl.plint.filter;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The properties that an expression can name: the queryables of OGC API Features.
 *
 * @param <R> a row that has them
 */
public interface PropertyBinder<R> {
    Optional<BoundProperty<R>> find(String name);

    /** Every name, for the message to who names another. */
    List<String> names();

    /** Takes any name; of which type a value is, is known only when it is there. */
    static <R> PropertyBinder<R> open(BiFunction<R, String, @Nullable Object> value) {
        return new PropertyBinder<>() {
            @Override
            public Optional<BoundProperty<R>> find(String name) {
                return Optional.of(BoundProperty.of(ValueType.ANY, row -> value.apply(row, name)));
            }

            @Override
            public List<String> names() {
                return List.of();
            }
        };
    }
}
