package nl.plint.ingest;

import java.util.List;
import java.util.Map;
import nl.plint.quantity.Unit;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a kind of file become the properties of a layer.
 *
 * @param dutchNumbers whether numbers are written as {@code 1.234,5}
 * @param datePattern how dates are written, as {@link java.time.format.DateTimeFormatter} has it; null for ISO only
 * @param geometry where a table has its coordinates, null to look for the usual names
 * @param columns by property name
 * @param text the mapping as written: part of what makes a version the same as another
 */
public record Mapping(
        String id,
        String layer,
        LocalizedText title,
        boolean dutchNumbers,
        @Nullable String datePattern,
        @Nullable GeometryColumns geometry,
        Map<String, ColumnRule> columns,
        String text) {
    public Mapping {
        columns = Map.copyOf(columns);
    }

    /**
     * Where a property comes from.
     *
     * @param from column names, the first that the file has is used; empty with a constant
     * @param unit the unit in the file, null when it is that of the property
     * @param values what a text in the file stands for; empty to take it as it is
     * @param constant the value of every row, null where it comes from a column
     */
    public record ColumnRule(
            List<String> from, @Nullable Unit unit, Map<String, Object> values, @Nullable Object constant) {
        public ColumnRule {
            from = List.copyOf(from);
            values = Map.copyOf(values);
        }
    }

    /**
     * Where a table has its coordinates: x and y, or well-known text.
     *
     * @param crs as written, null for a guess from the coordinates
     */
    public record GeometryColumns(@Nullable String x, @Nullable String y, @Nullable String wkt, @Nullable String crs) {}
}
