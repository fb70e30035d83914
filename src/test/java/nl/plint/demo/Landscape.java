package nl.plint.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.plint.demo.Facts.Park;
import nl.plint.demo.Facts.Settlement;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.union.UnaryUnionOp;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/**
 * The made-up ground of the demonstration, in RD New: a cell around every settlement (what is nearer to its built-up area than to
 * any other), the municipalities these add up to, business parks and built-up areas. Borders only resemble the real ones.
 */
final class Landscape {
    private static final double REACH_METERS = 2900;
    private static final double SMOOTHING_METERS = 4500;
    private static final double LEAST_PART_M2 = 20_000;
    private static final double HOUSING_TO_PARK_METERS = 40;

    private final Map<Settlement, Geometry> cells = new LinkedHashMap<>();
    private final Map<String, Geometry> municipalities = new LinkedHashMap<>();
    private final Map<String, Geometry> inside = new HashMap<>();
    private final Map<Park, Polygon> parks;
    private final Map<Settlement, Geometry> residential = new LinkedHashMap<>();
    private final Geometry province;

    Landscape(Facts facts, long seed) {
        parks = parks(facts, Draw.of(seed, "parks"));
        Map<Settlement, Geometry> unclipped = voronoi(facts);
        Geometry land = union(List.copyOf(unclipped.values()));
        List<Geometry> reach = new ArrayList<>();
        for (Settlement settlement : facts.settlements()) {
            reach.add(Shapes.point(settlement.rd()).buffer(REACH_METERS));
        }
        Geometry smooth = union(reach).buffer(SMOOTHING_METERS).buffer(-SMOOTHING_METERS);
        province = Shapes.withoutSlivers(overlay(land, smooth, OverlayNG.INTERSECTION), 1e6);
        unclipped.forEach((settlement, cell) -> cells.put(
                settlement, Shapes.withoutSlivers(overlay(cell, province, OverlayNG.INTERSECTION), LEAST_PART_M2)));
        for (String code : facts.municipalities().keySet()) {
            List<Geometry> own = new ArrayList<>();
            cells.forEach((settlement, cell) -> {
                if (settlement.gmCode().equals(code)) {
                    own.add(cell);
                }
            });
            Geometry whole = Shapes.withoutSlivers(union(own), LEAST_PART_M2);
            municipalities.put(code, whole);
            inside.put(code, whole.buffer(-10));
        }
        Geometry keptFree = union(List.copyOf(parks.values())).buffer(HOUSING_TO_PARK_METERS);
        Draw draw = Draw.of(seed, "residential");
        cells.forEach((settlement, cell) -> {
            Geometry blob = Shapes.blob(
                    settlement.rd(), builtUpM2(settlement), draw.between(1, 1.6), draw.between(0, 180), 28, draw);
            Geometry own = overlay(blob, cell.buffer(-15), OverlayNG.INTERSECTION);
            residential.put(
                    settlement, Shapes.withoutSlivers(overlay(own, keptFree, OverlayNG.DIFFERENCE), LEAST_PART_M2));
        });
    }

    Map<Settlement, Geometry> cells() {
        return cells;
    }

    Map<String, Geometry> municipalities() {
        return municipalities;
    }

    Map<Park, Polygon> parks() {
        return parks;
    }

    Map<Settlement, Geometry> residential() {
        return residential;
    }

    Geometry province() {
        return province;
    }

    /** The municipality less a margin of ten meters along its border, so that rounding never moves a point out. */
    Geometry inside(String gmCode) {
        return Objects.requireNonNull(inside.get(gmCode), gmCode);
    }

    /** The settlement in whose cell a point of the province lies. */
    Settlement settlementAt(Coordinate rd, String gmCode) {
        var point = Shapes.point(rd);
        return cells.keySet().stream()
                .filter(settlement -> settlement.gmCode().equals(gmCode))
                .min(Comparator.comparingDouble(settlement ->
                        Objects.requireNonNull(cells.get(settlement)).distance(point)))
                .orElseThrow();
    }

    static Geometry overlay(Geometry a, Geometry b, int operation) {
        return OverlayNGRobust.overlay(a, b, operation);
    }

    static Geometry union(List<Geometry> parts) {
        return new UnaryUnionOp(parts).union();
    }

    /** Towns have about 2,600 inhabitants per square kilometer of built-up area, villages about 1,700. */
    private static double builtUpM2(Settlement settlement) {
        return settlement.inhabitants() * 1e6 / (settlement.inhabitants() > 10_000 ? 2600 : 1700);
    }

