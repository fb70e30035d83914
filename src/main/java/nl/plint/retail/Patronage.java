package nl.plint.retail;

/**
 * Which share of each demand point goes to each centre, to the internet, or nowhere because no centre with shops is in reach.
 * The shares of a point sum to 1.
 */
public final class Patronage {
    private final TravelTimes times;
    private final double[] shares;
    private final double[] online;
    private final double[] unserved;

    Patronage(TravelTimes times, double[] shares, double[] online, double[] unserved) {
        this.times = times;
        this.shares = shares;
        this.online = online;
        this.unserved = unserved;
    }

    /** The travel times that it rests on. */
    public TravelTimes times() {
        return times;
    }

    /** The share of a point that goes to a centre. */
    public double share(int point, int center) {
        int place = times.find(point, center);
        return place < 0 ? 0 : shares[place];
    }

    /** The share of a point that is bought on the internet. */
    public double online(int point) {
        return online[point];
    }

    /** 1 for a point that has no centre with shops in reach, 0 for any other. */
    public double unserved(int point) {
        return unserved[point];
    }

    double shareAt(int place) {
        return shares[place];
    }

    /** The centre that draws most of a point, the first of those that draw the same; -1 when none draws any. */
    public int dominantCenter(int point) {
        int dominant = -1;
        double most = 0;
        for (int place = times.from(point); place < times.to(point); place++) {
            if (shares[place] > most) {
                most = shares[place];
                dominant = times.centerAt(place);
            }
        }
        return dominant;
    }

    /**
     * What is spent where.
     *
     * @param spending of each demand point, euro a year, or inhabitants for a catchment in people
     */
    public Turnover turnover(double[] spending) {
        Require.amounts("spending", spending, times.points());
        double[] centers = new double[times.centers()];
        double onlineSum = 0;
        double unservedSum = 0;
        for (int point = 0; point < spending.length; point++) {
            for (int place = times.from(point); place < times.to(point); place++) {
                centers[times.centerAt(place)] += spending[point] * shares[place];
            }
            onlineSum += spending[point] * online[point];
            unservedSum += spending[point] * unserved[point];
        }
        return new Turnover(centers, onlineSum, unservedSum);
    }

    /**
     * What is spent, from area to area.
     *
     * @param spending of each demand point
     * @param areaOfPoint the area of each point, 0 to areas - 1, or -1 for outside all of them
     * @param areaOfCenter likewise of each centre
     */
    public AreaFlows flows(double[] spending, int[] areaOfPoint, int[] areaOfCenter, int areas) {
        Require.amounts("spending", spending, times.points());
        if (areaOfPoint.length != times.points() || areaOfCenter.length != times.centers()) {
            throw new IllegalArgumentException("there must be an area for each of " + times.points() + " points and "
                    + times.centers() + " centres, there were " + areaOfPoint.length + " and " + areaOfCenter.length);
        }
        AreaFlows flows = new AreaFlows(areas);
        for (int point = 0; point < spending.length; point++) {
            flows.addOnline(areaOfPoint[point], spending[point] * online[point]);
            flows.addUnserved(areaOfPoint[point], spending[point] * unserved[point]);
            for (int place = times.from(point); place < times.to(point); place++) {
                flows.add(areaOfPoint[point], areaOfCenter[times.centerAt(place)], spending[point] * shares[place]);
            }
        }
        return flows;
    }
}
