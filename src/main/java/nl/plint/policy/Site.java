package nl.plint.policy;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * A place where a facility might go: a feature of a candidate layer.
 *
 * @param kind id of the candidate kind that chose it
 * @param layer the layer it is a feature of
 * @param referenceDate the date that the layer's data speaks of
 * @param geometryRd in RD New, read-only
 * @param values its properties by name; absent or null where unknown
 */
public record Site(
        String id,
        String kind,
        String layer,
        LocalDate referenceDate,
        Geometry geometryRd,
        Map<String, @Nullable Object> values) {
    public Site {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
