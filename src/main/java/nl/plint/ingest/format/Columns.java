package nl.plint.ingest.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.SourceReader.SourceColumn;
import org.jspecify.annotations.Nullable;

/** The columns of a file without a schema, gathered from its values in a first pass. */
final class Columns {
    private final Map<String, @Nullable PropertyType> types = new LinkedHashMap<>();

    /** Takes in one value of a column. */
    void saw(String name, @Nullable Object value) {
        PropertyType seen = types.get(name);
        types.put(name, value == null ? seen : widest(seen, typeOf(value)));
    }

    List<SourceColumn> list() {
        List<SourceColumn> columns = new ArrayList<>();
        types.forEach((name, type) -> columns.add(new SourceColumn(name, type == null ? PropertyType.STRING : type)));
        return columns;
    }

    static PropertyType typeOf(Object value) {
        if (value instanceof Boolean) {
            return PropertyType.BOOLEAN;
        }
        if (value instanceof Long || value instanceof Integer) {
            return PropertyType.INTEGER;
        }
        if (value instanceof Number) {
            return PropertyType.NUMBER;
        }
        return value instanceof Map || value instanceof Collection ? PropertyType.JSON : PropertyType.STRING;
    }

    private static PropertyType widest(@Nullable PropertyType a, PropertyType b) {
        if (a == null || a == b) {
            return b;
        }
        boolean numbers = (a == PropertyType.INTEGER || a == PropertyType.NUMBER)
                && (b == PropertyType.INTEGER || b == PropertyType.NUMBER);
        if (numbers) {
            return PropertyType.NUMBER;
        }
        return a == PropertyType.JSON || b == PropertyType.JSON ? PropertyType.JSON : PropertyType.STRING;
    }
}
