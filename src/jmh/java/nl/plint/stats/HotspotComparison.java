package nl.plint.stats;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Gi* and local Moran with 999 conditional permutations and the 8 nearest neighbors, once and by the clock, on points that it writes down
 * so that another program can answer the same: {@code HotspotComparison POINTS FILE.csv}. Prints seconds and the memory in use.
 */
public final class HotspotComparison {
    private static final int WARM_UP_POINTS = 5_000;

    private HotspotComparison() {}

    public static void main(String[] arguments) throws IOException {
        int points = Integer.parseInt(arguments[0]);
        new Points(WARM_UP_POINTS).answer();
        Points asked = new Points(points);
        asked.answer();
        asked.write(Path.of(arguments[1]));
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "Plint, %d points: Gi* %.2f s, local Moran %.2f s; at most %d MiB of heap allowed, %d MiB in use after%n",
                points,
                asked.giSeconds,
                asked.moranSeconds,
                runtime.maxMemory() >> 20,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    private static final class Points {
        private final double[] x;
        private final double[] y;
        private final double[] values;
        private double[] gi = {};
        private double[] giP = {};
        private double[] moran = {};
        private double giSeconds;
        private double moranSeconds;

        Points(int points) {
            Random random = new Random(2013);
            x = random.doubles(points, 203_000, 270_500).toArray();
            y = random.doubles(points, 511_000, 582_000).toArray();
            values = new double[points];
            for (int i = 0; i < points; i++) {
                values[i] = random.nextGaussian() + (x[i] > 255_000 ? 0.3 : 0);
            }
        }

        void answer() {
            long start = System.nanoTime();
            SpatialWeights neighbors = NeighborFinder.nearest(x, y, 8);
            gi = GetisOrdGiStar.of(values, neighbors.includingSelf()).zScores();
            ConditionalPermutation permuted = ConditionalPermutation.of(values, neighbors, 999, 1);
            giP = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                giP[i] = permuted.foldedPValue(i);
            }
            giSeconds = (System.nanoTime() - start) / 1e9;
            start = System.nanoTime();
            SpatialWeights again = NeighborFinder.nearest(x, y, 8);
            LocalMoran local = LocalMoran.of(values, again.rowStandardized());
            ConditionalPermutation ofMoran = ConditionalPermutation.of(values, again, 999, 1);
            moran = new double[values.length];
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                moran[i] = local.statistic(i);
                sum += ofMoran.foldedPValue(i);
            }
            if (Double.isNaN(sum)) {
                throw new IllegalStateException("every point has neighbors");
            }
            moranSeconds = (System.nanoTime() - start) / 1e9;
        }

        void write(Path file) throws IOException {
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
                out.println("x,y,value,gi,p,moran");
                for (int i = 0; i < values.length; i++) {
                    out.println(x[i] + "," + y[i] + "," + values[i] + "," + gi[i] + "," + giP[i] + "," + moran[i]);
                }
            }
        }
    }
}
