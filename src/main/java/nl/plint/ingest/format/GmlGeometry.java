package nl.plint.ingest.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import nl.plint.geo.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Reads one geometry element of GML 2 (OGC 02-069), 3.1 (OGC 03-105r1) or 3.2 (OGC 07-036r1, ISO 19136), as far as simple
 * features go: points, lines, curves of lines and circular arcs, surfaces of polygons, and collections of these. Arcs become
 * chords ({@link ArcPoints}); heights are dropped. For one geometry at a time.
 */
final class GmlGeometry {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final Set<String> GEOMETRIES = Set.of(
            "Point",
            "MultiPoint",
            "LineString",
            "MultiLineString",
            "Curve",
            "CompositeCurve",
            "OrientableCurve",
            "MultiCurve",
            "LinearRing",
            "Ring",
            "Polygon",
            "Surface",
            "CompositeSurface",
            "PolyhedralSurface",
            "TriangulatedSurface",
            "Tin",
            "OrientableSurface",
            "MultiSurface",
            "MultiPolygon",
            "MultiGeometry",
            "GeometricComplex",
            "Solid",
            "MultiSolid",
            "CompositeSolid");

    private final XmlCursor cursor;
    private final @Nullable String defaultSrsName;
    private @Nullable String srsName;

    private GmlGeometry(XmlCursor cursor, @Nullable String defaultSrsName) {
        this.cursor = cursor;
        this.defaultSrsName = defaultSrsName;
    }

    /**
     * A geometry as it is written.
     *
     * @param srsName the CRS that the element or one inside it names, else the default; null when there is neither
     */
    record Read(Geometry geometry, @Nullable String srsName) {}

    /** Whether the element that was just begun is a geometry. */
    static boolean isNext(XmlCursor cursor) {
        return isGml(cursor) && GEOMETRIES.contains(cursor.name());
    }

    static boolean isGml(XmlCursor cursor) {
        return cursor.namespace().startsWith("http://www.opengis.net/gml");
    }

    /**
     * Reads the geometry element that was just begun.
     *
     * @param defaultSrsName the CRS of the feature or collection around it, null when it states none
     * @throws IllegalArgumentException when it is not a geometry that can be held; the message says why. The rest of the
     *     element is left unread then
     */
    static Read read(XmlCursor cursor, @Nullable String defaultSrsName) throws XMLStreamException {
        GmlGeometry reader = new GmlGeometry(cursor, defaultSrsName);
        Geometry geometry = reader.geometry(0);
        return new Read(geometry, reader.effectiveSrsName());
    }

    private @Nullable String effectiveSrsName() {
        return srsName == null ? defaultSrsName : srsName;
    }

    /** The dimension that an element states, or that of the element around it; 0 where none is stated. */
    private int enter(int inherited) {
        String named = cursor.attribute("srsName");
        if (named != null) {
            if (srsName != null && !srsName.equals(named)) {
                throw new IllegalArgumentException("one geometry has coordinates in " + srsName + " and in " + named);
            }
            srsName = named;
        }
        if (cursor.attribute("href") != null) {
            throw new IllegalArgumentException("the geometry refers to another one, which is not supported");
        }
        String dimension = cursor.attribute("srsDimension");
        return "2".equals(dimension) ? 2 : "3".equals(dimension) ? 3 : inherited;
    }

