package nl.plint.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import nl.plint.dataset.PropertyType;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.SourceFormat.Options;
import nl.plint.ingest.SourceReader;
import nl.plint.ingest.SourceReader.RawFeature;
import nl.plint.ingest.SourceReader.SourceColumn;
import nl.plint.ingest.SourceReader.SourceCrs;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.wololo.flatgeobuf.generated.Column;
import org.wololo.flatgeobuf.generated.ColumnType;
import org.wololo.flatgeobuf.generated.Crs;
import org.wololo.flatgeobuf.generated.Feature;
import org.wololo.flatgeobuf.generated.Geometry;
import org.wololo.flatgeobuf.generated.GeometryType;
import org.wololo.flatgeobuf.generated.Header;

@NullUnmarked // test code: a null that should not be there fails the test anyway
class FlatGeobufFormatTest {
    private static final Path DATA = Path.of("../shared/data");
    private static final FlatGeobufFormat FORMAT = new FlatGeobufFormat();
    private static final byte[] MAGIC = {'f', 'g', 'b', 3, 'f', 'g', 'b', 1};

    /** Shapes that GDAL can write, and what they are in straight lines. */
    private static final Map<String, String> SHAPES = Map.ofEntries(
            Map.entry("POINT Z (1 2 3)", "POINT (1 2)"),
            Map.entry("LINESTRING M (1 2 3, 4 5 6)", "LINESTRING (1 2, 4 5)"),
            Map.entry("MULTIPOINT ZM ((0 0 1 2), (1 1 3 4))", "MULTIPOINT ((0 0), (1 1))"),
            Map.entry("POLYGON ((0 0, 9 0, 9 9, 0 0), (3 1, 3 2, 4 2, 3 1))", ""),
            Map.entry("MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0), (3 1, 3 2, 4 2, 3 1)), ((20 0, 21 0, 21 1, 20 0)))", ""),
            Map.entry("MULTILINESTRING ((0 0, 9 0), (3 1, 3 2, 4 2, 3 1))", ""),
            Map.entry("MULTILINESTRING ((0 0, 9 0))", ""),
            Map.entry(
                    "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4), MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0))),"
                            + " GEOMETRYCOLLECTION (POINT (5 6)))",
                    ""),
            Map.entry("CURVEPOLYGON ((0 0, 1 0, 1 1, 0 0))", "POLYGON ((0 0, 1 0, 1 1, 0 0))"),
            Map.entry(
                    "MULTISURFACE (CURVEPOLYGON ((0 0, 1 0, 1 1, 0 0)), ((5 0, 6 0, 6 1, 5 0)))",
                    "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 0, 6 0, 6 1, 5 0)))"),
            Map.entry(
                    "MULTICURVE ((0 0, 1 1), COMPOUNDCURVE ((0 0, 1 1), (1 1, 3 1)))",
                    "MULTILINESTRING ((0 0, 1 1), (0 0, 1 1, 3 1))"),
            Map.entry("TIN Z (((0 0 0, 1 0 0, 1 1 0, 0 0 0)))", "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))"),
            Map.entry("POLYHEDRALSURFACE Z (((0 0 0, 1 0 0, 1 1 0, 0 0 0)))", "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))"),
            Map.entry("TRIANGLE ((0 0, 1 0, 1 1, 0 0))", "POLYGON ((0 0, 1 0, 1 1, 0 0))"),
            Map.entry("COMPOUNDCURVE ((0 0, 1 1), CIRCULARSTRING (1 1, 2 2, 3 1))", "fault"));

    @TempDir
    Path folder;

    @BeforeAll
    static void gdal() {
        Gdal.assume();
    }

