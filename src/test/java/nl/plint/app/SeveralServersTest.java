package nl.plint.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import nl.plint.store.postgis.TestCluster;
import nl.plint.store.postgis.TestDatabase;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * Three servers on one database, under load, while servers are killed and the database is restarted. Each version of the layer
 * holds one number only, so that a page of one version among pages of another would show.
 */
@NullUnmarked // test code: a null that should not be there fails the test anyway
class SeveralServersTest {
    private static final int SERVERS = 3;
    private static final int PUBLICATIONS = 200;
    private static final int RESTARTS = 10;
    private static final int KILLS = 4;
    private static final int FEATURES = 250;
    private static final String KEY = "for this test only";
    private static final String LAYER = "numbers";
    private static final String VERSIONS = "/collections/" + LAYER + "/versions";
    private static final Duration PATIENCE = Duration.ofMinutes(12);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final List<ServerProcess> servers = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<Integer, String> published = new ConcurrentHashMap<>();
    private final Map<String, Integer> jobs = new ConcurrentHashMap<>();
    private final AtomicInteger disturbances = new AtomicInteger();
    private final AtomicInteger walks = new AtomicInteger();
    private final AtomicInteger toldToTryAgain = new AtomicInteger();
    private final AtomicInteger toldOfAnother = new AtomicInteger();
    private String database;
    private final AtomicBoolean done = new AtomicBoolean();
    private final long deadline = System.nanoTime() + PATIENCE.toNanos();

    /** Asks and waits until the answer is there; a new one is asked in its place when its server was killed. */
    private record Answer(int status, JsonNode body, String location, String retryAfter) {}

    @Test
    void nothing_is_lost_doubled_or_mixed_whatever_is_killed_or_restarted() throws Exception {
        TestCluster cluster = TestCluster.require();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (TestDatabase made = TestDatabase.create()) {
            database = made.url();
            for (int number = 0; number < SERVERS; number++) {
                servers.add(ServerProcess.start(database, KEY));
            }
            awaitReady(SERVERS);
            publish(0, new Random(0));
            AtomicInteger next = new AtomicInteger(1);
            List<Future<?>> publishers = new ArrayList<>();
            List<Future<?>> others = new ArrayList<>();
            for (int publisher = 0; publisher < 2; publisher++) {
                Random random = new Random(publisher);
                publishers.add(threads.submit(() -> {
                    for (int number = next.getAndIncrement(); number < PUBLICATIONS; number = next.getAndIncrement()) {
                        publish(number, random);
                    }
                    return null;
                }));
            }
            for (int reader = 0; reader < 2; reader++) {
                Random random = new Random(reader);
                others.add(threads.submit(() -> {
                    while (!done.get()) {
                        walk(random);
                        Thread.sleep(random.nextInt(400)); // reads are not to fill the machine
                    }
                    return null;
                }));
            }
            others.add(threads.submit(() -> {
                disturb(cluster);
                return null;
            }));
            for (Future<?> publisher : publishers) {
                publisher.get();
            }
            done.set(true);
            for (Future<?> other : others) {
                other.get();
            }
            assertThat(disturbances.get()).isEqualTo(RESTARTS + KILLS);
            check(made);
            for (ServerProcess server : servers) {
                assertThat(server.stop())
                        .as("exit status after SIGTERM: 128 + 15")
                        .isIn(0, 143);
            }
        } finally {
            done.set(true);
            for (ServerProcess server : servers) {
                server.kill();
            }
            threads.shutdownNow();
        }
    }

    /** Kills servers and restarts the database in turn, as long as the publishing goes on, evenly over it. */
    private void disturb(TestCluster cluster) throws Exception {
        Random random = new Random(7);
        int acts = RESTARTS + KILLS;
        for (int act = 0; act < acts; act++) {
            int from = (act + 1) * PUBLICATIONS / (acts + 2);
            while (published.size() < from && !done.get()) {
                Thread.sleep(20);
                requireTime();
            }
            if (act % 3 == 0 && act < 3 * KILLS) {
                kill(random);
            } else {
                cluster.stop(act % 2 == 0 ? "immediate" : "fast");
                if (act < 3) { // one of each kind
                    requireToldToTryAgain(random);
                }
                cluster.start();
            }
            disturbances.incrementAndGet();
        }
    }

