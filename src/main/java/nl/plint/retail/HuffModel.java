package nl.plint.retail;

import java.util.stream.IntStream;

/**
 * Where people shop, by Huff (1963): the share of a demand point that goes to a centre is its pull, {@code attraction^alpha
 * f(minutes)}, divided by that of all centres in reach. The internet may be one more alternative, with the same pull
 * everywhere, so that those who live far from shops buy more of it.
 *
 * <p>The decay of all travel times is worked out once; a change of attractions then costs a multiplication for each pair.
 */
public final class HuffModel {
    private final TravelTimes times;
    private final double alpha;
    private final double[] decay;

    /**
     * @param alpha how attraction weighs, 0 to 5; 1 is usual
     */
    public HuffModel(TravelTimes times, double alpha, DistanceDecay decay) {
        Require.that(alpha >= 0 && alpha <= 5, "alpha", alpha, "0 to 5");
        this.times = times;
        this.alpha = alpha;
        this.decay = new double[times.size()];
        IntStream.range(0, times.points()).parallel().forEach(point -> {
            for (int place = times.from(point); place < times.to(point); place++) {
                this.decay[place] = decay.at(times.minutesAt(place));
            }
        });
    }

    /** The travel times that it is made of. */
    public TravelTimes times() {
        return times;
    }

    /**
     * The choices without the internet.
     *
     * @param attraction of each centre, usually m2 of sales floor in use; 0 for none
     */
    public Patronage patronage(double[] attraction) {
        return patronage(attraction, 0);
    }

    /**
     * The choices.
     *
     * @param attraction of each centre, usually m2 of sales floor in use; 0 for none
     * @param onlinePull pull of the internet, in the unit of {@code attraction^alpha f(minutes)}; 0 for none. See
     *     {@link #onlinePull}
     */
    public Patronage patronage(double[] attraction, double onlinePull) {
        Require.that(onlinePull >= 0 && onlinePull < 1e300, "onlinePull", onlinePull, "0 or more");
        double[] mass = masses(attraction);
        double[] shares = new double[times.size()];
        double[] online = new double[times.points()];
        double[] unserved = new double[times.points()];
        IntStream.range(0, times.points()).parallel().forEach(point -> {
            double shops = 0;
            for (int place = times.from(point); place < times.to(point); place++) {
                shares[place] = mass[times.centerAt(place)] * decay[place];
                shops += shares[place];
            }
            if (!(shops > 0)) {
                unserved[point] = 1;
                return;
            }
            double all = shops + onlinePull;
            for (int place = times.from(point); place < times.to(point); place++) {
                shares[place] /= all;
            }
            online[point] = onlinePull / all;
        });
        return new Patronage(times, shares, online, unserved);
    }

    /**
     * The pull of the internet with which it takes a given share of the spending of all that have a shop in reach. That share
     * rises with the pull from 0 to 1, so there is one; it is found to a part in 1e12.
     *
     * @param spending of each demand point, euro a year or any other amount
     * @param share 0 or more, below 1
     */
    public double onlinePull(double[] attraction, double[] spending, double share) {
        Require.that(share >= 0 && share < 1, "online share", share, "0 or more and below 1");
        Require.amounts("spending", spending, times.points());
        double[] mass = masses(attraction);
        double[] pull = new double[times.points()];
        double spent = 0;
        double strongest = 0;
        double weakest = Double.POSITIVE_INFINITY;
        for (int point = 0; point < pull.length; point++) {
            for (int place = times.from(point); place < times.to(point); place++) {
                pull[point] += mass[times.centerAt(place)] * decay[place];
            }
            if (pull[point] > 0 && spending[point] > 0) {
                spent += spending[point];
                strongest = Math.max(strongest, pull[point]);
                weakest = Math.min(weakest, pull[point]);
            }
        }
        if (share == 0 || spent == 0) {
            return 0;
        }
        // Were all points like the weakest (strongest), the pull would be this; the true one lies between.
        double low = Math.log(weakest) + Math.log(share / (1 - share));
        double high = Math.log(strongest) + Math.log(share / (1 - share));
        for (int step = 0; step < 200 && high - low > 1e-14 * Math.max(1, Math.abs(high)); step++) {
            double middle = (low + high) / 2;
            double online = 0;
            for (int point = 0; point < pull.length; point++) {
                if (pull[point] > 0) {
                    online += spending[point] / (1 + pull[point] / Math.exp(middle));
                }
            }
            if (online < share * spent) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp((low + high) / 2);
    }

    private double[] masses(double[] attraction) {
        Require.amounts("attraction", attraction, times.centers());
        double[] mass = new double[attraction.length];
        for (int j = 0; j < mass.length; j++) {
            // Without floor there is no pull, also where alpha is 0 and a power would say 1.
            mass[j] = attraction[j] == 0 ? 0 : Math.pow(attraction[j], alpha);
        }
        return mass;
    }
}
