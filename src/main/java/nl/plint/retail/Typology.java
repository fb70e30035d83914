package nl.plint.retail;

import java.util.Arrays;

/**
 * What happens in an area: causes of displacement, high or low among comparable areas, against effects, worsening or not.
 *
 * <p>Only where causes are high and effects worsen does decline look like displacement. Neither says that the one brought about the
 * other.
 */
public enum Typology {
    /** Causes are high, effects worsen. */
    DISPLACEMENT,
    /** Causes are low, effects worsen: decline that chains, scale and the internet do not go with. */
    AUTONOMOUS_DECLINE,
    /** Causes are high, effects do not worsen. */
    WITHSTANDING,
    /** Causes are low, effects do not worsen. */
    STABLE,
    /** Causes or effects are not known. */
    UNKNOWN;

    /**
     * The type of an area.
     *
     * @param causes index of the causes
     * @param threshold from which it is high: the mean of comparable areas
     * @param worsening more than 0 where the effects worsen
     */
    public static Typology of(double causes, double threshold, double worsening) {
        if (Double.isNaN(causes) || Double.isNaN(threshold) || Double.isNaN(worsening)) {
            return UNKNOWN;
        }
        if (worsening > 0) {
            return causes > threshold ? DISPLACEMENT : AUTONOMOUS_DECLINE;
        }
        return causes > threshold ? WITHSTANDING : STABLE;
    }

    /**
     * How far the effects of each area worsen: the mean of its changes, each as a multiple of its root mean square over all areas, so
     * that no change is 0. NaN for an area of which no change is known.
     *
     * @param changes by effect, then area: more is worse, 0 is no change, NaN unknown
     */
    public static double[] worsening(double[][] changes) {
        int areas = changes.length == 0 ? 0 : changes[0].length;
        double[] sums = new double[areas];
        int[] known = new int[areas];
        for (double[] change : changes) {
            double greatest = Arrays.stream(change)
                    .filter(value -> !Double.isNaN(value))
                    .map(Math::abs)
                    .max()
                    .orElse(0);
            double square = Arrays.stream(change)
                    .filter(value -> !Double.isNaN(value))
                    .map(value -> greatest == 0 ? 0 : (value / greatest) * (value / greatest))
                    .average()
                    .orElse(0);
            for (int area = 0; area < areas; area++) {
                if (!Double.isNaN(change[area])) {
                    sums[area] += greatest == 0 ? 0 : change[area] / greatest / Math.sqrt(square);
                    known[area]++;
                }
            }
        }
        double[] worsening = new double[areas];
        Arrays.setAll(worsening, area -> known[area] == 0 ? Double.NaN : sums[area] / known[area]);
        return worsening;
    }
}
