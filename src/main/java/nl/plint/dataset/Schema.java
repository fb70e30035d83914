package nl.plint.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The properties of a table of features, in order, with distinct names. */
public final class Schema {
    private final List<PropertyDefinition> properties;
    private final Map<String, Integer> positions = new HashMap<>();

    public Schema(List<PropertyDefinition> properties) {
        this.properties = List.copyOf(properties);
        for (int position = 0; position < properties.size(); position++) {
            if (positions.put(properties.get(position).name(), position) != null) {
                throw new IllegalArgumentException(
                        "property '" + properties.get(position).name() + "' is defined twice");
            }
        }
    }

    public List<PropertyDefinition> properties() {
        return properties;
    }

    /** The same in a version: each property is for everybody or it is not. */
    public Schema in(Provenance provenance) {
        return new Schema(
                properties.stream().map(property -> property.in(provenance)).toList());
    }

    public int size() {
        return properties.size();
    }

    public PropertyDefinition get(int position) {
        return properties.get(position);
    }

    public OptionalInt findPosition(String name) {
        Integer position = positions.get(name);
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }
}
