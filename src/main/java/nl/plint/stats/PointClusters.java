package nl.plint.stats;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Which cluster each point belongs to: numbered from 0 in the order of their first point, or noise. */
public final class PointClusters {
    /** The number of a point that belongs to no cluster. */
    public static final int NOISE = -1;

    private final int[] clusterOf;
    private final int count;

    private PointClusters(int[] clusterOf, int count) {
        this.clusterOf = clusterOf;
        this.count = count;
    }

    /** Numbers clusters anew, by their first point; negative numbers are noise. */
    static PointClusters of(int[] given) {
        int most = Arrays.stream(given).max().orElse(NOISE);
        int[] number = new int[most + 1];
        Arrays.fill(number, NOISE);
        int[] clusterOf = new int[given.length];
        int count = 0;
        for (int point = 0; point < given.length; point++) {
            if (given[point] < 0) {
                clusterOf[point] = NOISE;
                continue;
            }
            if (number[given[point]] == NOISE) {
                number[given[point]] = count++;
            }
            clusterOf[point] = number[given[point]];
        }
        return new PointClusters(clusterOf, count);
    }

    /** Number of clusters. */
    public int count() {
        return count;
    }

    /** The cluster of a point, or {@link #NOISE}. */
    public int clusterOf(int point) {
        return clusterOf[point];
    }

    /** The points of a cluster, ascending. */
    public int[] members(int cluster) {
        return IntStream.range(0, clusterOf.length)
                .filter(point -> clusterOf[point] == cluster)
                .toArray();
    }
}
