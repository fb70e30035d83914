package nl.plint.store;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import nl.plint.filter.Evaluation;
import nl.plint.filter.Expression;
import nl.plint.filter.FunctionRegistry;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * Answers criteria from a snapshot. One engine for every store, so a filter means the same whatever lies underneath.
 *
 * <p>The index proposes rows by their bounds, also for a filter that says where features lie; the geometry itself decides. A
 * filter sees a row as {@link SnapshotRow} shows it.
 */
public final class FeatureStore {
    private FeatureStore() {}

    /**
     * The page of a version that the criteria ask for.
     *
     * @throws IllegalArgumentException when the filter or the order cannot be used with this version
     */
    public static FeaturePage page(Snapshot snapshot, FeatureCriteria criteria) {
        if (criteria.areaRd() == null && criteria.filter() == null) {
            int start = Math.min(criteria.start(), snapshot.size());
            int end = (int) Math.min(snapshot.size(), (long) start + criteria.limit());
            int[] rows = criteria.order().isEmpty()
                    ? IntStream.range(start, end).toArray()
                    : Arrays.copyOfRange(snapshot.sorted(criteria.order()), start, end);
            return new FeaturePage(snapshot, rows, snapshot.size(), end < snapshot.size() ? end : -1);
        }
        int[] matching = matching(snapshot, criteria);
        if (!criteria.order().isEmpty()) {
            return sortedPage(snapshot, criteria, matching);
        }
        int from = Arrays.binarySearch(matching, criteria.start());
        if (from < 0) {
            from = -from - 1;
        }
        int to = (int) Math.min(matching.length, (long) from + criteria.limit());
        int[] rows = from == 0 && to == matching.length ? matching : Arrays.copyOfRange(matching, from, to);
        return new FeaturePage(snapshot, rows, matching.length, to < matching.length ? matching[to] : -1);
    }

    private static FeaturePage sortedPage(Snapshot snapshot, FeatureCriteria criteria, int[] matching) {
        BitSet wanted = new BitSet(snapshot.size());
        for (int row : matching) {
            wanted.set(row);
        }
        int[] order = snapshot.sorted(criteria.order());
        int[] rows = new int[Math.min(matching.length, criteria.limit())];
        int found = 0;
        for (int position = criteria.start(); position < order.length; position++) {
            if (wanted.get(order[position])) {
                if (found == rows.length) {
                    return new FeaturePage(snapshot, rows, matching.length, position);
                }
                rows[found++] = order[position];
            }
        }
        return new FeaturePage(snapshot, Arrays.copyOf(rows, found), matching.length, -1);
    }

    private static int[] matching(Snapshot snapshot, FeatureCriteria criteria) {
        Geometry area = criteria.areaRd();
        Expression filter = criteria.filter();
        if (filter == null) {
            return area == null ? IntStream.range(0, snapshot.size()).toArray() : meeting(snapshot, area);
        }
        Evaluation<SnapshotRow> evaluation =
                Evaluation.filter(filter, SnapshotRow.properties(snapshot), FunctionRegistry.standard());
        IntStream candidates = area != null
                ? Arrays.stream(meeting(snapshot, area))
                : evaluation
                        .bounds()
                        .map(bounds -> Arrays.stream(snapshot.rowsMeeting(bounds)))
                        .orElseGet(() -> IntStream.range(0, snapshot.size()));
        SnapshotRow row = new SnapshotRow();
        return candidates
                .filter(candidate -> evaluation.holds(row.at(candidate)))
                .toArray();
    }

    private static int[] meeting(Snapshot snapshot, Geometry area) {
        PreparedGeometry prepared = PreparedGeometryFactory.prepare(area);
        return Arrays.stream(snapshot.rowsMeeting(area.getEnvelopeInternal()))
                .filter(row -> {
                    Geometry geometry = snapshot.geometryRd(row);
                    return geometry != null && prepared.intersects(geometry);
                })
                .toArray();
    }
}
