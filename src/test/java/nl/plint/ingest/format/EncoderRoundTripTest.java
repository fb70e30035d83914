package nl.plint.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import nl.plint.dataset.FeatureTable;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Schema;
import nl.plint.dataset.file.ValueJson;
import nl.plint.encode.CsvEncoder;
import nl.plint.encode.FeatureEncoder;
import nl.plint.encode.FlatGeobufEncoder;
import nl.plint.encode.GeoJsonEncoder;
import nl.plint.encode.GeoPackageEncoder;
import nl.plint.encode.JsonFgEncoder;
import nl.plint.geo.Crs;
import nl.plint.ingest.SourceFormat;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.NullUnmarked;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/** What an encoder writes, the reader of its format reads. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class EncoderRoundTripTest {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    /** Rows are of an optional geometry and one value of each type. */
    private record Row(Geometry geometry, List<Object> values) {}

    @Property(tries = 300)
    void geojson_comes_back_as_it_was(@ForAll("rows") List<Row> rows) throws IOException {
        Path file = Files.createTempFile("plint", ".geojson");
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Map<String, Object> members =
                    Map.of("crs", Map.of("type", "name", "properties", Map.of("name", "EPSG:28992")));
            int[] all = java.util.stream.IntStream.range(0, rows.size()).toArray();
            new GeoJsonEncoder().write(new Table(rows), all, Crs.RD_NEW, members, out);
            Files.write(file, out.toByteArray());
            SourceRows read = SourceRows.of(new GeoJsonFormat(), file);
            assertThat(read.features()).hasSize(rows.size());
            assertThat(read.crs().name()).isEqualTo("EPSG:28992");
            for (int row = 0; row < rows.size(); row++) {
                assertThat(read.features().get(row).fault()).isNull();
                assertThat(read.ids().get(row)).isEqualTo("id " + row);
                Geometry written = rows.get(row).geometry();
                Geometry found = read.features().get(row).geometry();
                if (written == null) {
                    assertThat((Object) found).isNull();
                } else {
                    assertThat(found.getClass()).isEqualTo(written.getClass());
                    assertThat(found.norm().toText()).isEqualTo(written.norm().toText());
                }
                assertThat(asRead(read.features().get(row).values()))
                        .isEqualTo(asRead(rows.get(row).values()));
            }
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 200)
    void json_fg_comes_back_as_it_was(@ForAll("rows") List<Row> rows) throws IOException {
        roundTrip(new JsonFgEncoder(), new GeoJsonFormat(), rows, 0);
    }

    @Property(tries = 200)
    void flatgeobuf_comes_back_as_it_was(@ForAll("rows") List<Row> rows) throws IOException {
        roundTrip(new FlatGeobufEncoder(), new FlatGeobufFormat(), rows, 1);
    }

    @Property(tries = 60)
    void geopackage_comes_back_as_it_was(@ForAll("rows") List<Row> rows) throws IOException {
        roundTrip(new GeoPackageEncoder(), new GeoPackageFormat(), rows, 1);
    }

    /** With a first column for the id, or none. A geometry without any place may come back as none. */
    private static void roundTrip(FeatureEncoder encoder, SourceFormat format, List<Row> rows, int idColumns)
            throws IOException {
        Path file = Files.createTempFile("plint", "." + encoder.fileExtension());
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int[] all = java.util.stream.IntStream.range(0, rows.size()).toArray();
            encoder.write(new Table(rows), all, Crs.RD_NEW, Map.of(), out);
            Files.write(file, out.toByteArray());
            SourceRows read = SourceRows.of(format, file);
            assertThat(read.features()).hasSize(rows.size());
            Object id = idColumns == 0
                    ? read.ids().get(0)
                    : read.features().get(0).values().get(0);
            assertThat(id).isEqualTo("id 0");
            for (int row = 0; row < rows.size(); row++) {
                Geometry written = rows.get(row).geometry();
                Geometry found = read.features().get(row).geometry();
                if (written != null && !written.isEmpty()) {
                    assertThat(found.norm().toText()).isEqualTo(written.norm().toText());
                }
                List<Object> values = new ArrayList<>(read.features().get(row).values());
                if (values.get(idColumns + 4) instanceof String nested) { // a table of SQL has it as a text
                    values.set(idColumns + 4, ValueJson.read(nested));
                }
                assertThat(asRead(values.subList(idColumns, idColumns + Table.SCHEMA.size())))
                        .isEqualTo(asRead(rows.get(row).values()));
            }
        } finally {
            Files.delete(file);
        }
    }

    /** In a table all values are texts: what is blank is no value, and what surrounds a text is cut off. */
    @Property(tries = 300)
    void csv_comes_back_as_the_same_texts(@ForAll("rows") List<Row> rows) throws IOException {
        Path file = Files.createTempFile("plint", ".csv");
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int[] all = java.util.stream.IntStream.range(0, rows.size()).toArray();
            new CsvEncoder().write(new Table(rows), all, Crs.RD_NEW, Map.of(), out);
            Files.write(file, out.toByteArray());
            SourceRows read = SourceRows.of(new CsvFormat(), file);
            assertThat(read.features()).hasSize(rows.size());
            for (int row = 0; row < rows.size(); row++) {
                assertThat(read.features().get(row).fault()).isNull();
                assertThat(read.ids().get(row)).isEqualTo("id " + row);
                Geometry written = rows.get(row).geometry();
                Geometry found = read.features().get(row).geometry();
                assertThat(String.valueOf(found)).isEqualTo(String.valueOf(written));
                List<Object> values = read.features().get(row).values();
                for (int at = 0; at < Table.SCHEMA.size(); at++) {
                    assertThat(values.get(at + 1))
                            .isEqualTo(asText(rows.get(row).values().get(at)));
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private static String asText(Object value) throws IOException {
        if (value == null) {
            return null;
        }
        String text = value instanceof Map
                ? new ObjectMapper().writeValueAsString(value)
                : value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                        ? Long.toString(number.longValue())
                        : value.toString();
        String stripped = text.replace('\0', '\uFFFD').strip();
        return stripped.isEmpty() ? null : stripped;
    }

    /** Whole numbers as long, and U+0000 as what it is read as. */
    private static List<Object> asRead(List<Object> values) {
        List<Object> read = new ArrayList<>();
        for (Object value : values) {
            read.add(
                    value instanceof Integer whole
                            ? (Object) whole.longValue()
                            : value instanceof String text ? text.replace('\0', '\uFFFD') : value);
        }
        return read;
    }

    private record Table(List<Row> rows) implements FeatureTable {
        private static final Schema SCHEMA = new Schema(List.of(
                property("naam \"x\"\n", PropertyType.STRING),
                property("geheel", PropertyType.INTEGER),
                property("getal", PropertyType.NUMBER),
                property("vlag", PropertyType.BOOLEAN),
                property("nest", PropertyType.JSON)));

        private static PropertyDefinition property(String name, PropertyType type) {
            return PropertyDefinition.of(name, LocalizedText.same(name), type);
        }

        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public String id(int row) {
            return "id " + row;
        }

        @Override
        public Geometry geometryRd(int row) {
            return rows.get(row).geometry();
        }

        @Override
        public Object value(int row, int position) {
            return rows.get(row).values().get(position);
        }
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars('"', '\\', '\n', '\r', '\t', '\0', '\u2028', '\uFEFF', 'é', '/', '{', '\u001E')
                        .ofMaxLength(8),
                Arbitraries.strings().withCharRange('\u0000', '\uD7FF').ofMaxLength(12),
                Arbitraries.of("\uD83D\uDE00 emoji", "", "null"));
        Arbitrary<List<Object>> values = Combinators.combine(
                        texts.injectNull(0.1),
                        Arbitraries.longs().injectNull(0.1),
                        Arbitraries.doubles().between(-1e300, 1e300).injectNull(0.1),
                        Arbitraries.of(true, false).injectNull(0.1),
                        Arbitraries.maps(texts.map(text -> "k" + text.replace('\0', ' ')), Arbitraries.of("v", "w"))
                                .ofMaxSize(3)
                                .injectNull(0.1))
                .as(Arrays::asList);
        return Combinators.combine(geometries().injectNull(0.1), values)
                .as(Row::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    /** All seven types, some empty; corners are on the millimetre, as the encoder writes them. */
    private static Arbitrary<Geometry> geometries() {
        Arbitrary<Coordinate> corner = Combinators.combine(
                        Arbitraries.longs().between(-10_000_000, 300_000_000),
                        Arbitraries.longs().between(300_000_000, 640_000_000))
                .as((x, y) -> new CoordinateXY(x / 1000.0, y / 1000.0));
        Arbitrary<Geometry> point = corner.map(FACTORY::createPoint);
        Arbitrary<LineString> line = corner.list()
                .ofMinSize(2)
                .ofMaxSize(6)
                .map(of -> FACTORY.createLineString(of.toArray(Coordinate[]::new)));
        Arbitrary<Polygon> polygon = Combinators.combine(
                        corner, Arbitraries.doubles().between(100, 9000), Arbitraries.of(true, false))
                .as(EncoderRoundTripTest::polygon);
        Arbitrary<Geometry> simple = Arbitraries.oneOf(
                point,
                line.map(of -> of),
                polygon.map(of -> of),
                corner.list().ofMaxSize(4).map(of -> FACTORY.createMultiPointFromCoords(of.toArray(Coordinate[]::new))),
                line.list().ofMaxSize(3).map(of -> FACTORY.createMultiLineString(of.toArray(LineString[]::new))),
                polygon.list().ofMaxSize(3).map(of -> FACTORY.createMultiPolygon(of.toArray(Polygon[]::new))),
                Arbitraries.of(
                        FACTORY.createPoint(),
                        FACTORY.createLineString(),
                        FACTORY.createPolygon(),
                        FACTORY.createGeometryCollection()));
        Arbitrary<Geometry> collection =
                simple.list().ofMaxSize(3).map(of -> FACTORY.createGeometryCollection(of.toArray(Geometry[]::new)));
        return Arbitraries.oneOf(
                simple, collection, collection.map(of -> FACTORY.createGeometryCollection(new Geometry[] {of})));
    }

    /** A square, with a square hole or without. */
    private static Polygon polygon(Coordinate corner, double size, boolean hole) {
        var shell = square(corner.x, corner.y, size);
        return hole
                ? FACTORY.createPolygon(FACTORY.createLinearRing(shell), new org.locationtech.jts.geom.LinearRing[] {
                    FACTORY.createLinearRing(square(corner.x + size / 4, corner.y + size / 4, size / 2))
                })
                : FACTORY.createPolygon(shell);
    }

    private static Coordinate[] square(double x, double y, double size) {
        return Arrays.stream(new double[][] {{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}})
                .map(of -> new CoordinateXY(Math.round(of[0] * 1e3) / 1e3, Math.round(of[1] * 1e3) / 1e3))
                .toArray(Coordinate[]::new);
    }
}
