package nl.plint.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.plint.ingest.GdalFigures.Figures;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.format.CsvFormat;
import nl.plint.ingest.format.FlatGeobufFormat;
import nl.plint.ingest.format.GdalFormat;
import nl.plint.ingest.format.GeoJsonFormat;
import nl.plint.ingest.format.GeoPackageFormat;
import nl.plint.ingest.format.GmlFormat;
import nl.plint.ingest.format.OverpassFormat;
import nl.plint.ingest.format.ShapefileFormat;
import nl.plint.ingest.format.ZippedFormat;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.Snapshot;
import nl.plint.store.geopackage.GeoPackageArchive;
import nl.plint.text.LocalizedText;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Takes in every data file that was gathered for this project and compares what comes out with {@code every-file.csv}, and
 * what that says with GDAL where it can read the file.
 *
 * <p>A row of the table is a file, or a layer of one. It has the fault with which the file is refused, or else the format,
 * the counts of the report, the issues by code, and the area, length (of polygons their perimeter) and bounds of all that is
 * stored, in RD New. {@code value} is one value of one feature, {@code id|property|value}, so that columns cannot shift; of
 * a feature without properties only the id. The values and the figures were checked against the files without Plint.
 *
 * <p>{@code gdal} tells {@link GdalFigures} how to read the same with GDAL. Where it is empty, or has {@code measures=no} so
 * that only the count and the bounds are compared, {@code reason} says why, and where the figures are from.
 */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class EveryFileTest {
    private static final Path DATA = Path.of("../shared/data");
    private static final Set<String> NO_DATA_FOLDERS = Set.of("stop-schemas", "api-rules");
    private static final String NO_DATA = "(?:.*/)?README\\.md|.*\\.(?:shx|dbf|prj|cpg|wkt|gal|html)";
    private static final AtomicInteger LAYERS = new AtomicInteger();

    @TempDir
    static Path folder;

    private static DatasetCatalog catalog;
    private static GeoPackageArchive archive;

    /** A row of the table. */
    record Row(NamedCsvRecord fields) {
        String get(String column) {
            return fields.getField(column);
        }

        long count(String column) {
            return Long.parseLong(get(column));
        }

        boolean has(String column) {
            return !get(column).isEmpty();
        }

        boolean hasPlaces() {
            return has("minx");
        }

        /** As the table has them; none where nothing that is stored has a place. */
        Figures figures() {
            return hasPlaces()
                    ? new Figures(
                            count("read"),
                            number("area"),
                            number("length"),
                            new Envelope(number("minx"), number("maxx"), number("miny"), number("maxy")))
                    : new Figures(count("read"), 0, 0, new Envelope());
        }

        private double number(String column) {
            return Double.parseDouble(get(column));
        }

        @Override
        public String toString() {
            return get("path") + (has("layer") ? " " + get("layer") : "");
        }
    }

    @BeforeAll
    static void open() {
        archive = GeoPackageArchive.open(folder.resolve("archive"));
        catalog = new DatasetCatalog(archive);
    }

    @AfterAll
    static void close() {
        archive.close();
    }

    static List<Row> rows() throws IOException {
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().ofNamedCsvRecord(Path.of("src/test/resources/ingest/every-file.csv"))) {
            return csv.stream().map(Row::new).toList();
        }
    }

    static List<Row> refused() throws IOException {
        return rows().stream().filter(row -> row.has("fault")).toList();
    }

    static List<Row> takenIn() throws IOException {
        return rows().stream().filter(row -> !row.has("fault")).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void what_is_no_layer_is_refused_for_the_reason_in_the_table(Row row) {
        assertThatThrownBy(() -> ingest(row, "refused"))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(Fault.valueOf(row.get("fault"))))
                .hasMessageContaining(Path.of(row.get("path")).getFileName().toString());
        assertThat(archive.listVersions("refused")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("takenIn")
    void every_layer_comes_out_as_the_table_says(Row row) {
        String layer = "layer-" + LAYERS.incrementAndGet();
        IngestReport report = ingest(row, layer);
        assertThat(report.format()).isEqualTo(row.get("format"));
        assertThat(List.of(report.read(), report.stored(), report.repaired(), report.skipped()))
                .as("read, stored, repaired, skipped")
                .containsExactly(row.count("read"), row.count("stored"), row.count("repaired"), row.count("skipped"));
        assertThat(report.counts().entrySet().stream()
                        .map(count -> count.getKey().wireName() + "=" + count.getValue())
                        .collect(Collectors.joining(",")))
                .isEqualTo(row.get("issues"));
        Snapshot snapshot = catalog.now().current(layer);
        assertThat(snapshot.size()).isEqualTo((int) row.count("stored"));
        SoftAssertions softly = new SoftAssertions();
        compare(softly, row, figures(report, snapshot), true);
        softly.assertAll();
        assertValue(row.get("value"), snapshot);
    }

    @Test
    void gdal_reads_the_same() throws IOException {
        GdalFigures.assumeInstalled();
        List<Row> asked = takenIn().stream().filter(row -> row.has("gdal")).toList();
        Map<Row, String> questions = new LinkedHashMap<>();
        asked.forEach(row -> questions.put(row, row.get("gdal")));
        Map<Row, Figures> answers = GdalFigures.of(
                questions, row -> DATA.resolve(row.get("path")).toAbsolutePath().normalize(), Row::hasPlaces, folder);
        SoftAssertions softly = new SoftAssertions();
        answers.forEach(
                (row, figures) -> compare(softly, row, figures, !row.get("gdal").contains("measures=no")));
        softly.assertThat(answers).hasSameSizeAs(asked);
        softly.assertAll();
    }

    @Test
    void no_data_file_is_missing_from_the_table() throws IOException {
        Set<String> there;
        try (Stream<Path> files = Files.walk(DATA)) {
            there = files.filter(Files::isRegularFile)
                    .map(DATA::relativize)
                    .filter(path -> !NO_DATA_FOLDERS.contains(path.getName(0).toString()))
                    .map(path -> path.toString().replace('\\', '/'))
                    .filter(path -> !path.matches(NO_DATA))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        Set<String> named = new TreeSet<>();
        rows().forEach(row -> named.add(row.get("path")));
        assertThat(named).isEqualTo(there);
        assertThat(rows()).extracting(Row::toString).doesNotHaveDuplicates();
    }

    @Test
    void each_layer_of_a_file_with_several_has_a_row() throws IOException {
        Map<String, List<Row>> layers = takenIn().stream()
                .filter(row -> row.has("layer"))
                .collect(Collectors.groupingBy(row -> row.get("path"), LinkedHashMap::new, Collectors.toList()));
        layers.forEach((path, of) -> {
            Row whole = of.get(0);
            assertThatThrownBy(() -> ingestLayer(whole, "whole", null))
                    .hasMessageEndingWith(
                            of.stream().map(row -> row.get("layer")).toList().toString());
        });
        assertThat(layers).isNotEmpty();
    }

    @Test
    void the_table_says_why_where_gdal_is_not_followed_and_has_a_value_of_each_layer() throws IOException {
        assertThat(rows()).allSatisfy(row -> {
            boolean followed = row.has("gdal")
                    && !row.get("gdal").contains("measures=no")
                    && row.count("skipped") == 0
                    && row.count("repaired") == 0;
            assertThat(followed || row.has("reason")).as("reason of " + row).isTrue();
            boolean stored = !row.has("fault") && row.count("stored") > 0;
            assertThat(row.has("value")).as("value of " + row).isEqualTo(stored);
        });
    }

    private static void compare(SoftAssertions softly, Row row, Figures found, boolean measures) {
        Figures expected = row.figures();
        softly.assertThat(found.count()).as("count of " + row).isEqualTo(expected.count());
        if (measures) {
            softly.assertThat(found.area())
                    .as("area of " + row)
                    // Where arcs become lines, an area is as uncertain as its boundary.
                    .isCloseTo(expected.area(), near(Math.max(expected.area(), expected.length())));
            softly.assertThat(found.length())
                    .as("length of " + row)
                    .isCloseTo(expected.length(), near(expected.length()));
        }
        softly.assertThat(corners(found.bounds())).as("bounds of " + row).hasSameSizeAs(corners(expected.bounds()));
        for (int at = 0;
                at
                        < Math.min(
                                corners(found.bounds()).size(),
                                corners(expected.bounds()).size());
                at++) {
            softly.assertThat(corners(found.bounds()).get(at))
                    .as("bounds of " + row)
                    .isCloseTo(corners(expected.bounds()).get(at), within(1.0));
        }
    }

    /** A part in 100,000, and the digits that the table has. */
    private static org.assertj.core.data.Offset<Double> near(double expected) {
        return within(Math.max(expected * 1e-5, 1e-3));
    }

    private static List<Double> corners(Envelope bounds) {
        return bounds.isNull()
                ? List.of()
                : List.of(bounds.getMinX(), bounds.getMinY(), bounds.getMaxX(), bounds.getMaxY());
    }

    private static Figures figures(IngestReport report, Snapshot snapshot) {
        List<Geometry> geometries = new ArrayList<>();
        IntStream.range(0, snapshot.size())
                .mapToObj(snapshot::geometryRd)
                .filter(geometry -> geometry != null && !geometry.isEmpty())
                .forEach(geometries::add);
        Envelope bounds = new Envelope();
        geometries.forEach(geometry -> bounds.expandToInclude(geometry.getEnvelopeInternal()));
        return new Figures(
                report.read(),
                geometries.stream().mapToDouble(Geometry::getArea).sum(),
                geometries.stream().mapToDouble(Geometry::getLength).sum(),
                bounds);
    }

    private static void assertValue(String expected, Snapshot snapshot) {
        if (expected.isEmpty()) {
            return;
        }
        List<String> parts = Arrays.asList(expected.split("\\|", -1));
        assertThat(snapshot.findRow(parts.get(0))).as("feature " + parts.get(0)).isPresent();
        if (!parts.get(1).isEmpty()) {
            Object value = snapshot.value(
                    snapshot.findRow(parts.get(0)).getAsInt(),
                    snapshot.schema().findPosition(parts.get(1)).orElseThrow());
            assertThat(String.valueOf(value)).isEqualTo(parts.get(2));
        }
    }

    private static IngestReport ingest(Row row, String layer) {
        return ingestLayer(row, layer, row.has("layer") ? row.get("layer") : null);
    }

    private static IngestReport ingestLayer(Row row, String layer, String sourceLayer) {
        Path file = DATA.resolve(row.get("path"));
        return new Ingestion(catalog, formats(), Map.of(), "test")
                .ingest(
                        new IngestRequest(
                                List.of(new SourceFile(file, file.getFileName().toString())),
                                layer.toLowerCase(Locale.ROOT),
                                null,
                                LocalDate.of(2026, 1, 1),
                                LocalizedText.same("test"),
                                "CC0-1.0",
                                null,
                                false,
                                sourceLayer,
                                true,
                                false),
                        IngestProgress.NONE);
    }

    /** All that the program reads, in its order. */
    private static List<SourceFormat> formats() {
        List<SourceFormat> formats = new ArrayList<>(List.of(
                new GeoPackageFormat(),
                new FlatGeobufFormat(),
                new ShapefileFormat(),
                new OverpassFormat(),
                new GeoJsonFormat(),
                new GmlFormat(),
                new CsvFormat(),
                new GdalFormat()));
        formats.add(0, new ZippedFormat(formats));
        return formats;
    }
}
