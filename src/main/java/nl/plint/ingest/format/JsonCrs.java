package nl.plint.ingest.format;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.plint.geo.Crs;
import org.jspecify.annotations.Nullable;

/**
 * A reference system as GeoJSON files name it, and the order of its axes there.
 *
 * @param name as {@link Crs#parse} reads it, or as the file has it where that is something else
 * @param swapped whether y (latitude, northing) stands first in the file
 */
record JsonCrs(String name, boolean swapped) {
    /** What GeoJSON is in by its standard. */
    static final JsonCrs DEFAULT = new JsonCrs(Crs.CRS84.toString(), false);

    /** Systems in three dimensions or with heights, and the system of their first two. */
    private static final Map<String, String> HORIZONTAL =
            Map.of("7415", "28992", "4979", "4326", "4937", "4258", "9286", "4258", "7423", "4258");

    /**
     * Systems used in and around the Netherlands for which the EPSG register puts y first, besides those that {@link Crs}
     * knows: Amersfoort, ED50, DHDN and Belge 72 in degrees, and the LCC, LAEA, UTM (N-E) and Gauss-Krüger grids.
     */
    private static final Set<String> Y_FIRST = Set.of(
            "4289", "4230", "4314", "4313", "3034", "3035", "3043", "3044", "3045", "31466", "31467", "31468", "31469");

    private static final Pattern COMPOUND =
            Pattern.compile("https?://www\\.opengis\\.net/def/crs-compound\\?1=([^&]+).*");

    /** By the {@code crs} member of GeoJSON of 2008, in which x is first always; null when it names none. */
    static @Nullable JsonCrs ofMember(@Nullable Object crs) {
        if (!(crs instanceof Map<?, ?> map) || !(map.get("properties") instanceof Map<?, ?> properties)) {
            return null;
        }
        for (String member : List.of("name", "href")) {
            if (properties.get(member) instanceof String name) {
                return new JsonCrs(name, false);
            }
        }
        return properties.get("code") instanceof Number code ? new JsonCrs("EPSG:" + code, false) : null;
    }

    /** By the {@code coordRefSys} member of JSON-FG, in which the authority sets the order of the axes. */
    static @Nullable JsonCrs ofCoordRefSys(@Nullable Object coordRefSys) {
        if (coordRefSys == null) {
            return null;
        }
        String given = name(coordRefSys);
        Optional<Crs> known = Crs.parse(given);
        if (known.isEmpty()) {
            return new JsonCrs(given, false);
        }
        Crs crs = known.get();
        if (crs.authority().equals("EPSG")) {
            crs = Crs.epsg(HORIZONTAL.getOrDefault(crs.code(), crs.code()));
        }
        return new JsonCrs(crs.toString(), crs.latitudeFirst() || Y_FIRST.contains(crs.code()));
    }

    private static String name(Object coordRefSys) {
        if (coordRefSys instanceof List<?> parts && !parts.isEmpty() && parts.get(0) != null) {
            // A compound system: the horizontal one, then the vertical one.
            return name(parts.get(0));
        }
        if (coordRefSys instanceof Map<?, ?> reference) {
            if (reference.get("href") instanceof String href) {
                return name(href);
            }
            if (reference.get("id") instanceof Map<?, ?> id) {
                return id.get("authority") + ":" + id.get("code");
            }
        }
        String text = coordRefSys.toString();
        Matcher compound = COMPOUND.matcher(text);
        return compound.matches() ? URLDecoder.decode(compound.group(1), StandardCharsets.UTF_8) : text;
    }

    /** What is equal for coordinates that are in the same place once x is first. */
    String key() {
        return Crs.parse(name)
                .map(crs -> crs.isGeographic() ? Crs.CRS84 : crs)
                .map(Crs::toString)
                .orElse(name);
    }
}
