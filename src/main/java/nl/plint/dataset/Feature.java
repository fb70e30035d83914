package nl.plint.dataset;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * One feature: its id, its geometry in RD New and its values in the order of a {@link Schema}.
 *
 * <p>Values are of the class that their {@link PropertyType} names, or null where unknown. The geometry is read-only by
 * agreement; null or empty means that the feature has no place.
 */
public final class Feature {
    private final String id;
    private final @Nullable Geometry geometryRd;
    private final @Nullable Object[] values;

    /** Takes over the array: the caller does not change it afterwards. */
    public Feature(String id, @Nullable Geometry geometryRd, @Nullable Object... values) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a feature needs an id");
        }
        this.id = id;
        this.geometryRd = geometryRd;
        this.values = values;
    }

    public String id() {
        return id;
    }

    public @Nullable Geometry geometryRd() {
        return geometryRd;
    }

    /** The value at a position of the schema. */
    public @Nullable Object value(int position) {
        return values[position];
    }

    public int valueCount() {
        return values.length;
    }
}
