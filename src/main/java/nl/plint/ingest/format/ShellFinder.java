package nl.plint.ingest.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Finds the smallest shell around a hole. Where very many rings lie in each other it gives up, as the work would be the
 * square of their number.
 */
final class ShellFinder {
    private static final long MOST_STEPS = 50_000_000;
    private static final int STEPS_OF_LOOK_UP = 20;

    private final List<LinearRing> shells;
    private final STRtree first = new STRtree();
    private final int indexed;
    private final Map<Integer, PointOnGeometryLocator> locators = new HashMap<>();
    private long steps;

    /**
     * @param shells that are known beforehand; those that are found later are added to this list
     */
    ShellFinder(List<LinearRing> shells) {
        this.shells = shells;
        this.indexed = shells.size();
        for (int at = 0; at < indexed; at++) {
            first.insert(shells.get(at).getEnvelopeInternal(), at);
        }
    }

    /** Adds a shell. */
    void add(LinearRing shell) {
        shells.add(shell);
    }

    /**
     * Where in the list it is, -1 for none.
     *
     * @throws IllegalArgumentException when there are too many rings in rings to tell
     */
    int around(LinearRing hole) {
        int[] best = {-1};
        first.query(hole.getEnvelopeInternal(), at -> best[0] = better(hole, (Integer) at, best[0]));
        for (int at = indexed; at < shells.size(); at++) {
            best[0] = better(hole, at, best[0]);
        }
        return best[0];
    }

    private int better(LinearRing hole, int at, int best) {
        LinearRing shell = shells.get(at);
        Envelope around = shell.getEnvelopeInternal();
        count(1);
        boolean candidate = around.covers(hole.getEnvelopeInternal())
                && (best < 0
                        || around.getArea()
                                < shells.get(best).getEnvelopeInternal().getArea());
        if (!candidate) {
            return best;
        }
        count(STEPS_OF_LOOK_UP);
        int location = locators.computeIfAbsent(at, key -> new IndexedPointInAreaLocator(shell))
                .locate(hole.getCoordinateN(0));
        return location == Location.EXTERIOR ? best : at;
    }

    private void count(int more) {
        steps += more;
        if (steps > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "its rings lie in each other in too many ways to tell the holes from the shells");
        }
    }
}
