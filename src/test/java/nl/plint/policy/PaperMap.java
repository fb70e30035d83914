package nl.plint.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import nl.plint.filter.Evaluation;
import nl.plint.filter.FunctionRegistry;
import nl.plint.filter.PropertyBinder;
import nl.plint.quantity.Unit;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** A map small enough to draw: features as WKT with their values. Answers by looking at every feature. */
final class PaperMap implements SiteFacts {
    private record Drawn(Geometry geometry, Map<String, @Nullable Object> values) {}

    private final Map<String, List<Drawn>> layers = new LinkedHashMap<>();

    /** Adds a feature; values as name, value, name, value. */
    PaperMap draw(String layer, String wkt, @Nullable Object... values) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            named.put(String.valueOf(values[i]), values[i + 1]);
        }
        layers.computeIfAbsent(layer, id -> new ArrayList<>()).add(new Drawn(geometry(wkt), named));
        return this;
    }

    static Geometry geometry(String wkt) {
        try {
            return new WKTReader().read(wkt);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private List<Drawn> chosen(FeatureChoice choice) {
        return layers.getOrDefault(choice.layer(), List.of()).stream()
                .filter(drawn -> choice.filter()
                        .map(filter -> Evaluation.filter(
                                        filter.expression(),
                                        PropertyBinder.<Drawn>open(
                                                (row, name) -> row.values().containsKey(name)
                                                        ? row.values().get(name)
                                                        : choice.surroundings().get(name)),
                                        FunctionRegistry.standard())
                                .holds(drawn))
                        .orElse(true))
                .toList();
    }

    @Override
    public OptionalDouble distanceMeters(Site site, FeatureChoice choice) {
        return chosen(choice).stream()
                .mapToDouble(drawn -> drawn.geometry().distance(site.geometryRd()))
                .min();
    }

    @Override
    public OptionalDouble countWithin(Site site, FeatureChoice choice, double distanceMeters) {
        return layers.containsKey(choice.layer())
                ? OptionalDouble.of((double) chosen(choice).stream()
                        .filter(drawn -> drawn.geometry().distance(site.geometryRd()) <= distanceMeters)
                        .count())
                : OptionalDouble.empty();
    }

    @Override
    public OptionalDouble shareInside(Site site, FeatureChoice choice) {
        List<Drawn> drawn = chosen(choice);
        return drawn.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(drawn.get(0).geometry().intersects(site.geometryRd()) ? 1 : 0);
    }

    @Override
    public Optional<Object> valueAt(Site site, String layer, String property) {
        return layers.getOrDefault(layer, List.of()).stream()
                .filter(drawn -> drawn.geometry().intersects(site.geometryRd()))
                .findFirst()
                .map(drawn -> drawn.values().get(property));
    }

    @Override
    public OptionalDouble best(Site site, String layer, String property, double distanceMeters) {
        return layers.getOrDefault(layer, List.of()).stream()
                .filter(drawn -> drawn.geometry().distance(site.geometryRd()) <= distanceMeters)
                .filter(drawn -> drawn.values().get(property) instanceof Number)
                .mapToDouble(drawn -> ((Number) drawn.values().get(property)).doubleValue())
                .max();
    }

    @Override
    public Optional<Unit> findUnit(String layer, String property) {
        return property.equals("downloadMbps") ? Optional.of(Unit.MEGABIT_PER_SECOND) : Optional.empty();
    }
}
