package nl.plint.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClustersTest {
    /** The sets of points that are together, whatever their numbers; noise is not among them. */
    private static List<List<Integer>> groups(int[] clusterOf, int noise) {
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        for (int point = 0; point < clusterOf.length; point++) {
            if (clusterOf[point] != noise) {
                groups.computeIfAbsent(clusterOf[point], key -> new ArrayList<>())
                        .add(point);
            }
        }
        return groups.values().stream()
                .sorted((a, b) -> Integer.compare(a.get(0), b.get(0)))
                .toList();
    }

    private static int[] all(PointClusters clusters, int size) {
        int[] clusterOf = new int[size];
        Arrays.setAll(clusterOf, clusters::clusterOf);
        return clusterOf;
    }

    private static int[] wholes(List<Map<String, String>> rows, String name) {
        return Arrays.stream(GoldenFiles.column(rows, name))
                .mapToInt(value -> (int) value)
                .toArray();
    }

    @Test
    void dbscan_agrees_with_r() {
        List<Map<String, String>> rows = GoldenFiles.rows("clusters.csv");
        PointClusters clusters = Dbscan.of(GoldenFiles.column(rows, "x"), GoldenFiles.column(rows, "y"), 90, 5);
        assertThat(groups(all(clusters, rows.size()), PointClusters.NOISE))
                .isEqualTo(groups(wholes(rows, "dbscan"), 0));
        assertThat(clusters.count()).isEqualTo(groups(wholes(rows, "dbscan"), 0).size());
        assertThat(clusters.members(0)).contains(0);
    }

    @ParameterizedTest
    @CsvSource({"clusters.csv, 5", "clusters.csv, 10", "moons.csv, 5"})
    void hdbscan_agrees_with_r(String file, int size) {
        List<Map<String, String>> rows = GoldenFiles.rows(file);
        PointClusters clusters = Hdbscan.of(GoldenFiles.column(rows, "x"), GoldenFiles.column(rows, "y"), size, size);
        assertThat(groups(all(clusters, rows.size()), PointClusters.NOISE))
                .isEqualTo(groups(wholes(rows, "hdbscan" + size), 0));
    }

    /** The moons of the vignette of R's dbscan: three clusters of 25, 25 and 50 points, and no noise. */
    @Test
    void hdbscan_gives_the_clusters_that_were_published_for_the_moons() {
        List<Map<String, String>> rows = GoldenFiles.rows("moons.csv");
        PointClusters clusters = Hdbscan.of(GoldenFiles.column(rows, "x"), GoldenFiles.column(rows, "y"), 5, 5);
        assertThat(clusters.count()).isEqualTo(3);
        assertThat(List.of(clusters.members(0).length, clusters.members(1).length, clusters.members(2).length))
                .containsExactlyInAnyOrder(25, 25, 50);
    }

    /** By the definition, without any search order: cores are together when a chain of cores links them. */
    @Property(tries = 50)
    void dbscan_keeps_to_its_definition(
            @ForAll @LongRange(max = 1_000_000) long seed, @ForAll @IntRange(min = 1, max = 6) int minimum) {
        Random random = new Random(seed);
        int n = 60;
        double[] x = random.ints(n, 0, 300).mapToDouble(v -> v).toArray();
        double[] y = random.ints(n, 0, 300).mapToDouble(v -> v).toArray();
        double reach = 30;
        boolean[][] near = new boolean[n][n];
        boolean[] core = new boolean[n];
        for (int i = 0; i < n; i++) {
            int count = 0;
            for (int j = 0; j < n; j++) {
                near[i][j] = Math.hypot(x[i] - x[j], y[i] - y[j]) <= reach;
                count += near[i][j] ? 1 : 0;
            }
            core[i] = count >= minimum;
        }
        boolean[][] linked = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                linked[i][j] = core[i] && core[j] && near[i][j];
            }
        }
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    linked[i][j] |= linked[i][k] && linked[k][j];
                }
            }
        }
        PointClusters clusters = Dbscan.of(x, y, reach, minimum);
        for (int i = 0; i < n; i++) {
            TreeSet<Integer> coresInReach = new TreeSet<>();
            for (int j = 0; j < n; j++) {
                if (core[i] && core[j]) {
                    assertThat(clusters.clusterOf(i) == clusters.clusterOf(j)).isEqualTo(linked[i][j]);
                }
                if (core[j] && near[i][j]) {
                    coresInReach.add(j);
                }
            }
            if (coresInReach.isEmpty()) {
                assertThat(clusters.clusterOf(i)).isEqualTo(PointClusters.NOISE);
            } else if (!core[i]) {
                assertThat(clusters.clusterOf(i)).isEqualTo(clusters.clusterOf(coresInReach.first()));
            }
        }
    }

    @Test
    void few_points_are_no_cluster() {
        assertThat(Hdbscan.of(new double[] {1, 2}, new double[] {1, 2}, 5, 5).count())
                .isZero();
        assertThat(Dbscan.of(new double[] {1, 2}, new double[] {1, 2}, 10, 3).clusterOf(0))
                .isEqualTo(PointClusters.NOISE);
    }
}
