package nl.plint.dataset.geopackage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.geo.Bounds;
import nl.plint.geo.Crs;
import org.jspecify.annotations.Nullable;

/**
 * The tables that make a SQLite file a GeoPackage 1.3 (OGC 12-128r17) with its metadata, schema and R-tree extensions. The
 * triggers of the R-tree are those of 1.3 too, which do not know upserts; those of 1.4 do.
 */
final class GeoPackageTables {
    private static final int APPLICATION_ID = 0x47504B47; // "GPKG"
    private static final int SPECIFICATION = 10300; // of 1.4, GDAL 3.6 in Debian 12 warns that it may not know it all
    private static final String[] CREATE = {
        "PRAGMA application_id = " + APPLICATION_ID,
        "PRAGMA user_version = " + SPECIFICATION,
        """
        CREATE TABLE gpkg_spatial_ref_sys (
          srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY NOT NULL, organization TEXT NOT NULL,
          organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)""",
        """
        CREATE TABLE gpkg_contents (
          table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
          description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
          min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
          CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))""",
        """
        CREATE TABLE gpkg_geometry_columns (
          table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
          srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
          CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
          CONSTRAINT uk_gc_table_name UNIQUE (table_name),
          CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name),
          CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))""",
        """
        CREATE TABLE gpkg_extensions (
          table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
          scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))""",
        """
        CREATE TABLE gpkg_metadata (
          id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
          md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml',
          metadata TEXT NOT NULL DEFAULT '')""",
        """
        CREATE TABLE gpkg_metadata_reference (
          reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
          timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
          md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
          CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata (id),
          CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata (id))""",
        """
        CREATE TABLE gpkg_data_columns (
          table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
          mime_type TEXT, constraint_name TEXT,
          CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
          CONSTRAINT gdc_tn UNIQUE (table_name, name))""",
        """
        CREATE TABLE gpkg_data_column_constraints (
          constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT,
          min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
          CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))""",
    };

    private final Connection connection;
    private final String table;

    GeoPackageTables(Connection connection, String table) {
        this.connection = connection;
        this.table = table;
    }

    /** Makes the tables of the standard and the reference systems in them. */
    void create(Crs crs) throws SQLException {
        Sqlite.execute(connection, CREATE);
        String sql = "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)";
        insert(sql, "Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian coordinates");
        insert(sql, "Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinates");
        for (ReferenceSystem system : ReferenceSystem.with(crs)) {
            insert(sql, system.title(), system.id(), "EPSG", system.id(), system.wkt(), system.axes());
        }
        String extension = "INSERT INTO gpkg_extensions VALUES (?, NULL, ?, ?, 'read-write')";
        for (String own : List.of("gpkg_metadata", "gpkg_metadata_reference")) {
            insert(extension, own, "gpkg_metadata", "http://www.geopackage.org/spec130/#extension_metadata");
        }
        for (String own : List.of("gpkg_data_columns", "gpkg_data_column_constraints")) {
            insert(extension, own, "gpkg_schema", "http://www.geopackage.org/spec130/#extension_schema");
        }
    }

    /**
     * Describes the table.
     *
     * @param bounds of all geometries, null where there are none
     * @param geometryType null for a table without places
     */
    void describe(
            TableDescription description,
            FeatureColumns columns,
            int srsId,
            @Nullable Bounds bounds,
            @Nullable String geometryType)
            throws SQLException {
        insert(
                "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                table,
                geometryType == null ? "attributes" : "features",
                description.title(),
                description.description(),
                description.lastChange().toString(),
                bounds == null ? null : bounds.minX(),
                bounds == null ? null : bounds.minY(),
                bounds == null ? null : bounds.maxX(),
                bounds == null ? null : bounds.maxY(),
                geometryType == null ? null : srsId);
        if (geometryType != null) {
            insert(
                    "INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)",
                    table,
                    FeatureColumns.GEOMETRY,
                    geometryType,
                    srsId);
        }
        describeColumns(columns);
        describeOrigin(description);
    }

