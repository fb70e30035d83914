package nl.plint.analysis.vacancy;

import java.util.stream.IntStream;
import nl.plint.analysis.vacancy.Disclosure.Figure;

/**
 * The vacancy of each area as far as an audience knows it: what {@link Disclosure} shows, and an estimate of what it withholds that
 * is made of nothing but what it shows. Whatever is computed from these numbers, by whatever weights and as often as anyone
 * likes, cannot tell more than they do; so a statistic of sums over neighbors, which could be solved for its terms, is safe.
 *
 * <p>A withheld number of vacant units, most often 1 to 4, counts as what the share of all units together would give the area, but
 * as 1 at least and 4 at most. Withheld floor area counts as that number times the mean floor area of a vacant unit. To who may see
 * all, nothing is an estimate.
 */
public final class KnownVacancy {
    private static final double LEAST_WITHHELD = 1;
    private static final double MOST_WITHHELD = 4;

    private final Disclosure disclosure;
    private final double share;
    private final double floorAreaOfOneM2;

    public KnownVacancy(Disclosure disclosure) {
        this.disclosure = disclosure;
        Tally total = disclosure.table().total();
        boolean vacantShown = disclosure.showsOfTotal(Figure.VACANT);
        this.share = vacantShown && disclosure.showsOfTotal(Figure.UNITS) && total.units() > 0
                ? (double) total.vacantUnits() / total.units()
                : shareOfShownAreas();
        this.floorAreaOfOneM2 =
                vacantShown && disclosure.showsOfTotal(Figure.VACANT_FLOOR_AREA) && total.vacantUnits() > 0
                        ? total.vacantFloorAreaM2() / total.vacantUnits()
                        : Double.NaN;
    }

    private double shareOfShownAreas() {
        int[] shown = IntStream.range(0, disclosure.table().areas().size())
                .filter(area -> hasUnits(area) && isVacantExact(area))
                .toArray();
        double units = IntStream.of(shown).mapToDouble(this::units).sum();
        return units == 0
                ? Double.NaN
                : IntStream.of(shown)
                                .mapToDouble(
                                        area -> disclosure.table().tally(area).vacantUnits())
                                .sum()
                        / units;
    }

    /** Number of areas. */
    public int areas() {
        return disclosure.table().areas().size();
    }

    /** Whether the number of units of an area is known; others can take no part in anything. */
    public boolean hasUnits(int area) {
        return disclosure.shows(area, Figure.UNITS);
    }

    /**
     * N of an area.
     *
     * @throws IllegalStateException when it is not known
     */
    public long units(int area) {
        if (!hasUnits(area)) {
            throw new IllegalStateException("the units of area " + area + " are withheld");
        }
        return disclosure.table().tally(area).units();
    }

    /** Whether the number of vacant units of an area is known, and no estimate. */
    public boolean isVacantExact(int area) {
        return disclosure.shows(area, Figure.VACANT);
    }

    /** V of an area whose units are known, or its estimate; NaN where there is not even that. */
    public double vacantUnits(int area) {
        if (isVacantExact(area)) {
            return disclosure.table().tally(area).vacantUnits();
        }
        return Math.min(MOST_WITHHELD, Math.max(LEAST_WITHHELD, units(area) * share));
    }

    /** Whether the vacant floor area of an area is known, and no estimate. */
    public boolean isVacantFloorAreaExact(int area) {
        return disclosure.shows(area, Figure.VACANT_FLOOR_AREA);
    }

    /** The vacant floor area of an area in m2, or its estimate; NaN where there is not even that. */
    public double vacantFloorAreaM2(int area) {
        return isVacantFloorAreaExact(area)
                ? disclosure.table().tally(area).vacantFloorAreaM2()
                : vacantUnits(area) * floorAreaOfOneM2;
    }

    /** The share of all units together that is vacant, 0 to 1; NaN without units. */
    public double share() {
        return share;
    }
}
