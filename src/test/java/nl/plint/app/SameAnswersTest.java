package nl.plint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import nl.plint.dataset.Audience;
import nl.plint.http.PlintServer;
import nl.plint.http.ServerSettings;
import nl.plint.store.postgis.TestDatabase;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same demonstration from a folder and from a database: whatever links lead to, and whatever a process answers, is the same
 * byte for byte. Both servers say that they are at one address; the moments at which the test ran are left out.
 */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class SameAnswersTest {
    private static final String ADDRESS = "http://plint.test";
    private static final String KEY = "for this test only";
    private static final int FEATURES_OF_EACH_PAGE = 1;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final Set<String> seen = new HashSet<>();
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Set<String> described = new HashSet<>();
    private int pages;

    /** What a client can tell an answer by; the validators name the host and the moment of the ingest. */
    private record Answer(int status, List<String> headers, String body) {}

    @Test
    void a_folder_and_a_database_give_the_same_bytes() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                Workspace first = Workspace.open(folder.resolve("data"));
                Workspace second = Workspace.open(ArchivePlace.parse(database.url()));
                PlintServer ofFolder = serve(first, "one");
                PlintServer ofDatabase = serve(second, "two")) {
            walk(ofFolder, ofDatabase);
            requireEveryPathSeen();
            assertThat(pages).as("pages of features").isGreaterThan(12 * 3 * 5);
            assertThat(executeAll(ofFolder, ofDatabase)).isGreaterThan(4);
        }
    }

    private PlintServer serve(Workspace workspace, String uploads) {
        Demonstration.load(workspace);
        workspace.catalog().follow();
        return PlintServer.start(
                new ServerSettings("localhost", 0, ADDRESS, Set.of(KEY), Version.current()),
                workspace.catalog(),
                Wiring.analyses(Audience.PROVINCE),
                workspace.ingestion(),
                workspace.jobs(folder.resolve(uploads)),
                () -> true);
    }

    /** Follows every link from the landing page on, and asks for each path that is described and needs no more. */
    private void walk(PlintServer one, PlintServer other) throws Exception {
        add(ADDRESS + "/ogc/v1");
        while (!waiting.isEmpty()) {
            String link = waiting.poll();
            Answer answer = requireSame(link, null, one, other);
            assertThat(answer.status()).as(link).isIn(200, 204);
            pages += link.contains("/items?") ? 1 : 0;
            if (answer.body().startsWith("{")) {
                JsonNode document = JSON.readTree(answer.body());
                document.findValues("href").forEach(href -> add(href.asText()));
                follow(document);
            }
        }
    }

    /** What no link leads to: paths that are described, features, tiles, and pages in other systems of coordinates. */
    private void follow(JsonNode document) {
        if (document.path("crs").isArray() && document.has("storageCrs")) {
            String items =
                    ADDRESS + "/ogc/v1/collections/" + document.path("id").asText() + "/items";
            document.path("crs").forEach(crs -> add(items + "?crs=" + crs.asText()));
        }
        document.path("paths").properties().forEach(path -> {
            if (path.getValue().has("get") && !path.getKey().startsWith("/jobs/")) {
                described.add(path.getKey());
                add(ADDRESS + "/ogc/v1" + (path.getKey().equals("/") ? "" : path.getKey()));
            }
        });
        String collection = "";
        for (JsonNode link : document.path("links")) {
            if (link.path("rel").asText().equals("collection")) {
                collection = link.path("href").asText();
            }
        }
        int left = FEATURES_OF_EACH_PAGE;
        for (JsonNode feature : document.path("features")) {
            if (left-- > 0) {
                add(collection + "/items/" + feature.path("id").asText());
            }
        }
        for (JsonNode limits : document.path("tileMatrixSetLimits")) {
            followTiles(document, limits);
        }
        for (JsonNode version : document.path("versions")) {
            for (JsonNode link : version.path("links")) {
                add(link.path("href").asText() + "/rejected");
                add(link.path("href").asText() + "/rejected?f=geojson");
                add(link.path("href").asText() + "/comparison");
            }
        }
    }

    /** Of each third matrix the tile in the middle of what there is. */
    private void followTiles(JsonNode tileSet, JsonNode limits) {
        if (limits.path("tileMatrix").asInt() % 3 != 0) {
            return;
        }
        String row = String.valueOf(
                (limits.path("minTileRow").asInt() + limits.path("maxTileRow").asInt()) / 2);
        String column = String.valueOf(
                (limits.path("minTileCol").asInt() + limits.path("maxTileCol").asInt()) / 2);
        for (JsonNode link : tileSet.path("links")) {
            if (link.path("templated").asBoolean()) {
                add(link.path("href")
                        .asText()
                        .replace("{tileMatrix}", limits.path("tileMatrix").asText())
                        .replace("{tileRow}", row)
                        .replace("{tileCol}", column));
            }
        }
    }

    private void add(String link) {
        if (!link.startsWith(ADDRESS) || link.endsWith("/execution") || link.contains("{")) {
            return;
        }
        String page = link;
        if (link.matches(".*/items([?].*)?") && !link.contains("limit=")) {
            page += (link.contains("?") ? "&" : "?") + "limit=1000";
        }
        if (seen.add(page)) {
            waiting.add(page);
        }
    }

    /** Nothing that is described is left out but single jobs, which only servers that share a store have in common. */
    private void requireEveryPathSeen() {
        assertThat(described).hasSizeGreaterThan(20).allSatisfy(path -> {
            String pattern = Pattern.quote(ADDRESS + "/ogc/v1")
                    + (path.equals("/") ? "" : path.replaceAll("[{]\\w+[}]", "[^/?]+"))
                    + "([?].*)?";
            assertThat(seen).anyMatch(link -> link.matches(pattern));
        });
    }

    /** Executes each process as it is, and with each other value of each input that names its values; tells how often. */
    private int executeAll(PlintServer one, PlintServer other) throws Exception {
        int executions = 0;
        JsonNode processes = JSON.readTree(requireSame(ADDRESS + "/ogc/v1/processes?f=json", null, one, other)
                .body());
        for (JsonNode process : processes.path("processes")) {
            String path = ADDRESS + "/ogc/v1/processes/" + process.path("id").asText();
            JsonNode description = JSON.readTree(
                    requireSame(path + "?f=json", null, one, other).body());
            List<Map<String, Object>> inputs = new ArrayList<>(List.of(Map.of()));
            description.path("inputs").properties().forEach(input -> {
                for (JsonNode values : input.getValue().findValues("enum")) {
                    if (input.getValue()
                            .path("schema")
                            .path("type")
                            .asText("string")
                            .equals("string")) {
                        values.forEach(value -> inputs.add(Map.of(input.getKey(), value)));
                    }
                }
            });
            for (Map<String, Object> given : inputs) {
                String body = JSON.writeValueAsString(Map.of("inputs", given));
                Answer answer = requireSame(path + "/execution", body, one, other);
                if (given.isEmpty()) {
                    assertThat(answer.status()).as(path + " as it is").isEqualTo(200);
                }
                executions++;
            }
        }
        return executions;
    }

    private Answer requireSame(String link, String body, PlintServer one, PlintServer other) throws Exception {
        Answer expected = ask(link, body, one);
        Answer answer = ask(link, body, other);
        if (!answer.equals(expected)) { // as one comparison, since the texts are long
            assertThat(answer).as("%s %s", link, body).isEqualTo(expected);
        }
        return answer;
    }

    private Answer ask(String link, String body, PlintServer server) throws Exception {
        String address =
                link.replace(ADDRESS, "http://localhost:" + server.port()).replace(" ", "%20");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).header("X-Api-Key", KEY);
        if (body != null) {
            request.header("Prefer", "wait=60").POST(HttpRequest.BodyPublishers.ofString(body));
        }
        HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        List<String> headers = new ArrayList<>();
        for (String name : List.of("Content-Type", "Content-Crs", "Link", "Cache-Control", "Vary")) {
            headers.add(withoutMoments(name + ": " + response.headers().allValues(name)));
        }
        return new Answer(
                response.statusCode(),
                headers,
                withoutMoments(new String(response.body(), StandardCharsets.ISO_8859_1)));
    }

    /**
     * Without the moments of this day or the next, when a version was taken in or a page was written, and without what parts
     * the parts of a message, which is drawn.
     */
    private String withoutMoments(String text) {
        return text.replaceAll("(" + today + "|" + today.plusDays(1) + ")T[0-9:.]+Z", "now")
                .replaceAll("plint-[0-9a-f-]{36}", "boundary");
    }
}
