package nl.plint.http;

import java.util.ArrayList;
import java.util.List;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.store.SortKey;
import org.jspecify.annotations.Nullable;

/** The parameter {@code sortby} (OGC API Features part 8, draft): {@code +name} up, {@code -name} down, commas between. */
final class SortParameter {
    static final String NAME = "sortby";

    private SortParameter() {}

    /** Whether a layer can be sorted by a property: not by one that holds objects. */
    static boolean isSortable(PropertyDefinition property) {
        return property.type() != PropertyType.JSON;
    }

    /**
     * The keys, none for null.
     *
     * @throws ProblemException naming what cannot be sorted by, and what can
     */
    static List<SortKey> read(@Nullable String text, Schema schema) {
        if (text == null) {
            return List.of();
        }
        List<String> names = schema.properties().stream()
                .filter(SortParameter::isSortable)
                .map(PropertyDefinition::name)
                .toList();
        List<SortKey> keys = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            // A plus that was not encoded in the address arrives as a space.
            boolean signed = part.startsWith("+") || part.startsWith("-") || part.startsWith(" ");
            String name = signed ? part.substring(1) : part;
            if (!names.contains(name)) {
                throw ItemsRequest.invalid(NAME, text, "properties among " + names + ", each with + or - before it");
            }
            if (keys.stream().anyMatch(key -> key.property().equals(name))) {
                throw ItemsRequest.invalid(NAME, text, "a list that names each property once");
            }
            keys.add(new SortKey(name, part.startsWith("-")));
        }
        return List.copyOf(keys);
    }
}
