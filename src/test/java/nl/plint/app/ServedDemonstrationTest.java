package nl.plint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The program as its user starts it: a process of its own that serves the demonstration. */
@NullUnmarked // test code: a null that should not be there fails the test anyway
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServedDemonstrationTest {
    private static final Pattern EXTENT =
            Pattern.compile("Extent: \\(([\\d.]+), ([\\d.]+)\\) - \\(([\\d.]+), ([\\d.]+)\\)");

    @TempDir
    static Path folder;

    private static Process process;
    private static String url;

    @BeforeAll
    static void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--demo",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString())
                .redirectError(folder.resolve("log").toFile())
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); url == null && line != null; line = out.readLine()) {
            Matcher link = Pattern.compile("(http://\\S+/ogc/v1) ").matcher(line);
            url = link.find() ? link.group(1) : null;
        }
        assertThat(url).as("it prints where it is").isNotNull();
    }

    @AfterAll
    static void end() {
        process.destroyForcibly();
    }

    @Test
    @Order(1)
    void gdal_lists_and_reads_every_collection() throws Exception {
        Assumptions.assumeTrue(isInstalled(), "ogrinfo is not installed");
        JsonNode collections = json(url + "/collections").path("collections");
        assertThat(collections).hasSize(12);
        for (JsonNode collection : collections) {
            String id = collection.path("id").asText();
            int count = json(url + "/collections/" + id + "/items?limit=1")
                    .path("numberMatched")
                    .intValue();
            // ogr2ogr reads all pages; CSV has a line for each feature after its header.
            String rows = output("ogr2ogr", "-f", "CSV", "/vsistdout/", "OAPIF:" + url, id, "-oo", "PAGE_SIZE=1000");
            assertThat(rows.lines().count() - 1).as(id).isEqualTo(count);
            Matcher extent = EXTENT.matcher(output("ogrinfo", "-ro", "-so", "OAPIF:" + url, id));
            if (extent.find() && !id.equals("centres")) { // centres outside the province are among them
                assertThat(Double.parseDouble(extent.group(1))).as(id).isBetween(6.0, 7.2);
                assertThat(Double.parseDouble(extent.group(2))).as(id).isBetween(52.5, 53.3);
                assertThat(Double.parseDouble(extent.group(3))).as(id).isBetween(6.0, 7.2);
                assertThat(Double.parseDouble(extent.group(4))).as(id).isBetween(52.5, 53.3);
            }
        }
    }

    @Test
    @Order(2)
    void a_request_to_terminate_lets_those_in_flight_get_their_full_answers() throws Exception {
        String page = url + "/collections/shop-units/items?limit=2000";
        AtomicBoolean goOn = new AtomicBoolean(true);
        AtomicInteger answered = new AtomicInteger();
        ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread client = new Thread(() -> ask(page, goOn, answered, faults));
            client.start();
            clients.add(client);
        }
        while (answered.get() < 100) {
            Thread.sleep(20);
        }
        process.destroy(); // SIGTERM
        for (Thread client : clients) {
            client.join(20_000);
        }
        goOn.set(false);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(faults).isEmpty();
    }

    /** Asks again and again until the server takes no more: refusing is fine then, breaking off an answer never is. */
    private static void ask(
            String page, AtomicBoolean goOn, AtomicInteger answered, ConcurrentLinkedQueue<String> faults) {
        HttpClient client = HttpClient.newHttpClient();
        while (goOn.get()) {
            try {
                HttpResponse<String> response = client.send(
                        HttpRequest.newBuilder(URI.create(page))
                                .timeout(Duration.ofSeconds(15))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 503) {
                    return;
                }
                JsonNode answer = new ObjectMapper().readTree(response.body());
                if (response.statusCode() != 200 || answer.path("features").size() != 2_000) {
                    faults.add("status " + response.statusCode() + ", "
                            + response.body().length() + " characters");
                }
                answered.incrementAndGet();
            } catch (ConnectException e) {
                return;
            } catch (IOException e) {
                // A kept connection may be closed between two requests: nothing of an answer had come then.
                if (!String.valueOf(e.getMessage()).contains("received no bytes")
                        && !String.valueOf(e.getMessage()).contains("GOAWAY")) {
                    faults.add(e.toString());
                }
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("ogr2ogr", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String output(String... command) throws Exception {
        Process started = new ProcessBuilder(command)
                .redirectError(folder.resolve("gdal.log").toFile())
                .start();
        String text = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(started.waitFor()).as(String.join(" ", command)).isZero();
        return text;
    }

    private static JsonNode json(String address) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }
}
