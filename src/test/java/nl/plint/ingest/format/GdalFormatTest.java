package nl.plint.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.plint.ingest.IngestException;
import nl.plint.ingest.IngestException.Fault;
import nl.plint.ingest.SourceFile;
import nl.plint.ingest.SourceFormat;
import nl.plint.ingest.SourceFormat.Options;
import nl.plint.ingest.SourceReader;
import nl.plint.ingest.SourceReader.RawFeature;
import nl.plint.ingest.SourceReader.SourceCrs;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked // test code: a null that should not be there fails the test anyway
class GdalFormatTest {
    private static final Path DATA = Path.of("../shared/data");
    private static final Path PLACES = DATA.resolve("cql2/ne110m4cql2.gpkg");
    private static final GdalFormat FORMAT = new GdalFormat();
    private static final List<SourceFormat> ALL = List.of(
            new GeoPackageFormat(),
            new FlatGeobufFormat(),
            new ShapefileFormat(),
            new GeoJsonFormat(),
            new CsvFormat(),
            FORMAT);

    @TempDir
    Path folder;

    private Set<Path> before;

    @BeforeEach
    void look() throws IOException {
        before = temporaryFolders();
    }

    @BeforeAll
    static void gdal() {
        Gdal.assume();
    }

    @ParameterizedTest
    @CsvSource({
        "MapInfo File, a.tab, ",
        "MapInfo File, a.mif, ",
        "KML, a.kml, ",
        "LIBKML, a.kmz, ",
        "ODS, a.ods, ",
        "XLSX, a.xlsx, ",
        "DXF, a.dxf, ",
        "GPX, a.gpx, waypoints"
    })
    void reads_what_gdal_reads(String driver, String name, String layer) throws IOException {
        Path source = points();
        Path file = folder.resolve(name);
        if (driver.equals("GPX") || driver.equals("DXF")) {
            Gdal.convert(driver, source, file, "-select", driver.equals("GPX") ? "name" : "");
        } else {
            Gdal.convert(driver, source, file);
        }
        assertThat(SourceFormat.recognize(new SourceFile(file, name), ALL)).isSameAs(FORMAT);
        List<RawFeature> rows = Rows.read(FORMAT, file, layer);
        assertThat(rows).hasSize(3).extracting(RawFeature::fault).containsOnlyNulls();
        boolean table = driver.equals("ODS") || driver.equals("XLSX");
        if (!table) {
            assertThat(rows)
                    .extracting(raw -> raw.geometry().getCoordinate().getX())
                    .containsExactly(6.5, 6.6, 6.7);
        }
        if (!driver.equals("DXF")) {
            assertThat(rows.get(1).values()).contains("Coördinaat");
        }
        if (table) {
            assertThat(rows.get(1).values()).containsExactly("Coördinaat", 2.5);
        }
        assertNothingLeft();
    }

    private Path points() throws IOException {
        Files.writeString(
                folder.resolve("p.csv"),
                "name,area,WKT\nAssen,1.5,POINT (6.5 53)\nCoördinaat,2.5,POINT (6.6 52.9)\nEmmen,3.5,POINT (6.7 52.8)\n");
        return Gdal.convert(
                "GPKG",
                folder.resolve("p.csv"),
                folder.resolve("p.gpkg"),
                "-oo",
                "AUTODETECT_TYPE=YES",
                "-select",
                "name,area",
                "-nlt",
                "POINT",
                "-a_srs",
                "EPSG:4326");
    }

    @Test
    void reads_the_same_as_from_a_geopackage() {
        for (String layer : List.of("ne_110m_admin_0_countries", "ne_110m_rivers_lake_centerlines")) {
            Path direct = Gdal.convert("GPKG", PLACES, folder.resolve(layer + ".gpkg"), layer);
            Path file = Gdal.convert("MapInfo File", direct, folder.resolve(layer + ".mif"));
            List<String> expected = geometries(new GeoPackageFormat(), direct);
            assertThat(geometries(FORMAT, file)).isEqualTo(expected).isNotEmpty();
        }
    }

    /** How large each is, sorted. */
    private static List<String> geometries(SourceFormat format, Path file) {
        return Rows.read(format, file).stream()
                .map(raw -> String.format(
                        java.util.Locale.ROOT,
                        "%d %.4f",
                        raw.geometry().getNumPoints(),
                        raw.geometry().getLength()))
                .sorted()
                .toList();
    }

    @Test
    void a_file_geodatabase_in_a_zip_is_read() {
        Path source = Gdal.convert(
                "GPKG", DATA.resolve("boundaries/pc4_drenthe_5km_2020_rd.gpkg"), folder.resolve("pc4.gpkg"));
        Path database = Gdal.convert("OpenFileGDB", source, folder.resolve("pc4.gdb"));
        Path file = folder.resolve("pc4.gdb.zip");
        Gdal.run("python3", "-m", "zipfile", "-c", file.toString(), database.toString());
        assertThat(SourceFormat.recognize(new SourceFile(file, "pc4.gdb.zip"), ALL))
                .isSameAs(FORMAT);
        assertThat(Rows.read(FORMAT, file)).hasSameSizeAs(Rows.read(new GeoPackageFormat(), source));
        try (SourceReader reader = FORMAT.open(file, new Options("pc4.gdb.zip", null, null))) {
            assertThat(reader.crs()).isEqualTo(new SourceCrs("EPSG:28992", null));
        }
    }

