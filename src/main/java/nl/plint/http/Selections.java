package nl.plint.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.concurrent.atomic.AtomicLong;
import nl.plint.filter.Expression;
import nl.plint.store.FeatureCriteria;
import nl.plint.store.FeaturePage;
import nl.plint.store.FeatureStore;
import nl.plint.store.Selection;
import nl.plint.store.Snapshot;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * What filters select, kept up to a number of bytes: whoever walks through the pages of a filter, or draws its tiles, asks for the
 * same many times. Snapshots never change, so nothing in here is ever out of date.
 */
final class Selections {
    private static final int ENTRY_BYTES = 1_000;

    private final AtomicLong nextSerial = new AtomicLong();
    private final LoadingCache<Snapshot, Long> serials =
            Caffeine.newBuilder().weakKeys().build(snapshot -> nextSerial.incrementAndGet());
    private final Cache<Key, Selection> kept;

    /** A snapshot by its number, so that the key does not keep it in memory. */
    private record Key(long snapshot, @Nullable Geometry areaRd, Expression filter) {}

    Selections(long mostBytes) {
        kept = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher((Key key, Selection rows) -> rows.sizeBytes() + ENTRY_BYTES)
                .build();
    }

    /** A number that stands for a snapshot as long as somebody has it. */
    long serial(Snapshot snapshot) {
        return serials.get(snapshot);
    }

    /**
     * The page that criteria ask for.
     *
     * @throws ProblemException when the filter cannot be used with this version
     */
    FeaturePage page(Snapshot snapshot, FeatureCriteria criteria) {
        Expression filter = criteria.filter();
        return filter == null
                ? FeatureStore.page(snapshot, criteria)
                : FeatureStore.page(snapshot, criteria, of(snapshot, criteria.areaRd(), filter));
    }

    /**
     * The rows that a filter selects.
     *
     * @param areaRd the area that they meet, null for everywhere
     * @throws ProblemException when the filter cannot be used with this version
     */
    Selection of(Snapshot snapshot, @Nullable Geometry areaRd, Expression filter) {
        try {
            return kept.get(
                    new Key(serial(snapshot), areaRd, filter), any -> FeatureStore.selection(snapshot, areaRd, filter));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new Problem(
                    400, "invalid-filter", "Invalid filter", "filter cannot be used here: " + e.getMessage()));
        }
    }
}
