package nl.plint.geo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.locationtech.jts.algorithm.LineIntersector;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryComponentFilter;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.index.chain.MonotoneChain;
import org.locationtech.jts.index.chain.MonotoneChainBuilder;
import org.locationtech.jts.index.hprtree.HPRtree;
import org.locationtech.jts.noding.BasicSegmentString;
import org.locationtech.jts.noding.MCIndexNoder;
import org.locationtech.jts.noding.SegmentIntersector;
import org.locationtech.jts.noding.SegmentString;

/**
 * Tells beforehand whether the lines of a geometry can be held against each other in bounded time and memory. Nearly all
 * can; but a file of a megabyte can hold a ring for which both are the square of its size.
 */
public final class GeometryWork {
    /** Below this even the square is little. */
    private static final int FEW_POINTS = 1_000;

    /** Some seconds. */
    private static final long MOST_STEPS = 500_000_000;

    /** Each becomes a corner of what is made of the lines. */
    private static final int MOST_CROSSINGS = 200_000;

    private GeometryWork() {}

    /** Whether it takes too long to hold each line against those near it. */
    public static boolean isTooMuch(Geometry geometry) {
        if (geometry.getNumPoints() <= FEW_POINTS) {
            return false;
        }
        HPRtree index = new HPRtree();
        List<MonotoneChain> chains = new ArrayList<>();
        for (Coordinate[] line : lines(geometry)) {
            for (Object chain : MonotoneChainBuilder.getChains(line)) {
                chains.add((MonotoneChain) chain);
            }
        }
        chains.forEach(chain -> index.insert(chain.getEnvelope(), chain));
        long[] steps = {0};
        for (MonotoneChain chain : chains) {
            int size = size(chain);
            // Two stretches whose boxes meet are walked along, in the worst case to their ends.
            index.query(chain.getEnvelope(), other -> steps[0] += size + size((MonotoneChain) other));
            if (steps[0] > MOST_STEPS) {
                return true;
            }
        }
        return false;
    }

    /** Whether its lines cross so often that what is made of them would be without bounds. Not for one that is too much. */
    public static boolean crossesTooOften(Geometry geometry) {
        if (geometry.getNumPoints() <= FEW_POINTS) {
            return false;
        }
        Crossings crossings = new Crossings();
        List<SegmentString> lines = new ArrayList<>();
        lines(geometry).forEach(line -> lines.add(new BasicSegmentString(line, null)));
        new MCIndexNoder(crossings).computeNodes(lines);
        return crossings.isDone();
    }

    private static Collection<Coordinate[]> lines(Geometry geometry) {
        List<Coordinate[]> lines = new ArrayList<>();
        geometry.apply((GeometryComponentFilter) part -> {
            if (part instanceof LineString line && !line.isEmpty()) {
                lines.add(line.getCoordinates());
            }
        });
        return lines;
    }

    private static int size(MonotoneChain chain) {
        return chain.getEndIndex() - chain.getStartIndex();
    }

    /** Counts where lines meet other than in corners of both. */
    private static final class Crossings implements SegmentIntersector {
        private final LineIntersector intersector = new RobustLineIntersector();
        private int count;

        @Override
        public void processIntersections(SegmentString a, int atA, SegmentString b, int atB) {
            if (a == b && atA == atB) {
                return;
            }
            intersector.computeIntersection(
                    a.getCoordinate(atA), a.getCoordinate(atA + 1), b.getCoordinate(atB), b.getCoordinate(atB + 1));
            if (intersector.hasIntersection() && intersector.isInteriorIntersection()) {
                count++;
            }
        }

        @Override
        public boolean isDone() {
            return count > MOST_CROSSINGS;
        }
    }
}