    @Test
    void a_file_of_several_layers_asks_for_one() throws IOException {
        Path file = Gdal.convert("GPX", points(), folder.resolve("a.gpx"), "-select", "name");
        assertThatThrownBy(() -> Rows.read(FORMAT, file))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(Fault.AMBIGUOUS_LAYER))
                .hasMessageContaining("a.gpx has several layers")
                .hasMessageContaining("waypoints");
        assertThatThrownBy(() -> Rows.read(FORMAT, file, "--version")).hasMessageContaining("no layer '--version'");
        assertNothingLeft();
    }

    @Test
    void an_upload_is_known_by_the_name_that_its_user_gave_it() throws IOException {
        Path file = Gdal.convert("KML", points(), folder.resolve("upload"));
        String name = "-oo Måp; $(id) 'x\".kml";
        assertThat(SourceFormat.recognize(new SourceFile(file, name), ALL)).isSameAs(FORMAT);
        try (SourceReader reader = FORMAT.open(file, new Options(name, null, null))) {
            assertThat(Rows.all(reader)).hasSize(3);
            assertThat(reader.bytesRead()).isBetween(Files.size(file) - 2, Files.size(file));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.vrt", "a.kml", "a.tab", "a.xml", "a.dxf", "a.gfs"})
    void a_virtual_file_is_refused_by_any_name(String name) throws IOException {
        Path secret = points();
        Path file = Files.writeString(
                folder.resolve(name),
                "<OGRVRTDataSource><OGRVRTLayer name=\"p\"><SrcDataSource>" + secret.toAbsolutePath()
                        + "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
        assertThat(Gdal.run("ogrinfo", "-ro", "-q", file.toString()))
                .as("what GDAL itself would do")
                .contains("1: p");
        assertUnknown(file);
        assertThatThrownBy(() -> Rows.read(FORMAT, file)).isInstanceOf(IngestException.class);
    }

    @Test
    void files_that_name_other_files_or_addresses_are_refused() throws IOException {
        Path table = Gdal.convert("MapInfo File", points(), folder.resolve("p.tab"));
        Path view = Files.writeString(
                folder.resolve("view.tab"),
                "!table\n!version 100\nopen table \"p\"\nCreate View view As Select * From p\n");
        Path seamless = Files.writeString(
                folder.resolve("all.tab"),
                Files.readString(table).replace("!charset", "\"\\IsSeamless\" = \"TRUE\"\n!charset"));
        assertUnknown(view);
        assertUnknown(seamless);
        for (String text : List.of(
                "/vsicurl/http://127.0.0.1/a.kml",
                "PG:dbname=x",
                "MySQL:x",
                "OAPIF:http://127.0.0.1/",
                "CSV:/etc/passwd")) {
            assertUnknown(Files.writeString(folder.resolve("address.bin"), text));
        }
    }

    @Test
    void a_link_in_a_file_is_not_followed_over_the_network() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            Path file = Files.writeString(
                    folder.resolve("link.kml"),
                    """
                    <?xml version="1.0"?><!DOCTYPE kml SYSTEM "%1$s/a.dtd" [<!ENTITY e SYSTEM "%1$s/e">]>
                    <kml xmlns="http://www.opengis.net/kml/2.2"><Document>
                    <NetworkLink><Link><href>%1$s/net.kml</href></Link></NetworkLink>
                    <Placemark><name>here</name><styleUrl>%1$s/style.kml#s</styleUrl>
                    <Point><coordinates>6.5,53</coordinates></Point></Placemark></Document></kml>
                    """
                            .formatted(url));
            try {
                SourceFormat.recognize(new SourceFile(file, "link.kml"), ALL);
                Rows.read(FORMAT, file);
            } catch (IngestException e) {
                assertThat(e).as("a fault with the name of the file").hasMessageContaining("link.kml");
            }
            assertThat(requests).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_broken_file_is_told_without_a_path_of_this_machine() throws IOException {
        byte[] whole = Files.readAllBytes(Gdal.convert("KML", points(), folder.resolve("whole.kml")));
        Path upload = Files.write(folder.resolve("upload.kml"), java.util.Arrays.copyOf(whole, whole.length - 100));
        assertThatThrownBy(() -> FORMAT.open(upload, new Options("mine.kml", null, null)))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(Fault.MALFORMED))
                .hasMessageContaining("mine.kml")
                .message()
                .doesNotContain(folder.toString())
                .doesNotContain("plint-gdal")
                .hasSizeLessThan(1_200);
        assertNothingLeft();
    }

    @Test
    void an_unknown_format_tells_that_gdal_reads_more_where_it_is_not_there() throws IOException {
        GdalFormat hidden = new GdalFormat("no-such-ogr2ogr", "no-such-ogrinfo");
        Path file = Gdal.convert("KML", points(), folder.resolve("a.kml"));
        assertThatThrownBy(
                        () -> SourceFormat.recognize(new SourceFile(file, "a.kml"), List.of(new CsvFormat(), hidden)))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN_FORMAT))
                .hasMessageContaining("a.kml is of no known format")
                .hasMessageContaining("with GDAL installed (Debian: gdal-bin) more formats can be read");
        assertThatThrownBy(() -> hidden.open(file, new Options("a.kml", null, null)))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNREADABLE));
        assertNothingLeft();
    }

    private void assertUnknown(Path file) {
        assertThatThrownBy(() -> SourceFormat.recognize(
                        new SourceFile(file, file.getFileName().toString()), List.of(FORMAT)))
                .as(file.toString())
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN_FORMAT))
                .message()
                .doesNotContain("gdal-bin");
    }

    private void assertNothingLeft() throws IOException {
        assertThat(temporaryFolders()).isSubsetOf(before);
    }

    private static Set<Path> temporaryFolders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("plint-gdal"))
                    .collect(Collectors.toSet());
        }
    }
}