    @ParameterizedTest
    @CsvSource({
        "boundaries/pc4_drenthe_5km_2020_rd.gpkg, ,NO",
        "boundaries/pc4_drenthe_5km_2020_rd.gpkg, ,YES",
        "boundaries/gemeenten_drenthe_and_neighbours_2022_rd.gpkg, ,YES",
        "cql2/ne110m4cql2.gpkg, ne_110m_admin_0_countries, YES",
        "cql2/ne110m4cql2.gpkg, ne_110m_populated_places_simple, NO",
        "cql2/ne110m4cql2.gpkg, ne_110m_populated_places_simple, YES",
        "cql2/ne110m4cql2.gpkg, ne_110m_rivers_lake_centerlines, NO",
        "ingest-hard/pdok-gokoala/bag.gpkg, verblijfsobjecten, YES",
        "ingest-hard/pdok-gokoala/roads.gpkg, road, NO",
        "roads/nwb_rijkswegen_maxsnelheid_drenthe_2013_rd.shp, ,YES",
        "nature/natura2000_drenthe_and_surroundings_2026_wgs84.geojson, ,NO",
        "spatial-stats/columbus/columbus.shp, ,YES"
    })
    void reads_the_same_as_from_a_geopackage(String name, String layer, String indexed) {
        String[] layers = layer == null ? new String[0] : new String[] {layer};
        Path geoPackage = Gdal.convert("GPKG", DATA.resolve(name), folder.resolve("a.gpkg"), layers);
        Path file = Gdal.convert("FlatGeobuf", geoPackage, folder.resolve("a.fgb"), "-lco", "SPATIAL_INDEX=" + indexed);
        List<String> expected = Rows.texts(new GeoPackageFormat(), geoPackage, null);
        assertThat(expected).hasSizeGreaterThan(5);
        assertThat(Rows.texts(FORMAT, file, null)).isEqualTo(expected);
        assertThat(columns(FORMAT.open(file, options(file))))
                .isEqualTo(columns(new GeoPackageFormat().open(geoPackage, options(geoPackage))));
    }

    private static Map<String, PropertyType> columns(SourceReader reader) {
        Map<String, PropertyType> columns = new TreeMap<>();
        try (reader) {
            for (SourceColumn column : reader.columns()) {
                columns.put(column.name(), column.type());
            }
        }
        return columns;
    }

    private static Options options(Path file) {
        return new Options(file.getFileName().toString(), null, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"YES", "NO"})
    void reads_every_type_of_geometry_as_straight_lines(String indexed) throws IOException, ParseException {
        for (RawFeature raw : Rows.read(FORMAT, mixed(indexed))) {
            String given = raw.values().get(0).toString();
            String expected = SHAPES.get(given);
            if (expected.equals("fault")) {
                assertThat((Object) raw.geometry()).isNull();
                assertThat(raw.fault()).contains("CircularString");
            } else {
                assertThat(raw.fault()).isNull();
                assertThat(raw.geometry().equalsExact(new WKTReader().read(expected.isEmpty() ? given : expected)))
                        .as(given + " became " + raw.geometry())
                        .isTrue();
            }
        }
    }

    private Path mixed(String indexed) throws IOException {
        StringBuilder csv = new StringBuilder("text,WKT\n");
        SHAPES.keySet().stream()
                .sorted()
                .forEach(wkt ->
                        csv.append('"').append(wkt).append("\",\"").append(wkt).append("\"\n"));
        Path source = Files.writeString(folder.resolve("mixed.csv"), csv);
        Path file = Gdal.convert(
                "FlatGeobuf",
                source,
                folder.resolve("mixed" + indexed + ".fgb"),
                "-nlt",
                "GEOMETRY",
                "-a_srs",
                "EPSG:28992",
                "-lco",
                "SPATIAL_INDEX=" + indexed);
        assertThat(Rows.read(FORMAT, file)).hasSize(SHAPES.size());
        return file;
    }

