package nl.plint.retail;

/** Whether enough people live around a shop to keep it (draagvlak). */
public enum SupportBase {
    /** At least 1.2 times the threshold. */
    SUFFICIENT,
    /** 0.8 to 1.2 times the threshold. */
    FRAGILE,
    /** Less than 0.8 of the threshold. */
    INSUFFICIENT;

    /**
     * The number of people that a shop needs: what it must turn over, less what comes from elsewhere, divided by what a person
     * spends in it.
     *
     * @param floorM2 sales floor of the shop, m2, above 0
     * @param productivity turnover that a m2 needs, euro a year, above 0
     * @param inflow share of the turnover that comes from elsewhere, 0 to below 1
     * @param spendingPerHead euro a year in the segment, above 0
     * @param binding share of it that is spent there, above 0 to 1
     */
    public static double threshold(
            double floorM2, double productivity, double inflow, double spendingPerHead, double binding) {
        Require.that(floorM2 > 0 && floorM2 < 1e9, "floorM2", floorM2, "above 0");
        Require.that(productivity > 0 && productivity < 1e9, "productivity", productivity, "above 0");
        Require.that(inflow >= 0 && inflow < 1, "inflow", inflow, "0 or more and below 1");
        Require.that(spendingPerHead > 0 && spendingPerHead < 1e9, "spendingPerHead", spendingPerHead, "above 0");
        Require.that(binding > 0 && binding <= 1, "binding", binding, "above 0 and at most 1");
        return floorM2 * productivity * (1 - inflow) / (spendingPerHead * binding);
    }

    /**
     * The class of a number of people against a threshold.
     *
     * @param people in the catchment, 0 or more
     * @param threshold above 0
     */
    public static SupportBase of(double people, double threshold) {
        Require.that(people >= 0, "people", people, "0 or more");
        Require.that(threshold > 0, "threshold", threshold, "above 0");
        double ratio = people / threshold;
        return ratio >= 1.2 ? SUFFICIENT : ratio >= 0.8 ? FRAGILE : INSUFFICIENT;
    }
}
