package nl.plint.analysis.emerging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.vacancy.AreaSet.Area;
import nl.plint.analysis.vacancy.Disclosure;
import nl.plint.analysis.vacancy.KnownVacancy;
import nl.plint.analysis.vacancy.ObservedUnits;
import nl.plint.dataset.DatasetVersion;
import nl.plint.stats.Correction;
import nl.plint.stats.GetisOrdGiStar;
import nl.plint.stats.NeighborFinder;
import nl.plint.stats.SpatialWeights;
import nl.plint.store.Published;
import org.locationtech.jts.geom.Point;

/**
 * Gi* of the excess of vacancy, V - N m with m the share of that date, of the same areas on every reference date. It is computed from what
 * the audience knows of the areas, so that it tells no more than that.
 */
final class HotspotSeries {
    private final List<Area> areas = new ArrayList<>();
    private final List<double[]> zScores = new ArrayList<>();
    private final List<double[]> adjusted = new ArrayList<>();
    private final List<boolean[]> isOnMap = new ArrayList<>();
    private final Set<DatasetVersion> versions = new LinkedHashSet<>();
    private final double alpha;

    private HotspotSeries(double alpha) {
        this.alpha = alpha;
    }

    /**
     * The series of areas that have enough units on every date.
     *
     * @throws InvalidInputException when there are too few such areas for so many neighbors
     */
    static HotspotSeries of(Published published, List<ObservedUnits> dates, EmergingQuestion question) {
        HotspotSeries series = new HotspotSeries(question.alpha());
        List<Disclosure> disclosures = new ArrayList<>();
        List<KnownVacancy> known = new ArrayList<>();
        List<Map<String, Integer>> places = new ArrayList<>();
        for (ObservedUnits units : dates) {
            Disclosure disclosure = Disclosure.of(published, units, question.areas(), question.audience());
            Map<String, Integer> ofDate = new HashMap<>();
            for (int area = 0; area < disclosure.table().areas().size(); area++) {
                ofDate.put(disclosure.table().areas().get(area).id(), area);
            }
            disclosures.add(disclosure);
            known.add(new KnownVacancy(disclosure));
            places.add(ofDate);
            series.versions.addAll(units.versions());
            series.versions.addAll(disclosure.versions());
        }
        Map<String, Area> byId = new TreeMap<>();
        disclosures.get(0).table().areas().forEach(area -> byId.put(area.id(), area));
        byId.forEach((id, area) -> {
            for (int date = 0; date < dates.size(); date++) {
                Integer place = places.get(date).get(id);
                if (place == null
                        || !known.get(date).hasUnits(place)
                        || known.get(date).units(place) < question.minimumUnits()
                        || Double.isNaN(known.get(date).vacantUnits(place))) {
                    return;
                }
            }
            series.areas.add(area);
        });
        if (question.k() >= series.areas.size()) {
            throw new InvalidInputException(
                    "k",
                    question.k(),
                    "below the number of areas with at least " + question.minimumUnits()
                            + " units on every reference date, " + series.areas.size());
        }
        SpatialWeights neighbors = series.neighbors(question.k());
        for (int date = 0; date < dates.size(); date++) {
            series.score(disclosures.get(date), known.get(date), places.get(date), neighbors);
        }
        return series;
    }

    private SpatialWeights neighbors(int k) {
        List<Point> middles =
                areas.stream().map(area -> area.geometryRd().getCentroid()).toList();
        return NeighborFinder.nearest(
                        middles.stream().mapToDouble(Point::getX).toArray(),
                        middles.stream().mapToDouble(Point::getY).toArray(),
                        k)
                .includingSelf();
    }

    private void score(
            Disclosure disclosure, KnownVacancy known, Map<String, Integer> places, SpatialWeights neighbors) {
        double[] excess = new double[areas.size()];
        boolean[] onMap = new boolean[areas.size()];
        for (int i = 0; i < excess.length; i++) {
            int place = places.getOrDefault(areas.get(i).id(), -1); // all of them are there on every date
            excess[i] = known.vacantUnits(place) - known.units(place) * known.share();
            onMap[i] = disclosure.showsOnMap(place);
        }
        GetisOrdGiStar giStar = GetisOrdGiStar.of(excess, neighbors);
        zScores.add(giStar.zScores());
        adjusted.add(Correction.FDR.adjust(giStar.pValues()));
        isOnMap.add(onMap);
    }

    List<Area> areas() {
        return areas;
    }

    int dates() {
        return zScores.size();
    }

    List<DatasetVersion> versions() {
        return List.copyOf(versions);
    }

    /** Gi* of an area on every date; NaN where it is not defined. */
    double[] zScores(int area) {
        return zScores.stream().mapToDouble(ofDate -> ofDate[area]).toArray();
    }

    /** For every date 1 where an area is a hot spot after correction for many tests, -1 where it is a cold spot, else 0. */
    int[] signs(int area) {
        int[] signs = new int[dates()];
        for (int date = 0; date < signs.length; date++) {
            boolean significant = adjusted.get(date)[area] <= alpha;
            signs[date] = significant ? (int) Math.signum(zScores.get(date)[area]) : 0;
        }
        return signs;
    }

    /** Whether what was found of an area may be shown on every date. */
    boolean isShown(int area) {
        return isOnMap.stream().allMatch(ofDate -> ofDate[area]);
    }
}
