package nl.plint.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.SourceReader.RawFeature;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked // test code: a null that should not be there fails the test anyway
class GeoPackageFormatTest {
    private static final GeoPackageFormat FORMAT = new GeoPackageFormat();
    private static final int PAGE_BYTES = 512;
    private static final List<String> TABLES = List.of(
            "PRAGMA page_size = " + PAGE_BYTES,
            "CREATE TABLE gpkg_spatial_ref_sys (srs_id INT, organization TEXT, organization_coordsys_id INT, definition TEXT)",
            "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INT)",
            "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT)",
            "INSERT INTO gpkg_contents VALUES ('t', 'features', 28992)",
            "INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom')");

    @TempDir
    Path folder;

    private Path write(String... statements) throws SQLException {
        Path file = folder.resolve("a.gpkg");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : TABLES) {
                statement.execute(sql);
            }
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return file;
    }

    @Test
    void generated_columns_are_left_out_and_shift_no_values() throws Exception {
        Path file = write(
                "CREATE TABLE t (fid INTEGER PRIMARY KEY, long TEXT AS (hex(zeroblob(99000000))), geom BLOB, n INT,"
                        + " twice INT AS (n * 2) STORED, s TEXT)",
                "INSERT INTO t (n, s) VALUES (7, 'seven')");
        SourceRows rows = SourceRows.of(FORMAT, file);
        assertThat(rows.columnNames()).containsExactly("n", "s");
        assertThat(rows.features().get(0).values()).isEqualTo(Arrays.asList(7L, "seven"));
        assertThat(rows.features().get(0).id()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW t AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n, x'' AS geom FROM c",
                "CREATE VIEW T AS SELECT 1 AS n",
                "CREATE VIRTUAL TABLE t USING rtree(id, x1, x2)",
                "DROP TABLE gpkg_contents; CREATE VIEW gpkg_contents AS SELECT 't' AS table_name, 'features' AS data_type"
            })
    void what_is_computed_while_it_is_read_is_refused(String sql) throws SQLException {
        Path file = write(sql.split("; "));
        assertThatThrownBy(() -> Rows.read(FORMAT, file))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("a.gpkg: '")
                .hasMessageContaining("is a view or a virtual table")
                .hasMessageContaining("store its rows in a table");
    }

    @Test
    void a_trigger_is_not_run_and_does_no_harm() throws Exception {
        Path file = write(
                "CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB)",
                "CREATE TRIGGER bad AFTER INSERT ON t BEGIN DELETE FROM t; SELECT load_extension('x'); END",
                "DROP TRIGGER bad",
                "INSERT INTO t VALUES (1, NULL)",
                "CREATE TRIGGER bad AFTER INSERT ON t BEGIN DELETE FROM t; SELECT load_extension('x'); END");
        byte[] before = Files.readAllBytes(file);
        assertThat(Rows.read(FORMAT, file)).hasSize(1);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    }

    /** Pages that all refer to the next: read as it stands, the table has 60 to the power of 8 rows. */
    @ParameterizedTest
    @ValueSource(strings = {"t", "gpkg_contents", "sqlite_schema"})
    void a_table_whose_pages_refer_to_each_other_comes_to_an_end(String table) throws Exception {
        Path file = write(
                "CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB, n INT)", "INSERT INTO t (n) VALUES (1), (2), (3)");
        int root = rootPage(file, table);
        byte[] bytes = Files.readAllBytes(file);
        int pages = bytes.length / PAGE_BYTES;
        int levels = 8;
        ByteBuffer grown = ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + (levels + 1) * PAGE_BYTES));
        // The rows themselves move to the last page, as far as they are not on the first, which begins with a header.
        int own = root == 1 ? rootPage(file, "t") : root;
        System.arraycopy(bytes, (own - 1) * PAGE_BYTES, grown.array(), bytes.length + levels * PAGE_BYTES, PAGE_BYTES);
        for (int level = 0; level < levels; level++) {
            putInterior(grown, bytes.length + level * PAGE_BYTES, 0, pages + level + 2);
        }
        putInterior(grown, (root - 1) * PAGE_BYTES, root == 1 ? 100 : 0, pages + 1);
        grown.putInt(28, grown.capacity() / PAGE_BYTES);
        Files.write(file, grown.array());
        assertThatThrownBy(() -> Rows.read(FORMAT, file))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(Fault.MALFORMED))
                .hasMessageStartingWith("a.gpkg is not a whole GeoPackage: ")
                .hasMessageNotContaining("SQLITE");
    }

    private static int rootPage(Path file, String table) throws SQLException {
        if (table.equals("sqlite_schema")) {
            return 1;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            return statement
                    .executeQuery("SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'")
                    .getInt(1);
        }
    }

    /** An interior page of a table, by the description of the format of SQLite: 60 children, all the same. */
    private static void putInterior(ByteBuffer file, int page, int header, int child) {
        int cells = header > 0 ? 40 : 60;
        int content = PAGE_BYTES - cells * 5;
        file.position(page + header);
        file.put((byte) 5).putShort((short) 0).putShort((short) cells).putShort((short) content);
        file.put((byte) 0).putInt(child);
        for (int cell = 0; cell < cells; cell++) {
            file.putShort((short) (content + cell * 5));
        }
        for (int cell = 0; cell < cells; cell++) {
            file.position(page + content + cell * 5);
            file.putInt(child).put((byte) cell);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 18, 100, 600, 1_000, 1_500})
    void a_message_has_no_codes_of_the_database_in_it(int at) throws Exception {
        Path file = write("CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB)", "INSERT INTO t VALUES (1, NULL)");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, at, Math.min(bytes.length, at + 60), (byte) 0xFF);
        Files.write(file, bytes);
        try {
            Rows.read(FORMAT, file);
        } catch (IngestException e) {
            assertThat(e.getMessage()).doesNotContain("SQLITE").contains("a.gpkg is not a whole GeoPackage: ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4750000F00000000 0101000000", // a kind of envelope that there is not
                "4750000100000000 0102000000 FFFFFF7F 0000",
                "4750000100000000 0103000000 01000000 FFFFFF7F",
                "4750000100000000 0107000000 FFFFFFFF",
                "4750000100000000 0106000000 FFFFFF7F 0103000000",
                "4750000100000000 01",
                "4750",
                ""
            })
    void a_blob_that_is_cut_short_or_promises_too_much_is_a_fault_of_its_row(String blob) throws Exception {
        Path file = write(
                "CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB)",
                "INSERT INTO t VALUES (1, x'" + blob.replace(" ", "") + "')",
                "INSERT INTO t VALUES (2, NULL)");
        List<RawFeature> rows = Rows.read(FORMAT, file);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).fault()).startsWith("the geometry cannot be read: ");
        assertThat(rows.get(1).fault()).isNull();
    }

    @Test
    void collections_nested_without_end_are_a_fault_of_their_row() throws Exception {
        StringBuilder nested = new StringBuilder("4750000100000000");
        nested.append("010700000001000000".repeat(50_000)).append("010700000000000000");
        Path file = write(
                "CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB)", "INSERT INTO t VALUES (1, x'" + nested + "')");
        List<RawFeature> rows = Rows.read(FORMAT, file);
        assertThat(rows.get(0).fault()).contains("nested");
    }

    @Test
    void a_file_without_the_tables_of_a_geopackage_says_what_is_missing() throws IOException, SQLException {
        Path file = write("DROP TABLE gpkg_contents");
        assertThatThrownBy(() -> Rows.read(FORMAT, file))
                .hasMessageStartingWith("a.gpkg is not a whole GeoPackage: ")
                .hasMessageContaining("no such table: gpkg_contents");
    }
}
