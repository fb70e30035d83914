package nl.plint.filter;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/**
 * An expression made ready for the rows that it is evaluated over: names are looked up, types are checked and what is the same
 * for every row is calculated, once.
 *
 * <p>Logic is three-valued (Kleene): what is unknown makes a predicate unknown, unless the rest decides. Also unknown: a number
 * that does not exist, such as one divided by zero, and the comparison of values whose types turn out not to match. For one
 * thread.
 *
 * @param <R> a row
 */
public final class Evaluation<R> {
    private final Node<R> node;
    private final @Nullable Envelope bounds;

    private Evaluation(Node<R> node, @Nullable Envelope bounds) {
        this.node = node;
        this.bounds = bounds;
    }

    /**
     * Makes an expression of any type ready.
     *
     * @throws Cql2Exception when it names a property or a function that does not exist, or types do not match
     */
    public static <R> Evaluation<R> compile(
            Expression expression, PropertyBinder<R> properties, FunctionRegistry functions) {
        return new Evaluation<>(
                new Compiler<>(properties, functions).node(expression), SpatialBounds.of(expression, name -> properties
                        .find(name)
                        .filter(property -> property.type() == ValueType.GEOMETRY)
                        .isPresent()));
    }

    /**
     * Makes a filter ready, which is an expression that holds or not.
     *
     * @throws Cql2Exception as for {@link #compile}, and when it is no predicate
     */
    public static <R> Evaluation<R> filter(
            Expression expression, PropertyBinder<R> properties, FunctionRegistry functions) {
        Evaluation<R> evaluation = compile(expression, properties, functions);
        if (!evaluation.node.type().takes(ValueType.BOOLEAN)) {
            throw Cql2Exception.of("expected a predicate, which is true or false for a feature, but "
                    + Compiler.shown(expression) + " is "
                    + evaluation.node.type().description());
        }
        return evaluation;
    }

    /** Whether it holds; null where unknown. */
    public @Nullable Boolean test(R row) {
        return node.test(row);
    }

    /** Whether it is known to hold. */
    public boolean holds(R row) {
        return Boolean.TRUE.equals(node.test(row));
    }

    /** Its value; null where unknown. */
    public @Nullable Object value(R row) {
        return node.value(row);
    }

    /** An envelope that the geometry of every row for which it holds meets; empty when there is none to tell of. */
    public Optional<Envelope> bounds() {
        return Optional.ofNullable(bounds).map(Envelope::copy);
    }
}
