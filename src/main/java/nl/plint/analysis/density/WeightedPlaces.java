package nl.plint.analysis.density;

import java.util.ArrayList;
import java.util.List;
import nl.plint.analysis.density.DensityQuestion.Weight;
import nl.plint.analysis.vacancy.AreaChoice;
import nl.plint.analysis.vacancy.Disclosure;
import nl.plint.analysis.vacancy.KnownVacancy;
import nl.plint.analysis.vacancy.ObservedUnit;
import nl.plint.analysis.vacancy.ObservedUnits;
import nl.plint.dataset.DatasetVersion;
import nl.plint.stats.GridValues;
import nl.plint.stats.GridValues.Grid;
import nl.plint.stats.KernelDensity;
import nl.plint.store.Published;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Point;

/** Places with what is there, of which a part is vacant: the material of a density. */
final class WeightedPlaces {
    private final List<Place> places;
    private final List<DatasetVersion> versions;

    /**
     * One place in RD New.
     *
     * @param units units there
     * @param all what is there: units, or m2
     * @param vacant the part of that which is vacant
     */
    private record Place(double x, double y, double units, double all, double vacant) {}

    private WeightedPlaces(List<Place> places, List<DatasetVersion> versions) {
        this.places = List.copyOf(places);
        this.versions = List.copyOf(versions);
    }

    /** Every unit where it is. Units without a place, or with an unknown weight, take no part. */
    static WeightedPlaces ofUnits(ObservedUnits observed, Weight weight) {
        List<Place> places = new ArrayList<>();
        for (ObservedUnit unit : observed.units()) {
            Point at = unit.placeRd();
            double all = weight == Weight.UNITS ? 1 : unit.floorAreaM2();
            if (at != null && !Double.isNaN(all)) {
                places.add(new Place(at.getX(), at.getY(), 1, all, unit.vacant() ? all : 0));
            }
        }
        return new WeightedPlaces(places, observed.versions());
    }

    /**
     * The units of every square of 500 m in the middle of it, as far as an audience knows of them: whatever bandwidth is asked for
     * then tells no more than the table of these squares.
     */
    static WeightedPlaces ofKnownCells(Published published, ObservedUnits observed, DensityQuestion question) {
        AreaChoice cells = new AreaChoice(AreaChoice.GRID, 500, 0);
        Disclosure disclosure = Disclosure.of(published, observed, cells, question.audience());
        KnownVacancy known = new KnownVacancy(disclosure);
        List<Place> places = new ArrayList<>();
        for (int area = 0; area < disclosure.table().areas().size(); area++) {
            if (known.hasUnits(area)) {
                Point at = disclosure.table().areas().get(area).geometryRd().getCentroid();
                double units = known.units(area);
                places.add(new Place(at.getX(), at.getY(), units, units, Math.min(units, known.vacantUnits(area))));
            }
        }
        List<DatasetVersion> versions = new ArrayList<>(observed.versions());
        versions.addAll(disclosure.versions());
        return new WeightedPlaces(places, versions);
    }

    List<DatasetVersion> versions() {
        return versions;
    }

    int size() {
        return places.size();
    }

    /** The places with the bandwidth around them. */
    Envelope reach(double bandwidthMeters) {
        Envelope reach = new Envelope();
        places.forEach(place -> reach.expandToInclude(place.x, place.y));
        reach.expandBy(bandwidthMeters);
        return reach;
    }

    GridValues units(double bandwidthMeters, Grid grid) {
        return density(places.stream().mapToDouble(Place::units).toArray(), bandwidthMeters, grid);
    }

    GridValues all(double bandwidthMeters, Grid grid) {
        return density(places.stream().mapToDouble(Place::all).toArray(), bandwidthMeters, grid);
    }

    GridValues vacant(double bandwidthMeters, Grid grid) {
        return density(places.stream().mapToDouble(Place::vacant).toArray(), bandwidthMeters, grid);
    }

    private GridValues density(double[] weights, double bandwidthMeters, Grid grid) {
        return KernelDensity.of(
                places.stream().mapToDouble(Place::x).toArray(),
                places.stream().mapToDouble(Place::y).toArray(),
                weights,
                bandwidthMeters,
                grid);
    }
}
