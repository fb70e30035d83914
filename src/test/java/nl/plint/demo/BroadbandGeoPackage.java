package nl.plint.demo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

/** Writes the broadband squares as a GeoPackage 1.3 (OGC 12-128r18) with one layer, {@code breedband}, in RD New. */
final class BroadbandGeoPackage {
    private static final int RD_NEW = 28992;
    private static final String RD_NEW_WKT =
            "PROJCS[\"Amersfoort / RD New\",GEOGCS[\"Amersfoort\",DATUM[\"Amersfoort\","
                    + "SPHEROID[\"Bessel 1841\",6377397.155,299.1528128,AUTHORITY[\"EPSG\",\"7004\"]],"
                    + "AUTHORITY[\"EPSG\",\"6289\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],"
                    + "UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4289\"]],"
                    + "PROJECTION[\"Oblique_Stereographic\"],PARAMETER[\"latitude_of_origin\",52.1561605555556],"
                    + "PARAMETER[\"central_meridian\",5.38763888888889],PARAMETER[\"scale_factor\",0.9999079],"
                    + "PARAMETER[\"false_easting\",155000],PARAMETER[\"false_northing\",463000],"
                    + "UNIT[\"metre\",1,AUTHORITY[\"EPSG\",\"9001\"]],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH],"
                    + "AUTHORITY[\"EPSG\",\"28992\"]]";
    private static final String WGS84_WKT =
            "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,"
                    + "AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0],"
                    + "UNIT[\"degree\",0.0174532925199433],AUTHORITY[\"EPSG\",\"4326\"]]";
    private static final List<String> TABLES = List.of(
            "PRAGMA application_id = 1196444487", // the letters GPKG
            "PRAGMA user_version = 10300",
            """
            CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
              organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
              description TEXT)""",
            """
            CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
              identifier TEXT UNIQUE, description TEXT DEFAULT '',
              last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
              min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
              CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))""",
            """
            CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
              geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
              CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
              CONSTRAINT uk_gc_table_name UNIQUE (table_name),
              CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
              CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))""",
            """
            CREATE TABLE breedband (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POLYGON, CEL_ID TEXT,
              TECHNIEK TEXT, DOWN_MBIT DOUBLE, UP_MBIT DOUBLE, GLASVEZEL TEXT, AANBIEDERS INTEGER, KLEUR TEXT,
              ADRESSEN INTEGER, BRON TEXT)""");

    private BroadbandGeoPackage() {}

    static void write(Path file, List<Broadband.Cell> cells) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            try (Statement statement = connection.createStatement()) {
                for (String table : TABLES) {
                    statement.execute(table);
                }
            }
            connection.setAutoCommit(false);
            references(connection);
            contents(connection, cells);
            features(connection, cells);
            connection.commit();
        }
    }

    private static void references(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)")) {
            reference(insert, "Undefined Cartesian SRS", -1, "NONE", "undefined");
            reference(insert, "Undefined geographic SRS", 0, "NONE", "undefined");
            reference(insert, "WGS 84 geodetic", 4326, "EPSG", WGS84_WKT);
            reference(insert, "Amersfoort / RD New", RD_NEW, "EPSG", RD_NEW_WKT);
        }
    }

    private static void reference(PreparedStatement insert, String name, int id, String organization, String definition)
            throws SQLException {
        insert.setString(1, name);
        insert.setInt(2, id);
        insert.setString(3, organization);
        insert.setInt(4, id);
        insert.setString(5, definition);
        insert.setString(6, name);
        insert.executeUpdate();
    }

    private static void contents(Connection connection, List<Broadband.Cell> cells) throws SQLException {
        var bounds = new Envelope();
        cells.forEach(cell -> bounds.expandToInclude(cell.rd().getEnvelopeInternal()));
        try (PreparedStatement insert = connection.prepareStatement(
                        """
                INSERT INTO gpkg_contents VALUES ('breedband', 'features', 'Breedband (DEMO, synthetisch)',
                  'Synthetic demonstration data: fixed networks by square kilometer, no measurement',
                  '2013-01-01T00:00:00.000Z', ?, ?, ?, ?, 28992)""");
                Statement column = connection.createStatement()) {
            insert.setDouble(1, bounds.getMinX());
            insert.setDouble(2, bounds.getMinY());
            insert.setDouble(3, bounds.getMaxX());
            insert.setDouble(4, bounds.getMaxY());
            insert.executeUpdate();
            column.execute("INSERT INTO gpkg_geometry_columns VALUES ('breedband', 'geom', 'POLYGON', 28992, 0, 0)");
        }
    }

    private static void features(Connection connection, List<Broadband.Cell> cells) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                """
                INSERT INTO breedband (geom, CEL_ID, TECHNIEK, DOWN_MBIT, UP_MBIT, GLASVEZEL, AANBIEDERS, KLEUR,
                  ADRESSEN, BRON) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'DEMO (synthetisch)')""")) {
            for (Broadband.Cell cell : cells) {
                insert.setBytes(1, geometry(cell.rd()));
                insert.setString(2, cell.id());
                insert.setString(3, cell.technology());
                insert.setDouble(4, cell.downMbps());
                insert.setDouble(5, cell.upMbps());
                insert.setString(6, cell.fiber() ? "J" : "N");
                insert.setInt(7, cell.operators());
                insert.setString(8, cell.color());
                insert.setInt(9, cell.addresses());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** A GeoPackage geometry: little-endian header with an x/y envelope, then well-known binary. */
    private static byte[] geometry(Polygon polygon) {
        Envelope bounds = polygon.getEnvelopeInternal();
        byte[] wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN).write(polygon);
        ByteBuffer blob = ByteBuffer.allocate(40 + wkb.length).order(ByteOrder.LITTLE_ENDIAN);
        blob.put((byte) 'G').put((byte) 'P').put((byte) 0).put((byte) 3).putInt(RD_NEW);
        blob.putDouble(bounds.getMinX()).putDouble(bounds.getMaxX());
        blob.putDouble(bounds.getMinY()).putDouble(bounds.getMaxY());
        return blob.put(wkb).array();
    }
}
