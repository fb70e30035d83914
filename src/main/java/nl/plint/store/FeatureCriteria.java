package nl.plint.store;

import nl.plint.filter.Expression;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * One question to a version, as one object: what OGC API Features calls bbox, filter, limit and the place in a walk.
 *
 * @param areaRd features whose geometry meets this area, in RD New; null for all, also those without a place
 * @param filter features for which this holds (unknown is not enough), geometry literals in RD New; null for all
 * @param limit at most so many rows, 1 or more
 * @param startRow the first row to look at: 0, or {@link FeaturePage#nextRow()} of the page before
 */
public record FeatureCriteria(@Nullable Geometry areaRd, @Nullable Expression filter, int limit, int startRow) {
    public FeatureCriteria {
        if (limit < 1 || startRow < 0) {
            throw new IllegalArgumentException(
                    "limit must be 1 or more and startRow 0 or more, were " + limit + ", " + startRow);
        }
    }

    /** Every feature of a version. */
    public static FeatureCriteria all() {
        return new FeatureCriteria(null, null, Integer.MAX_VALUE, 0);
    }
}
