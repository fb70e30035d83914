package nl.plint.store;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;
import nl.plint.filter.Evaluation;
import nl.plint.filter.Expression;
import nl.plint.filter.FunctionRegistry;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
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
    private static final double[] TRIED_MARGINS = {0, 1.0 / 64, 1.0 / 24, 1.0 / 8, 1.0 / 4};
    private static final Envelope NOTHING = new Envelope();

    private FeatureStore() {}

    /**
     * The page of a version that the criteria ask for.
     *
     * @throws IllegalArgumentException when the filter or the order cannot be used with this version
     */
    public static FeaturePage page(Snapshot snapshot, FeatureCriteria criteria) {
        if (criteria.areaRd() == null && criteria.filter() == null) {
            int start = (int) Math.min((long) criteria.start() + criteria.skip(), snapshot.size());
            int end = (int) Math.min(snapshot.size(), (long) start + criteria.limit());
            int[] rows = criteria.order().isEmpty()
                    ? IntStream.range(start, end).toArray()
                    : Arrays.copyOfRange(snapshot.sorted(criteria.order()), start, end);
            return new FeaturePage(snapshot, rows, snapshot.size(), end < snapshot.size() ? end : -1);
        }
        return page(snapshot, criteria, selection(snapshot, criteria.areaRd(), criteria.filter()));
    }

    /** The page that the criteria ask for, of what their area and filter are known to select. */
    public static FeaturePage page(Snapshot snapshot, FeatureCriteria criteria, Selection selection) {
        int[] order = criteria.order().isEmpty() ? null : snapshot.sorted(criteria.order());
        int[] rows = new int[Math.min(selection.count(), criteria.limit())];
        int found = 0;
        int position = following(selection, order, criteria.start());
        for (int skipped = 0; skipped < criteria.skip() && position >= 0; skipped++) {
            position = following(selection, order, position + 1);
        }
        while (position >= 0 && found < rows.length) {
            rows[found++] = order == null ? position : order[position];
            position = following(selection, order, position + 1);
        }
        return new FeaturePage(
                snapshot, found == rows.length ? rows : Arrays.copyOf(rows, found), selection.count(), position);
    }

    /** The first position from one on, in an order or else in that of the rows, with a selected row; -1 when there is none. */
    private static int following(Selection selection, int @Nullable [] order, int start) {
        if (order == null) {
            return selection.nextFrom(start);
        }
        for (int position = start; position < order.length; position++) {
            if (selection.contains(order[position])) {
                return position;
            }
        }
        return -1;
    }

    /**
     * The rows that an area and a filter select.
     *
     * @param areaRd as in {@link FeatureCriteria}
     * @param filter as in {@link FeatureCriteria}
     * @throws IllegalArgumentException when the filter cannot be used with this version
     */
    public static Selection selection(Snapshot snapshot, @Nullable Geometry areaRd, @Nullable Expression filter) {
        BitSet rows;
        if (filter == null) {
            rows = areaRd == null ? all(snapshot) : meeting(snapshot, areaRd);
        } else {
            Evaluation<SnapshotRow> evaluation =
                    Evaluation.filter(filter, SnapshotRow.properties(snapshot), FunctionRegistry.standard());
            Optional<Envelope> bounds = evaluation.bounds();
            rows = areaRd != null
                    ? meeting(snapshot, areaRd)
                    : bounds.isPresent() ? meeting(snapshot, bounds.get()) : all(snapshot);
            SnapshotRow row = new SnapshotRow();
            for (int candidate = rows.nextSetBit(0); candidate >= 0; candidate = rows.nextSetBit(candidate + 1)) {
                if (!evaluation.holds(row.at(candidate))) {
                    rows.clear(candidate);
                }
            }
        }
        return new Selection(rows);
    }

    private static BitSet all(Snapshot snapshot) {
        BitSet rows = new BitSet(snapshot.size());
        rows.set(0, snapshot.size());
        return rows;
    }

    private static BitSet meeting(Snapshot snapshot, Envelope bounds) {
        BitSet rows = new BitSet(snapshot.size());
        snapshot.bounds().visit(bounds, (row, minX, maxX, minY, maxY) -> rows.set(row));
        return rows;
    }

    private static BitSet meeting(Snapshot snapshot, Geometry area) {
        PreparedGeometry prepared = PreparedGeometryFactory.prepare(area);
        Envelope within = within(prepared);
        BitSet rows = new BitSet(snapshot.size());
        snapshot.bounds().visit(area.getEnvelopeInternal(), (row, minX, maxX, minY, maxY) -> {
            boolean surely = minX >= within.getMinX()
                    && maxX <= within.getMaxX()
                    && minY >= within.getMinY()
                    && maxY <= within.getMaxY();
            Geometry geometry = snapshot.geometryRd(row);
            if (surely || (geometry != null && prepared.intersects(geometry))) {
                rows.set(row);
            }
        });
        return rows;
    }

    /**
     * A rectangle within an area, as large as a few trials find: what lies in it needs no closer look. A box that was turned from
     * another CRS is nearly one. An empty one when there is none.
     */
    private static Envelope within(PreparedGeometry area) {
        for (double margin : TRIED_MARGINS) {
            Envelope smaller = area.getGeometry().getEnvelopeInternal().copy();
            smaller.expandBy(-margin * smaller.getWidth(), -margin * smaller.getHeight());
            if (!smaller.isNull() && area.covers(area.getGeometry().getFactory().toGeometry(smaller))) {
                return smaller;
            }
        }
        return NOTHING;
    }
}
