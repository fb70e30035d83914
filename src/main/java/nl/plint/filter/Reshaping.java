package nl.plint.filter;

import java.util.List;
import java.util.function.UnaryOperator;
import org.locationtech.jts.geom.Geometry;

/** Puts other geometries in the place of those in an expression, to bring it from the CRS it was written in to that of the data. */
public final class Reshaping {
    private final UnaryOperator<Geometry> change;

    private Reshaping(UnaryOperator<Geometry> change) {
        this.change = change;
    }

    /**
     * The same expression with each geometry and box in it changed; a box becomes the geometry that it is changed to.
     *
     * @param change gives a new geometry and leaves the old one as it is
     */
    public static Expression of(Expression expression, UnaryOperator<Geometry> change) {
        return new Reshaping(change).changed(expression);
    }

    private Expression changed(Expression e) {
        if (e instanceof Expression.Shape shape) {
            return new Expression.Shape(change.apply(shape.geometry()));
        }
        if (e instanceof Expression.Box box) {
            return new Expression.Shape(change.apply(box.geometry()));
        }
        if (e instanceof Expression.Spatial spatial) {
            return new Expression.Spatial(spatial.operator(), changed(spatial.left()), changed(spatial.right()));
        }
        if (e instanceof Expression.And and) {
            return new Expression.And(all(and.parts()));
        }
        if (e instanceof Expression.Or or) {
            return new Expression.Or(all(or.parts()));
        }
        if (e instanceof Expression.Not not) {
            return new Expression.Not(changed(not.part()));
        }
        if (e instanceof Expression.Call call) {
            return new Expression.Call(call.name(), all(call.arguments()));
        }
        if (e instanceof Expression.Comparison comparison) {
            return new Expression.Comparison(
                    comparison.operator(), changed(comparison.left()), changed(comparison.right()));
        }
        if (e instanceof Expression.Arithmetic arithmetic) {
            return new Expression.Arithmetic(
                    arithmetic.operator(), changed(arithmetic.left()), changed(arithmetic.right()));
        }
        if (e instanceof Expression.Between between) {
            return new Expression.Between(changed(between.value()), changed(between.low()), changed(between.high()));
        }
        if (e instanceof Expression.In in) {
            return new Expression.In(changed(in.value()), all(in.choices()));
        }
        if (e instanceof Expression.IsNull isNull) {
            return new Expression.IsNull(changed(isNull.value()));
        }
        if (e instanceof Expression.Like like) {
            return new Expression.Like(changed(like.value()), changed(like.pattern()));
        }
        return e; // no geometry can stand within the others
    }

    private List<Expression> all(List<Expression> expressions) {
        return expressions.stream().map(this::changed).toList();
    }
}
