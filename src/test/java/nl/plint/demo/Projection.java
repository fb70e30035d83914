package nl.plint.demo;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateReferenceSystem;
import org.locationtech.proj4j.CoordinateTransform;
import org.locationtech.proj4j.CoordinateTransformFactory;
import org.locationtech.proj4j.ProjCoordinate;

/** Turns RD New (EPSG:28992, meters) into WGS84 longitude and latitude in degrees, and back, to within half a meter. */
final class Projection {
    private static final String RD_NEW = "+proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079"
            + " +x_0=155000 +y_0=463000 +ellps=bessel"
            + " +towgs84=565.4171,50.3319,465.5524,-0.398957,0.343988,-1.87740,4.0725 +units=m +no_defs";

    private final CoordinateTransform toWgs84;
    private final CoordinateTransform toRd;

    Projection() {
        var systems = new CRSFactory();
        CoordinateReferenceSystem rd = systems.createFromParameters("RD New", RD_NEW);
        CoordinateReferenceSystem wgs84 = systems.createFromParameters("WGS84", "+proj=longlat +datum=WGS84 +no_defs");
        var transforms = new CoordinateTransformFactory();
        toWgs84 = transforms.createTransform(rd, wgs84);
        toRd = transforms.createTransform(wgs84, rd);
    }

    /** Longitude (x) and latitude (y) of a point in RD. */
    Coordinate lonLat(Coordinate rd) {
        return turn(toWgs84, rd.x, rd.y);
    }

    /** The point in RD, rounded to the decimeter. */
    Coordinate rd(double lat, double lon) {
        Coordinate exact = turn(toRd, lon, lat);
        return new Coordinate(Shapes.rounded(exact.x), Shapes.rounded(exact.y));
    }

    private static Coordinate turn(CoordinateTransform transform, double x, double y) {
        ProjCoordinate turned = transform.transform(new ProjCoordinate(x, y), new ProjCoordinate());
        return new Coordinate(turned.x, turned.y);
    }
}