    @Test
    void a_column_of_nothing_but_dates_is_one_of_dates() throws IOException {
        Files.writeString(
                folder.resolve("d.csv"),
                """
                x,y,day,moment
                1,1,2020-01-05,2020-01-05T10:00:00Z
                2,2,,2020-01-06T00:00:00Z
                3,3,1899-12-31,
                """);
        Path vrt = Files.writeString(
                folder.resolve("d.vrt"),
                """
                <OGRVRTDataSource><OGRVRTLayer name="d"><SrcDataSource relativeToVRT="1">d.csv</SrcDataSource>
                <GeometryType>wkbPoint</GeometryType><GeometryField encoding="PointFromColumns" x="x" y="y"/>
                <Field name="day" type="Date"/><Field name="moment" type="DateTime"/></OGRVRTLayer></OGRVRTDataSource>
                """);
        Path file = Gdal.convert("FlatGeobuf", vrt, folder.resolve("d.fgb"), "-lco", "SPATIAL_INDEX=NO");
        assertThat(columns(FORMAT.open(file, options(file))))
                .containsExactlyEntriesOf(
                        new TreeMap<>(Map.of("day", PropertyType.DATE, "moment", PropertyType.STRING)));
        assertThat(Rows.read(FORMAT, file))
                .extracting(RawFeature::values)
                .containsExactly(
                        Arrays.asList(LocalDate.of(2020, 1, 5), "2020-01-05T10:00:00Z"),
                        Arrays.asList(null, "2020-01-06T00:00:00Z"),
                        Arrays.asList(LocalDate.of(1899, 12, 31), null));
    }

    /** By hand, with values that GDAL does not write: the bytes are those of the format's description. */
    @Test
    void reads_every_type_of_value() throws IOException {
        int[] types = {
            ColumnType.Byte, ColumnType.UByte, ColumnType.Bool, ColumnType.Short, ColumnType.UShort, ColumnType.Int,
            ColumnType.UInt, ColumnType.Long, ColumnType.ULong, ColumnType.Float, ColumnType.Double, ColumnType.String,
            ColumnType.Json, ColumnType.DateTime, ColumnType.Binary
        };
        ByteBuffer values = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        values.putShort((short) 0).put((byte) -1);
        values.putShort((short) 1).put((byte) -1);
        values.putShort((short) 2).put((byte) 1);
        values.putShort((short) 3).putShort((short) -1);
        values.putShort((short) 4).putShort((short) -1);
        values.putShort((short) 5).putInt(-1);
        values.putShort((short) 6).putInt(-1);
        values.putShort((short) 7).putLong(-1);
        values.putShort((short) 8).putLong(-1);
        values.putShort((short) 9).putFloat(0.5f);
        values.putShort((short) 10).putDouble(0.1);
        putText(values.putShort((short) 11), "Hoogeveen, Coördinaat ✓");
        putText(values.putShort((short) 12), "{\"a\": [1, null]}");
        putText(values.putShort((short) 13), "2026-02-30");
        putText(values.putShort((short) 14), "\u0001\u0002");
        byte[] bytes = Arrays.copyOf(values.array(), values.position());
        Path file = write("values.fgb", header(types, 0, 0, 0), feature(bytes, null), feature(null, null));
        List<RawFeature> rows = Rows.read(FORMAT, file);
        assertThat(rows.get(0).values())
                .containsExactly(
                        -1L,
                        255L,
                        true,
                        -1L,
                        65535L,
                        -1L,
                        4294967295L,
                        -1L,
                        new BigInteger("18446744073709551615"),
                        0.5,
                        0.1,
                        "Hoogeveen, Coördinaat ✓",
                        Map.of("a", Arrays.asList(1, null)),
                        "2026-02-30",
                        null);
        assertThat(rows.get(1).values()).containsOnlyNulls().hasSize(types.length);
        assertThat(rows).extracting(RawFeature::geometry).containsOnlyNulls();
    }

    private static void putText(ByteBuffer values, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        values.putInt(utf8.length).put(utf8);
    }

