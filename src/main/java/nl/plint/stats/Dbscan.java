package nl.plint.stats;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * DBSCAN (Ester and others 1996): a point with at least so many points within reach, itself included, is a core; cores within
 * reach of each other are one cluster; a point that is no core but within reach of one is a border point of the cluster of the
 * core with the lowest index, so the answer does not depend on the order of the search; all others are noise.
 */
public final class Dbscan {
    private Dbscan() {}

    /**
     * @param reachMeters eps, border included
     * @param minimumPoints minPts, 1 or more
     * @throws IllegalArgumentException when the reach is not above 0 or gives more pairs than fit in memory
     */
    public static PointClusters of(double[] x, double[] y, double reachMeters, int minimumPoints) {
        if (minimumPoints < 1) {
            throw new IllegalArgumentException("minimumPoints must be 1 or more, was " + minimumPoints);
        }
        SpatialWeights within = NeighborFinder.withinDistance(x, y, reachMeters);
        int n = x.length;
        int[] clusterOf = new int[n];
        Arrays.fill(clusterOf, PointClusters.NOISE);
        int clusters = 0;
        Deque<Integer> reached = new ArrayDeque<>();
        for (int start = 0; start < n; start++) {
            if (clusterOf[start] != PointClusters.NOISE || !isCore(within, start, minimumPoints)) {
                continue;
            }
            clusterOf[start] = clusters;
            reached.add(start);
            while (!reached.isEmpty()) {
                int core = reached.remove();
                for (int place = 0; place < within.count(core); place++) {
                    int other = within.neighbor(core, place);
                    if (clusterOf[other] == PointClusters.NOISE && isCore(within, other, minimumPoints)) {
                        clusterOf[other] = clusters;
                        reached.add(other);
                    }
                }
            }
            clusters++;
        }
        int[] withBorders = clusterOf.clone();
        for (int point = 0; point < n; point++) {
            for (int place = 0; clusterOf[point] == PointClusters.NOISE && place < within.count(point); place++) {
                int other = within.neighbor(point, place);
                if (clusterOf[other] != PointClusters.NOISE) {
                    withBorders[point] = clusterOf[other];
                    break;
                }
            }
        }
        return PointClusters.of(withBorders);
    }

    private static boolean isCore(SpatialWeights within, int point, int minimumPoints) {
        return within.count(point) + 1 >= minimumPoints;
    }
}
