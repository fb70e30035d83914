package nl.plint.analysis.hotspot;

import nl.plint.quantity.Unit;

/** What is taken of the vacancy in an area (DOMAIN section 3.4). V is its vacant units, N all its units. */
enum VacancyMeasure {
    /** V - N m, with m the share vacant of all units together: how many units more than expected. */
    EXCESS(Unit.COUNT),
    /** V / N. Small areas dominate it; {@code excess} is the better default. */
    RATE(Unit.SHARE),
    /** Vacant sales floor area in m2; units of unknown area are left out and counted. */
    WVO_VACANT(Unit.SQUARE_METER);

    private final Unit unit;

    VacancyMeasure(Unit unit) {
        this.unit = unit;
    }

    Unit unit() {
        return unit;
    }

    double of(long units, long vacantUnits, double vacantAreaM2, double shareOfAll) {
        return switch (this) {
            case EXCESS -> vacantUnits - units * shareOfAll;
            case RATE -> (double) vacantUnits / units;
            case WVO_VACANT -> vacantAreaM2;
        };
    }
}