    private Geometry geometry(int inherited) throws XMLStreamException {
        String name = cursor.name();
        return switch (name) {
            case "Point" -> point(inherited);
            case "MultiPoint" -> {
                List<Point> points = new ArrayList<>();
                eachMember(inherited, member -> points.add((Point) as(member, Point.class)));
                yield FACTORY.createMultiPoint(points.toArray(Point[]::new));
            }
            case "LineString", "Curve", "CompositeCurve", "OrientableCurve" ->
                FACTORY.createLineString(line(inherited).toArray(Coordinate[]::new));
            case "LinearRing", "Ring" -> ring(line(inherited));
            case "MultiLineString", "MultiCurve" -> {
                List<LineString> lines = new ArrayList<>();
                eachMember(inherited, member -> lines.add((LineString) as(member, LineString.class)));
                yield FACTORY.createMultiLineString(lines.toArray(LineString[]::new));
            }
            case "Polygon", "PolygonPatch", "Triangle", "Rectangle" -> polygon(inherited);
            case "Surface",
                    "CompositeSurface",
                    "PolyhedralSurface",
                    "TriangulatedSurface",
                    "Tin",
                    "OrientableSurface" -> {
                List<Polygon> patches = polygons(inherited);
                yield patches.size() == 1
                        ? patches.get(0)
                        : FACTORY.createMultiPolygon(patches.toArray(Polygon[]::new));
            }
            case "MultiSurface", "MultiPolygon" ->
                FACTORY.createMultiPolygon(polygons(inherited).toArray(Polygon[]::new));
            case "MultiGeometry", "GeometricComplex" -> {
                List<Geometry> parts = new ArrayList<>();
                eachMember(inherited, parts::add);
                yield FACTORY.buildGeometry(parts);
            }
            default -> throw new IllegalArgumentException("gml:" + name + " is not supported");
        };
    }

    private static Geometry as(Geometry geometry, Class<? extends Geometry> type) {
        if (!type.isInstance(geometry)) {
            throw new IllegalArgumentException(
                    geometry.getGeometryType() + " among members that should be " + type.getSimpleName());
        }
        return geometry;
    }

    /** What is done with each member of a collection. */
    private interface MemberTaker {
        void take(Geometry member);
    }

    private void eachMember(int inherited, MemberTaker taker) throws XMLStreamException {
        int dimension = enter(inherited);
        int depth = cursor.depth();
        while (cursor.nextChild(depth)) {
            String name = cursor.name();
            if (!isGml(cursor) || !(name.endsWith("Member") || name.endsWith("Members") || name.equals("element"))) {
                continue;
            }
            int inside = enter(dimension);
            int property = cursor.depth();
            while (cursor.nextChild(property)) {
                taker.take(geometry(inside));
            }
        }
    }

    private Point point(int inherited) throws XMLStreamException {
        int dimension = enter(inherited);
        List<Coordinate> positions = new ArrayList<>();
        int depth = cursor.depth();
        while (cursor.nextChild(depth)) {
            addPositions(positions, dimension);
        }
        if (positions.size() > 1) {
            throw new IllegalArgumentException("a point has " + positions.size() + " positions");
        }
        return positions.isEmpty() ? FACTORY.createPoint() : FACTORY.createPoint(positions.get(0));
    }

    /** The polygons of a surface or of a collection of surfaces, however deep they are nested. */
    private List<Polygon> polygons(int inherited) throws XMLStreamException {
        List<Polygon> polygons = new ArrayList<>();
        addPolygons(polygons, inherited);
        return polygons;
    }

    private void addPolygons(List<Polygon> polygons, int inherited) throws XMLStreamException {
        int dimension = enter(inherited);
        int depth = cursor.depth();
        while (cursor.nextChild(depth)) {
            switch (cursor.name()) {
                case "Polygon", "PolygonPatch", "Triangle", "Rectangle" -> polygons.add(polygon(dimension));
                case "surfaceMember",
                        "surfaceMembers",
                        "polygonMember",
                        "polygonMembers",
                        "patches",
                        "polygonPatches",
                        "trianglePatches",
                        "baseSurface",
                        "Surface",
                        "CompositeSurface",
                        "PolyhedralSurface",
                        "TriangulatedSurface",
                        "Tin",
                        "OrientableSurface",
                        "MultiSurface" -> addPolygons(polygons, dimension);
                case "metaDataProperty",
                        "description",
                        "descriptionReference",
                        "identifier",
                        "name",
                        "boundedBy",
                        "maxLength",
                        "stopLines",
                        "breakLines",
                        "controlPoint" -> {
                    // Says something of the surface, adds nothing to it.
                }
                default ->
                    throw new IllegalArgumentException("gml:" + cursor.name() + " in a surface is not supported");
            }
        }
    }

