package nl.plint.retail;

/**
 * Where people set out to shop: the middle of a neighbourhood or village.
 *
 * @param x RD New, metres
 * @param y RD New, metres
 * @param areaM2 extent of the neighbourhood, m2; 0 when it is a point
 */
public record DemandPoint(double x, double y, double areaM2) {
    public DemandPoint {
        Require.that(Double.isFinite(x), "x", x, "a number of metres");
        Require.that(Double.isFinite(y), "y", y, "a number of metres");
        Require.that(areaM2 >= 0 && areaM2 < 1e15, "areaM2", areaM2, "0 or more");
    }

    /**
     * The least distance at which a shop is taken to lie, metres: 0.4 of the radius of a circle of this area. Inhabitants of an
     * area do not all live in its middle, and a distance of zero would draw all of them.
     */
    public double leastDistance() {
        return 0.4 * Math.sqrt(areaM2 / Math.PI);
    }
}
