package nl.plint.ingest.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import nl.plint.geo.GeometryWork;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.polygonize.Polygonizer;

/**
 * The geometry of an element of OpenStreetMap. Whether a closed way is an area or a line only its tags tell; an area with
 * several rings is a relation of lines that must be put together.
 */
final class OverpassGeometry {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final Set<String> AREA_KEYS = Set.of("building", "landuse", "shop", "amenity", "leisure");

    /** What a thing was, or stands empty as, still has its shape: {@code disused:shop}. */
    private static final Pattern NO_LONGER = Pattern.compile("^(?:disused|abandoned|was|vacant):");

    private final NodeCoordinates nodes;

    OverpassGeometry(NodeCoordinates nodes) {
        this.nodes = nodes;
    }

    /**
     * Null when the file does not tell where the element is.
     *
     * @throws IllegalArgumentException when the file has only a part of it; the message says what is missing
     */
    @Nullable
    Geometry of(OverpassElement element) {
        if (element.isNode()) {
            return point(element.place());
        }
        return element.isWay() ? way(element) : relation(element);
    }

    private static @Nullable Geometry point(@Nullable Coordinate place) {
        return place == null ? null : FACTORY.createPoint(place);
    }

    private @Nullable Geometry way(OverpassElement way) {
        List<@Nullable Coordinate> line = way.line() == null ? byNodes(way.nodes()) : way.line();
        long known = line.stream().filter(Objects::nonNull).count();
        if (known == 0) {
            return point(way.center());
        }
        Coordinate[] corners = corners(line);
        boolean closed = corners.length > 3 && corners[0].equals2D(corners[corners.length - 1]);
        return closed && isArea(way.tags()) ? FACTORY.createPolygon(corners) : FACTORY.createLineString(corners);
    }

    private List<@Nullable Coordinate> byNodes(long[] ids) {
        List<@Nullable Coordinate> line = new ArrayList<>(ids.length);
        for (long id : ids) {
            double longitude = nodes.longitude(id);
            line.add(Double.isNaN(longitude) ? null : new CoordinateXY(longitude, nodes.latitude(id)));
        }
        return line;
    }

    private static Coordinate[] corners(List<@Nullable Coordinate> line) {
        List<Coordinate> known = new ArrayList<>(line.size());
        for (Coordinate corner : line) {
            if (corner != null) {
                known.add(corner);
            }
        }
        if (known.size() < line.size()) {
            throw new IllegalArgumentException(
                    "the file has " + known.size() + " of the " + line.size() + " corners of a line");
        }
        if (known.size() < 2) {
            throw new IllegalArgumentException("a line has " + known.size() + " corners");
        }
        return known.toArray(Coordinate[]::new);
    }

    private static boolean isArea(Map<String, String> tags) {
        String area = tags.get("area");
        if (area != null) {
            return !area.equals("no");
        }
        return tags.entrySet().stream()
                .anyMatch(tag -> !tag.getValue().equals("no")
                        && AREA_KEYS.contains(NO_LONGER.matcher(tag.getKey()).replaceFirst("")));
    }

    private static @Nullable Geometry relation(OverpassElement relation) {
        String type = relation.tags().getOrDefault("type", "");
        boolean rings = type.equals("multipolygon") || type.equals("boundary");
        if (!rings || relation.members().isEmpty() || !relation.allMembersHaveLines()) {
            return point(relation.center());
        }
        List<Polygon> outer = rings(relation, Set.of("outer", ""));
        if (outer.isEmpty()) {
            return point(relation.center());
        }
        try {
            return multiPolygon(outer, rings(relation, Set.of("inner")));
        } catch (TopologyException e) {
            throw new IllegalArgumentException("the rings of the relation make no area: " + e.getMessage(), e);
        }
    }

    /** The areas inside the rings that the members of these roles make, holes not counted. */
    private static List<Polygon> rings(OverpassElement relation, Set<String> roles) {
        List<Polygon> rings = new ArrayList<>();
        Polygonizer open = new Polygonizer();
        List<Geometry> lines = new ArrayList<>();
        boolean anyOpen = false;
        for (OverpassElement.Member member : relation.members()) {
            if (roles.contains(member.role())) {
                LineString line = FACTORY.createLineString(corners(member.line()));
                if (line.isClosed() && line.getNumPoints() > 3) {
                    rings.add(FACTORY.createPolygon(line.getCoordinateSequence()));
                } else {
                    open.add(line);
                    lines.add(line);
                    anyOpen = true;
                }
            }
        }
        if (anyOpen) {
            requireBounded(lines);
            boolean loose = !open.getDangles().isEmpty()
                    || !open.getCutEdges().isEmpty()
                    || !open.getInvalidRingLines().isEmpty();
            if (loose) {
                throw new IllegalArgumentException("the rings of the relation do not close");
            }
            for (Object ring : open.getPolygons()) {
                rings.add(FACTORY.createPolygon(((Polygon) ring).getExteriorRing()));
            }
        }
        return rings;
    }

    private static void requireBounded(List<Geometry> lines) {
        Geometry all = FACTORY.createGeometryCollection(lines.toArray(Geometry[]::new));
        if (GeometryWork.isTooMuch(all) || GeometryWork.crossesTooOften(all)) {
            throw new IllegalArgumentException("the rings of the relation cross each other in too many places");
        }
    }

    /** What lies in an odd number of rings, so that an island in a hole counts, but nothing outside of all outer rings. */
    private static MultiPolygon multiPolygon(List<Polygon> outer, List<Polygon> inner) {
        List<Geometry> all = new ArrayList<>(outer);
        all.addAll(inner);
        requireBounded(all);
        Geometry area = together(all, (a, b) -> OverlayNGRobust.overlay(a, b, OverlayNG.SYMDIFFERENCE));
        if (!inner.isEmpty()) {
            Geometry within =
                    together(new ArrayList<>(outer), (a, b) -> OverlayNGRobust.overlay(a, b, OverlayNG.UNION));
            area = OverlayNGRobust.overlay(area, within, OverlayNG.INTERSECTION);
        }
        List<Polygon> polygons = new ArrayList<>();
        for (int part = 0; part < area.getNumGeometries(); part++) {
            if (area.getGeometryN(part) instanceof Polygon polygon && !polygon.isEmpty()) {
                polygons.add(polygon);
            }
        }
        if (polygons.isEmpty()) {
            throw new IllegalArgumentException("the rings of the relation leave no area");
        }
        return FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
    }

    /** Halves with halves, so that many rings do not each meet all that came before. */
    private static Geometry together(List<Geometry> parts, BinaryOperator<Geometry> operation) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int middle = parts.size() / 2;
        return operation.apply(
                together(parts.subList(0, middle), operation),
                together(parts.subList(middle, parts.size()), operation));
    }
}