    @Test
    void an_empty_geometry_is_empty_and_a_broken_one_is_a_fault_of_its_row() throws IOException {
        Path file = write(
                "empty.fgb",
                header(new int[0], 0, 0, 0),
                feature(null, builder -> geometry(builder, GeometryType.Point, new double[0], null)),
                feature(null, builder -> geometry(builder, GeometryType.Polygon, new double[0], null)),
                feature(null, builder -> geometry(builder, GeometryType.MultiPolygon, new double[0], null)),
                feature(
                        null,
                        builder -> geometry(builder, GeometryType.Point, new double[] {Double.NaN, Double.NaN}, null)),
                feature(null, builder -> geometry(builder, GeometryType.LineString, new double[] {1, 2}, null)),
                feature(
                        null,
                        builder -> geometry(builder, GeometryType.Polygon, new double[] {0, 0, 1, 1, 2, 0}, null)),
                feature(
                        null,
                        builder -> geometry(
                                builder, GeometryType.MultiPolygon, new double[] {0, 0, 1, 1, 2, 0, 0, 0}, null)));
        List<RawFeature> rows = Rows.read(FORMAT, file);
        assertThat(rows.subList(0, 4))
                .extracting(raw -> raw.geometry().toText())
                .containsExactly("POINT EMPTY", "POLYGON EMPTY", "MULTIPOLYGON EMPTY", "POINT EMPTY");
        assertThat(rows.get(4).fault()).contains("1 position");
        assertThat(rows.get(5).fault()).contains("closed");
        assertThat(rows.get(6).geometry().toText()).isEqualTo("MULTIPOLYGON (((0 0, 1 1, 2 0, 0 0)))");
    }

    @Test
    void a_geometry_of_very_many_parts_is_a_fault_of_its_row() throws IOException {
        Path file = write(
                "parts.fgb",
                header(new int[0], 0, 0, 0),
                feature(null, builder -> geometry(builder, GeometryType.MultiPoint, new double[2_000_002], null)),
                feature(null, builder -> geometry(builder, GeometryType.LineString, new double[2_000_002], null)));
        List<RawFeature> rows = Rows.read(FORMAT, file);
        assertThat(rows.get(0).fault()).contains("more than 1000000 parts");
        assertThat(rows.get(1).geometry().getNumPoints()).isEqualTo(1_000_001);
    }

    @Test
    void the_crs_is_a_code_or_well_known_text_or_not_known() throws IOException {
        assertThat(crs(0, null, null, null)).isEqualTo(SourceCrs.NONE);
        assertThat(crs(28992, null, null, null)).isEqualTo(new SourceCrs("EPSG:28992", null));
        assertThat(crs(28992, "epsg", null, "PROJCS[]")).isEqualTo(new SourceCrs("EPSG:28992", null));
        assertThat(crs(102100, "ESRI", null, "PROJCS[]")).isEqualTo(new SourceCrs(null, "PROJCS[]"));
        assertThat(crs(0, "OGC", "CRS84", "GEOGCS[]")).isEqualTo(new SourceCrs("OGC:CRS84", null));
        assertThat(crs(0, null, null, "PROJCS[]")).isEqualTo(new SourceCrs(null, "PROJCS[]"));
    }

    private SourceCrs crs(int code, String organization, String codeText, String wellKnownText) throws IOException {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int org = organization == null ? 0 : builder.createString(organization);
        int text = codeText == null ? 0 : builder.createString(codeText);
        int wkt = wellKnownText == null ? 0 : builder.createString(wellKnownText);
        Crs.startCrs(builder);
        if (org != 0) {
            Crs.addOrg(builder, org);
        }
        if (text != 0) {
            Crs.addCodeString(builder, text);
        }
        if (wkt != 0) {
            Crs.addWkt(builder, wkt);
        }
        Crs.addCode(builder, code);
        int crs = Crs.endCrs(builder);
        Header.startHeader(builder);
        Header.addCrs(builder, crs);
        Header.addIndexNodeSize(builder, 0);
        builder.finishSizePrefixed(Header.endHeader(builder));
        Path file = write("crs.fgb", builder.sizedByteArray());
        try (SourceReader reader = FORMAT.open(file, options(file))) {
            return reader.crs();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0, breaks off",
        "2, 0, goes on",
        "9223372036854775807, 16, damaged FlatGeobuf header",
        "-1, 16, damaged FlatGeobuf header",
        "1000, 16, damaged FlatGeobuf header",
        "1, 1, damaged FlatGeobuf header"
    })
    void a_wrong_count_or_index_is_told(long count, int nodeSize, String message) throws IOException {
        byte[][] features = {feature(null, null), feature(null, null), feature(null, null)};
        Path file = count == 2 || count == 3
                ? write(
                        "count.fgb",
                        header(new int[0], 0, count == 3 ? 4 : 2, 0),
                        features[0],
                        features[1],
                        features[2])
                : write("count.fgb", header(new int[0], 0, count, nodeSize), features[0], features[1], features[2]);
        assertMalformed(file, message);
    }

