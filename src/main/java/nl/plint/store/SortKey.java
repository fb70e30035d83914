package nl.plint.store;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One property to sort by. Features whose value is unknown come last, whichever the direction.
 *
 * @param property name of a property of the version
 */
public record SortKey(String property, boolean descending) {

    /** The text form of a list of keys, as in {@code sortby}: {@code +municipality,-area}; empty for stored order. */
    public static String text(List<SortKey> keys) {
        return keys.stream()
                .map(key -> (key.descending() ? "-" : "+") + key.property())
                .collect(Collectors.joining(","));
    }
}
