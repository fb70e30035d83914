package nl.plint.geo;

import java.util.Map;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.proj4j.BasicCoordinateTransform;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateReferenceSystem;
import org.locationtech.proj4j.Proj4jException;
import org.locationtech.proj4j.ProjCoordinate;

/**
 * Turns coordinates from one CRS into another, x (easting or longitude) first on both sides.
 *
 * <p>RD New is related to ETRS89 by the seven-parameter shift that PROJ and PostGIS use (565.4171, 50.3319, 465.5524),
 * not by the RDNAPTRANS grid: within 0.15 m of the official points, and back within 1 cm. ETRS89 and WGS 84 are treated
 * as equal. Proj4j does this on the hot path because it is ready in a fifth of a second where GeoTools takes two, at
 * the same accuracy; a system that is not served is left to GeoTools, see {@link ForeignCrs}.
 *
 * <p>An instance may be used by one thread at a time; making one is cheap.
 */
public final class Reprojection {
    private static final Map<Crs, String> PARAMETERS = Map.of(
            Crs.RD_NEW,
            "+proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000"
                    + " +ellps=bessel +towgs84=565.4171,50.3319,465.5524,-0.398957,0.343988,-1.87740,4.0725"
                    + " +units=m +no_defs",
            Crs.CRS84,
            "+proj=longlat +datum=WGS84 +no_defs",
            Crs.WGS84,
            "+proj=longlat +datum=WGS84 +no_defs",
            Crs.ETRS89,
            "+proj=longlat +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +no_defs",
            Crs.WEB_MERCATOR,
            "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs");

    /** Turns one point in place: {@code xy[0]} and {@code xy[1]}. */
    @FunctionalInterface
    interface PointTransform {
        void transform(double[] xy);
    }

    private static final double MOST_LONGITUDE = 360;
    private static final double MOST_LATITUDE = 90;

    /** Metres, or feet, that no projection of the earth reaches. */
    private static final double MOST_UNITS = 1e9;

    private final PointTransform transform;
    private final double[] point = new double[2];

    private Reprojection(PointTransform transform) {
        this.transform = transform;
    }

    /**
     * The way from one system to another.
     *
     * @throws UnknownCrsException when one of the two is not known
     */
    public static Reprojection between(Crs from, Crs to) {
        if (from.equals(to)) {
            return new Reprojection(xy -> {});
        }
        if (!PARAMETERS.containsKey(from) || !PARAMETERS.containsKey(to)) {
            return new Reprojection(ForeignCrs.between(from, to));
        }
        BasicCoordinateTransform transform = new BasicCoordinateTransform(system(from), system(to));
        ProjCoordinate source = new ProjCoordinate();
        ProjCoordinate target = new ProjCoordinate();
        return new Reprojection(within(from.isGeographic(), xy -> {
            source.setValue(xy[0], xy[1]);
            transform.transform(source, target);
            xy[0] = target.x;
            xy[1] = target.y;
        }));
    }

    /**
     * Gives not-a-number for what is no place on earth, before the library sees it: proj4j turns a longitude back by one
     * circle at a time, which takes for ever when it is 1e15, and throws at a latitude beyond the pole.
     */
    static PointTransform within(boolean degrees, PointTransform transform) {
        double mostX = degrees ? MOST_LONGITUDE : MOST_UNITS;
        double mostY = degrees ? MOST_LATITUDE : MOST_UNITS;
        return xy -> {
            boolean onEarth = Math.abs(xy[0]) <= mostX && Math.abs(xy[1]) <= mostY;
            try {
                if (onEarth) {
                    transform.transform(xy);
                }
            } catch (Proj4jException | IllegalStateException | IllegalArgumentException e) {
                onEarth = false;
            }
            if (!onEarth) {
                xy[0] = Double.NaN;
                xy[1] = Double.NaN;
            }
        };
    }

    /** From a system described by ESRI or OGC well-known text, as in a {@code .prj} file, to RD New. */
    public static Reprojection fromWellKnownText(String wellKnownText) {
        return new Reprojection(ForeignCrs.fromWellKnownText(wellKnownText));
    }

    private static CoordinateReferenceSystem system(Crs crs) {
        return new CRSFactory().createFromParameters(crs.toString(), PARAMETERS.get(crs));
    }

    /** The x, y of a point turned, not-a-number for what cannot be turned; the array given is left as it was. */
    public double[] transform(double x, double y) {
        point[0] = x;
        point[1] = y;
        transform.transform(point);
        return new double[] {point[0], point[1]};
    }

    /** A copy of the geometry with its coordinates turned, not-a-number where that cannot be; z is kept as it is. */
    public Geometry transform(Geometry geometry) {
        Geometry copy = geometry.copy();
        copy.apply(new CoordinateSequenceFilter() {
            @Override
            public void filter(CoordinateSequence sequence, int index) {
                point[0] = sequence.getX(index);
                point[1] = sequence.getY(index);
                transform.transform(point);
                sequence.setOrdinate(index, CoordinateSequence.X, point[0]);
                sequence.setOrdinate(index, CoordinateSequence.Y, point[1]);
            }

            @Override
            public boolean isDone() {
                return false;
            }

            @Override
            public boolean isGeometryChanged() {
                return true;
            }
        });
        return copy;
    }
}
