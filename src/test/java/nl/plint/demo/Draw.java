package nl.plint.demo;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/** Random draws for one topic. Each topic has a stream of its own, so that more draws in one do not change the others. */
final class Draw {
    private final Random random;

    private Draw(Random random) {
        this.random = random;
    }

    /** The stream of a topic: {@link Random} is specified to give the same numbers on every Java platform. */
    static Draw of(long seed, String topic) {
        return new Draw(new Random(seed * 1_000_003L + topic.hashCode()));
    }

    /** A number from low up to, not including, high. */
    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** A whole number from low to high, both included. */
    int wholeBetween(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** An index, with a probability in proportion to its weight. */
    int weighted(double... weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = random.nextDouble() * total;
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    double normal() {
        return random.nextGaussian();
    }

    /** A skewed positive number with the given median; {@code spread} is the standard deviation of its logarithm. */
    double skewed(double median, double spread) {
        return median * StrictMath.exp(spread * normal());
    }

    /** A waiting time at the given rate: the smallest of many is a weighted sample without replacement. */
    double waitingTime(double rate) {
        return -StrictMath.log(1 - random.nextDouble()) / rate;
    }

    /** A day from first to last, both included. */
    LocalDate day(LocalDate first, LocalDate last) {
        return first.plusDays(random.nextInt((int) ChronoUnit.DAYS.between(first, last) + 1));
    }
}
