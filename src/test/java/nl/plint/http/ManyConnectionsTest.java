package nl.plint.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.dataset.Feature;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.LayerDefinition;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.dataset.PropertyType;
import nl.plint.dataset.Provenance;
import nl.plint.dataset.Schema;
import nl.plint.ingest.Ingestion;
import nl.plint.job.MemoryJobStore;
import nl.plint.store.ArchiveSamples;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.VersionDraft;
import nl.plint.store.VersionWriter;
import nl.plint.store.geopackage.GeoPackageArchive;
import nl.plint.text.LocalizedText;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** More clients than the server has threads: that wait, read slowly or hang up; and what is left of them afterwards. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class ManyConnectionsTest {
    private static final String VERSION = "20200101-00000000";
    private static final int FEATURES = 4_000;
    private static final String NAME = "a name of fifty characters, of which there are 20 ".repeat(20);
    /** More than 4 MB, of which the buffers of a connection take a part only. */
    private static final String PAGE = "/ogc/v1/collections/points/items?limit=" + FEATURES;

    private static final String FILE = "/ogc/v1/collections/points/download";

    private static final String SMALL = "/ogc/v1/collections/points/items?limit=1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static GeoPackageArchive archive;
    private static PlintServer server;

    @BeforeAll
    static void start() {
        archive = GeoPackageArchive.open(folder);
        LayerDefinition layer = new LayerDefinition(
                "points",
                LocalizedText.same("points"),
                LocalizedText.same("points"),
                GeometryKind.POINT,
                null,
                List.of(PropertyDefinition.of("name", LocalizedText.same("name"), PropertyType.STRING)));
        archive.define(layer);
        Provenance provenance =
                new Provenance(LocalizedText.same("test"), "CC0-1.0", null, "none", "0", null, true, "test");
        GeometryFactory geometries = new GeometryFactory();
        try (VersionWriter writer = archive.begin(new VersionDraft(
                VERSION, layer, LocalDate.of(2020, 1, 1), new Schema(layer.properties()), provenance))) {
            for (int row = 0; row < FEATURES; row++) {
                writer.write(new Feature(
                        "f" + row, geometries.createPoint(new Coordinate(230_000 + row, 550_000)), row + NAME));
            }
            writer.finish("{}");
        }
        ArchiveSamples.publish(archive, "points", VERSION);
        DatasetCatalog catalog = new DatasetCatalog(archive);
        server = PlintServer.start(
                new ServerSettings("localhost", 0, null, Set.of(), "1.2.3"),
                catalog,
                new AnalysisCatalog(List.of()),
                new Ingestion(catalog, List.of(), Map.of(), "test"),
                new MemoryJobStore(folder),
                () -> true);
    }

    @AfterAll
    static void stop() {
        server.close();
        archive.close();
    }

    @Test
    void a_thousand_connections_that_stay_open_are_answered_and_leave_nothing() throws Exception {
        long filesBefore = openFiles();
        List<Client> clients = new ArrayList<>();
        try {
            for (int client = 0; client < 1_000; client++) {
                clients.add(new Client());
            }
            for (Client client : clients) {
                client.ask("GET", SMALL);
            }
            for (Client client : clients) {
                assertThat(client.head()).startsWith("HTTP/1.1 200");
                client.body();
            }
            for (String method : List.of("HEAD", "OPTIONS")) {
                Client client = clients.get(clients.size() / 2);
                client.ask(method, SMALL);
                assertThat(client.head()).startsWith(method.equals("HEAD") ? "HTTP/1.1 200" : "HTTP/1.1 204");
            }
        } finally {
            close(clients);
        }
        awaitAtMost(filesBefore + 20, ManyConnectionsTest::openFiles);
    }

    @Test
    void clients_that_do_not_read_keep_nobody_else_waiting_and_get_the_whole_answer_when_they_do() throws Exception {
        long filesBefore = openFiles();
        byte[] expected = get(PAGE).body();
        byte[] file = get(FILE).body();
        List<Client> slow = new ArrayList<>();
        try {
            for (int client = 0; client < 20; client++) {
                slow.add(new Client());
                slow.get(client).ask("GET", PAGE);
            }
            for (Client client : slow) {
                assertThat(client.head()).startsWith("HTTP/1.1 200");
            }
            // No server of one process lets any number of threads wait: it tells the last ones to come back.
            List<String> downloads = new ArrayList<>();
            for (int client = 20; client < 300; client++) {
                slow.add(new Client());
                slow.get(client).ask("GET", FILE);
                downloads.add(slow.get(client).head());
            }
            assertThat(downloads.subList(0, 100)).allMatch(head -> head.startsWith("HTTP/1.1 200"));
            assertThat(downloads.subList(100, 280))
                    .allMatch(head -> head.startsWith("HTTP/1.1 503") && head.contains("Retry-After: "));

            HttpResponse<byte[]> page = get(PAGE);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).isEqualTo(expected);
            String tag = page.headers().firstValue("ETag").orElseThrow();
            assertThat(send(request(PAGE).header("If-None-Match", tag)).statusCode())
                    .isEqualTo(304);
            HttpResponse<byte[]> head = send(request(PAGE).method("HEAD", HttpRequest.BodyPublishers.noBody()));
            assertThat(head.headers().firstValue("Content-Length")).contains(String.valueOf(expected.length));
            HttpResponse<byte[]> part = send(request(PAGE).header("Range", "bytes=0-9"));
            // Ranges are not served (RFC 9110, 14.2): the whole is the right answer.
            assertThat(part.statusCode()).isEqualTo(200);
            assertThat(part.body()).isEqualTo(expected);

            close(slow.subList(5, 300)); // in the midst of the answer
            for (Client client : slow.subList(0, 5)) {
                assertThat(client.body()).isEqualTo(expected);
            }
        } finally {
            close(slow);
        }
        awaitAtMost(filesBefore + 20, ManyConnectionsTest::openFiles);
        assertThat(get(PAGE).body()).isEqualTo(expected);
        assertThat(get(FILE).body()).isEqualTo(file);
    }

    /** A client that reads no more than it is told to. */
    private static final class Client implements AutoCloseable {
        private final SocketChannel channel = SocketChannel.open();
        private final ByteBuffer read = ByteBuffer.allocate(4 << 10).flip();
        private String head = "";

        Client() throws IOException {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 10);
            channel.connect(new InetSocketAddress("localhost", server.port()));
        }

        void ask(String method, String path) throws IOException {
            String request = method + " " + path + " HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        }

        private byte next() throws IOException {
            if (!read.hasRemaining()) {
                read.clear();
                if (channel.read(read) < 0) {
                    throw new IOException("closed after: " + head);
                }
                read.flip();
            }
            return read.get();
        }

        /** The head of an answer; of its body no more is read than comes with it. */
        String head() throws IOException {
            StringBuilder text = new StringBuilder();
            while (text.indexOf("\r\n\r\n", text.length() - 4) < 0) {
                text.append((char) next());
            }
            head = text.toString();
            return head;
        }

        byte[] body() throws IOException {
            byte[] body = new byte[Integer.parseInt(head.replaceAll("(?is).*content-length: (\\d+).*", "$1"))];
            for (int at = 0; at < body.length; at++) {
                body[at] = next();
            }
            return body;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static void close(List<Client> clients) throws IOException {
        for (Client client : clients) {
            client.close();
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .timeout(PATIENCE);
    }

    private static HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    /** The server notices a moment later that a client is gone. */
    private static void awaitAtMost(long most, LongSupplier now) throws InterruptedException {
        for (int attempt = 0; attempt < 600 && now.getAsLong() > most; attempt++) {
            Thread.sleep(100);
        }
        assertThat(now.getAsLong()).isLessThanOrEqualTo(most);
    }
}