    @Test
    void sizes_that_cannot_be_are_told_before_memory_is_taken() throws IOException {
        byte[] header = header(new int[] {ColumnType.String}, 0, 0, 0);
        assertMalformed(write("a.fgb", new byte[] {-1, -1, -1, -1}), "4294967295 bytes");
        assertMalformed(write("b.fgb", new byte[] {-1, -1, -1, 0x7f}), "2147483647 bytes");
        assertMalformed(write("c.fgb", header, new byte[] {-1, -1, -1, 0x7f, 0, 0}), "at row 1");
        assertMalformed(write("d.fgb", header, new byte[] {0, 0, 0, 0}), "at row 1");
        assertMalformed(
                write("e.fgb", header, feature(null, null), feature(new byte[] {0, 0, -1, -1, -1, -1}, null)),
                "e.fgb is damaged at row 2: a text of 4294967295 bytes");
        assertMalformed(write("f.fgb", header, feature(new byte[] {1, 0, 0}, null)), "a value for column 2 of 1");
        for (long[] ends : new long[][] {{5}, {3, 2}, {4294967295L}, {2}}) {
            double[] xy = {0, 0, 1, 0, 1, 1, 0, 0};
            assertMalformed(
                    write("g.fgb", header, feature(null, builder -> geometry(builder, GeometryType.Polygon, xy, ends))),
                    "at row 1");
        }
    }

    /** A collection whose only part is itself, for ever. */
    @Test
    void a_geometry_that_holds_itself_is_told() throws IOException {
        byte[] feature = feature(null, builder -> {
            int inner = geometry(builder, GeometryType.Point, new double[] {7, 7}, null);
            int parts = Geometry.createPartsVector(builder, new int[] {inner});
            Geometry.startGeometry(builder);
            Geometry.addParts(builder, parts);
            Geometry.addType(builder, GeometryType.GeometryCollection);
            return Geometry.endGeometry(builder);
        });
        ByteBuffer bytes = ByteBuffer.wrap(feature).order(ByteOrder.LITTLE_ENDIAN);
        Geometry collection = Feature.getRootAsFeature(ByteBuffer.wrap(feature, 4, feature.length - 4))
                .geometry();
        // The vector of parts has length 1 before its only offset; that offset is made to lead back to the collection.
        int found = 0;
        for (int at = 4; at + 8 <= feature.length; at += 4) {
            ByteBuffer changed = ByteBuffer.wrap(feature.clone()).order(ByteOrder.LITTLE_ENDIAN);
            if (bytes.getInt(at) == 1) {
                for (int back = 4; back < feature.length; back += 4) {
                    changed.putInt(at + 4, back - (at + 4));
                    Path file = write("self.fgb", header(new int[0], 0, 0, 0), changed.array());
                    found += failsAsNested(file) ? 1 : 0;
                }
            }
        }
        assertThat(collection.partsLength()).isEqualTo(1);
        assertThat(found).as("files in which a geometry holds itself").isPositive();
    }

    private static boolean failsAsNested(Path file) {
        try {
            Rows.read(FORMAT, file);
            return false;
        } catch (IngestException e) {
            return e.getMessage().contains("nested") || e.getMessage().contains("more than its feature holds");
        }
    }

