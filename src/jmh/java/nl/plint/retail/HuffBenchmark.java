package nl.plint.retail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
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

/**
 * Huff's model from places to turnover, and a change of it as a slider asks for: a province of 600 neighbourhoods and 150 centres,
 * and a country of 14,000 and 2,700, with trips of at most an hour and a power decay of 1.5.
 */
@NullUnmarked // set up before the first measurement
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class HuffBenchmark {
    @Param({"province", "country"})
    private String extent = "province";

    private final List<DemandPoint> points = new ArrayList<>();
    private final List<RetailCenter> centers = new ArrayList<>();
    private double[] spending = {};
    private double[] attraction = {};
    private HuffModel model;
    private Patronage before;

    @Setup
    public void scatter() {
        Random random = new Random(2013);
        boolean province = extent.equals("province");
        double width = province ? 70_000 : 200_000;
        double height = province ? 70_000 : 300_000;
        int pointCount = province ? 600 : 14_000;
        int centerCount = province ? 150 : 2_700;
        for (int i = 0; i < pointCount; i++) {
            points.add(new DemandPoint(random.nextDouble() * width, random.nextDouble() * height, 1e6));
        }
        for (int j = 0; j < centerCount; j++) {
            centers.add(new RetailCenter(random.nextDouble() * width, random.nextDouble() * height));
        }
        spending = random.doubles(pointCount, 1e5, 1e7).toArray();
        attraction = random.doubles(centerCount, 100, 50_000).toArray();
        model = fresh();
        before = model.patronage(attraction);
    }

    private HuffModel fresh() {
        return new HuffModel(
                TravelTimes.straight(points, centers, TravelMode.CAR, 60), 1, new DistanceDecay.Power(1.5));
    }

    /** Travel times, decay, choices and turnover. */
    @Benchmark
    public double fromPlacesToTurnover() {
        return fresh().patronage(attraction).turnover(spending).total();
    }

    /** Another share of the internet on the same places: choices and turnover. */
    @Benchmark
    public double otherOnlineShare() {
        return model.patronage(attraction, model.onlinePull(attraction, spending, 0.3))
                .turnover(spending)
                .total();
    }

    /** The same, and who takes from whom. */
    @Benchmark
    public double whoTakesFromWhom() {
        Patronage after = model.patronage(attraction, model.onlinePull(attraction, spending, 0.3));
        return Displacement.between(before, spending, after, spending).competitionEffect(0);
    }
}
