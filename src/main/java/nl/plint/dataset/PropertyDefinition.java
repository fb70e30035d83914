package nl.plint.dataset;

import java.util.List;
import nl.plint.quantity.Unit;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * One property of a layer.
 *
 * @param name stable English name in camelCase, or the source's own name for a column that no definition knows
 * @param unit the unit of a number, null where it has none
 * @param required whether a feature without it is rejected at ingest
 * @param minimum least number accepted, null for no limit
 * @param maximum greatest number accepted, null for no limit
 * @param values the texts accepted, empty for any
 * @param references id of the layer whose feature ids its values should be, null for none
 * @param restriction who may see it, filter by it or sort by it
 */
public record PropertyDefinition(
        String name,
        LocalizedText title,
        PropertyType type,
        @Nullable Unit unit,
        boolean required,
        @Nullable Double minimum,
        @Nullable Double maximum,
        List<String> values,
        @Nullable String references,
        Restriction restriction) {
    public PropertyDefinition {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a property needs a name");
        }
        values = List.copyOf(values);
    }

    /** Whether only those with a key may see it, whatever the licence of the data. */
    public boolean restricted() {
        return restriction == Restriction.ALWAYS;
    }

    /** The same in a version, where it is either for everybody or not. */
    public PropertyDefinition in(Provenance provenance) {
        return restriction != Restriction.UNLESS_OPEN
                ? this
                : new PropertyDefinition(
                        name,
                        title,
                        type,
                        unit,
                        required,
                        minimum,
                        maximum,
                        values,
                        references,
                        restriction.in(provenance));
    }

    /** A property that everybody may see. */
    public PropertyDefinition(
            String name,
            LocalizedText title,
            PropertyType type,
            @Nullable Unit unit,
            boolean required,
            @Nullable Double minimum,
            @Nullable Double maximum,
            List<String> values,
            @Nullable String references) {
        this(name, title, type, unit, required, minimum, maximum, values, references, Restriction.NONE);
    }

    /** A property that everybody may see, whose values refer to nothing. */
    public PropertyDefinition(
            String name,
            LocalizedText title,
            PropertyType type,
            @Nullable Unit unit,
            boolean required,
            @Nullable Double minimum,
            @Nullable Double maximum,
            List<String> values) {
        this(name, title, type, unit, required, minimum, maximum, values, null);
    }

    /** An optional property without unit or domain. */
    public static PropertyDefinition of(String name, LocalizedText title, PropertyType type) {
        return new PropertyDefinition(name, title, type, null, false, null, null, List.of());
    }

    /** An optional number with its unit. */
    public static PropertyDefinition number(String name, LocalizedText title, Unit unit) {
        return new PropertyDefinition(name, title, PropertyType.NUMBER, unit, false, null, null, List.of());
    }
}
