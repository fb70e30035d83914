package nl.plint.dataset;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Features in memory, addressed by row, 0 to {@code size() - 1}, in a fixed order. What an encoder writes and an analysis
 * reads, whether it is a version of a layer or an answer. Safe for many readers at once.
 */
public interface FeatureTable {
    Schema schema();

    int size();

    String id(int row);

    /** Geometry in RD New, read-only; null where the feature has none. */
    @Nullable
    Geometry geometryRd(int row);

    /** The value of a feature at a position of the schema; null where unknown. */
    @Nullable
    Object value(int row, int position);
}
