package nl.plint.analysis.hotspot;

import nl.plint.analysis.vacancy.KnownVacancy;
import nl.plint.quantity.Unit;

/** What is taken of the vacancy in an area (DOMAIN section 3.4). V is its vacant units, N all its units. */
enum VacancyMeasure {
    /** V - N m, with m the share vacant of all units together: how many units more than expected. */
    EXCESS(Unit.COUNT),
    /** V / N. Small areas dominate it; {@code excess} is the better default. */
    RATE(Unit.SHARE),
    /** Vacant sales floor area in m2; units of unknown area are left out. */
    WVO_VACANT(Unit.SQUARE_METER);

    private final Unit unit;

    VacancyMeasure(Unit unit) {
        this.unit = unit;
    }

    Unit unit() {
        return unit;
    }

    /** Of an area with units, as far as it is known; NaN where there is not even an estimate. */
    double of(KnownVacancy known, int area) {
        return switch (this) {
            case EXCESS -> known.vacantUnits(area) - known.units(area) * known.share();
            case RATE -> known.vacantUnits(area) / known.units(area);
            case WVO_VACANT -> known.vacantFloorAreaM2(area);
        };
    }

    /** Whether that is no estimate. */
    boolean isExact(KnownVacancy known, int area) {
        return this == WVO_VACANT ? known.isVacantFloorAreaExact(area) : known.isVacantExact(area);
    }
}