    private void describeColumns(FeatureColumns columns) throws SQLException {
        for (int position = 0; position < columns.schema().size(); position++) {
            PropertyDefinition property = columns.schema().get(position);
            String constraint = property.values().isEmpty() ? null : "values_" + position;
            insert(
                    "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, ?, ?)",
                    table,
                    columns.name(position),
                    property.name(),
                    property.title().nl(),
                    property.unit() == null ? null : "[" + property.unit().symbol() + "]",
                    property.type() == PropertyType.JSON ? "application/json" : null,
                    constraint);
            for (String value : property.values().stream().distinct().toList()) {
                insert(
                        "INSERT INTO gpkg_data_column_constraints VALUES (?, 'enum', ?, NULL, NULL, NULL, NULL, NULL)",
                        constraint,
                        value);
            }
        }
    }

    private void describeOrigin(TableDescription description) throws SQLException {
        insert(
                "INSERT INTO gpkg_metadata VALUES (1, 'dataset', ?, 'application/json', ?)",
                "https://schema.org/Dataset",
                description.metadataJson());
        insert(
                "INSERT INTO gpkg_metadata_reference VALUES ('table', ?, NULL, NULL, ?, 1, NULL)",
                table,
                description.lastChange().toString());
    }

    /** Narrows the declared type of the geometry column, as the standard asks it to be the registered one. */
    void declareGeometryType(String geometryType) throws SQLException {
        Sqlite.execute(connection, "PRAGMA writable_schema = ON");
        insert(
                "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?",
                FeatureColumns.declaration("GEOMETRY"),
                FeatureColumns.declaration(geometryType),
                table);
        Sqlite.execute(connection, "PRAGMA writable_schema = RESET");
    }

    String createIndex() {
        return "CREATE VIRTUAL TABLE " + index() + " USING rtree(id, minx, maxx, miny, maxy)";
    }

    String insertIndex() {
        return "INSERT INTO " + index() + " VALUES (?, ?, ?, ?, ?)";
    }

    /** Registers the R-tree, with the triggers that keep it right when another program changes a copy of the file. */
    void registerIndex() throws SQLException {
        insert(
                "INSERT INTO gpkg_extensions VALUES (?, ?, 'gpkg_rtree_index', ?, 'write-only')",
                table,
                FeatureColumns.GEOMETRY,
                "http://www.geopackage.org/spec130/#extension_rtree");
        String hasNew = "(NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))";
        String lacksNew = "(NEW.geom IS NULL OR ST_IsEmpty(NEW.geom))";
        String box = "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)";
        String add = "INSERT OR REPLACE INTO " + index() + " VALUES (NEW.fid, " + box + ");";
        String drop = "DELETE FROM " + index() + " WHERE id = OLD.fid;";
        String dropBoth = "DELETE FROM " + index() + " WHERE id IN (OLD.fid, NEW.fid);";
        Sqlite.execute(
                connection,
                trigger("insert", "INSERT", hasNew, add),
                trigger("update1", "UPDATE OF geom", "OLD.fid = NEW.fid AND " + hasNew, add),
                trigger("update2", "UPDATE OF geom", "OLD.fid = NEW.fid AND " + lacksNew, drop),
                trigger("update3", "UPDATE", "OLD.fid != NEW.fid AND " + hasNew, drop + " " + add),
                trigger("update4", "UPDATE", "OLD.fid != NEW.fid AND " + lacksNew, dropBoth),
                trigger("delete", "DELETE", "OLD.geom NOT NULL", drop));
    }

    private String trigger(String name, String event, String condition, String action) {
        return "CREATE TRIGGER " + Sqlite.quote("rtree_" + table + "_geom_" + name) + " AFTER " + event + " ON "
                + Sqlite.quote(table) + " WHEN " + condition + " BEGIN " + action + " END";
    }

    private String index() {
        return Sqlite.quote("rtree_" + table + "_geom");
    }

    private void insert(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            statement.executeUpdate();
        }
    }
}