    private Polygon polygon(int inherited) throws XMLStreamException {
        int dimension = enter(inherited);
        LinearRing shell = null;
        List<LinearRing> holes = new ArrayList<>();
        int depth = cursor.depth();
        while (cursor.nextChild(depth)) {
            String name = cursor.name();
            boolean exterior = name.equals("exterior") || name.equals("outerBoundaryIs");
            boolean interior = name.equals("interior") || name.equals("innerBoundaryIs");
            if (!exterior && !interior) {
                continue;
            }
            int boundary = cursor.depth();
            while (cursor.nextChild(boundary)) {
                LinearRing ring = ring(line(dimension));
                if (exterior && shell != null) {
                    throw new IllegalArgumentException("a polygon has two exterior rings");
                }
                if (exterior) {
                    shell = ring;
                } else {
                    holes.add(ring);
                }
            }
        }
        if (shell == null) {
            if (!holes.isEmpty()) {
                throw new IllegalArgumentException("a polygon has holes but no exterior ring");
            }
            return FACTORY.createPolygon();
        }
        return FACTORY.createPolygon(shell, holes.toArray(LinearRing[]::new));
    }

    private static LinearRing ring(List<Coordinate> line) {
        return FACTORY.createLinearRing(RingPoints.closed(line));
    }

    /** The points of a line, a ring or a curve of segments that was just begun. */
    private List<Coordinate> line(int inherited) throws XMLStreamException {
        List<Coordinate> line = new ArrayList<>();
        addLine(line, inherited);
        return line;
    }

    private void addLine(List<Coordinate> line, int inherited) throws XMLStreamException {
        int dimension = enter(inherited);
        boolean reversed = cursor.name().equals("OrientableCurve") && "-".equals(cursor.attribute("orientation"));
        int depth = cursor.depth();
        while (cursor.nextChild(depth)) {
            switch (cursor.name()) {
                case "pos", "posList", "coordinates", "coord", "pointProperty", "pointRep" ->
                    addPositions(line, dimension);
                case "curveMember", "curveMembers", "segments", "baseCurve" -> {
                    int inside = cursor.depth();
                    int of = enter(dimension);
                    while (cursor.nextChild(inside)) {
                        List<Coordinate> part = segment(of);
                        joint(line, part);
                    }
                }
                case "metaDataProperty", "description", "descriptionReference", "identifier", "name" -> {
                    // Says something of the line, adds nothing to it.
                }
                default -> throw new IllegalArgumentException("gml:" + cursor.name() + " in a curve is not supported");
            }
        }
        if (reversed) {
            java.util.Collections.reverse(line);
        }
    }

    /** Adds a part to a line; where it begins at the end of what was there, that point is taken once. */
    private static void joint(List<Coordinate> line, List<Coordinate> part) {
        boolean touching =
                !line.isEmpty() && !part.isEmpty() && line.get(line.size() - 1).equals2D(part.get(0));
        line.addAll(touching ? part.subList(1, part.size()) : part);
    }

    /** A segment of a curve, or a curve that is itself part of one. */
    private List<Coordinate> segment(int inherited) throws XMLStreamException {
        String name = cursor.name();
        return switch (name) {
            case "LineStringSegment",
                    "GeodesicString",
                    "Geodesic",
                    "LineString",
                    "Curve",
                    "CompositeCurve",
                    "OrientableCurve",
                    "LinearRing",
                    "Ring" -> line(inherited);
            case "Arc", "ArcString" -> arcs(line(inherited));
            case "Circle" -> circle(line(inherited));
            case "ArcByCenterPoint", "CircleByCenterPoint" -> around(inherited, name.equals("CircleByCenterPoint"));
            default -> throw new IllegalArgumentException("gml:" + name + " is not supported");
        };
    }

