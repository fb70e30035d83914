package nl.plint.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.SourceFormat.Options;
import nl.plint.ingest.SourceReader;
import nl.plint.ingest.SourceReader.RawFeature;
import nl.plint.ingest.SourceReader.SourceColumn;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapefiles as programs of thirty years wrote them, with GDAL as the judge where it has an opinion. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class ShapefileFormatTest {
    private static final Path DATA = Path.of("../shared/data");
    private static final ShapefileFormat FORMAT = new ShapefileFormat();

    @TempDir
    Path folder;

    private Path shp;

    /** Four points made by GDAL; their table is then written byte for byte. */
    @BeforeEach
    void points() throws IOException {
        Gdal.assume();
        Files.writeString(
                folder.resolve("p.csv"), "n,WKT\n1,POINT (1 1)\n2,POINT (2 2)\n3,POINT (3 3)\n4,POINT (4 4)\n");
        Gdal.convert("ESRI Shapefile", folder.resolve("p.csv"), folder.resolve("made.shp"));
        shp = folder.resolve("a.shp");
        Files.copy(folder.resolve("made.shp"), shp);
        Files.copy(folder.resolve("made.shx"), folder.resolve("a.shx"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "roads/nwb_rijkswegen_maxsnelheid_drenthe_2013_rd.shp",
                "spatial-stats/columbus/columbus.shp",
                "spatial-stats/georgia/G_utm.shp",
                "spatial-stats/us_income/us48.shp"
            })
    void reads_the_same_values_as_gdal(String name) {
        Path file = DATA.resolve(name);
        Path geoPackage = Gdal.convert("GPKG", file, folder.resolve("a.gpkg"), "-nlt", "GEOMETRY");
        List<RawFeature> expected = Rows.read(new GeoPackageFormat(), geoPackage);
        List<RawFeature> found = Rows.read(FORMAT, file);
        assertThat(found).hasSameSizeAs(expected).isNotEmpty();
        for (int row = 0; row < found.size(); row++) {
            assertThat(normal(found.get(row).values()))
                    .as("row " + (row + 1))
                    .isEqualTo(normal(expected.get(row).values()));
        }
    }

    private static List<Object> normal(List<Object> values) {
        return values.stream()
                .map(value -> value instanceof Number number ? (Object) number.doubleValue() : value)
                .map(value -> value instanceof String text && text.isBlank() ? null : value)
                .map(value -> value instanceof LocalDate date ? date.toString() : value)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        // cpg, language driver, the charset that it means
        "'', 0x57, windows-1252",
        "'', 0x03, windows-1252",
        "'', 0x02, IBM850",
        "'', 0x01, IBM437",
        "'', 0x4d, GBK",
        "'', 0xc9, windows-1251",
        "'', 0, windows-1252",
        "'', 0xff, windows-1252",
        "UTF-8, 0x02, UTF-8",
        "UTF8, 0, UTF-8",
        "'utf-8\r\n', 0, UTF-8",
        "65001, 0, UTF-8",
        "ISO-8859-1, 0x02, ISO-8859-1",
        "ISO88591, 0x02, ISO-8859-1",
        "ISO 8859-1, 0x02, ISO-8859-1",
        "88591, 0x02, ISO-8859-1",
        "8859-15, 0, ISO-8859-15",
        "ANSI 1252, 0x02, windows-1252",
        "1252, 0x02, windows-1252",
        "CP1252, 0x02, windows-1252",
        "windows-1251, 0, windows-1251",
        "LDID/87, 0x02, windows-1252",
        "OEM 850, 0, IBM850",
        "nonsense!, 0x02, IBM850",
        "99999, 0x01, IBM437"
    })
    void texts_are_in_the_charset_that_is_told(String cpg, String driver, Charset expected) throws IOException {
        assertThat(DbfCharset.of(cpg, Integer.decode(driver))).isEqualTo(expected);
        String word = Objects.equals(expected, Charset.forName("GBK"))
                ? "中文"
                : Objects.equals(expected, Charset.forName("windows-1251")) ? "Привет" : "Café";
        write(Integer.decode(driver), 1, new String[] {"name C 20"}, " " + padded(word, 20, expected));
        if (!cpg.isEmpty()) {
            Files.writeString(folder.resolve("a.cpg"), cpg);
        }
        assertThat(Rows.read(FORMAT, shp).get(0).values()).containsExactly(word);
    }

    /** The text in a charset, as one character for each byte. */
    private static String padded(String text, int length, Charset charset) {
        String bytes = new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
        return bytes + " ".repeat(length - bytes.length());
    }

    @Test
    void the_language_drivers_are_those_of_gdal() throws IOException {
        for (int driver : new int[] {0x01, 0x02, 0x03, 0x57, 0xc8, 0xc9}) {
            // é in both code pages of DOS, and a letter of any kind in those of Windows.
            byte letter = (byte) (driver < 3 ? 0x82 : 0xe9);
            write(driver, 1, new String[] {"name C 4"}, " " + (char) (letter & 0xff) + "   ");
            Path dbf = folder.resolve("a.dbf");
            assertThat(Gdal.run("ogrinfo", "-ro", "-al", "-q", dbf.toString()))
                    .contains("= " + Rows.read(FORMAT, shp).get(0).values().get(0) + "\n");
        }
    }

    @Test
    void what_is_null_to_gdal_is_null() throws IOException {
        String[] fields = {"whole N 6", "part N 8 2", "float F 8 3", "day D 8", "flag L 1", "name C 5"};
        write(
                0x57,
                4,
                fields,
                " " + "******" + "********" + "********" + "00000000" + "?" + "     ",
                " " + "      " + "        " + "        " + "        " + " " + "     ",
                " " + "    12" + "   -1.50" + " 1.5e+02" + "20260131" + "T" + "Emmen",
                " " + "     0" + "    0.00" + "   0.000" + "19000101" + "n" + "0    ");
        List<RawFeature> rows = Rows.read(FORMAT, shp);
        assertThat(rows.get(0).values()).containsOnlyNulls().hasSize(6);
        assertThat(rows.get(1).values()).containsOnlyNulls().hasSize(6);
        assertThat(rows.get(2).values()).containsExactly(12L, -1.5, 150.0, LocalDate.of(2026, 1, 31), true, "Emmen");
        assertThat(rows.get(3).values()).containsExactly(0L, 0.0, 0.0, LocalDate.of(1900, 1, 1), false, "0");
        assertThat(rows).extracting(RawFeature::fault).containsOnlyNulls();
        String judged = Gdal.run("ogrinfo", "-ro", "-al", "-q", "-fid", "0", shp.toString())
                + Gdal.run("ogrinfo", "-ro", "-al", "-q", "-fid", "1", shp.toString());
        assertThat(judged.lines().filter(line -> line.endsWith("= (null)"))).hasSizeGreaterThanOrEqualTo(10);
        assertThat(judged.lines().filter(line -> line.contains("= 0"))).isEmpty();
    }

    @Test
    void a_value_that_is_not_of_its_type_is_given_as_it_is() throws IOException {
        write(
                0,
                1,
                new String[] {"whole N 6", "part N 6 2", "day D 8", "flag L 1", "long N 18"},
                " " + "  1.50" + "  12a4" + "20260230" + "1" + "999999999999999999");
        assertThat(Rows.read(FORMAT, shp).get(0).values())
                .containsExactly(1.5, "12a4", "20260230", "1", 999_999_999_999_999_999L);
        try (SourceReader reader = FORMAT.open(shp, new Options("a.shp", null, null))) {
            assertThat(reader.columns())
                    .containsExactly(
                            new SourceColumn("whole", PropertyType.INTEGER),
                            new SourceColumn("part", PropertyType.NUMBER),
                            new SourceColumn("day", PropertyType.DATE),
                            new SourceColumn("flag", PropertyType.BOOLEAN),
                            new SourceColumn("long", PropertyType.INTEGER));
        }
    }

    @Test
    void a_deleted_row_takes_its_shape_with_it_as_in_gdal() throws IOException {
        write(0, 4, new String[] {"n N 2"}, "  1", "* 2", "  3", "* 4");
        List<RawFeature> rows = Rows.read(FORMAT, shp);
        assertThat(rows).extracting(RawFeature::row).containsExactly(1L, 3L);
        assertThat(rows).extracting(raw -> raw.values().get(0)).containsExactly(1L, 3L);
        assertThat(rows).extracting(raw -> raw.geometry().toText()).containsExactly("POINT (1 1)", "POINT (3 3)");
        assertThat(Gdal.run("ogrinfo", "-ro", "-al", "-q", shp.toString())
                        .lines()
                        .filter(line -> line.contains("POINT")))
                .containsExactly("  POINT (1 1)", "  POINT (3 3)");
    }

    @Test
    void a_table_that_ends_before_the_shapes_is_a_fault_of_the_rows_without_values() throws IOException {
        write(0, 2, new String[] {"n N 2"}, "  1", "  2");
        assertMissing(2);
        // The header promises four, the file breaks off within the third.
        write(0, 4, new String[] {"n N 2"}, "  1", "  2", "  ");
        assertMissing(2);
    }

    private void assertMissing(int whole) {
        List<RawFeature> rows = Rows.read(FORMAT, shp);
        assertThat(rows).hasSize(4);
        assertThat(rows.subList(0, whole)).extracting(RawFeature::fault).containsOnlyNulls();
        assertThat(rows.subList(whole, 4)).allSatisfy(raw -> {
            assertThat(raw.fault()).contains(".dbf breaks off");
            assertThat(raw.values()).hasSize(1).containsOnlyNulls();
            assertThat(raw.geometry().getNumPoints()).isEqualTo(1);
        });
    }

    @Test
    void a_shapefile_without_a_table_has_shapes_only() throws IOException {
        assertThat(folder.resolve("a.dbf")).doesNotExist();
        assertThat(Rows.read(FORMAT, shp)).hasSize(4).allSatisfy(raw -> assertThat(raw.values())
                .isEmpty());
    }

    @Test
    void extensions_in_capitals_are_found() throws IOException {
        write(0, 4, new String[] {"n C 4"}, " Caf\u00e9", " b   ", " c   ", " d   ");
        Files.writeString(folder.resolve("a.cpg"), "1252");
        Files.writeString(folder.resolve("a.prj"), "PROJCS[\"RD_New\"]");
        Path upper = folder.resolve("B.SHP");
        for (String extension : List.of("shp", "dbf", "cpg", "prj")) {
            Files.copy(
                    folder.resolve("a." + extension),
                    folder.resolve("B." + extension.toUpperCase(java.util.Locale.ROOT)));
        }
        assertThat(Rows.read(FORMAT, upper).get(0).values()).containsExactly("Café");
        try (SourceReader reader = FORMAT.open(upper, new Options("B.SHP", null, null))) {
            assertThat(reader.crs().name()).isEqualTo("EPSG:28992");
        }
    }

    @Test
    void a_table_that_is_cut_or_changed_gives_rows_or_a_fault() throws IOException {
        write(
                0x57,
                4,
                new String[] {"n N 5 2", "d D 8", "c C 9"},
                Stream.generate(() -> "  1.5020260101Emmen    ").limit(4).toArray(String[]::new));
        Path dbf = folder.resolve("a.dbf");
        byte[] whole = Files.readAllBytes(dbf);
        for (int size = 0; size < whole.length; size++) {
            Files.write(dbf, Arrays.copyOf(whole, size));
            assertRowsOrMalformed();
        }
        Random random = new Random(7);
        for (int run = 0; run < 1_000; run++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            Files.write(dbf, changed);
            assertRowsOrMalformed();
        }
    }

    private void assertRowsOrMalformed() {
        try {
            assertThat(Rows.read(FORMAT, shp)).hasSizeLessThanOrEqualTo(4);
        } catch (IngestException e) {
            assertThat(e.fault()).isEqualTo(Fault.MALFORMED);
        }
    }

    @Test
    void a_table_wider_than_its_rows_is_told() throws IOException {
        write(0, 1, new String[] {"n C 200"}, " x");
        assertThatThrownBy(() -> Rows.read(FORMAT, shp))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(Fault.MALFORMED))
                .hasMessageContaining("a.shp: the columns of its .dbf are wider than the rows");
    }

    /** Writes a table: fields as "name type length decimals", records as one character for each byte. */
    private void write(int driver, int count, String[] fields, String... records) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(33 + 32 * fields.length).order(ByteOrder.LITTLE_ENDIAN);
        head.put((byte) 3).put(new byte[] {126, 1, 1}).putInt(count);
        head.putShort((short) head.capacity()).putShort((short) records[0].length());
        head.put(29, (byte) driver);
        for (int at = 0; at < fields.length; at++) {
            String[] parts = fields[at].split(" ");
            head.position(32 + 32 * at);
            head.put(parts[0].getBytes(StandardCharsets.US_ASCII));
            head.put(32 + 32 * at + 11, (byte) parts[1].charAt(0));
            head.put(32 + 32 * at + 16, (byte) Integer.parseInt(parts[2]));
            head.put(32 + 32 * at + 17, (byte) (parts.length > 3 ? Integer.parseInt(parts[3]) : 0));
        }
        head.put(head.capacity() - 1, (byte) 0x0d);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(head.array());
        for (String each : records) {
            out.write(each.getBytes(StandardCharsets.ISO_8859_1));
        }
        Files.write(folder.resolve("a.dbf"), out.toByteArray());
    }
}
