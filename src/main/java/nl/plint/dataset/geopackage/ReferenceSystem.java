package nl.plint.dataset.geopackage;

import java.util.Arrays;
import java.util.List;
import nl.plint.geo.Crs;

/**
 * The reference systems that a table can be in, as a GeoPackage describes them. Its coordinates are always x (easting or
 * longitude) first, so CRS84 is EPSG 4326 in it.
 */
enum ReferenceSystem {
    WGS84(
            4326,
            "WGS 84 geodetic",
            "longitude and latitude in degrees",
            """
            GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],\
            AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],\
            UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],\
            AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]"""),
    RD_NEW(
            28992,
            "Amersfoort / RD New",
            "easting and northing in metres",
            """
            PROJCS["Amersfoort / RD New",GEOGCS["Amersfoort",DATUM["Amersfoort",\
            SPHEROID["Bessel 1841",6377397.155,299.1528128,AUTHORITY["EPSG","7004"]],AUTHORITY["EPSG","6289"]],\
            PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],\
            UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4289"]],\
            PROJECTION["Oblique_Stereographic"],PARAMETER["latitude_of_origin",52.1561605555556],\
            PARAMETER["central_meridian",5.38763888888889],PARAMETER["scale_factor",0.9999079],\
            PARAMETER["false_easting",155000],PARAMETER["false_northing",463000],\
            UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH],\
            AUTHORITY["EPSG","28992"]]"""),
    ETRS89(
            4258,
            "ETRS89",
            "longitude and latitude in degrees",
            """
            GEOGCS["ETRS89",DATUM["European_Terrestrial_Reference_System_1989",\
            SPHEROID["GRS 1980",6378137,298.257222101,AUTHORITY["EPSG","7019"]],AUTHORITY["EPSG","6258"]],\
            PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],\
            UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],\
            AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4258"]]"""),
    WEB_MERCATOR(
            3857,
            "WGS 84 / Pseudo-Mercator",
            "easting and northing in metres at the equator",
            """
            PROJCS["WGS 84 / Pseudo-Mercator",GEOGCS["WGS 84",DATUM["WGS_1984",\
            SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],\
            PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],\
            UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]],\
            PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],PARAMETER["scale_factor",1],\
            PARAMETER["false_easting",0],PARAMETER["false_northing",0],\
            UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH],\
            EXTENSION["PROJ4","+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m\
             +nadgrids=@null +wktext +no_defs"],AUTHORITY["EPSG","3857"]]""");

    private final int id;
    private final String title;
    private final String axes;
    private final String wkt;

    ReferenceSystem(int id, String title, String axes, String wkt) {
        this.id = id;
        this.title = title;
        this.axes = axes;
        this.wkt = wkt;
    }

    /**
     * The one that a table in a CRS is in.
     *
     * @throws IllegalArgumentException when it is not one of {@link Crs#SERVED}
     */
    static ReferenceSystem of(Crs crs) {
        String code = crs.equals(Crs.CRS84) ? Crs.WGS84.code() : crs.code();
        return Arrays.stream(values())
                .filter(system -> String.valueOf(system.id).equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no GeoPackage is written in " + crs));
    }

    /** Those that a file with a table in a CRS has: WGS 84, which the standard asks of every file, and its own. */
    static List<ReferenceSystem> with(Crs crs) {
        ReferenceSystem own = of(crs);
        return own == WGS84 ? List.of(WGS84) : List.of(WGS84, own);
    }

    /** The number in {@code gpkg_spatial_ref_sys} and of the EPSG. */
    int id() {
        return id;
    }

    String title() {
        return title;
    }

    /** What the coordinates are. */
    String axes() {
        return axes;
    }

    /** The definition in well-known text 1. */
    String wkt() {
        return wkt;
    }
}
