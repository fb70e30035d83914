package nl.plint.dataset;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names of the columns that a table in SQL has for the properties of a schema.
 *
 * <p>SQL does not tell upper from lower case in names, and databases limit their length. A property whose name is taken gets
 * {@code _2}, {@code _3} and so on behind it, always the same for the same schema.
 */
public final class TableColumns {
    private TableColumns() {}

    /**
     * The names, in the order of the schema.
     *
     * @param reserved names that are taken already, in lower case
     * @param mostBytes the longest name, in UTF-8
     */
    public static List<String> names(Schema schema, List<String> reserved, int mostBytes) {
        Set<String> taken = new HashSet<>(reserved);
        List<String> distinct = new ArrayList<>();
        for (int position = 0; position < schema.size(); position++) {
            String wanted = schema.get(position).name().replaceAll("\\p{Cntrl}", "_");
            String name = shortened(wanted, mostBytes);
            for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
                String suffix = "_" + number;
                name = shortened(wanted, mostBytes - suffix.length()) + suffix;
            }
            distinct.add(name);
        }
        return List.copyOf(distinct);
    }

    private static String shortened(String name, int mostBytes) {
        String shorter = name;
        while (shorter.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
            shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
        }
        return shorter;
    }
}
