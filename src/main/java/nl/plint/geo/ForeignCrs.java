package nl.plint.geo;

import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;

/**
 * Systems that Plint does not serve, through GeoTools and its EPSG database.
 *
 * <p>The first use costs about two seconds, so nothing on the way to a first answer calls it.
 */
final class ForeignCrs {
    private ForeignCrs() {}

    static Reprojection.PointTransform between(Crs from, Crs to) {
        return transform(decode(from), decode(to), from.toString());
    }

    static Reprojection.PointTransform fromWellKnownText(String wellKnownText) {
        try {
            return transform(CRS.parseWKT(wellKnownText), decode(Crs.RD_NEW), "well-known text");
        } catch (FactoryException e) {
            throw unknown(wellKnownText, e);
        }
    }

    private static CoordinateReferenceSystem decode(Crs crs) {
        String name = crs.equals(Crs.CRS84) ? "EPSG:4326" : crs.toString();
        try {
            return CRS.decode(name, true);
        } catch (FactoryException e) {
            throw unknown(name, e);
        }
    }

    private static Reprojection.PointTransform transform(
            CoordinateReferenceSystem from, CoordinateReferenceSystem to, String name) {
        MathTransform transform;
        try {
            transform = CRS.findMathTransform(from, to, true);
        } catch (FactoryException e) {
            throw unknown(name, e);
        }
        return xy -> {
            try {
                transform.transform(xy, 0, xy, 0, 1);
            } catch (TransformException e) {
                // Outside the area where the projection is defined: the caller checks for finite coordinates.
                xy[0] = Double.NaN;
                xy[1] = Double.NaN;
            }
        };
    }

    private static UnknownCrsException unknown(String name, FactoryException cause) {
        UnknownCrsException unknown = new UnknownCrsException(name);
        unknown.initCause(cause);
        return unknown;
    }
}
