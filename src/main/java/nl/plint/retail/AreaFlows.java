package nl.plint.retail;

import java.util.OptionalDouble;

/** What the inhabitants of each area spend in each area, in euro a year; the last area stands for all that lies outside. */
public final class AreaFlows {
    private final double[][] flows;
    private final double[] online;
    private final double[] unserved;

    AreaFlows(int areas) {
        flows = new double[areas + 1][areas + 1];
        online = new double[areas + 1];
        unserved = new double[areas + 1];
    }

    void add(int from, int to, double amount) {
        flows[index(from)][index(to)] += amount;
    }

    void addOnline(int from, double amount) {
        online[index(from)] += amount;
    }

    void addUnserved(int from, double amount) {
        unserved[index(from)] += amount;
    }

    private int index(int area) {
        return area < 0 ? flows.length - 1 : area;
    }

    /** What inhabitants of one area spend in shops of another; -1 stands for outside all areas. */
    public double flow(int from, int to) {
        return flows[index(from)][index(to)];
    }

    /** What inhabitants of an area spend on the internet. */
    public double online(int area) {
        return online[index(area)];
    }

    /** What inhabitants of an area spend, in shops, on the internet, or would if a centre were in reach. */
    public double spending(int area) {
        double sum = online[index(area)] + unserved[index(area)];
        for (double flow : flows[index(area)]) {
            sum += flow;
        }
        return sum;
    }

    /** What is spent in the shops of an area. */
    public double turnover(int area) {
        double sum = 0;
        for (double[] row : flows) {
            sum += row[index(area)];
        }
        return sum;
    }

    /** Binding: the share of what inhabitants of an area spend that stays in its shops; none where nothing is spent. */
    public OptionalDouble binding(int area) {
        double spending = spending(area);
        return spending > 0 ? OptionalDouble.of(Math.min(1, flow(area, area) / spending)) : OptionalDouble.empty();
    }

    /** Inflow: the share of the turnover of an area that comes from elsewhere; none where there is no turnover. */
    public OptionalDouble inflow(int area) {
        double turnover = turnover(area);
        return turnover > 0 ? OptionalDouble.of(Math.max(0, 1 - flow(area, area) / turnover)) : OptionalDouble.empty();
    }
}
