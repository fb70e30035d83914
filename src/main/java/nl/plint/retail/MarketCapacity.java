package nl.plint.retail;

/**
 * Market room by the distributive calculation that Dutch planners know as DPO (distributieplanologisch onderzoek): what the
 * people of an area spend there, plus what comes from elsewhere, divided by what a square metre must turn over, less what is there.
 *
 * @param inhabitants 0 or more
 * @param spendingPerHead euro a year in the segment, 0 or more
 * @param incomeCorrection factor on the spending for the income of the area, above 0; see {@link #incomeCorrection}
 * @param binding share of that spending that stays in the area, above 0 to 1
 * @param inflow share of the turnover that comes from elsewhere, 0 to below 1
 * @param productivity turnover that a m2 of sales floor needs, euro a year, above 0
 * @param presentM2 sales floor that is there, m2, 0 or more
 */
public record MarketCapacity(
        double inhabitants,
        double spendingPerHead,
        double incomeCorrection,
        double binding,
        double inflow,
        double productivity,
        double presentM2) {
    public MarketCapacity {
        Require.that(inhabitants >= 0 && inhabitants < 1e12, "inhabitants", inhabitants, "0 or more");
        Require.that(spendingPerHead >= 0 && spendingPerHead < 1e12, "spendingPerHead", spendingPerHead, "0 or more");
        Require.that(incomeCorrection > 0 && incomeCorrection < 100, "incomeCorrection", incomeCorrection, "above 0");
        Require.that(binding > 0 && binding <= 1, "binding", binding, "above 0 and at most 1");
        Require.that(inflow >= 0 && inflow < 1, "inflow", inflow, "0 or more and below 1");
        Require.that(productivity > 0 && productivity < 1e12, "productivity", productivity, "above 0");
        Require.that(presentM2 >= 0 && presentM2 < 1e12, "presentM2", presentM2, "0 or more");
    }

    /**
     * The factor on spending for income: part of a deviation of income is spent.
     *
     * @param incomeIndex income of the area, 100 for the country
     * @param elasticity 0.25 is assumed for daily goods, 0.5 for others
     */
    public static double incomeCorrection(double incomeIndex, double elasticity) {
        Require.that(incomeIndex > 0 && incomeIndex <= 1000, "incomeIndex", incomeIndex, "above 0 and at most 1000");
        Require.that(elasticity >= 0 && elasticity <= 1, "elasticity", elasticity, "0 to 1");
        return 1 + (incomeIndex - 100) / 100 * elasticity;
    }

    /** What inhabitants can spend in the segment, euro a year. */
    public double potential() {
        return inhabitants * spendingPerHead * incomeCorrection;
    }

    /** What inhabitants spend in the area, euro a year. */
    public double fromResidents() {
        return potential() * binding;
    }

    /** The turnover of the area, euro a year. */
    public double turnover() {
        return fromResidents() / (1 - inflow);
    }

    /** The sales floor that this turnover bears, m2. */
    public double requiredM2() {
        return turnover() / productivity;
    }

    /** Room for sales floor, m2; negative where there is too much. */
    public double roomM2() {
        return requiredM2() - presentM2;
    }
}