    /** What is sent while the database is away is refused, and the client told when to send it again; reads go on meanwhile. */
    private void requireToldToTryAgain(Random random) throws Exception {
        Answer answer = ask(random, "POST", VERSIONS + "?fileName=away.csv", csv(PUBLICATIONS), null);
        if (answer.status() != 503 || !answer.body().path("type").asText().endsWith("/store-unavailable")) {
            failures.add("a write while the database is away: " + answer);
        }
        requireRetryAfter(answer);
    }

    private void requireRetryAfter(Answer answer) {
        if (!answer.retryAfter().matches("[0-9]+")) {
            failures.add("not told when to try again: " + answer);
        }
    }

    private void kill(Random random) throws Exception {
        int at;
        ServerProcess victim;
        synchronized (servers) {
            at = random.nextInt(SERVERS);
            victim = servers.get(at);
        }
        victim.kill();
        ServerProcess successor = ServerProcess.start(database, KEY);
        synchronized (servers) {
            servers.set(at, successor);
        }
    }

    /** Any of the servers that are ready. */
    private ServerProcess any(Random random) throws Exception {
        List<ServerProcess> ready = awaitReady(1);
        return ready.get(random.nextInt(ready.size()));
    }

    private List<ServerProcess> awaitReady(int least) throws Exception {
        while (true) {
            requireTime();
            synchronized (servers) {
                for (int at = 0; at < servers.size(); at++) {
                    if (servers.get(at).hasFailedToStart()) { // the database was away; a service manager does the same
                        servers.set(at, ServerProcess.start(database, KEY));
                    }
                }
                List<ServerProcess> ready =
                        servers.stream().filter(ServerProcess::isReady).toList();
                if (ready.size() >= least) {
                    return ready;
                }
            }
            Thread.sleep(20);
        }
    }

    private void requireTime() {
        if (System.nanoTime() > deadline) {
            done.set(true);
            throw new AssertionError("out of time: " + published.size() + " published, " + failures);
        }
    }

    /** Sends a version until it is published, as a careful client would. */
    private void publish(int number, Random random) throws Exception {
        boolean asynchronous = number % 2 == 1;
        while (true) {
            requireTime();
            Answer answer = ask(
                    random,
                    "POST",
                    VERSIONS + "?fileName=n" + number + ".csv&referenceDate=2026-01-01",
                    csv(number),
                    asynchronous ? "respond-async" : "wait=20");
            if (answer.location().contains("/jobs/")) {
                String id = answer.location().replaceAll(".*/jobs/", "");
                jobs.put(id, number);
                answer = awaitJob(id, random);
            }
            if (answer.body().path("published").asBoolean()) {
                published.put(number, answer.body().path("version").asText());
                return;
            } else if (answer.status() == 503) {
                toldToTryAgain.incrementAndGet();
                requireRetryAfter(answer);
                Thread.sleep(100);
            } else if (answer.body().path("issueCounts").has("published-meanwhile")) {
                toldOfAnother.incrementAndGet();
            } else {
                failures.add("publishing " + number + ": " + answer);
                return;
            }
        }
    }

    private Answer awaitJob(String id, Random random) throws Exception {
        while (true) {
            requireTime();
            Answer status = ask(random, "GET", "/jobs/" + id, null, null);
            if (status.status() == 200
                    && isFinished(status.body().path("status").asText())) {
                Answer results = ask(random, "GET", "/jobs/" + id + "/results", null, null);
                if (results.status() != 503) {
                    return results;
                }
            } else if (status.status() != 200 && status.status() != 503) {
                failures.add("a job was lost: " + id + " " + status);
                return status;
            }
            Thread.sleep(50);
        }
    }

    private static boolean isFinished(String status) {
        return List.of("successful", "failed", "dismissed").contains(status);
    }

