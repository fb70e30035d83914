package nl.plint.retail;

/** What is spent where, in the unit of the spending that it was made of: euro a year, or people. */
public final class Turnover {
    private final double[] centers;
    private final double online;
    private final double unserved;

    Turnover(double[] centers, double online, double unserved) {
        this.centers = centers;
        this.online = online;
        this.unserved = unserved;
    }

    /** What is spent in a centre. */
    public double center(int center) {
        return centers[center];
    }

    /** What is spent on the internet. */
    public double online() {
        return online;
    }

    /** What would be spent by points that have no centre with shops in reach. */
    public double unserved() {
        return unserved;
    }

    /** All of it. */
    public double total() {
        double total = online + unserved;
        for (double center : centers) {
            total += center;
        }
        return total;
    }
}
