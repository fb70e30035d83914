package nl.plint.app;

import io.javalin.util.JavalinBindException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.plint.dataset.Audience;
import nl.plint.http.PlintServer;
import nl.plint.http.Publisher;
import nl.plint.http.ServerSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the layers and analyses until it is told to stop. */
@Command(name = "serve", description = "Serve the layers and analyses over HTTP.", mixinStandardHelpOptions = true)
final class ServeCommand implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    private static final long MOST_CACHE_MEBIBYTES = 1 << 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--port",
            defaultValue = "${env:PLINT_PORT:-8080}",
            description = "Port to listen on; 0 for any that is free (default: $PLINT_PORT, or 8080).")
    private int port = 8080;

    @Option(
            names = "--host",
            defaultValue = "${env:PLINT_HOST:-localhost}",
            description = "Address to listen on; 0.0.0.0 for all (default: $PLINT_HOST, or localhost).")
    private String host = "localhost";

    @Option(
            names = "--public-url",
            description =
                    "What links begin with behind a proxy, such as https://geo.example.nl (default: as requested).",
            defaultValue = "${env:PLINT_PUBLIC_URL}")
    private @Nullable String publicUrl;

    @Option(
            names = "--trust-proxy",
            defaultValue = "${env:PLINT_TRUST_PROXY:-false}",
            description =
                    "Take the address in links from Forwarded and X-Forwarded-*, which a proxy in front sets; without one"
                            + " anybody could (default: $PLINT_TRUST_PROXY, or no).")
    private boolean trustProxy;

    @Option(names = "--demo", description = "Take in what is not there yet of the synthetic demonstration.")
    private boolean demo;

    @Option(
            names = "--audience",
            paramLabel = "AUDIENCE",
            defaultValue = "${env:PLINT_AUDIENCE}",
            description =
                    "Who the figures of vacancy are shown to: public, province or partner:GM0114. From the public small numbers"
                            + " are withheld (default: $PLINT_AUDIENCE, or public; with --demo province, since nothing is real).")
    private @Nullable String audience;

    @Option(
            names = "--cache",
            paramLabel = "MIB",
            defaultValue = "${env:PLINT_CACHE}",
            description = "Memory for encoded features and tiles that are kept to be sent again, in MiB; 0 keeps none"
                    + " (default: $PLINT_CACHE, or a quarter of the heap).")
    private @Nullable Long cacheMebibytes;

    @Option(
            names = "--stop-when-ready",
            hidden = true,
            description = "Start, and stop again: a rehearsal for the build.")
    private boolean rehearsal;

    @Override
    public void run() {
        Workspace workspace = Workspace.open(data.place(), audience());
        AtomicBoolean ready = new AtomicBoolean();
        // The server starts while the data is loaded: each takes about a second.
        ServerSettings settings = settings();
        CompletableFuture<PlintServer> starting = CompletableFuture.supplyAsync(() -> PlintServer.start(
                settings,
                workspace.catalog(),
                Wiring.analyses(audience()),
                workspace.ingestion(),
                workspace.jobs(settings.uploadFolder()),
                ready::get));
        if (demo) {
            Demonstration.load(workspace);
        }
        workspace.catalog().follow();
        PlintServer server = started(starting, workspace);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            workspace.close();
                            LOG.info("stopped");
                            stopped.countDown();
                        },
                        "plint-stop"));
        ready.set(true);
        LOG.info(
                "ready port={} layers={} uptimeMillis={}",
                server.port(),
                workspace.catalog().now().list().size(),
                ManagementFactory.getRuntimeMXBean().getUptime());
        if (rehearsal) {
            return;
        }
        printLinks(server.url(), workspace);
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ServerSettings settings() {
        ServerSettings settings = new ServerSettings(host, port, publicUrl, keys(), Version.current()).by(publisher());
        if (trustProxy) {
            settings = settings.behindProxy();
        }
        if (cacheMebibytes == null) {
            return settings;
        }
        if (cacheMebibytes < 0 || cacheMebibytes > MOST_CACHE_MEBIBYTES) {
            throw new UserException(
                    "--cache must be a number of MiB from 0 to " + MOST_CACHE_MEBIBYTES + ", was " + cacheMebibytes);
        }
        return settings.caching(cacheMebibytes << 20);
    }

    private PlintServer started(CompletableFuture<PlintServer> starting, Workspace workspace) {
        try {
            return starting.join();
        } catch (CompletionException e) {
            workspace.close();
            if (e.getCause() instanceof JavalinBindException) {
                throw new UserException("cannot listen on " + host + ":" + port
                        + "; is another program using the port? Choose another with --port");
            }
            throw e;
        }
    }

    /** Who publishes the data, as the environment says. */
    private static Publisher publisher() {
        String name = System.getenv("PLINT_PUBLISHER_NAME");
        String email = System.getenv("PLINT_PUBLISHER_EMAIL");
        if (name == null && email == null) {
            return Publisher.UNNAMED;
        }
        try {
            return new Publisher(
                    name == null ? Publisher.UNNAMED.name() : name,
                    email == null ? Publisher.UNNAMED.email() : email,
                    System.getenv("PLINT_PUBLISHER_URL"));
        } catch (IllegalArgumentException e) {
            throw new UserException("PLINT_PUBLISHER_NAME, _EMAIL and _URL: " + e.getMessage());
        }
    }

    private Audience audience() {
        if (audience == null || audience.isBlank()) {
            return demo ? Audience.PROVINCE : Audience.PUBLIC;
        }
        try {
            return Audience.parse(audience);
        } catch (IllegalArgumentException e) {
            throw new UserException("--audience: " + e.getMessage());
        }
    }

    private static Set<String> keys() {
        String key = System.getenv("PLINT_API_KEY");
        return key == null || key.isBlank() ? Set.of() : Set.of(key.strip());
    }

    private void printLinks(String url, Workspace workspace) {
        PrintWriter out = spec.commandLine().getOut();
        boolean synthetic = workspace.catalog().now().list().stream()
                .anyMatch(layer -> layer.current().provenance().synthetic());
        out.println();
        out.println("Plint is ready. Open:");
        out.println("  " + url + "              start page");
        out.println("  " + url + "/collections  layers");
        out.println("  " + url + "/processes    analyses");
        out.println("  " + url + "/openapi.json description of the API");
        if (synthetic) {
            out.println("The data is a SYNTHETIC demonstration: invented, not valid for Drenthe.");
        }
        out.println("Ctrl-C stops it.");
        out.flush();
    }
}
