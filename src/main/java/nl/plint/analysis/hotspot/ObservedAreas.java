package nl.plint.analysis.hotspot;

import java.util.List;
import java.util.Map;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.quantity.Unit;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * The areas or points that a statistic is asked of, each with its value, in the order of their ids.
 *
 * @param description properties that every area carries besides the value, such as its number of units
 * @param unit of the values, null where they have none
 * @param allIds ids of all areas, also of those without a value
 * @param areas those with a value; an area without one cannot take part
 * @param versions the versions that the values came from
 * @param parameters what they were asked by, as plain values
 * @param summary figures about what was and was not taken in, so that sums close
 */
record ObservedAreas(
        List<PropertyDefinition> description,
        @Nullable Unit unit,
        List<String> allIds,
        List<ObservedArea> areas,
        List<DatasetVersion> versions,
        Map<String, @Nullable Object> parameters,
        Map<String, @Nullable Object> summary) {

    /**
     * One area.
     *
     * @param geometryRd its shape in RD New; distances are between centroids
     * @param value what is analysed
     * @param isExact whether the value may be shown; if not it is an estimate in place of one that is withheld
     * @param isShown whether what is found here may be shown
     * @param details values of the description, in its order
     */
    record ObservedArea(
            String id,
            Geometry geometryRd,
            double value,
            boolean isExact,
            boolean isShown,
            List<@Nullable Object> details) {}

    double[] values() {
        return areas.stream().mapToDouble(ObservedArea::value).toArray();
    }

    double[] x() {
        return areas.stream()
                .mapToDouble(area -> area.geometryRd().getCentroid().getX())
                .toArray();
    }

    double[] y() {
        return areas.stream()
                .mapToDouble(area -> area.geometryRd().getCentroid().getY())
                .toArray();
    }

    /** Number of areas whose value is an estimate in place of one that is withheld. */
    long estimated() {
        return areas.stream().filter(area -> !area.isExact()).count();
    }

    /** Number of areas of which nothing may be shown. */
    long withheld() {
        return areas.stream().filter(area -> !area.isShown()).count();
    }
}
