package nl.plint.stats;

import java.util.SplittableRandom;

/** Streams of random numbers that depend on a seed and a number alone. */
final class RandomStreams {
    private RandomStreams() {}

    /** Stream number r of a seed, kept apart by the finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
    static SplittableRandom of(long seed, long r) {
        long z = seed * 0x9E3779B97F4A7C15L + r * 0xD1342543DE82EF95L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return new SplittableRandom(z ^ (z >>> 31));
    }
}
