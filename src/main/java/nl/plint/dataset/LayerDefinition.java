package nl.plint.dataset;

import java.util.List;
import java.util.regex.Pattern;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * What a layer is: its titles, the kind of its geometry and its properties.
 *
 * @param id kebab-case, such as {@code shop-units}
 * @param idProperty the property whose value becomes the id of a feature, null where the file's own ids are used
 */
public record LayerDefinition(
        String id,
        LocalizedText title,
        LocalizedText description,
        GeometryKind geometry,
        @Nullable String idProperty,
        List<PropertyDefinition> properties,
        Discovery discovery) {
    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public LayerDefinition {
        requireId(id);
        properties = List.copyOf(properties);
        if (idProperty != null
                && new Schema(properties).findPosition(idProperty).isEmpty()) {
            throw new IllegalArgumentException("layer " + id + " has no property '" + idProperty + "' for its ids");
        }
        if (properties.stream()
                .anyMatch(property -> property.restricted() && property.name().equals(idProperty))) {
            throw new IllegalArgumentException(
                    "layer " + id + " cannot restrict '" + idProperty + "': everybody sees the ids of features");
        }
    }

    /** A layer of which a catalogue knows no more than its titles. */
    public LayerDefinition(
            String id,
            LocalizedText title,
            LocalizedText description,
            GeometryKind geometry,
            @Nullable String idProperty,
            List<PropertyDefinition> properties) {
        this(id, title, description, geometry, idProperty, properties, Discovery.NONE);
    }

    /** Whether some of its properties are only for those with a key. */
    public boolean isRestricted() {
        return properties.stream().anyMatch(PropertyDefinition::restricted);
    }

    /** The layer as everybody may see it, without what its current version does not show. */
    public LayerDefinition forPublic(DatasetVersion current) {
        return new LayerDefinition(
                id,
                title,
                description,
                geometry,
                idProperty,
                properties.stream()
                        .filter(property -> !property.restricted())
                        .filter(property -> current.schema().findPosition(property.name()).stream()
                                .noneMatch(at -> current.schema().get(at).restricted()))
                        .toList(),
                discovery);
    }

    /**
     * Of a version of this layer, what everybody may see: not what this definition restricts, nor what was restricted when the
     * version was taken in. Where anything is restricted, neither are columns that the definition does not know: nobody has
     * judged them.
     */
    public Schema forPublic(Schema stored) {
        Schema known = new Schema(properties);
        return new Schema(stored.properties().stream()
                .filter(property -> !property.restricted())
                .filter(property -> known.findPosition(property.name()).isPresent()
                        ? !known.get(known.findPosition(property.name()).getAsInt())
                                .restricted()
                        : !isRestricted())
                .toList());
    }

    /**
     * Returns the id when it may name a layer.
     *
     * @throws IllegalArgumentException when it is not kebab-case or longer than 60 characters
     */
    public static String requireId(String id) {
        if (id.length() > 60 || !KEBAB_CASE.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "a layer id is kebab-case, such as 'shop-units' (at most 60 characters), was '" + id + "'");
        }
        return id;
    }
}
