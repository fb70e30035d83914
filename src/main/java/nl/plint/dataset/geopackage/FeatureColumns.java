package nl.plint.dataset.geopackage;

import java.util.List;
import java.util.Locale;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.dataset.TableColumns;

/**
 * The columns of a feature table: {@code fid}, {@code geom} where it has places, one for the ids of features, then one for each
 * property.
 */
public final class FeatureColumns {
    static final String FID = "fid";
    static final String GEOMETRY = "geom";

    private final Schema schema;
    private final String id;
    private final boolean spatial;
    private final List<String> names;

    /**
     * @param id the column of the ids
     * @param spatial whether the table has places
     */
    public FeatureColumns(Schema schema, String id, boolean spatial) {
        this.schema = schema;
        this.id = id;
        this.spatial = spatial;
        this.names = TableColumns.names(schema, List.of(FID, GEOMETRY, id.toLowerCase(Locale.ROOT)), Integer.MAX_VALUE);
    }

    Schema schema() {
        return schema;
    }

    boolean spatial() {
        return spatial;
    }

    /** The column of the property at a position of the schema. */
    String name(int position) {
        return names.get(position);
    }

    String createTable(String table) {
        StringBuilder sql = new StringBuilder("CREATE TABLE ")
                .append(Sqlite.quote(table))
                .append(" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL");
        if (spatial) {
            sql.append(", ").append(declaration("GEOMETRY"));
        }
        sql.append(", ").append(Sqlite.quote(id)).append(" TEXT NOT NULL UNIQUE");
        for (int position = 0; position < names.size(); position++) {
            sql.append(", ")
                    .append(Sqlite.quote(names.get(position)))
                    .append(' ')
                    .append(sqlType(schema.get(position).type()));
        }
        return sql.append(')').toString();
    }

    /** How the geometry column stands in {@link #createTable}. */
    static String declaration(String geometryType) {
        return GEOMETRY + " " + geometryType;
    }

    String insert(String table) {
        return "INSERT INTO " + Sqlite.quote(table) + " (fid, " + columnList() + ") VALUES (?"
                + ", ?".repeat(names.size() + (spatial ? 2 : 1)) + ")";
    }

    /** All rows in the order in which they were written: the geometry if there is one, the id, the values. */
    public String select(String table) {
        return "SELECT " + columnList() + " FROM " + Sqlite.quote(table) + " ORDER BY fid";
    }

    private String columnList() {
        StringBuilder list = new StringBuilder(spatial ? "geom, " : "").append(Sqlite.quote(id));
        names.forEach(name -> list.append(", ").append(Sqlite.quote(name)));
        return list.toString();
    }

    private static String sqlType(PropertyType type) {
        return switch (type) {
            case STRING, JSON -> "TEXT";
            case INTEGER -> "INTEGER";
            case NUMBER -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case DATE -> "DATE";
        };
    }
}
