package nl.plint.policy;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The features of a layer that a measure looks at: all of them, or those for which a filter holds.
 *
 * @param filter what a feature must satisfy, by its own properties
 * @param surroundings values that the filter may name beside the feature's own, such as {@code facility.floorAreaM2}
 */
public record FeatureChoice(
        String layer, Optional<Condition> filter, Map<String, ? extends @Nullable Object> surroundings) {
    /** All features of a layer. */
    public static FeatureChoice all(String layer) {
        return new FeatureChoice(layer, Optional.empty(), Map.of());
    }
}
