package nl.plint.stats;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Gi* and local Moran with 999 conditional permutations and the 8 nearest neighbors, on all processors. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class HotspotBenchmark {
    @Param({"10000", "100000"})
    private int points;

    private double[] x = {};
    private double[] y = {};
    private double[] values = {};

    @Setup
    public void scatter() {
        Random random = new Random(2013);
        x = random.doubles(points, 203_000, 270_500).toArray();
        y = random.doubles(points, 511_000, 582_000).toArray();
        values = new double[points];
        for (int i = 0; i < points; i++) {
            values[i] = random.nextGaussian() + (x[i] > 255_000 ? 0.3 : 0);
        }
    }

    /** From coordinates to z-scores and simulated p-values, the search for neighbors included. */
    @Benchmark
    public double giStar() {
        SpatialWeights neighbors = NeighborFinder.nearest(x, y, 8);
        double[] z = GetisOrdGiStar.of(values, neighbors.includingSelf()).zScores();
        return z[0] + ConditionalPermutation.of(values, neighbors, 999, 1).foldedPValue(0);
    }

    /** The same for local Moran. */
    @Benchmark
    public double localMoran() {
        SpatialWeights neighbors = NeighborFinder.nearest(x, y, 8);
        LocalMoran moran = LocalMoran.of(values, neighbors.rowStandardized());
        double sum = 0;
        for (int i = 0; i < points; i++) {
            sum += moran.zScore(i, LocalMoran.Randomization.CONDITIONAL);
        }
        return sum + ConditionalPermutation.of(values, neighbors, 999, 1).foldedPValue(0);
    }
}
