package nl.plint.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * Neighbors that share a border. As in spdep's {@code poly2nb} borders are compared by their vertices: queen neighbors share at
 * least one vertex, rook neighbors at least two. Areas of one coverage, whose borders are drawn with the same points, are what
 * this is for; where one area has a vertex in the middle of another's side, only a vertex that both have makes them neighbors.
 */
public final class Contiguity {
    /** How many vertices are shared at least. */
    public enum Rule {
        QUEEN(1),
        ROOK(2);

        private final int vertices;

        Rule(int vertices) {
            this.vertices = vertices;
        }
    }

    private Contiguity() {}

    /**
     * Binary weights, symmetric.
     *
     * @param areas polygons in RD New; they are only read
     * @param snapMeters vertices at most so far apart are the same; 0 for exactly equal ones
     * @throws IllegalArgumentException when the snap is negative
     */
    public static SpatialWeights of(List<? extends Geometry> areas, Rule rule, double snapMeters) {
        if (!(snapMeters >= 0) || !Double.isFinite(snapMeters)) {
            throw new IllegalArgumentException("snapMeters must be 0 or more, was " + snapMeters);
        }
        Map<Spot, List<Vertex>> byPlace = new HashMap<>();
        List<Map<Integer, Integer>> shared = new ArrayList<>();
        for (int area = 0; area < areas.size(); area++) {
            shared.add(new TreeMap<>());
            for (Coordinate vertex : distinct(areas.get(area))) {
                meet(byPlace, shared, area, vertex, snapMeters);
                byPlace.computeIfAbsent(Spot.of(vertex, snapMeters, 0, 0), key -> new ArrayList<>(3))
                        .add(new Vertex(area, vertex));
            }
        }
        List<int[]> neighbors = new ArrayList<>();
        for (Map<Integer, Integer> counts : shared) {
            neighbors.add(counts.entrySet().stream()
                    .filter(entry -> entry.getValue() >= rule.vertices)
                    .mapToInt(Map.Entry::getKey)
                    .toArray());
        }
        return SpatialWeights.ofNeighbors(neighbors);
    }

    private static List<Coordinate> distinct(Geometry area) {
        return Arrays.stream(area.getCoordinates())
                .map(c -> new Coordinate(c.x, c.y))
                .distinct()
                .toList();
    }

    /** Counts the vertex for every earlier area that has one there, once for each of them. */
    private static void meet(
            Map<Spot, List<Vertex>> byPlace,
            List<Map<Integer, Integer>> shared,
            int area,
            Coordinate vertex,
            double snapMeters) {
        int reach = snapMeters > 0 ? 1 : 0;
        List<Integer> met = new ArrayList<>();
        for (int dx = -reach; dx <= reach; dx++) {
            for (int dy = -reach; dy <= reach; dy++) {
                for (Vertex other : byPlace.getOrDefault(Spot.of(vertex, snapMeters, dx, dy), List.of())) {
                    if (other.area != area && !met.contains(other.area) && other.place.distance(vertex) <= snapMeters) {
                        met.add(other.area);
                    }
                }
            }
        }
        for (int other : met) {
            shared.get(area).merge(other, 1, Integer::sum);
            shared.get(other).merge(area, 1, Integer::sum);
        }
    }

    private record Vertex(int area, Coordinate place) {}

    /** A square as wide as the snap, or an exact place without one. */
    private record Spot(double x, double y) {
        static Spot of(Coordinate vertex, double snapMeters, int dx, int dy) {
            return snapMeters == 0
                    ? new Spot(vertex.x + 0.0, vertex.y + 0.0)
                    : new Spot(Math.floor(vertex.x / snapMeters) + dx, Math.floor(vertex.y / snapMeters) + dy);
        }
    }
}
