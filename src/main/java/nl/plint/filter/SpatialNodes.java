package nl.plint.filter;

import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.relateng.RelateNG;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/** Binds how geometries lie to each other. A geometry that is the same for every row is prepared once. */
final class SpatialNodes {
    private SpatialNodes() {}

    /**
     * The geometry of a literal.
     *
     * @throws Cql2Exception when it is not valid, saying where
     */
    static Geometry literal(Expression e) {
        Geometry geometry = e instanceof Expression.Box box ? box.geometry() : ((Expression.Shape) e).geometry();
        TopologyValidationError fault = new IsValidOp(geometry).getValidationError();
        if (fault != null) {
            throw Cql2Exception.of("the geometry " + Compiler.shown(e) + " is not valid: " + fault.getMessage() + " at "
                    + Cql2TextWriter.number(fault.getCoordinate().x) + " "
                    + Cql2TextWriter.number(fault.getCoordinate().y));
        }
        return geometry;
    }

    static <R> Node<R> of(SpatialOperator operator, Node<R> left, Node<R> right) {
        if (left instanceof Node.Constant<R> constant && constant.value() instanceof Geometry geometry) {
            return prepared(operator, geometry, right);
        }
        if (right instanceof Node.Constant<R> constant && constant.value() instanceof Geometry geometry) {
            return prepared(operator.mirrored(), geometry, left);
        }
        return (Node.Predicate<R>)
                row -> (left.value(row) instanceof Geometry one && right.value(row) instanceof Geometry other)
                        ? RelateNG.relate(one, other, operator.predicate())
                        : null;
    }

    private static <R> Node<R> prepared(SpatialOperator operator, Geometry constant, Node<R> other) {
        RelateNG relate = RelateNG.prepare(constant);
        return (Node.Predicate<R>) row ->
                other.value(row) instanceof Geometry geometry ? relate.evaluate(geometry, operator.predicate()) : null;
    }
}
