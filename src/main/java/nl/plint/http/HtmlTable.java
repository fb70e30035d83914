package nl.plint.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table on a page.
 *
 * @param caption what it is a table of
 * @param rows each a value for every column, null where unknown
 */
record HtmlTable(String caption, List<Column> columns, List<List<@Nullable Object>> rows) {
    HtmlTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A column.
     *
     * @param name by which a filter knows it
     * @param title for people
     * @param unit null where it has none
     */
    record Column(String name, String title, @Nullable String unit) {}
}
