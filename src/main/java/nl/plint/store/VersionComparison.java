package nl.plint.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.PropertyDefinition;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * What changed between two versions of a layer, feature by feature, told apart by their ids.
 *
 * <p>A geometry has changed when its coordinates differ by more than a millimetre or stand in another order.
 *
 * @param added ids that only the newer version has, in its order
 * @param removed ids that only the older version has, in its order
 * @param changed ids that both have and that differ, with the names of what differs; {@code geometry} for the place
 * @param changesByProperty how many features differ in each property
 * @param unchanged how many features are the same in both
 */
public record VersionComparison(
        DatasetVersion older,
        DatasetVersion newer,
        List<String> added,
        List<String> removed,
        Map<String, List<String>> changed,
        Map<String, Integer> changesByProperty,
        int unchanged) {
    private static final int MOST_LISTED = 1_000;
    private static final double SAME_WITHIN_METERS = 0.001;

    /** Compares two snapshots of one layer. A property that only one of the two has counts as unknown in the other. */
    public static VersionComparison of(Snapshot older, Snapshot newer) {
        List<String> removed = new ArrayList<>();
        for (int row = 0; row < older.size(); row++) {
            if (newer.findRow(older.id(row)).isEmpty()) {
                removed.add(older.id(row));
            }
        }
        List<String> names = names(older, newer);
        List<String> added = new ArrayList<>();
        Map<String, List<String>> changed = new LinkedHashMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        int unchanged = 0;
        for (int row = 0; row < newer.size(); row++) {
            OptionalInt before = older.findRow(newer.id(row));
            if (before.isEmpty()) {
                added.add(newer.id(row));
                continue;
            }
            List<String> differing = new ArrayList<>();
            for (String name : names) {
                if (!Objects.equals(value(older, before.getAsInt(), name), value(newer, row, name))) {
                    differing.add(name);
                }
            }
            if (differs(older.geometryRd(before.getAsInt()), newer.geometryRd(row))) {
                differing.add("geometry");
            }
            differing.forEach(name -> counts.merge(name, 1, Integer::sum));
            if (differing.isEmpty()) {
                unchanged++;
            } else {
                changed.put(newer.id(row), List.copyOf(differing));
            }
        }
        return new VersionComparison(older.version(), newer.version(), added, removed, changed, counts, unchanged);
    }

    private static List<String> names(Snapshot older, Snapshot newer) {
        List<String> names = new ArrayList<>();
        newer.schema().properties().stream().map(PropertyDefinition::name).forEach(names::add);
        older.schema().properties().stream()
                .map(PropertyDefinition::name)
                .filter(name -> !names.contains(name))
                .toList()
                .forEach(names::add);
        return names;
    }

    private static @Nullable Object value(Snapshot snapshot, int row, String name) {
        OptionalInt position = snapshot.schema().findPosition(name);
        return position.isPresent() ? snapshot.value(row, position.getAsInt()) : null;
    }

    private static boolean differs(@Nullable Geometry before, @Nullable Geometry after) {
        if (before == null || after == null) {
            return !(before == null && after == null);
        }
        return !before.equalsExact(after, SAME_WITHIN_METERS);
    }

    /** As plain values, the lists cut off after a thousand. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("layer", newer.layer());
        map.put("older", older.id());
        map.put("newer", newer.id());
        map.put("addedCount", added.size());
        map.put("removedCount", removed.size());
        map.put("changedCount", changed.size());
        map.put("unchangedCount", unchanged);
        map.put("changesByProperty", changesByProperty);
        map.put("added", added.stream().limit(MOST_LISTED).toList());
        map.put("removed", removed.stream().limit(MOST_LISTED).toList());
        Map<String, Object> listed = new LinkedHashMap<>();
        changed.entrySet().stream().limit(MOST_LISTED).forEach(entry -> listed.put(entry.getKey(), entry.getValue()));
        map.put("changed", listed);
        return map;
    }
}
