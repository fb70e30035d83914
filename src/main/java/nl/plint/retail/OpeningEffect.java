package nl.plint.retail;

/**
 * Closures around a large opening: those nearby in the months after it less those in the months before, less the same difference in a
 * ring further off (difference-in-differences).
 *
 * <p>The ring stands for what would have happened anyway. It is a comparison, no proof: a place that gets a large shop differs
 * from its surroundings for other reasons too.
 *
 * @param nearbyShops shops in the branch near the opening
 * @param nearbyBefore closures among them before
 * @param nearbyAfter and after
 * @param ringShops shops in the branch in the control ring
 * @param ringBefore closures among them before
 * @param ringAfter and after
 * @param difference of the differences, in closures: the ring is larger, so mind {@code effect}
 * @param effect change of the closures per shop nearby beyond that in the ring; NaN where it cannot be told
 * @param closures the same in closures nearby: {@code effect x nearbyShops}
 * @param standardError of the effect, closures taken as Poisson counts; NaN where it cannot be told
 * @param reason why there is no effect, or {@link Reason#NONE}
 */
public record OpeningEffect(
        int nearbyShops,
        int nearbyBefore,
        int nearbyAfter,
        int ringShops,
        int ringBefore,
        int ringAfter,
        int difference,
        double effect,
        double closures,
        double standardError,
        Reason reason) {
    /** Why the data cannot tell. */
    public enum Reason {
        NONE,
        /** There are fewer closures than the minimum in all. */
        BELOW_MIN_N,
        /** The months before or after the opening lie partly outside what was observed. */
        NO_DATA,
        /** There are no shops of the branch nearby, or none in the ring. */
        NO_UNITS
    }

    /**
     * Works it out.
     *
     * @param minimumClosures closures under which nothing is said, near and in the ring together
     */
    public static OpeningEffect of(
            int nearbyShops,
            int nearbyBefore,
            int nearbyAfter,
            int ringShops,
            int ringBefore,
            int ringAfter,
            int minimumClosures) {
        Reason reason = nearbyShops <= 0 || ringShops <= 0
                ? Reason.NO_UNITS
                : nearbyBefore + nearbyAfter + ringBefore + ringAfter < minimumClosures
                        ? Reason.BELOW_MIN_N
                        : Reason.NONE;
        double effect = reason == Reason.NONE
                ? (double) (nearbyAfter - nearbyBefore) / nearbyShops - (double) (ringAfter - ringBefore) / ringShops
                : Double.NaN;
        double variance = (double) (nearbyAfter + nearbyBefore) / nearbyShops / nearbyShops
                + (double) (ringAfter + ringBefore) / ringShops / ringShops;
        return new OpeningEffect(
                nearbyShops,
                nearbyBefore,
                nearbyAfter,
                ringShops,
                ringBefore,
                ringAfter,
                (nearbyAfter - nearbyBefore) - (ringAfter - ringBefore),
                effect,
                effect * nearbyShops,
                reason == Reason.NONE ? Math.sqrt(variance) : Double.NaN,
                reason);
    }

    /** What is known of an opening of which the months before or after lie partly outside what was observed. */
    public static OpeningEffect notObserved(int nearbyShops, int ringShops) {
        return new OpeningEffect(
                nearbyShops, 0, 0, ringShops, 0, 0, 0, Double.NaN, Double.NaN, Double.NaN, Reason.NO_DATA);
    }
}
