package nl.plint.filter;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/** Finds where a feature must lie for a filter to hold, so that an index can leave out the others. */
final class SpatialBounds {
    private SpatialBounds() {}

    /**
     * An envelope that a feature's geometry meets wherever the filter holds; null when there is none.
     *
     * @param isGeometry whether a property is the geometry that the index knows
     */
    static @Nullable Envelope of(Expression e, Predicate<String> isGeometry) {
        if (e instanceof Expression.And and) {
            Envelope smallest = null;
            for (Expression part : and.parts()) {
                Envelope bounds = of(part, isGeometry);
                if (bounds != null && (smallest == null || bounds.getArea() < smallest.getArea())) {
                    smallest = bounds;
                }
            }
            return smallest;
        }
        if (e instanceof Expression.Or or) {
            Envelope all = new Envelope();
            for (Expression part : or.parts()) {
                Envelope bounds = of(part, isGeometry);
                if (bounds == null) {
                    return null;
                }
                all.expandToInclude(bounds);
            }
            return all;
        }
        if (e instanceof Expression.Spatial spatial && spatial.operator().needsMeeting()) {
            if (spatial.left() instanceof Expression.Property property && isGeometry.test(property.name())) {
                return envelope(spatial.right());
            }
            if (spatial.right() instanceof Expression.Property property && isGeometry.test(property.name())) {
                return envelope(spatial.left());
            }
        }
        return null;
    }

    private static @Nullable Envelope envelope(Expression e) {
        if (e instanceof Expression.Shape shape) {
            return shape.geometry().getEnvelopeInternal();
        }
        return e instanceof Expression.Box box ? box.geometry().getEnvelopeInternal() : null;
    }
}
