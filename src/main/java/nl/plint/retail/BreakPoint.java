package nl.plint.retail;

/** Where the pulls of two places meet, by Reilly (1931) in the form of Converse (1949): a rule to explain, not to decide by. */
public final class BreakPoint {
    private BreakPoint() {}

    /**
     * The distance from the smaller place at which as many go to the one as to the other.
     *
     * @param distance between the places, any unit, above 0
     * @param larger inhabitants or floor of the larger place, above 0
     * @param smaller inhabitants or floor of the smaller place, above 0
     * @return in the unit of the distance
     */
    public static double fromSmaller(double distance, double larger, double smaller) {
        Require.that(distance > 0 && Double.isFinite(distance), "distance", distance, "above 0");
        Require.that(smaller > 0 && Double.isFinite(smaller), "smaller", smaller, "above 0");
        Require.that(larger >= smaller && Double.isFinite(larger), "larger", larger, "at least the smaller");
        return distance / (1 + Math.sqrt(larger / smaller));
    }
}
