package nl.plint.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.Mapping.Condition;
import nl.plint.ingest.Mapping.Condition.Test;
import nl.plint.ingest.SourceReader.RawFeature;
import nl.plint.ingest.SourceReader.SourceColumn;
import org.jspecify.annotations.Nullable;

/** Which rows of a file a mapping takes. Of a list, one element that is accepted is enough. */
final class RowSelection {
    private final ValueTable empty;
    private final List<Bound> conditions = new ArrayList<>();

    /** A condition and where its columns are. */
    private record Bound(List<Integer> columns, Test test, Set<String> accepted) {}

    /**
     * @throws IngestException when the file has no column that must have a value
     */
    RowSelection(Mapping mapping, List<SourceColumn> columns) {
        this.empty = ValueTable.of(mapping, null);
        for (Condition condition : mapping.select()) {
            List<Integer> found = condition.columns().stream()
                    .map(name -> SourceColumn.find(columns, name))
                    .filter(at -> at >= 0)
                    .toList();
            if (found.isEmpty() && condition.test() != Test.EMPTY) {
                throw new IngestException(
                        Fault.INVALID_MAPPING,
                        "mapping " + mapping.id() + " selects rows by " + condition.columns()
                                + ", which the file does not have; it has "
                                + columns.stream().map(SourceColumn::name).toList());
            }
            Set<String> accepted =
                    condition.accepted().stream().map(ValueTable::key).collect(Collectors.toCollection(HashSet::new));
            conditions.add(new Bound(found, condition.test(), accepted));
        }
    }

    /** Whether a row is taken. One that could not be read in full is, unless what was read says otherwise. */
    boolean takes(RawFeature raw) {
        for (Bound condition : conditions) {
            Object value = value(raw, condition);
            boolean unknown = value == null && raw.fault() != null;
            if (!unknown && !holds(condition, value)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Object value(RawFeature raw, Bound condition) {
        for (int at : condition.columns()) {
            Object value = empty.known(raw.values().get(at));
            if (value != null && !Values.text(value).isBlank()) {
                return value;
            }
        }
        return null;
    }

    private static boolean holds(Bound condition, @Nullable Object value) {
        return switch (condition.test()) {
            case EMPTY -> value == null;
            case PRESENT -> value != null;
            case ONE_OF ->
                value instanceof List<?> list
                        ? list.stream().anyMatch(element -> element != null && isAccepted(condition, element))
                        : value != null && isAccepted(condition, value);
        };
    }

    private static boolean isAccepted(Bound condition, Object value) {
        return condition.accepted().contains(ValueTable.key(Values.text(value)));
    }
}
