package nl.plint.analysis.suitability;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import nl.plint.analysis.InvalidInputException;
import nl.plint.filter.Cql2Exception;
import nl.plint.filter.Evaluation;
import nl.plint.filter.FunctionRegistry;
import nl.plint.geo.Bounds;
import nl.plint.policy.Condition;
import nl.plint.policy.FeatureChoice;
import nl.plint.store.Snapshot;
import nl.plint.store.SnapshotRow;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The features of a snapshot that a measure looks at. Whether a row passes the filter is asked at most once. For one
 * thread.
 */
final class LayerRows {
    private static final double FIRST_REACH_METERS = 500;

    private final Snapshot snapshot;
    private final @Nullable Evaluation<SnapshotRow> filter;
    private final SnapshotRow row = new SnapshotRow();
    /** Per row: 0 not asked, 1 in, 2 out. */
    private final byte[] asked;

    LayerRows(Snapshot snapshot, FeatureChoice choice) {
        this.snapshot = snapshot;
        this.filter = choice.filter()
                .map(condition -> evaluation(snapshot, condition, choice.surroundings()))
                .orElse(null);
        this.asked = new byte[filter == null ? 0 : snapshot.size()];
    }

    private static Evaluation<SnapshotRow> evaluation(
            Snapshot snapshot, Condition condition, Map<String, ? extends @Nullable Object> surroundings) {
        try {
            return Evaluation.filter(
                    condition.expression(),
                    SnapshotRow.propertiesAnd(snapshot, surroundings),
                    FunctionRegistry.standard());
        } catch (Cql2Exception e) {
            throw new InvalidInputException(
                    "scenario",
                    condition.text(),
                    "a filter that layer " + snapshot.version().layer() + " can answer: " + e.getMessage());
        }
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** Gives every chosen row whose geometry's bounds meet an envelope, in row order. */
    void eachMeeting(Envelope envelopeRd, IntConsumer action) {
        for (int candidate : snapshot.rowsMeeting(envelopeRd)) {
            if (isChosen(candidate)) {
                action.accept(candidate);
            }
        }
    }

    /** The geometry of a row that the index gave, which has one. */
    Geometry geometryRd(int rowWithPlace) {
        Geometry geometry = snapshot.geometryRd(rowWithPlace);
        if (geometry == null) {
            throw new IllegalStateException(
                    "row " + rowWithPlace + " of " + snapshot.version().layer() + " has no place");
        }
        return geometry;
    }

    /**
     * The exact distance to the nearest chosen feature, in metres. Looks in squares that double in size: a feature closer
     * than the reach of a square is found in it.
     */
    OptionalDouble distanceMeters(Geometry siteRd) {
        Bounds bounds = snapshot.version().boundsRd();
        if (bounds == null) {
            return OptionalDouble.empty();
        }
        Envelope site = siteRd.getEnvelopeInternal();
        Nearest nearest = new Nearest(siteRd);
        for (double reach = FIRST_REACH_METERS; ; reach *= 2) {
            Envelope square = site.copy();
            square.expandBy(reach);
            eachMeeting(square, nearest);
            if (nearest.meters <= reach) {
                return OptionalDouble.of(nearest.meters);
            }
            if (square.contains(bounds.toEnvelope())) {
                return nearest.meters < Double.POSITIVE_INFINITY
                        ? OptionalDouble.of(nearest.meters)
                        : OptionalDouble.empty();
            }
        }
    }

    /** How many chosen features lie within a distance of the site, the distance included. */
    int countWithin(Geometry siteRd, double distanceMeters) {
        Envelope reach = siteRd.getEnvelopeInternal();
        reach.expandBy(distanceMeters);
        int[] count = {0};
        eachMeeting(reach, candidate -> {
            if (geometryRd(candidate).isWithinDistance(siteRd, distanceMeters)) {
                count[0]++;
            }
        });
        return count[0];
    }

    /** The row of a chosen feature with the largest area in common with the site, of those that meet it. */
    OptionalInt findCovering(Geometry siteRd) {
        int[] best = {-1};
        double[] bestM2 = {-1};
        eachMeeting(siteRd.getEnvelopeInternal(), candidate -> {
            Geometry geometry = geometryRd(candidate);
            if (geometry.intersects(siteRd)) {
                double commonM2 = siteRd.getDimension() < 2 || geometry.getDimension() < 2
                        ? 0
                        : Overlap.of(geometry, siteRd).getArea();
                if (commonM2 > bestM2[0]) {
                    best[0] = candidate;
                    bestM2[0] = commonM2;
                }
            }
        });
        return best[0] < 0 ? OptionalInt.empty() : OptionalInt.of(best[0]);
    }

    private boolean isChosen(int candidate) {
        if (filter == null) {
            return true;
        }
        if (asked[candidate] == 0) {
            asked[candidate] = (byte) (filter.holds(row.at(candidate)) ? 1 : 2);
        }
        return asked[candidate] == 1;
    }

    private final class Nearest implements IntConsumer {
        private final Geometry siteRd;
        private double meters = Double.POSITIVE_INFINITY;

        Nearest(Geometry siteRd) {
            this.siteRd = siteRd;
        }

        @Override
        public void accept(int candidate) {
            Geometry geometry = geometryRd(candidate);
            if (meters > 0 && geometry.getEnvelopeInternal().distance(siteRd.getEnvelopeInternal()) < meters) {
                meters = Math.min(meters, geometry.distance(siteRd));
            }
        }
    }
}
