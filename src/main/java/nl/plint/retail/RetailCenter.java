package nl.plint.retail;

/**
 * Where shops are.
 *
 * @param x RD New, metres
 * @param y RD New, metres
 */
public record RetailCenter(double x, double y) {
    public RetailCenter {
        Require.that(Double.isFinite(x), "x", x, "a number of metres");
        Require.that(Double.isFinite(y), "y", y, "a number of metres");
    }
}
