package nl.plint.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How long spells last, from spells that ended and spells that still run: {@code S(t) = product over t_i <= t of (1 - d_i / n_i)}
 * (Kaplan and Meier 1958), with 95 % bounds by Greenwood's variance on the log scale, as in R's {@code survfit}.
 *
 * <p>A spell that still runs is censored at its duration so far. A spell that ran before it was first seen counts as at risk only
 * from the duration that it had then (delayed entry): otherwise long spells are seen too often.
 */
public final class KaplanMeier {
    /**
     * The curve from one time to the next.
     *
     * @param time duration at which spells ended or were censored
     * @param atRisk spells under observation just before
     * @param ended spells that ended
     * @param survival share that lasts longer than this, 0 to 1
     * @param low lower 95 % bound, NaN once no spell is left
     * @param high upper 95 % bound, NaN once no spell is left
     */
    public record Step(double time, int atRisk, int ended, double survival, double low, double high) {}

    private final List<Step> steps;

    private KaplanMeier(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** The curve of spells that were all seen from their beginning. */
    public static KaplanMeier of(double[] durations, boolean[] ended) {
        return of(new double[durations.length], durations, ended);
    }

    /**
     * The curve of spells.
     *
     * @param entries the duration of each spell when it was first seen, 0 for one seen from its beginning
     * @param durations the duration of each spell at its end or when it was last seen
     * @param ended whether each spell ended then
     * @throws IllegalArgumentException when a duration is not above its entry, or an entry is negative
     */
    public static KaplanMeier of(double[] entries, double[] durations, boolean[] ended) {
        for (int i = 0; i < durations.length; i++) {
            if (!(entries[i] >= 0) || !(durations[i] > entries[i]) || !Double.isFinite(durations[i])) {
                throw new IllegalArgumentException(
                        "spell " + i + " must last longer than at its entry, was " + entries[i] + ", " + durations[i]);
            }
        }
        double[] entered = entries.clone();
        Arrays.sort(entered);
        double[] left = durations.clone();
        Arrays.sort(left);
        List<Step> steps = new ArrayList<>();
        double survival = 1;
        double greenwood = 0;
        int in = 0;
        int out = 0;
        for (double time : Arrays.stream(durations).sorted().distinct().toArray()) {
            while (in < entered.length && entered[in] < time) {
                in++;
            }
            while (left[out] < time) {
                out++;
            }
            int atRisk = in - out;
            int ends = 0;
            for (int i = 0; i < durations.length; i++) {
                ends += ended[i] && durations[i] == time ? 1 : 0;
            }
            survival *= 1 - (double) ends / atRisk;
            greenwood += ends == 0 ? 0 : ends / ((double) atRisk * (atRisk - ends));
            double half = WilsonInterval.Z_95 * Math.sqrt(greenwood);
            boolean none = survival <= 0;
            steps.add(new Step(
                    time,
                    atRisk,
                    ends,
                    survival,
                    none ? Double.NaN : survival * Math.exp(-half),
                    none ? Double.NaN : Math.min(1, survival * Math.exp(half))));
        }
        return new KaplanMeier(steps);
    }

    /** The steps of the curve, by time. */
    public List<Step> steps() {
        return steps;
    }

    /** The share that lasts longer than a time. */
    public double survival(double time) {
        double survival = 1;
        for (Step step : steps) {
            if (step.time() > time) {
                break;
            }
            survival = step.survival();
        }
        return survival;
    }

    /** The first time at which at most half of the spells last longer; none while more than half do. */
    public OptionalDouble median() {
        return firstAtMostHalf(Step::survival);
    }

    /** The lower 95 % bound of the median. */
    public OptionalDouble medianLow() {
        return firstAtMostHalf(Step::low);
    }

    /** The upper 95 % bound of the median; none while the upper bound of the curve stays above a half. */
    public OptionalDouble medianHigh() {
        return firstAtMostHalf(Step::high);
    }

    private OptionalDouble firstAtMostHalf(ToDoubleFunction<Step> curve) {
        // A sum of rounded factors may end a hair above a half that is exact on paper.
        return steps.stream()
                .filter(step -> curve.applyAsDouble(step) <= 0.5 + 1e-12)
                .mapToDouble(Step::time)
                .findFirst();
    }
}