    private ArcPoints arcPoints() {
        String name = effectiveSrsName();
        boolean degrees = name != null && Crs.parse(name).map(Crs::isGeographic).orElse(false);
        return new ArcPoints(degrees ? ArcPoints.DEGREES : ArcPoints.METERS);
    }

    private List<Coordinate> arcs(List<Coordinate> points) throws XMLStreamException {
        if (points.size() < 3 || points.size() % 2 == 0) {
            throw new IllegalArgumentException("an arc has " + points.size() + " points; 3, 5, 7 or so were expected");
        }
        List<Coordinate> line = new ArrayList<>();
        line.add(points.get(0));
        for (int at = 1; at < points.size(); at += 2) {
            int before = line.size();
            arcPoints().addArc(line, points.get(at), points.get(at + 1));
            cursor.countCoordinates(line.size() - before);
        }
        return line;
    }

    private List<Coordinate> circle(List<Coordinate> points) throws XMLStreamException {
        if (points.size() != 3) {
            throw new IllegalArgumentException("a circle has " + points.size() + " points; 3 were expected");
        }
        List<Coordinate> line = new ArrayList<>();
        line.add(points.get(0));
        arcPoints().addCircle(line, points.get(1), points.get(2));
        cursor.countCoordinates(line.size());
        return line;
    }

    /** An arc by its centre, radius and angles in degrees, counter-clockwise from the first axis as GDAL reads them. */
    private List<Coordinate> around(int inherited, boolean whole) throws XMLStreamException {
        int dimension = enter(inherited);
        List<Coordinate> center = new ArrayList<>();
        double radius = Double.NaN;
        double from = 0;
        double to = 360;
        int depth = cursor.depth();
        while (cursor.nextChild(depth)) {
            switch (cursor.name()) {
                case "radius" -> radius = number();
                case "startAngle" -> from = number();
                case "endAngle" -> to = number();
                default -> addPositions(center, dimension);
            }
        }
        if (center.size() != 1 || !(radius > 0)) {
            throw new IllegalArgumentException("an arc by its centre needs one position and a radius above 0");
        }
        List<Coordinate> line = new ArrayList<>();
        double sweep = whole ? 360 : to - from;
        arcPoints().addAround(line, center.get(0), radius, Math.toRadians(from), Math.toRadians(sweep));
        cursor.countCoordinates(line.size());
        if (whole) {
            line.set(line.size() - 1, line.get(0).copy());
        }
        return line;
    }

    private double number() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int depth = cursor.depth();
        for (XmlCursor.Content content = cursor.nextContent(depth);
                content != XmlCursor.Content.END;
                content = cursor.nextContent(depth)) {
            if (content == XmlCursor.Content.TEXT) {
                cursor.appendText(text);
            }
        }
        try {
            return Double.parseDouble(text.toString().strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number", e);
        }
    }

    private void addPositions(List<Coordinate> positions, int dimension) throws XMLStreamException {
        switch (cursor.name()) {
            case "pos", "posList" -> positions.addAll(List.of(GmlCoordinates.positions(cursor, dimension)));
            case "coordinates" -> positions.addAll(List.of(GmlCoordinates.tuples(cursor)));
            case "coord" -> {
                double x = Double.NaN;
                double y = Double.NaN;
                int depth = cursor.depth();
                while (cursor.nextChild(depth)) {
                    if (cursor.name().equals("X")) {
                        x = number();
                    } else if (cursor.name().equals("Y")) {
                        y = number();
                    }
                }
                cursor.countCoordinates(1);
                positions.add(new CoordinateXY(x, y));
            }
            case "pointProperty", "pointRep" -> {
                int depth = cursor.depth();
                while (cursor.nextChild(depth)) {
                    Point point = point(dimension);
                    if (!point.isEmpty()) {
                        positions.add(point.getCoordinate());
                    }
                }
            }
            default -> {
                // A name, a description or metadata: it holds no positions.
            }
        }
    }
}
