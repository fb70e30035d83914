package nl.plint.ingest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.plint.quantity.Unit;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a kind of file become the properties of a layer.
 *
 * @param dutchNumbers whether numbers are written as {@code 1.234,5}
 * @param datePattern how dates are written, as {@link java.time.format.DateTimeFormatter} has it; null for ISO only
 * @param geometry where a table has its coordinates, null to look for the usual names
 * @param place where the place of a row comes from
 * @param select which rows are taken: all conditions must hold
 * @param empty texts that mean no value, in whatever column
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
        Place place,
        List<Condition> select,
        Set<String> empty,
        Map<String, ColumnRule> columns,
        String text) {
    public Mapping {
        select = List.copyOf(select);
        // In the order of the file, so that messages are the same each time.
        empty = Collections.unmodifiableSet(new LinkedHashSet<>(empty));
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /**
     * Where a property comes from: one of a column, a derivation and a constant.
     *
     * @param from column names, the first that the file has is used; empty for none
     * @param derive how it is made of columns, null where it is not
     * @param unit the unit in the file, null when it is that of the property
     * @param values what a text in the file stands for; empty to take it as it is
     * @param empty texts that mean no value
     * @param constant the value of every row, null where it comes from columns
     */
    public record ColumnRule(
            List<String> from,
            @Nullable Derivation derive,
            @Nullable Unit unit,
            Map<String, Object> values,
            Set<String> empty,
            @Nullable Object constant) {
        public ColumnRule {
            from = List.copyOf(from);
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            empty = Collections.unmodifiableSet(new LinkedHashSet<>(empty));
        }
    }

    /**
     * Where a table has its coordinates: x and y, or well-known text; none of them for nowhere.
     *
     * @param crs as written, null for a guess from the coordinates
     */
    public record GeometryColumns(@Nullable String x, @Nullable String y, @Nullable String wkt, @Nullable String crs) {
        /** Coordinates in the table are not to be looked for. */
        static final GeometryColumns NOWHERE = new GeometryColumns(null, null, null, null);
    }

    /** Where the place of a row comes from. */
    public sealed interface Place {
        /** The shape that the file has. */
        record OfFile() implements Place {}

        /** A point inside the shape that the file has. */
        record PointInside() implements Place {}

        /**
         * The shape of a feature of another layer that has the same code.
         *
         * @param property of the other layer
         * @param columns of the file, the first that it has is used
         * @param asPoint whether a point inside the shape is meant, rather than the shape
         */
        record Join(String layer, String property, List<String> columns, boolean asPoint) implements Place {
            public Join {
                columns = List.copyOf(columns);
            }
        }
    }

    /**
     * What a row must have to be taken.
     *
     * @param columns the first of them that has a value in the row is looked at
     * @param test what its value must be
     * @param accepted the texts, where one of them is asked for
     */
    public record Condition(List<String> columns, Test test, List<String> accepted) {
        public Condition {
            columns = List.copyOf(columns);
            accepted = List.copyOf(accepted);
        }

        /** What a value must be. */
        public enum Test {
            EMPTY,
            PRESENT,
            ONE_OF
        }
    }
}
