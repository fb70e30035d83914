package nl.plint.stats;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * HDBSCAN (Campello, Moulavi and Sander 2013): clusters of differing density, without a distance to choose. Points are linked by
 * their mutual reachability, {@code max(core(a), core(b), d(a, b))} with the core distance that to the k-th nearest point, itself
 * included; where a cluster falls apart into two that are large enough, both are candidates; the candidates with the most excess
 * of mass are chosen, never one within another. All points together are no cluster.
 *
 * <p>The spanning tree is Prim's: memory O(n), work O(n^2).
 */
public final class Hdbscan {
    /** More points than this would take minutes. */
    public static final int MOST_POINTS = 50_000;

    private static final double LEAST_DISTANCE = 1e-9;

    private final int size;
    private final int minimumClusterSize;
    private final int[] left;
    private final int[] right;
    private final double[] distance;
    private final int[] count;

    private Hdbscan(int size, int minimumClusterSize) {
        this.size = size;
        this.minimumClusterSize = minimumClusterSize;
        left = new int[2 * size];
        right = new int[2 * size];
        distance = new double[2 * size];
        count = new int[2 * size];
    }

    /**
     * @param minimumClusterSize 2 or more
     * @param minimumSamples k of the core distance, 1 or more
     * @throws IllegalArgumentException when there are more than {@link #MOST_POINTS} points
     */
    public static PointClusters of(double[] x, double[] y, int minimumClusterSize, int minimumSamples) {
        if (minimumClusterSize < 2 || minimumSamples < 1 || x.length > MOST_POINTS) {
            throw new IllegalArgumentException(
                    "clusters must be of 2 points or more, samples 1 or more, points at most " + MOST_POINTS + "; were "
                            + minimumClusterSize + ", " + minimumSamples + ", " + x.length);
        }
        if (x.length <= Math.max(minimumClusterSize, minimumSamples)) {
            int[] noise = new int[x.length];
            Arrays.fill(noise, PointClusters.NOISE);
            return PointClusters.of(noise);
        }
        Hdbscan hdbscan = new Hdbscan(x.length, minimumClusterSize);
        hdbscan.merge(links(x, y, coreDistances(x, y, minimumSamples)));
        return hdbscan.clusters();
    }

    private static double[] coreDistances(double[] x, double[] y, int samples) {
        double[] core = new double[x.length];
        if (samples == 1) {
            return core;
        }
        SpatialWeights nearest = NeighborFinder.nearest(x, y, samples - 1);
        for (int i = 0; i < x.length; i++) {
            for (int place = 0; place < nearest.count(i); place++) {
                int j = nearest.neighbor(i, place);
                core[i] = Math.max(core[i], Math.hypot(x[j] - x[i], y[j] - y[i]));
            }
        }
        return core;
    }

    private record Link(int a, int b, double distance) {}

    /** A minimum spanning tree over mutual reachability, shortest link first. */
    private static List<Link> links(double[] x, double[] y, double[] core) {
        int n = x.length;
        double[] best = new double[n];
        int[] from = new int[n];
        boolean[] in = new boolean[n];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        List<Link> links = new ArrayList<>();
        int last = 0;
        for (int step = 1; step < n; step++) {
            in[last] = true;
            int next = -1;
            for (int j = 0; j < n; j++) {
                if (in[j]) {
                    continue;
                }
                double reach = Math.max(Math.hypot(x[j] - x[last], y[j] - y[last]), Math.max(core[j], core[last]));
                if (reach < best[j]) {
                    best[j] = reach;
                    from[j] = last;
                }
                if (next < 0 || best[j] < best[next]) {
                    next = j;
                }
            }
            links.add(new Link(from[next], next, best[next]));
            last = next;
        }
        links.sort(Comparator.comparingDouble(Link::distance));
        return links;
    }

    /** Joins clusters along the links; node n + i is what the i-th link made. */
    private void merge(List<Link> links) {
        int[] top = new int[2 * size];
        for (int node = 0; node < 2 * size; node++) {
            top[node] = node;
            count[node] = node < size ? 1 : 0;
        }
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            int node = size + i;
            left[node] = find(top, link.a);
            right[node] = find(top, link.b);
            distance[node] = link.distance;
            count[node] = count[left[node]] + count[right[node]];
            top[left[node]] = node;
            top[right[node]] = node;
        }
    }

    private static int find(int[] top, int node) {
        int at = node;
        while (top[at] != at) {
            top[at] = top[top[at]];
            at = top[at];
        }
        return at;
    }

    /** A cluster of the condensed tree. */
    private static final class Candidate {
        private final int parent;
        private final double birth;
        private double stability;
        private double best;
        private boolean chosen;

        Candidate(int parent, double birth) {
            this.parent = parent;
            this.birth = birth;
        }
    }

    private PointClusters clusters() {
        List<Candidate> candidates = new ArrayList<>();
        int[] candidateOf = new int[size];
        candidates.add(new Candidate(-1, 0));
        Deque<int[]> open = new ArrayDeque<>();
        open.push(new int[] {2 * size - 2, 0});
        while (!open.isEmpty()) {
            int[] next = open.pop();
            int node = next[0];
            Candidate candidate = candidates.get(next[1]);
            double density = 1 / Math.max(distance[node], LEAST_DISTANCE);
            int[] children = {left[node], right[node]};
            boolean split = count[children[0]] >= minimumClusterSize && count[children[1]] >= minimumClusterSize;
            for (int child : children) {
                if (split) {
                    candidate.stability += count[child] * (density - candidate.birth);
                    candidates.add(new Candidate(next[1], density));
                    open.push(new int[] {child, candidates.size() - 1});
                } else if (count[child] >= minimumClusterSize) {
                    open.push(new int[] {child, next[1]});
                } else {
                    candidate.stability += count[child] * (density - candidate.birth);
                    fall(child, next[1], candidateOf);
                }
            }
        }
        choose(candidates);
        int[] clusterOf = new int[size];
        for (int point = 0; point < size; point++) {
            clusterOf[point] = chosenAbove(candidates, candidateOf[point]);
        }
        return PointClusters.of(clusterOf);
    }

    /** All points below a node belong to a candidate. */
    private void fall(int node, int candidate, int[] candidateOf) {
        Deque<Integer> open = new ArrayDeque<>();
        open.push(node);
        while (!open.isEmpty()) {
            int at = open.pop();
            if (at < size) {
                candidateOf[at] = candidate;
            } else {
                open.push(left[at]);
                open.push(right[at]);
            }
        }
    }

    /** From the leaves up: a candidate is chosen unless the best choice below it has more mass. Children come after parents. */
    private static void choose(List<Candidate> candidates) {
        for (int at = candidates.size() - 1; at > 0; at--) {
            Candidate candidate = candidates.get(at);
            candidate.chosen = candidate.stability >= candidate.best;
            candidates.get(candidate.parent).best += Math.max(candidate.stability, candidate.best);
        }
    }

    /** The uppermost chosen candidate that holds a candidate. */
    private static int chosenAbove(List<Candidate> candidates, int candidate) {
        int found = PointClusters.NOISE;
        for (int at = candidate; at > 0; at = candidates.get(at).parent) {
            if (candidates.get(at).chosen) {
                found = at;
            }
        }
        return found;
    }
}
