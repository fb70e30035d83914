package nl.plint.geo;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A coordinate reference system by its authority and code, such as EPSG 28992.
 *
 * <p>Everything is kept and computed in {@link #RD_NEW}. The five systems in {@link #SERVED} can be asked for in an
 * answer; a file may come in any system that {@link Reprojection} knows.
 */
public record Crs(String authority, String code) {
    /** Amersfoort / RD New, metres, x east and y north. */
    public static final Crs RD_NEW = epsg("28992");

    /** WGS 84 with longitude first, the default of GeoJSON and of OGC APIs. */
    public static final Crs CRS84 = new Crs("OGC", "CRS84");

    /** WGS 84 with latitude first. */
    public static final Crs WGS84 = epsg("4326");

    /** ETRS89 with latitude first. Treated as equal to WGS 84, as is usual for maps. */
    public static final Crs ETRS89 = epsg("4258");

    /** Web Mercator, metres at the equator. */
    public static final Crs WEB_MERCATOR = epsg("3857");

    /** The systems in which features are served, the default first. */
    public static final List<Crs> SERVED = List.of(CRS84, RD_NEW, WGS84, ETRS89, WEB_MERCATOR);

    private static final Pattern EPSG = Pattern.compile(
            "(?:EPSG:|\\[EPSG:|urn:(?:x-)?ogc:def:crs:EPSG:[^:]*:|https?://www\\.opengis\\.net/(?:def/crs/EPSG/[^/]+/|gml/srs/epsg\\.xml#))(\\d{4,6})\\]?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern OGC_84 = Pattern.compile(
            "(?:OGC:|urn:(?:x-)?ogc:def:crs:OGC:[^:]*:|https?://www\\.opengis\\.net/def/crs/OGC/[^/]+/|\\[OGC:)?CRS84h?\\]?",
            Pattern.CASE_INSENSITIVE);

    public static Crs epsg(String code) {
        return new Crs("EPSG", code);
    }

    /**
     * Reads the usual spellings: {@code EPSG:28992}, the OGC URN and URI, the safe CURIE {@code [EPSG:28992]}, the old
     * GML form and CRS84. Empty for anything else.
     */
    public static Optional<Crs> parse(String text) {
        String trimmed = text.strip();
        Matcher epsg = EPSG.matcher(trimmed);
        if (epsg.matches()) {
            return Optional.of(epsg(epsg.group(1)));
        }
        return OGC_84.matcher(trimmed).matches() ? Optional.of(CRS84) : Optional.empty();
    }

    /** The OGC URI, such as {@code http://www.opengis.net/def/crs/EPSG/0/28992}. */
    public String uri() {
        return authority.equals("OGC")
                ? "http://www.opengis.net/def/crs/OGC/1.3/" + code
                : "http://www.opengis.net/def/crs/" + authority + "/0/" + code;
    }

    /** Whether the standard writes latitude (or northing) before longitude in this system. */
    public boolean latitudeFirst() {
        return equals(WGS84) || equals(ETRS89);
    }

    /** Whether coordinates are degrees rather than metres. */
    public boolean isGeographic() {
        return equals(CRS84) || equals(WGS84) || equals(ETRS89);
    }

    @Override
    public String toString() {
        return authority + ":" + code;
    }
}
