package nl.plint.dataset;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.locationtech.jts.geom.Geometry;

/** Which types of simple features the geometries of a table have. For one thread. */
public final class GeometryTypes {
    /** The type that any geometry is of. */
    public static final String ANY = "GEOMETRY";

    private final Set<String> found = new TreeSet<>();

    public void add(Geometry geometry) {
        found.add(of(geometry));
    }

    /** The type that all geometries so far have, {@link #ANY} where they differ; {@code none} when there are none. */
    public String common(String none) {
        return found.isEmpty() ? none : found.size() == 1 ? found.iterator().next() : ANY;
    }

    /** The name of a geometry's type, such as {@code MULTIPOLYGON}. */
    public static String of(Geometry geometry) {
        String type = geometry.getGeometryType().toUpperCase(Locale.ROOT);
        return type.equals("LINEARRING") ? "LINESTRING" : type;
    }

    /** The type of the single geometries of a kind. */
    public static String of(GeometryKind kind) {
        return switch (kind) {
            case POINT -> "POINT";
            case LINE -> "LINESTRING";
            case POLYGON -> "POLYGON";
            case ANY, NONE -> ANY;
        };
    }
}
