package nl.plint.analysis.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.cluster.ClusterQuestion.Algorithm;
import nl.plint.analysis.cluster.ClusterQuestion.Hull;
import nl.plint.analysis.vacancy.ObservedUnit;
import nl.plint.analysis.vacancy.ObservedUnits;
import nl.plint.stats.Dbscan;
import nl.plint.stats.Hdbscan;
import nl.plint.stats.PointClusters;
import org.locationtech.jts.algorithm.hull.ConcaveHull;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.index.hprtree.HPRtree;

/** The clusters of the vacant units of a reference date, the largest first. Units without a place take no part. */
final class VacancyClusters {
    private static final double AROUND_METERS = 25;

    /** Part of the way from the longest to the shortest edge at which a concave hull stops: 1 is convex. */
    private static final double CONCAVITY = 0.4;

    private static final double SNAP_METERS = 100;

    /**
     * One cluster.
     *
     * @param members its vacant units
     * @param inHull all units within its outline, vacant or not
     */
    record Cluster(List<ObservedUnit> members, Geometry hullRd, List<ObservedUnit> inHull) {
        Cluster {
            members = List.copyOf(members);
            inHull = List.copyOf(inHull);
        }
    }

    private final ObservedUnits units;
    private final List<Cluster> clusters;
    private final List<ObservedUnit> noise;

    private VacancyClusters(ObservedUnits units, List<Cluster> clusters, List<ObservedUnit> noise) {
        this.units = units;
        this.clusters = List.copyOf(clusters);
        this.noise = List.copyOf(noise);
    }

    static VacancyClusters of(ObservedUnits units, ClusterQuestion question) {
        List<ObservedUnit> placed =
                units.units().stream().filter(unit -> unit.placeRd() != null).toList();
        List<ObservedUnit> vacant = placed.stream().filter(ObservedUnit::vacant).toList();
        PointClusters found = find(vacant, question);
        HPRtree index = new HPRtree();
        placed.forEach(unit -> index.insert(place(unit).getEnvelopeInternal(), unit));
        List<Cluster> clusters = new ArrayList<>();
        for (int i = 0; i < found.count(); i++) {
            List<ObservedUnit> members =
                    Arrays.stream(found.members(i)).mapToObj(vacant::get).toList();
            Geometry hull = hull(members, question);
            clusters.add(new Cluster(members, hull, within(index, hull)));
        }
        clusters.sort((a, b) -> Integer.compare(b.members.size(), a.members.size()));
        List<ObservedUnit> noise = new ArrayList<>();
        for (int i = 0; i < vacant.size(); i++) {
            if (found.clusterOf(i) == PointClusters.NOISE) {
                noise.add(vacant.get(i));
            }
        }
        return new VacancyClusters(units, clusters, noise);
    }

    private static PointClusters find(List<ObservedUnit> vacant, ClusterQuestion question) {
        double[] x = vacant.stream().mapToDouble(unit -> place(unit).getX()).toArray();
        double[] y = vacant.stream().mapToDouble(unit -> place(unit).getY()).toArray();
        if (question.algorithm() == Algorithm.DBSCAN) {
            try {
                return Dbscan.of(x, y, question.distanceMeters(), question.minimumPoints());
            } catch (IllegalArgumentException e) {
                throw new InvalidInputException(
                        "distanceMeters", question.distanceMeters(), "smaller: " + e.getMessage());
            }
        }
        if (x.length > Hdbscan.MOST_POINTS) {
            throw new InvalidInputException(
                    "algorithm", "hdbscan", "dbscan for more than " + Hdbscan.MOST_POINTS + " vacant units");
        }
        return Hdbscan.of(x, y, question.minimumSize(), question.minimumPoints());
    }

    private static Point place(ObservedUnit unit) {
        Point place = unit.placeRd();
        if (place == null) {
            throw new IllegalStateException("unit " + unit.id() + " has no place");
        }
        return place;
    }

    /** The outline of a cluster; to who may not see where units are, of the squares of 100 m that they are in. */
    private static Geometry hull(List<ObservedUnit> members, ClusterQuestion question) {
        boolean exact = question.audience().choosesFreely();
        Coordinate[] places = members.stream()
                .map(unit -> place(unit).getCoordinate())
                .map(at -> exact ? at : new Coordinate(middle(at.x), middle(at.y)))
                .distinct()
                .toArray(Coordinate[]::new);
        Geometry points = new GeometryFactory().createMultiPointFromCoords(places);
        Geometry hull = question.hull() == Hull.CONVEX || places.length < 3
                ? points.convexHull()
                : ConcaveHull.concaveHullByLengthRatio(points, CONCAVITY);
        return hull.buffer(exact ? AROUND_METERS : SNAP_METERS / 2 + AROUND_METERS);
    }

    private static double middle(double coordinate) {
        return Math.floor(coordinate / SNAP_METERS) * SNAP_METERS + SNAP_METERS / 2;
    }

    private static List<ObservedUnit> within(HPRtree index, Geometry hull) {
        Envelope bounds = hull.getEnvelopeInternal();
        IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(hull);
        List<ObservedUnit> within = new ArrayList<>();
        for (Object item : index.query(bounds)) {
            ObservedUnit unit = (ObservedUnit) item;
            if (locator.locate(place(unit).getCoordinate()) != Location.EXTERIOR) {
                within.add(unit);
            }
        }
        return within;
    }

    /** All units of the reference date. */
    ObservedUnits units() {
        return units;
    }

    /** The clusters, the one with most vacant units first. */
    List<Cluster> list() {
        return clusters;
    }

    /** Vacant units with a place that are in no cluster. */
    List<ObservedUnit> noise() {
        return noise;
    }
}
