package nl.plint.store;

import java.util.List;
import nl.plint.filter.Expression;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * One question to a version, as one object: what OGC API Features calls bbox, filter, sortby, limit and the place in a
 * walk.
 *
 * @param areaRd features whose geometry meets this area, in RD New; null for all, also those without a place
 * @param filter features for which this holds (unknown is not enough), geometry literals in RD New; null for all
 * @param order what to sort by, the first key first; empty for stored order
 * @param limit at most so many rows, 1 or more
 * @param start the first position in the order to look at: 0, or {@link FeaturePage#next()} of the page before
 * @param skip how many of the features found from there on to leave out, 0 or more
 */
public record FeatureCriteria(
        @Nullable Geometry areaRd, @Nullable Expression filter, List<SortKey> order, int limit, int start, int skip) {
    public FeatureCriteria {
        order = List.copyOf(order);
        if (limit < 1 || start < 0 || skip < 0) {
            throw new IllegalArgumentException(
                    "limit must be 1 or more, start and skip 0 or more, were " + limit + ", " + start + ", " + skip);
        }
    }

    /** Without leaving any out. */
    public FeatureCriteria(
            @Nullable Geometry areaRd, @Nullable Expression filter, List<SortKey> order, int limit, int start) {
        this(areaRd, filter, order, limit, start, 0);
    }

    /** In stored order. */
    public FeatureCriteria(@Nullable Geometry areaRd, @Nullable Expression filter, int limit, int start) {
        this(areaRd, filter, List.of(), limit, start);
    }

    /** Every feature of a version. */
    public static FeatureCriteria all() {
        return new FeatureCriteria(null, null, Integer.MAX_VALUE, 0);
    }
}
