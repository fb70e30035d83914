package nl.plint.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import nl.plint.filter.BoundProperty;
import nl.plint.filter.PropertyBinder;
import nl.plint.filter.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * One row of a snapshot as a filter sees it: its properties; its geometry in RD New as {@code geometry} and {@code geom}
 * and its id as {@code id}, where the layer has no property of that name; then the values around it. It is moved from row
 * to row rather than made anew. For one thread.
 */
public final class SnapshotRow {
    private int row;

    /** Moves to a row. */
    public SnapshotRow at(int newRow) {
        row = newRow;
        return this;
    }

    /** The names that a filter of the snapshot's features can use. */
    public static PropertyBinder<SnapshotRow> properties(Snapshot snapshot) {
        return new Names(snapshot, null);
    }

    /**
     * The names that a filter can use where it stands in other surroundings, such as a policy. What neither the features nor
     * the surroundings have is unknown: a version may lack what another has.
     *
     * @param surroundings what can be named besides the row itself, under names with a prefix and a dot
     */
    public static PropertyBinder<SnapshotRow> propertiesAnd(
            Snapshot snapshot, Map<String, ? extends @Nullable Object> surroundings) {
        return new Names(snapshot, surroundings);
    }

    private record Names(Snapshot snapshot, @Nullable Map<String, ? extends @Nullable Object> surroundings)
            implements PropertyBinder<SnapshotRow> {
        @Override
        public Optional<BoundProperty<SnapshotRow>> find(String name) {
            OptionalInt position = snapshot.schema().findPosition(name);
            if (position.isPresent()) {
                return Optional.of(column(snapshot, position.getAsInt()));
            }
            if (name.equals("geometry") || name.equals("geom")) {
                return Optional.of(BoundProperty.of(ValueType.GEOMETRY, at -> snapshot.geometryRd(at.row)));
            }
            if (name.equals("id")) {
                return Optional.of(BoundProperty.of(ValueType.TEXT, at -> snapshot.id(at.row)));
            }
            if (surroundings == null) {
                return Optional.empty();
            }
            // Only names with a prefix: a property of what surrounds the row is not one of the row.
            Object value = name.indexOf('.') > 0 ? surroundings.get(name) : null;
            return Optional.of(BoundProperty.of(ValueType.ANY, at -> value));
        }

        @Override
        public List<String> names() {
            List<String> names = new ArrayList<>();
            snapshot.schema().properties().forEach(property -> names.add(property.name()));
            names.add("id");
            names.add("geometry");
            return names;
        }
    }

    private static BoundProperty<SnapshotRow> column(Snapshot snapshot, int position) {
        ValueType type =
                switch (snapshot.schema().get(position).type()) {
                    case STRING -> ValueType.TEXT;
                    case INTEGER, NUMBER -> ValueType.NUMBER;
                    case BOOLEAN -> ValueType.BOOLEAN;
                    case DATE -> ValueType.DATE;
                    case JSON -> ValueType.ANY;
                };
        return new ColumnProperty(type, snapshot.column(position));
    }

    private record ColumnProperty(ValueType type, Column column) implements BoundProperty<SnapshotRow> {
        @Override
        public @Nullable Object value(SnapshotRow at) {
            return column.value(at.row);
        }

        @Override
        public double number(SnapshotRow at) {
            return column.number(at.row);
        }

        @Override
        public int distinctValues() {
            return column instanceof Column.Texts texts ? texts.distinct().length : 0;
        }

        @Override
        public int valueNumber(SnapshotRow at) {
            return column instanceof Column.Texts texts ? texts.positions()[at.row] : -1;
        }
    }
}
