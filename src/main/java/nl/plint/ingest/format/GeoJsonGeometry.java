package nl.plint.ingest.format;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A geometry object of GeoJSON as its members come by, in any order. It has a geometry, or a fault, or neither when it is
 * null. Used again for the next one.
 *
 * <p>Of the types that JSON-FG adds, arcs and solids, none is supported: they are recognized, and are a fault.
 */
final class GeoJsonGeometry {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final Set<String> TYPES = Set.of(
            "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection");
    private static final Set<String> UNSUPPORTED_TYPES = Set.of(
            "CircularString",
            "CompoundCurve",
            "CurvePolygon",
            "MultiCurve",
            "MultiSurface",
            "Polyhedron",
            "MultiPolyhedron",
            "Prism",
            "MultiPrism");

    private final GeoJsonCoordinates coordinates = new GeoJsonCoordinates();
    private boolean anyCoordinates;
    private @Nullable List<GeoJsonGeometry> parts;
    private @Nullable String type;
    private @Nullable Object coordRefSys;
    private @Nullable Geometry geometry;
    private @Nullable String fault;

    /** Whether it names a geometry, supported or not. */
    static boolean isType(@Nullable String type) {
        return type != null && (isSupported(type) || UNSUPPORTED_TYPES.contains(type));
    }

    static boolean isSupported(@Nullable String type) {
        return type != null && TYPES.contains(type);
    }

    /** Whether a member of this name is the substance of a geometry. */
    static boolean isSubstance(String member) {
        return member.equals("coordinates") || member.equals("geometries");
    }

    void clear() {
        anyCoordinates = false;
        parts = null;
        type = null;
        coordRefSys = null;
        geometry = null;
        fault = null;
    }

    /** Reads the value that the tokens stand at: a geometry object or null. */
    void read(JsonTokens tokens) {
        clear();
        if (tokens.current() != JsonToken.START_OBJECT) {
            fault = tokens.current() == JsonToken.VALUE_NULL ? null : "the geometry is not an object";
            tokens.skip();
            return;
        }
        while (tokens.next() == JsonToken.FIELD_NAME) {
            String name = tokens.name();
            tokens.next();
            if (name.equals("type")) {
                type = tokens.text();
                tokens.skip();
            } else if (name.equals("coordRefSys")) {
                coordRefSys = tokens.value();
            } else if (isSubstance(name)) {
                readSubstance(name, tokens);
            } else {
                tokens.skip();
            }
        }
        finish(type);
    }

    /** Reads the coordinates or the parts of a geometry whose other members are read elsewhere. */
    void readSubstance(String name, JsonTokens tokens) {
        if (name.equals("coordinates")) {
            anyCoordinates = true;
            coordinates.read(tokens);
        } else if (tokens.current() == JsonToken.START_ARRAY) {
            List<GeoJsonGeometry> read = new ArrayList<>();
            while (tokens.next() != JsonToken.END_ARRAY) {
                GeoJsonGeometry part = new GeoJsonGeometry();
                part.read(tokens);
                read.add(part);
            }
            parts = read;
        } else {
            tokens.skip();
        }
    }

    /** Makes the geometry of what was read. */
    void finish(@Nullable String ofType) {
        try {
            geometry = made(ofType);
        } catch (IllegalArgumentException e) {
            fault = e.getMessage();
        }
    }

    private Geometry made(@Nullable String ofType) {
        if (ofType == null) {
            throw new IllegalArgumentException("the geometry has no type");
        }
        if (UNSUPPORTED_TYPES.contains(ofType)) {
            throw new IllegalArgumentException(
                    "a geometry of type " + ofType + " is not supported: it must be of points and straight lines");
        }
        if (!TYPES.contains(ofType)) {
            String shown = ofType.length() > 40 ? ofType.substring(0, 40) + "..." : ofType;
            throw new IllegalArgumentException("'" + shown + "' is not a type of geometry in GeoJSON");
        }
        if (ofType.equals("GeometryCollection")) {
            if (parts == null) {
                throw new IllegalArgumentException("the geometry collection has no list of geometries");
            }
            return FACTORY.createGeometryCollection(
                    parts.stream().map(GeoJsonGeometry::part).toArray(Geometry[]::new));
        }
        if (!anyCoordinates) {
            throw new IllegalArgumentException("the geometry has no coordinates");
        }
        String unreadable = coordinates.fault();
        if (unreadable != null) {
            throw new IllegalArgumentException(unreadable);
        }
        return coordinates.geometry(ofType);
    }

    private static Geometry part(GeoJsonGeometry part) {
        if (part.geometry == null) {
            throw new IllegalArgumentException(
                    part.fault == null ? "a part of the geometry collection is not an object" : part.fault);
        }
        return part.geometry;
    }

    @Nullable
    Geometry geometry() {
        return geometry;
    }

    @Nullable
    String fault() {
        return fault;
    }

    /** The reference system that a geometry of JSON-FG may name itself. */
    @Nullable
    Object coordRefSys() {
        return coordRefSys;
    }
}
