package nl.plint.store;

import java.util.Map;
import java.util.OptionalInt;
import nl.plint.filter.Properties;
import org.jspecify.annotations.Nullable;

/**
 * One row of a snapshot as a filter sees it: its properties; its geometry in RD New as {@code geometry} and {@code geom}
 * and its id as {@code id}, where the layer has no property of that name; then the values around it. It is moved from row
 * to row rather than made anew. For one thread.
 */
public final class SnapshotRow implements Properties {
    private final Snapshot snapshot;
    private final Map<String, ? extends @Nullable Object> surroundings;
    private int row;

    /**
     * @param surroundings what can be named besides the row itself, under names with a prefix and a dot
     */
    public SnapshotRow(Snapshot snapshot, Map<String, ? extends @Nullable Object> surroundings) {
        this.snapshot = snapshot;
        this.surroundings = surroundings;
    }

    /** Moves to a row. */
    public SnapshotRow at(int newRow) {
        row = newRow;
        return this;
    }

    @Override
    public @Nullable Object get(String name) {
        OptionalInt position = snapshot.schema().findPosition(name);
        if (position.isPresent()) {
            return snapshot.value(row, position.getAsInt());
        }
        return switch (name) {
            case "geometry", "geom" -> snapshot.geometryRd(row);
            case "id" -> snapshot.id(row);
            // Only names with a prefix: a property of what surrounds the row is not one of the row.
            default -> name.indexOf('.') > 0 ? surroundings.get(name) : null;
        };
    }
}
