package nl.plint.retail;

/**
 * What is spent where, euro a year.
 *
 * @param centers in each centre
 * @param online on the internet
 * @param unserved by points that have no centre with shops in reach
 */
public record Turnover(double[] centers, double online, double unserved) {
    /** All that is spent. */
    public double total() {
        double total = online + unserved;
        for (double center : centers) {
            total += center;
        }
        return total;
    }
}
