package nl.plint.retail;

import java.util.Collection;

/**
 * The shops of an area on one date. Shops are units of retail in use; vacancy is of all units. Shares are 0 to 1, areas m2 of sales
 * floor; what has no denominator is NaN.
 *
 * @param shops in use
 * @param chainShare chains among the shops of which the formula is known
 * @param meanFloorAreaM2 of the shops whose floor area is known
 * @param medianFloorAreaM2 of the same
 * @param largeShare floor area in large shops, of the same
 * @param onlineExposure floor area weighted by the online share of its branch group, of the same
 * @param floorAreaM2 of all units, vacant ones and those of other branches too
 * @param vacantShare vacant floor area, of that
 * @param structuralShare of the vacant floor area, what has been so for over three years
 */
public record ShopStock(
        int shops,
        double chainShare,
        double meanFloorAreaM2,
        double medianFloorAreaM2,
        double largeShare,
        double onlineExposure,
        double floorAreaM2,
        double vacantShare,
        double structuralShare) {

    /** Adds up the units of an area. */
    public static ShopStock of(Collection<Shop> units, ShopRules rules) {
        int shops = 0;
        int chains = 0;
        int known = 0;
        double large = 0;
        double exposed = 0;
        double all = 0;
        double vacant = 0;
        double structural = 0;
        for (Shop unit : units) {
            double area = Double.isNaN(unit.floorAreaM2()) ? 0 : unit.floorAreaM2();
            all += area;
            vacant += unit.vacant() ? area : 0;
            structural += unit.vacant() && unit.structural() ? area : 0;
            if (unit.isRetail(rules)) {
                shops++;
                known += unit.branches() > 0 ? 1 : 0;
                chains += unit.isChain(rules) ? 1 : 0;
                large += area > rules.largeShopM2() ? area : 0;
                exposed += area * rules.onlineShares().getOrDefault(unit.branchGroup(), 0.0);
            }
        }
        double[] areas = units.stream()
                .filter(unit -> unit.isRetail(rules) && !Double.isNaN(unit.floorAreaM2()))
                .mapToDouble(Shop::floorAreaM2)
                .sorted()
                .toArray();
        double sum = 0;
        for (double area : areas) {
            sum += area;
        }
        return new ShopStock(
                shops,
                ratio(chains, known),
                ratio(sum, areas.length),
                median(areas),
                ratio(large, sum),
                ratio(exposed, sum),
                all,
                ratio(vacant, all),
                ratio(structural, vacant));
    }

    /** A quotient, NaN without a denominator. */
    static double ratio(double part, double whole) {
        return whole > 0 ? part / whole : Double.NaN;
    }

    private static double median(double[] sorted) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
