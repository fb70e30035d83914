package nl.plint.analysis.hotspot;

import java.util.Arrays;
import nl.plint.analysis.vacancy.KnownVacancy;
import nl.plint.quantity.Unit;
import nl.plint.stats.RateSmoothing;

/** What is taken of the vacancy in an area (DOMAIN section 3.4). V is its vacant units, N all its units. */
enum VacancyMeasure {
    /** V - N m, with m the share vacant of all units together: how many units more than expected. */
    EXCESS(Unit.COUNT),
    /** V / N. Small areas dominate it; {@code excess} is the better default. */
    RATE(Unit.SHARE),
    /**
     * (r - m) / sqrt(s2 + m / N): the share with its chance variation taken out, so that small areas do not dominate (Assunção and
     * Reis 1999, {@link RateSmoothing}). With local-moran or the global Moran it is Moran's I standardised by empirical Bayes.
     */
    EB_RATE(Unit.ONE),
    /** Vacant sales floor area in m2; units of unknown area are left out. */
    WVO_VACANT(Unit.SQUARE_METER);

    private final Unit unit;

    VacancyMeasure(Unit unit) {
        this.unit = unit;
    }

    Unit unit() {
        return unit;
    }

    /**
     * Of each area, as far as it is known; NaN where there is not even an estimate.
     *
     * @param minimumUnits areas with fewer units do not count in what is common to all
     */
    double[] of(KnownVacancy known, int minimumUnits) {
        int areas = known.areas();
        double[] vacant = new double[areas];
        double[] units = new double[areas];
        for (int area = 0; area < areas; area++) {
            if (known.hasUnits(area) && known.units(area) >= minimumUnits) {
                units[area] = known.units(area);
                vacant[area] = known.vacantUnits(area);
            }
        }
        boolean any = Arrays.stream(units).anyMatch(n -> n > 0)
                && Arrays.stream(vacant).noneMatch(Double::isNaN);
        RateSmoothing smoothing = this == EB_RATE && any ? RateSmoothing.of(vacant, units) : null;
        double[] amounts = new double[areas];
        Arrays.setAll(
                amounts,
                area -> units[area] == 0
                        ? Double.NaN
                        : switch (this) {
                            case EXCESS -> vacant[area] - units[area] * known.share();
                            case RATE -> vacant[area] / units[area];
                            case EB_RATE -> smoothing == null ? Double.NaN : smoothing.standardized(area);
                            case WVO_VACANT -> known.vacantFloorAreaM2(area);
                        });
        return amounts;
    }

    /** Whether that is no estimate. */
    boolean isExact(KnownVacancy known, int area) {
        return this == WVO_VACANT ? known.isVacantFloorAreaExact(area) : known.isVacantExact(area);
    }
}
