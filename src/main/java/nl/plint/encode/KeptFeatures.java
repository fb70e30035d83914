package nl.plint.encode;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import nl.plint.dataset.FeatureTable;
import nl.plint.geo.Crs;
import org.jspecify.annotations.Nullable;

/**
 * Features that were encoded, up to a number of bytes together. When there is no room for one more, the table and CRS that was asked
 * for longest ago is forgotten as a whole, also when it is the only one. Nothing is kept of a table that nobody else uses any more.
 */
final class KeptFeatures {
    private static final int LARGEST_BYTES = 8 << 10;
    private static final int OVERHEAD_BYTES = 16;

    private final long mostBytes;
    private final Cache<FeatureTable, Map<Crs, Rows>> tables =
            Caffeine.newBuilder().weakKeys().build();
    private final AtomicLong bytes = new AtomicLong();
    private long turn;

    KeptFeatures(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** What is kept of a table in a CRS; its rows may be asked for and kept by many threads. Null when there is no room for it. */
    synchronized @Nullable Rows of(FeatureTable table, Crs crs) {
        long needed = table.size() * 4L;
        if (needed > mostBytes) {
            return null;
        }
        Map<Crs, Rows> ofTable = tables.get(table, any -> new HashMap<>());
        Rows rows = ofTable.get(crs);
        if (rows == null) {
            rows = new Rows(table.size());
            rows.used.set(needed);
            ofTable.put(crs, rows);
            grow(needed);
        }
        rows.lastTurn = ++turn;
        return rows;
    }

    private void grow(long more) {
        if (bytes.addAndGet(more) > mostBytes) {
            makeRoom();
        }
    }

    private synchronized void makeRoom() {
        List<Rows> live = new ArrayList<>();
        tables.asMap().values().forEach(byCrs -> live.addAll(byCrs.values()));
        live.sort(Comparator.comparingLong(rows -> rows.lastTurn));
        long sum = live.stream().mapToLong(rows -> rows.used.get()).sum();
        for (Rows oldest : live) {
            if (sum > mostBytes) {
                sum -= oldest.used.get();
                oldest.forgotten = true;
                tables.asMap().values().forEach(byCrs -> byCrs.values().remove(oldest));
            }
        }
        bytes.set(sum);
    }

    /** The features of one table in one CRS. */
    final class Rows {
        private final AtomicReferenceArray<byte[]> features;
        private final AtomicLong used = new AtomicLong();
        private long lastTurn;
        private volatile boolean forgotten;

        private Rows(int size) {
            features = new AtomicReferenceArray<>(size);
        }

        /** The bytes of a row, not to be changed; null when they are not kept. */
        byte @Nullable [] find(int row) {
            return features.get(row);
        }

        void keep(int row, byte[] feature) {
            if (feature.length <= LARGEST_BYTES && !forgotten && features.compareAndSet(row, null, feature)) {
                used.addAndGet(feature.length + OVERHEAD_BYTES);
                grow(feature.length + OVERHEAD_BYTES);
            }
        }
    }
}