    private static byte[] csv(int number) {
        StringBuilder csv = new StringBuilder("id,x,y,number\n");
        for (int row = 0; row < FEATURES; row++) {
            csv.append("f%d,%d,%d,%d\n".formatted(row, 230_000 + row, 550_000 + row, number));
        }
        return csv.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Walks all pages of the layer on one server; a failure counts unless that server was killed meanwhile. */
    private void walk(Random random) throws Exception {
        ServerProcess server = any(random);
        TreeSet<Long> numbers = new TreeSet<>();
        int count = 0;
        String next = server.url() + "/collections/" + LAYER + "/items?limit=100";
        try {
            while (!next.isEmpty()) {
                HttpResponse<String> page = client.send(
                        HttpRequest.newBuilder(URI.create(next))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (page.statusCode() != 200) {
                    failures.add("GET " + next + ": " + page.statusCode() + " " + page.body());
                    return;
                }
                JsonNode collection = JSON.readTree(page.body());
                for (JsonNode feature : collection.path("features")) {
                    numbers.add(feature.path("properties").path("number").asLong());
                    count++;
                }
                next = "";
                for (JsonNode link : collection.path("links")) {
                    if (link.path("rel").asText().equals("next")) {
                        next = link.path("href").asText();
                    }
                }
                Thread.sleep(random.nextInt(30)); // so that something is published between pages
            }
            walks.incrementAndGet();
            if (numbers.size() != 1 || count != FEATURES) {
                failures.add("a walk saw " + count + " features with the numbers " + numbers);
            }
        } catch (IOException e) {
            Thread.sleep(50);
            if (!server.isKilled()) {
                failures.add("GET " + next + " of a living server: " + e + " " + server.lastLines());
            }
        }
    }

    /** One answer of any server that lives; a server that was killed meanwhile is not asked again. */
    private Answer ask(Random random, String method, String path, byte[] body, String preference) throws Exception {
        while (true) {
            ServerProcess server = any(random);
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                    .timeout(Duration.ofSeconds(40))
                    .header("X-Api-Key", KEY)
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(body));
            if (preference != null) {
                request.header("Prefer", preference);
            }
            try {
                HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
                return new Answer(
                        response.statusCode(),
                        JSON.readTree(response.body()),
                        response.headers().firstValue("Location").orElse(""),
                        response.headers().firstValue("Retry-After").orElse(""));
            } catch (IOException e) {
                Thread.sleep(50);
                if (!server.isKilled()) {
                    failures.add(method + " " + path + " of a living server: " + e + " " + server.lastLines());
                }
            }
        }
    }

    private void check(TestDatabase made) throws Exception {
        assertThat(failures).isEmpty();
        assertThat(published).hasSize(PUBLICATIONS);
        assertThat(published.values()).as("each file is a version of its own").doesNotHaveDuplicates();
        assertThat(walks.get()).isGreaterThan(100);
        // Every job that a client was told of has ended, and every server shows the same at last.
        for (String id : jobs.keySet()) {
            assertThat(isFinished(ask(new Random(1), "GET", "/jobs/" + id, null, null)
                            .body()
                            .path("status")
                            .asText()))
                    .isTrue();
        }
        try (Connection connection = made.connect();
                Statement statement = connection.createStatement()) {
            assertThat(number(statement, "SELECT count(*) FROM plint_catalog.versions"))
                    .isEqualTo(PUBLICATIONS);
            assertThat(number(statement, "SELECT count(DISTINCT id) FROM plint_catalog.versions"))
                    .isEqualTo(PUBLICATIONS);
            assertThat(number(statement, "SELECT count(*) FROM plint_catalog.published"))
                    .isEqualTo(1);
            assertThat(number(
                            statement,
                            "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'plint_versions'"))
                    .as("tables of writers that were killed are gone")
                    .isEqualTo(PUBLICATIONS);
            // What a killed server held without having told its client, another takes over when its lease has ended.
            while (number(statement, "SELECT count(*) FROM plint_catalog.jobs WHERE finished IS NULL") > 0) {
                Thread.sleep(500);
                requireTime();
            }
            assertThat(number(
                            statement,
                            "SELECT count(*) FROM plint_catalog.jobs WHERE status = 'successful' AND NOT EXISTS"
                                    + " (SELECT FROM plint_catalog.job_outcomes o WHERE o.job = number)"))
                    .isZero();
        }
        String current = null;
        for (ServerProcess server : awaitReady(SERVERS)) {
            JsonNode page = JSON.readTree(client.send(
                            HttpRequest.newBuilder(
                                            URI.create(server.url() + "/collections/" + LAYER + "/items?limit=1"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
            String version = page.path("metadata").path("version").asText();
            assertThat(version).isEqualTo(current == null ? version : current).isIn(published.values());
            current = version;
        }
        System.out.printf(
                "%d publications, %d walks, %d times told to try again, %d times that another was published%n",
                published.size(), walks.get(), toldToTryAgain.get(), toldOfAnother.get());
    }

    private static long number(Statement statement, String sql) throws Exception {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
