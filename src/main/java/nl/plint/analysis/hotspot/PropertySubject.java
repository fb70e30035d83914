package nl.plint.analysis.hotspot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nl.plint.analysis.InvalidInputException;
import nl.plint.analysis.hotspot.ObservedAreas.ObservedArea;
import nl.plint.dataset.Audience;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.Schema;
import nl.plint.store.Published;
import nl.plint.store.Snapshot;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** A numeric property of the features of a layer; true counts as 1. */
record PropertySubject(String layer, String property) implements Subject {
    @Override
    public Audience audience() {
        return Audience.PUBLIC;
    }

    @Override
    public ObservedAreas observe(Published published) {
        Snapshot snapshot = published.current(layer);
        int position = snapshot.schema().findPosition(property).stream()
                .filter(at -> isNumeric(snapshot.schema().get(at)))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "property", property, "one of " + numericProperties(snapshot.schema())));
        List<ObservedArea> areas = new ArrayList<>();
        long withoutValue = 0;
        for (int row = 0; row < snapshot.size(); row++) {
            Geometry geometry = snapshot.geometryRd(row);
            Object value = snapshot.value(row, position);
            if (geometry == null || geometry.isEmpty() || value == null) {
                withoutValue++;
                continue;
            }
            areas.add(new ObservedArea(snapshot.id(row), geometry, number(value), true, true, List.of()));
        }
        areas.sort(Comparator.comparing(ObservedArea::id));
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("featuresWithoutPlaceOrValue", withoutValue);
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("layer", layer);
        parameters.put("property", property);
        return new ObservedAreas(
                List.of(),
                snapshot.schema().get(position).unit(),
                IntStream.range(0, snapshot.size())
                        .mapToObj(snapshot::id)
                        .sorted()
                        .toList(),
                areas,
                List.of(snapshot.version()),
                parameters,
                summary);
    }

    private static double number(Object value) {
        return value instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) value).doubleValue();
    }

    private static boolean isNumeric(PropertyDefinition property) {
        return switch (property.type()) {
            case NUMBER, INTEGER, BOOLEAN -> true;
            case STRING, DATE, JSON -> false;
        };
    }

    private static List<String> numericProperties(Schema schema) {
        return schema.properties().stream()
                .filter(PropertySubject::isNumeric)
                .map(PropertyDefinition::name)
                .toList();
    }
}