    @Test
    void a_file_of_another_version_is_not_recognized() {
        assertThat(FORMAT.recognizes("a.bin", MAGIC)).isTrue();
        assertThat(FORMAT.recognizes("a.fgb", new byte[] {'f', 'g', 'b', 2, 'f', 'g', 'b', 1}))
                .isFalse();
        assertThat(FORMAT.recognizes("a.fgb", new byte[] {'f', 'g', 'b', 3})).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"YES", "NO"})
    void a_file_that_breaks_off_gives_rows_or_says_so(String indexed) throws IOException {
        byte[] large = Files.readAllBytes(Gdal.convert(
                "FlatGeobuf",
                DATA.resolve("boundaries/pc4_drenthe_5km_2020_rd.gpkg"),
                folder.resolve("large.fgb"),
                "-lco",
                "SPATIAL_INDEX=" + indexed));
        for (int size = 0; size < large.length; size += 997) {
            assertRowsOrMalformed(Arrays.copyOf(large, size), "large cut at " + size);
        }
        byte[] small = Files.readAllBytes(mixed(indexed));
        for (int size = 0; size < small.length; size++) {
            assertRowsOrMalformed(Arrays.copyOf(small, size), "small cut at " + size);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"YES", "NO"})
    void a_file_with_a_changed_byte_gives_rows_or_says_so(String indexed) throws IOException {
        byte[] small = Files.readAllBytes(mixed(indexed));
        Random random = new Random(20261124);
        for (int run = 0; run < 2_000; run++) {
            byte[] changed = small.clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertRowsOrMalformed(changed, "byte " + at + " made " + changed[at]);
        }
    }

    /** Anything thrown but an {@link IngestException} leaves this method and fails the test. */
    private void assertRowsOrMalformed(byte[] bytes, String what) throws IOException {
        Path file = Files.write(folder.resolve("damaged.fgb"), bytes);
        try {
            assertThat(Rows.read(FORMAT, file)).hasSizeLessThan(10_000);
        } catch (IngestException e) {
            assertThat(e.fault()).as(what).isEqualTo(Fault.MALFORMED);
            assertThat(e).as(what).hasMessageContaining("damaged.fgb");
        }
    }

    private static void assertMalformed(Path file, String message) {
        assertThatThrownBy(() -> Rows.read(FORMAT, file))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(Fault.MALFORMED))
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContaining(message);
    }

    private Path write(String name, byte[]... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(MAGIC);
        for (byte[] part : parts) {
            out.write(part);
        }
        return Files.write(folder.resolve(name), out.toByteArray());
    }

    private static byte[] header(int[] columnTypes, int geometryType, long count, int nodeSize) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int[] columns = new int[columnTypes.length];
        for (int at = 0; at < columns.length; at++) {
            int name = builder.createString("c" + at);
            Column.startColumn(builder);
            Column.addName(builder, name);
            Column.addType(builder, columnTypes[at]);
            columns[at] = Column.endColumn(builder);
        }
        int list = Header.createColumnsVector(builder, columns);
        Header.startHeader(builder);
        Header.addColumns(builder, list);
        Header.addGeometryType(builder, geometryType);
        Header.addFeaturesCount(builder, count);
        Header.addIndexNodeSize(builder, nodeSize);
        builder.finishSizePrefixed(Header.endHeader(builder));
        return builder.sizedByteArray();
    }

    private static byte[] feature(byte[] values, ToIntFunction<FlatBufferBuilder> geometry) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int properties = values == null ? 0 : Feature.createPropertiesVector(builder, values);
        int shape = geometry == null ? 0 : geometry.applyAsInt(builder);
        Feature.startFeature(builder);
        if (properties != 0) {
            Feature.addProperties(builder, properties);
        }
        if (shape != 0) {
            Feature.addGeometry(builder, shape);
        }
        builder.finishSizePrefixed(Feature.endFeature(builder));
        return builder.sizedByteArray();
    }

    private static int geometry(FlatBufferBuilder builder, int type, double[] xy, long[] ends) {
        int positions = xy.length == 0 ? 0 : Geometry.createXyVector(builder, xy);
        int list = ends == null ? 0 : Geometry.createEndsVector(builder, ends);
        Geometry.startGeometry(builder);
        if (positions != 0) {
            Geometry.addXy(builder, positions);
        }
        if (list != 0) {
            Geometry.addEnds(builder, list);
        }
        Geometry.addType(builder, type);
        return Geometry.endGeometry(builder);
    }
}