    /** Cells of the settlements. Large places and parks have more than one site, so that their surroundings belong to them. */
    private Map<Settlement, Geometry> voronoi(Facts facts) {
        Map<Coordinate, Settlement> sites = new LinkedHashMap<>();
        for (Settlement settlement : facts.settlements()) {
            sites.put(site(settlement.rd()), settlement);
            if (settlement.inhabitants() > 2000) {
                ring(settlement.rd(), 0.8 * StrictMath.sqrt(builtUpM2(settlement) / StrictMath.PI), 12)
                        .forEach(site -> sites.putIfAbsent(site, settlement));
            }
        }
        parks.forEach((park, outline) -> {
            Coordinate center = outline.getCentroid().getCoordinate();
            Settlement owner = facts.settlements().stream()
                    .filter(settlement -> settlement.gmCode().equals(park.gmCode()))
                    .min(Comparator.comparingDouble(
                            settlement -> settlement.rd().distance(center)))
                    .orElseThrow();
            sites.putIfAbsent(site(center), owner);
            ring(center, 0.9 * StrictMath.sqrt(outline.getArea() / StrictMath.PI), 8)
                    .forEach(site -> sites.putIfAbsent(site, owner));
        });
        List<Coordinate> all = new ArrayList<>(sites.keySet());
        facts.outsideCenters().forEach(center -> {
            all.add(site(center.rd()));
            all.addAll(ring(center.rd(), 500, 6));
        });
        var builder = new VoronoiDiagramBuilder();
        builder.setSites(all);
        builder.setClipEnvelope(new Envelope(150_000, 320_000, 450_000, 640_000));
        Geometry diagram = builder.getDiagram(Shapes.FACTORY);
        Map<Settlement, List<Geometry>> parts = new HashMap<>();
        for (int i = 0; i < diagram.getNumGeometries(); i++) {
            Geometry cell = diagram.getGeometryN(i);
            Settlement owner = sites.get((Coordinate) cell.getUserData());
            if (owner != null) {
                parts.computeIfAbsent(owner, key -> new ArrayList<>()).add(cell);
            }
        }
        Map<Settlement, Geometry> cellOf = new LinkedHashMap<>();
        for (Settlement settlement : facts.settlements()) {
            cellOf.put(settlement, union(Objects.requireNonNull(parts.get(settlement), settlement.name())));
        }
        return cellOf;
    }

    private static List<Coordinate> ring(Coordinate center, double radiusMeters, int sites) {
        List<Coordinate> ring = new ArrayList<>();
        for (int i = 0; i < sites; i++) {
            double angle = 2 * StrictMath.PI * i / sites;
            ring.add(site(new Coordinate(
                    center.x + radiusMeters * StrictMath.cos(angle), center.y + radiusMeters * StrictMath.sin(angle))));
        }
        return ring;
    }

    private static Coordinate site(Coordinate at) {
        return new Coordinate(Math.rint(at.x), Math.rint(at.y));
    }

    /** Outlines of the right size around the known points, which are first pushed apart until no two parks can touch. */
    private static Map<Park, Polygon> parks(Facts facts, Draw draw) {
        List<Park> all = facts.parks();
        double[] room = new double[all.size()];
        List<Coordinate> centers = new ArrayList<>();
        for (int i = 0; i < room.length; i++) {
            room[i] = 1.45 * StrictMath.sqrt(all.get(i).grossHa() * 10_000 / StrictMath.PI);
            centers.add(new Coordinate(all.get(i).rd()));
        }
        for (int round = 0; round < 400; round++) {
            for (int i = 0; i < room.length; i++) {
                for (int j = i + 1; j < room.length; j++) {
                    pushApart(centers.get(i), centers.get(j), room[i] + room[j]);
                }
            }
        }
        Map<Park, Polygon> outlines = new LinkedHashMap<>();
        for (int i = 0; i < room.length; i++) {
            Park park = all.get(i);
            outlines.put(
                    park,
                    Shapes.blob(
                            centers.get(i),
                            park.grossHa() * 10_000,
                            draw.between(1, 1.35),
                            draw.between(0, 180),
                            14,
                            draw));
        }
        return outlines;
    }

    private static void pushApart(Coordinate a, Coordinate b, double leastMeters) {
        double distance = a.distance(b);
        if (distance >= leastMeters) {
            return;
        }
        double push = (leastMeters - distance) / 2 / distance;
        double dx = (b.x - a.x) * push;
        double dy = (b.y - a.y) * push;
        a.setX(a.x - dx);
        a.setY(a.y - dy);
        b.setX(b.x + dx);
        b.setY(b.y + dy);
    }
}
