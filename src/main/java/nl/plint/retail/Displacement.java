package nl.plint.retail;

/**
 * Who takes turnover from whom between two states of the same centres, in euro a year. The alternatives are the centres, then
 * the internet, then "no shop in reach".
 *
 * <p>The change of each alternative splits without remainder into a population effect (spending changes, choices as they are on
 * average before and after) and a competition effect (choices change, spending as it is on average). The competition effects sum
 * to zero: what one loses another gains. In each demand point losses are divided over those who gain there in proportion to
 * their gain, which gives the matrix.
 */
public final class Displacement {
    private final int centers;
    private final double[] population;
    private final double[] competition;
    private final double[][] taken;

    private Displacement(int centers) {
        this.centers = centers;
        population = new double[centers + 2];
        competition = new double[centers + 2];
        taken = new double[centers + 2][centers + 2];
    }

    /**
     * Compares two states.
     *
     * @param before choices, on the same travel times as those after; a centre to come has no attraction yet
     * @param spendingBefore of each demand point
     * @param after choices
     * @param spendingAfter of each demand point
     * @throws IllegalArgumentException when the choices rest on different travel times
     */
    public static Displacement between(
            Patronage before, double[] spendingBefore, Patronage after, double[] spendingAfter) {
        TravelTimes times = before.times();
        if (after.times() != times) {
            throw new IllegalArgumentException("both states must rest on the same travel times");
        }
        Require.amounts("spending before", spendingBefore, times.points());
        Require.amounts("spending after", spendingAfter, times.points());
        Displacement result = new Displacement(times.centers());
        int most = times.centers() + 2;
        int[] alternatives = new int[most];
        double[] changes = new double[most];
        for (int point = 0; point < times.points(); point++) {
            double growth = spendingAfter[point] - spendingBefore[point];
            double spending = (spendingAfter[point] + spendingBefore[point]) / 2;
            int count = 0;
            for (int place = times.from(point); place < times.to(point); place++) {
                alternatives[count] = times.centerAt(place);
                changes[count++] = result.add(
                        times.centerAt(place), before.shareAt(place), after.shareAt(place), growth, spending);
            }
            alternatives[count] = result.online();
            changes[count++] = result.add(result.online(), before.online(point), after.online(point), growth, spending);
            alternatives[count] = result.unserved();
            changes[count++] =
                    result.add(result.unserved(), before.unserved(point), after.unserved(point), growth, spending);
            result.divide(alternatives, changes, count);
        }
        return result;
    }

    private double add(int alternative, double before, double after, double growth, double spending) {
        population[alternative] += growth * (before + after) / 2;
        double change = spending * (after - before);
        competition[alternative] += change;
        return change;
    }

    private void divide(int[] alternatives, double[] changes, int count) {
        double gained = 0;
        for (int i = 0; i < count; i++) {
            gained += Math.max(0, changes[i]);
        }
        if (gained == 0) {
            return;
        }
        for (int gainer = 0; gainer < count; gainer++) {
            if (changes[gainer] > 0) {
                double part = changes[gainer] / gained;
                for (int loser = 0; loser < count; loser++) {
                    if (changes[loser] < 0) {
                        taken[alternatives[gainer]][alternatives[loser]] -= changes[loser] * part;
                    }
                }
            }
        }
    }

    /** The number of the internet among the alternatives. */
    public int online() {
        return centers;
    }

    /** The number of "no shop in reach" among the alternatives. */
    public int unserved() {
        return centers + 1;
    }

    /** What one alternative takes from another, 0 or more. */
    public double taken(int gainer, int loser) {
        return taken[gainer][loser];
    }

    /** The change of an alternative because there are more or fewer people, or they spend more or less. */
    public double populationEffect(int alternative) {
        return population[alternative];
    }

    /** The change of an alternative because people choose otherwise. */
    public double competitionEffect(int alternative) {
        return competition[alternative];
    }

    /** The whole change of an alternative. */
    public double change(int alternative) {
        return population[alternative] + competition[alternative];
    }
}
