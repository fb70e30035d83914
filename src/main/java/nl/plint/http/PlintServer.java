package nl.plint.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import nl.plint.analysis.AnalysisCatalog;
import nl.plint.analysis.KeptAnswers;
import nl.plint.encode.Encoders;
import nl.plint.encode.FeatureEncoder;
import nl.plint.encode.GeoJsonEncoder;
import nl.plint.ingest.Ingestion;
import nl.plint.job.JobQueue;
import nl.plint.job.JobStore;
import nl.plint.store.DatasetCatalog;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * The running server. Stopping it lets every request in flight get its full answer, for at most 25 seconds, and takes no
 * new ones meanwhile; then the jobs that run here are given back to the store that they share with other servers, or dismissed
 * together with those that wait when there are no others.
 */
public final class PlintServer implements AutoCloseable {
    private static final long STOP_MILLIS = 25_000;
    private static final long SLOW_CLIENT_MILLIS = 10_000;
    private static final String EXPOSED =
            "Link, ETag, Content-Crs, Location, API-Version, Preference-Applied, Retry-After, " + TileRoutes.THINNED;
    /** Pages load what this server has and nothing else; the styles of a page stand in it. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors *";

    private static final int WORKERS = 2;

    private final Javalin javalin;
    private final JobQueue jobs;
    private final ServerSettings settings;

    private final GracefulHandler inFlight;

    private PlintServer(Javalin javalin, GracefulHandler inFlight, JobQueue jobs, ServerSettings settings) {
        this.javalin = javalin;
        this.inFlight = inFlight;
        this.jobs = jobs;
        this.settings = settings;
    }

    /**
     * Starts a server.
     *
     * @param jobStore where jobs are kept; servers that share one share the work
     * @param ready whether all that is needed for a first answer is there
     */
    public static PlintServer start(
            ServerSettings settings,
            DatasetCatalog catalog,
            AnalysisCatalog analyses,
            Ingestion ingestion,
            JobStore jobStore,
            BooleanSupplier ready) {
        Links links = new Links(settings.publicUrl());
        Sender sender = new Sender(Runtime.getRuntime().maxMemory() / 8);
        Selections selections = new Selections(settings.cacheBytes() / 8);
        GeoJsonEncoder geoJson = new GeoJsonEncoder(settings.cacheBytes() / 2);
        List<FeatureEncoder> encoders = Encoders.with(geoJson);
        AnswerWriter writer = new AnswerWriter(encoders, settings.software());
        Executions executions = new Executions(catalog, writer);
        KeptAnswers kept = new KeptAnswers(catalog, settings.software());
        Keys keys = new Keys(settings.keys());
        Readers readers = new Readers(catalog, keys);
        StatusInfo statusInfo = new StatusInfo(links);
        JobQueue jobs = new JobQueue(
                jobStore, JobKinds.of(analyses, ingestion, executions, kept), ProblemMapping::describe, WORKERS);
        JobAnswers answers = new JobAnswers(links, jobs, statusInfo);
        UploadReader uploads = new UploadReader(settings.uploadFolder(), settings.mostUploadBytes());
        GracefulHandler inFlight = new GracefulHandler();
        Javalin javalin = Javalin.create(config -> {
            configure(config, inFlight, settings);
            ProblemMapping.register(config);
            config.routes.before(PlintServer::headers);
            Assets.register(config.routes);
            OpenApi openApi = new OpenApi(catalog, analyses, encoders, settings);
            new CatalogRoutes(catalog, links, encoders, settings.publisher()).register(config.routes);
            new CommonRoutes(catalog, links, openApi, settings.publisher()).register(config.routes);
            new HealthRoutes(ready, catalog.archive()::trouble).register(config.routes);
            new FeatureRoutes(readers, links, selections, sender, geoJson, encoders, settings.publisher())
                    .register(config.routes);
            new DownloadRoutes(readers, selections, sender, encoders).register(config.routes);
            new FunctionRoutes(links).register(config.routes);
            new TileRoutes(catalog, links, new TileCache(settings.cacheBytes() * 3 / 8, selections), sender)
                    .register(config.routes);
            new VersionRoutes(catalog, readers, links, keys).register(config.routes);
            new ProcessRoutes(analyses, links, writer, executions, jobs, answers).register(config.routes);
            new KeepRoutes(links, keys, analyses, executions, kept, jobs, answers).register(config.routes);
            new IngestRoutes(links, keys, uploads, jobs, answers).register(config.routes);
            new JobRoutes(links, keys, jobs, analyses, answers, statusInfo).register(config.routes);
        });
        javalin.start(settings.host(), settings.port());
        return new PlintServer(javalin, inFlight, jobs, settings);
    }

    private static void configure(JavalinConfig config, GracefulHandler inFlight, ServerSettings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.router.ignoreTrailingSlashes = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = 1L << 20;
        if (settings.trustsProxy()) {
            config.jetty.modifyHttpConfiguration(http -> http.addCustomizer(new ForwardedRequestCustomizer()));
        }
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(STOP_MILLIS);
            server.insertHandler(new HeadHandler());
            server.insertHandler(inFlight);
        });
    }

    private static void headers(Context context) {
        context.header("API-Version", OpenApi.API_VERSION);
        context.header("Access-Control-Allow-Origin", "*");
        context.header("Access-Control-Expose-Headers", EXPOSED);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        if (context.method().equals(HandlerType.OPTIONS)) {
            answerPreflight(context);
        }
    }

    private static void answerPreflight(Context context) {
        context.skipRemainingHandlers();
        context.status(204);
        context.header("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE, OPTIONS");
        context.header("Access-Control-Allow-Headers", "Content-Type, Authorization, X-Api-Key, If-None-Match, Prefer");
        context.header("Access-Control-Max-Age", "86400");
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** What it answers to: each a method in lower case and a path. HEAD is left out, it belongs to GET. */
    List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod() && !endpoint.method.equals(HandlerType.HEAD))
                .map(endpoint -> endpoint.method.name().toLowerCase(Locale.ROOT) + " " + endpoint.path)
                .toList();
    }

    /** The address of the landing page. */
    public String url() {
        String host = settings.host().equals("0.0.0.0") ? "localhost" : settings.host();
        return "http://" + host + ":" + port() + Links.ROOT;
    }

    @Override
    public void close() {
        if (inFlight.getCurrentRequestCount() > 0) {
            // Jetty cuts an answer off whose client has read nothing for a second since the server began to stop.
            for (Connector connector : javalin.jettyServer().server().getConnectors()) {
                if (connector instanceof AbstractConnector stopping) {
                    stopping.setShutdownIdleTimeout(SLOW_CLIENT_MILLIS);
                }
            }
        }
        javalin.stop();
        jobs.close();
    }
}
