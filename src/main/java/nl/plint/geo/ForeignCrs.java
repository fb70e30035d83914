package nl.plint.geo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import nl.plint.geo.Reprojection.PointTransform;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.crs.SingleCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.datum.BursaWolfParameters;
import org.geotools.referencing.datum.DefaultGeodeticDatum;

/**
 * Systems that Plint does not serve, through GeoTools and its EPSG database.
 *
 * <p>The first use costs about two seconds, so nothing on the way to a first answer calls it.
 */
final class ForeignCrs {
    /** What the name of a datum contains when it is within a metre of WGS 84. */
    private static final List<String> EQUAL_TO_WGS84 =
            List.of("WGS 1984", "WGS84", "WGS 84", "ETRS", "EUROPEAN TERRESTRIAL");

    private static final int MOST_CHARACTERS = 1 << 16;
    private static final int MOST_DEPTH = 30;

    private ForeignCrs() {}

    static PointTransform between(Crs from, Crs to) {
        return transform(decode(from), decode(to), from.toString());
    }

    /**
     * To RD New. A {@code .prj} of ESRI names its datum but gives no shift, and GeoTools would then silently leave the shift
     * out, which is a hundred metres: so a datum without a shift must be one that equals WGS 84 for maps.
     */
    static PointTransform fromWellKnownText(String wellKnownText) {
        CoordinateReferenceSystem system;
        requireShape(wellKnownText);
        try {
            system = CRS.parseWKT(wellKnownText);
        } catch (FactoryException | RuntimeException e) {
            // GeoTools lets out whatever a damaged text leads it into.
            throw unknown(shortened(wellKnownText), e);
        }
        SingleCRS horizontal = CRS.getHorizontalCRS(system);
        if (horizontal == null || !(horizontal.getDatum() instanceof DefaultGeodeticDatum datum)) {
            throw new UnknownCrsException(shortened(wellKnownText));
        }
        BursaWolfParameters[] shifts = datum.getBursaWolfParameters();
        String name = datum.getName().getCode().toUpperCase(Locale.ROOT).replace('_', ' ');
        boolean equal = EQUAL_TO_WGS84.stream().anyMatch(name::contains)
                || (shifts.length > 0 && Arrays.stream(shifts).allMatch(BursaWolfParameters::isIdentity));
        if (!equal) {
            if (shifts.length == 0) {
                throw new UnknownCrsException(name + " (no shift to WGS 84 is given)");
            }
            return xFirst(system, transform(system, decode(Crs.RD_NEW), "well-known text"));
        }
        Reprojection fromDegrees = Reprojection.between(Crs.CRS84, Crs.RD_NEW);
        PointTransform toRd = xy -> {
            double[] rd = fromDegrees.transform(xy[0], xy[1]);
            xy[0] = rd[0];
            xy[1] = rd[1];
        };
        if (!(horizontal instanceof ProjectedCRS projected)) {
            return toRd;
        }
        PointTransform toDegrees = xFirst(projected, transform(projected, projected.getBaseCRS(), name));
        boolean latitudeFirst = isNorthFirst(projected.getBaseCRS());
        return xy -> {
            toDegrees.transform(xy);
            if (latitudeFirst) {
                swap(xy);
            }
            toRd.transform(xy);
        };
    }

    /** Files have x first whatever the axes in their well-known text say; GeoTools wants what those say. */
    private static PointTransform xFirst(CoordinateReferenceSystem system, PointTransform transform) {
        return isNorthFirst(system)
                ? xy -> {
                    swap(xy);
                    transform.transform(xy);
                }
                : transform;
    }

    private static boolean isNorthFirst(CoordinateReferenceSystem system) {
        return CRS.getAxisOrder(system) == CRS.AxisOrder.NORTH_EAST;
    }

    private static void swap(double[] xy) {
        double x = xy[0];
        xy[0] = xy[1];
        xy[1] = x;
    }

    private static CoordinateReferenceSystem decode(Crs crs) {
        String name = crs.equals(Crs.CRS84) ? "EPSG:4326" : crs.toString();
        try {
            return CRS.decode(name, true);
        } catch (FactoryException e) {
            throw unknown(name, e);
        }
    }

    private static PointTransform transform(CoordinateReferenceSystem from, CoordinateReferenceSystem to, String name) {
        MathTransform transform;
        try {
            transform = CRS.findMathTransform(from, to, true);
        } catch (FactoryException | RuntimeException e) {
            throw unknown(name, e);
        }
        return Reprojection.within(false, xy -> {
            try {
                transform.transform(xy, 0, xy, 0, 1);
            } catch (TransformException e) {
                // Outside the area where the projection is defined: the caller checks for finite coordinates.
                xy[0] = Double.NaN;
                xy[1] = Double.NaN;
            }
        });
    }

    /** The parser of GeoTools calls itself for each bracket. */
    private static void requireShape(String wellKnownText) {
        int depth = 0;
        int deepest = 0;
        for (int at = 0; at < wellKnownText.length(); at++) {
            char c = wellKnownText.charAt(at);
            depth += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        if (wellKnownText.length() > MOST_CHARACTERS || deepest > MOST_DEPTH) {
            throw new UnknownCrsException(shortened(wellKnownText));
        }
    }

    private static String shortened(String wellKnownText) {
        return wellKnownText.length() > 200 ? wellKnownText.substring(0, 200) + "..." : wellKnownText;
    }

    private static UnknownCrsException unknown(String name, Exception cause) {
        UnknownCrsException unknown = new UnknownCrsException(name);
        unknown.initCause(cause);
        return unknown;
    }
}
