package nl.plint.dataset;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Features in memory, addressed by row, 0 to {@code size() - 1}, in a fixed order. What an encoder writes and an analysis
 * reads, whether it is a version of a layer or an answer. Safe for many readers at once.
 */
public interface FeatureTable {
    /** What it is a table of, in kebab-case: a layer's id. */
    default String name() {
        return "features";
    }

    /** The date that all its features speak of; null where there is no such date. */
    default @Nullable LocalDate referenceDate() {
        return null;
    }

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
