package nl.plint.store.postgis;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.dataset.TableColumns;
import nl.plint.text.LocalizedText;

/**
 * The table of one version: {@code fid}, {@code geom} in EPSG:28992 where the layer has places, {@code plint_id}, then a column
 * for each property.
 *
 * @param name its name in schema {@code plint_versions}
 */
record VersionTable(String name, Schema schema, boolean spatial) {
    static final int RD_NEW = 28992;

    private static final int MOST_NAME_BYTES = 63;
    private static final List<String> OWN_COLUMNS =
            List.of("fid", "geom", "plint_id", "plint_reference_date", "plint_version");

    static VersionTable of(String name, Schema schema, LayerDefinition layer) {
        return new VersionTable(name, schema, layer.geometry() != GeometryKind.NONE);
    }

    /** A name that says which version it is, and that no other draft has. */
    static String nameOf(String layer, String versionId, long number) {
        String suffix = "_" + number;
        String wanted = viewOf(layer) + "_" + versionId.replaceAll("[^A-Za-z0-9]", "_");
        return wanted.substring(0, Math.min(wanted.length(), MOST_NAME_BYTES - suffix.length())) + suffix;
    }

    /** The name of the view of a layer in schema {@code plint}; no two layers have the same. */
    static String viewOf(String layer) {
        return layer.replace('-', '_');
    }

    /** The name for SQL. */
    String qualified() {
        return "plint_versions." + Database.quote(name);
    }

    private List<String> propertyColumns() {
        return TableColumns.names(schema, OWN_COLUMNS, MOST_NAME_BYTES);
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("fid"));
        if (spatial) {
            columns.add("geom");
        }
        columns.add("plint_id");
        columns.addAll(propertyColumns());
        return columns;
    }

    private String columnList() {
        return String.join(", ", columns().stream().map(Database::quote).toArray(String[]::new));
    }

    String create(String geometryType) {
        StringBuilder sql = new StringBuilder("CREATE TABLE " + qualified() + " (fid bigint NOT NULL");
        if (spatial) {
            sql.append(", geom geometry(")
                    .append(geometryType)
                    .append(", ")
                    .append(RD_NEW)
                    .append(')');
        }
        sql.append(", plint_id text COLLATE \"C\" NOT NULL");
        List<String> names = propertyColumns();
        for (int position = 0; position < names.size(); position++) {
            sql.append(", ")
                    .append(Database.quote(names.get(position)))
                    .append(' ')
                    .append(sqlType(schema.get(position).type()));
        }
        return sql.append(')').toString();
    }

    /** Lets the table take geometries of another type than it was made for. */
    String changeGeometryType(String geometryType) {
        return "ALTER TABLE " + qualified() + " ALTER COLUMN geom TYPE geometry(" + geometryType + ", " + RD_NEW + ")";
    }

    String copyIn() {
        return "COPY " + qualified() + " (" + columnList() + ") FROM STDIN (FORMAT binary)";
    }

    /** All rows in the order in which they were written, without their numbers. */
    String copyOut() {
        return "COPY (SELECT " + columnList().substring("\"fid\", ".length()) + " FROM " + qualified()
                + " ORDER BY fid) TO STDOUT (FORMAT binary)";
    }

    /** Makes the indexes, once the rows are there, and lets the planner know what is in them. */
    void complete(Connection connection, LayerDefinition layer, DatasetVersion version) throws SQLException {
        Database.execute(
                connection,
                "ALTER TABLE " + qualified() + " ADD PRIMARY KEY (fid)",
                "ALTER TABLE " + qualified() + " ADD UNIQUE (plint_id)");
        if (spatial) {
            Database.execute(connection, "CREATE INDEX ON " + qualified() + " USING gist (geom)");
        }
        describe(connection, "TABLE " + qualified(), qualified(), layer, version);
        Database.execute(connection, "ANALYZE " + qualified());
    }

    /** A view that shows the table, with which version it is. */
    String createView(DatasetVersion version) {
        List<String> columns = new ArrayList<>();
        columns().forEach(column -> columns.add(Database.quote(column)));
        int own = columns.size() - schema.size();
        columns.add(
                own,
                "DATE " + Database.literal(version.referenceDate().toString()) + " AS plint_reference_date, "
                        + Database.literal(version.id()) + "::text AS plint_version");
        return "CREATE OR REPLACE VIEW plint." + Database.quote(viewOf(version.layer())) + " AS SELECT "
                + String.join(", ", columns) + " FROM " + qualified();
    }

    /** Writes what the layer's definition says of a table or view and of its columns. */
    void describe(Connection connection, String object, String name, LayerDefinition layer, DatasetVersion version)
            throws SQLException {
        List<String> statements = new ArrayList<>();
        String synthetic = version.provenance().synthetic() ? " SYNTHETIC, invented data." : "";
        statements.add("COMMENT ON " + object + " IS "
                + Database.literal(both(layer.title()) + ". " + both(layer.description()) + " Plint "
                        + version.layer() + " " + version.id() + ", peildatum/reference date " + version.referenceDate()
                        + ", " + version.provenance().licence() + "." + synthetic));
        statements.add(comment(name, "fid", "rijnummer / row number"));
        statements.add(comment(name, "plint_id", "id in de API / id in the API"));
        if (spatial) {
            statements.add(comment(name, "geom", "Amersfoort / RD New (EPSG:28992), meter / metres"));
        }
        List<String> columns = propertyColumns();
        for (int position = 0; position < schema.size(); position++) {
            PropertyDefinition property = schema.get(position);
            String unit = property.unit() == null ? "" : " [" + property.unit().symbol() + "]";
            statements.add(comment(name, columns.get(position), both(property.title()) + unit));
        }
        Database.execute(connection, statements.toArray(String[]::new));
    }

    private static String comment(String name, String column, String text) {
        return "COMMENT ON COLUMN " + name + "." + Database.quote(column) + " IS " + Database.literal(text);
    }

    private static String both(LocalizedText text) {
        String both = text.nl().equals(text.en()) ? text.nl() : text.nl() + " / " + text.en();
        // PostgreSQL keeps no such character, and this is a description only.
        return new String(both.replace("\0", "").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String sqlType(PropertyType type) {
        return switch (type) {
            case STRING -> "text";
            case JSON -> "json"; // not jsonb, which keeps neither the order of members nor the form of numbers
            case INTEGER -> "bigint";
            case NUMBER -> "double precision";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
        };
    }
}
