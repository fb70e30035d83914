package nl.plint.ingest.format;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members that OGC Features and Geometries JSON (JSON-FG) adds to those of GeoJSON. */
final class JsonFgMembers {
    /** Members of a feature that say something of the document rather than of the thing. */
    private static final Set<String> ABOUT_THE_DOCUMENT =
            Set.of("conformsTo", "coordRefSys", "featureSchema", "geometryDimension", "links", "measures", "place");

    private JsonFgMembers() {}

    /** Whether a member of a JSON-FG feature is no property of the thing. */
    static boolean isAboutTheDocument(String name) {
        return ABOUT_THE_DOCUMENT.contains(name);
    }

    /** Whether a {@code conformsTo} names JSON-FG. */
    static boolean isNamedIn(@Nullable Object conformsTo) {
        return conformsTo instanceof List<?> classes
                && classes.stream().anyMatch(name -> name instanceof String text && text.contains("json-fg"));
    }

    /**
     * The {@code time} of a feature as one text: a timestamp, a date, or an interval such as {@code 2020-01-01/..}. Anything
     * else stays as it is.
     */
    static @Nullable Object time(@Nullable Object time) {
        if (!(time instanceof Map<?, ?> map)) {
            return time;
        }
        for (String instant : List.of("timestamp", "date")) {
            if (map.get(instant) instanceof String text) {
                return text;
            }
        }
        boolean interval = map.get("interval") instanceof List<?> ends
                && ends.size() == 2
                && ends.stream().allMatch(String.class::isInstance);
        return interval && map.get("interval") instanceof List<?> ends ? ends.get(0) + "/" + ends.get(1) : time;
    }
}
