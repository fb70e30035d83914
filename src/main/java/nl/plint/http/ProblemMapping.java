package nl.plint.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import nl.plint.analysis.InvalidInputException;
import nl.plint.ingest.IngestException;
import nl.plint.store.StoreException;
import nl.plint.store.UnknownLayerException;
import nl.plint.store.UnknownVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns exceptions into problems. A fault of ours is logged once, with its cause, and tells the client nothing of it. */
final class ProblemMapping {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapping.class);

    private ProblemMapping() {}

    static void register(JavalinConfig config) {
        config.routes.exception(ProblemException.class, (e, context) -> send(context, e.problem()));
        config.routes.exception(
                InvalidInputException.class,
                (e, context) -> send(
                        context, new Problem(400, "invalid-input", "Invalid input", String.valueOf(e.getMessage()))));
        config.routes.exception(
                IngestException.class,
                (e, context) -> send(
                        context,
                        new Problem(422, "invalid-file", "File cannot be taken in", String.valueOf(e.getMessage()))));
        config.routes.exception(
                UnknownLayerException.class,
                (e, context) -> send(context, Problem.notFound(String.valueOf(e.getMessage()))));
        config.routes.exception(
                UnknownVersionException.class,
                (e, context) -> send(context, Problem.notFound(String.valueOf(e.getMessage()))));
        config.routes.exception(StoreException.class, (e, context) -> {
            LOG.error("the store failed at {} {}", context.method(), context.path(), e);
            send(
                    context,
                    new Problem(
                            503,
                            "store-unavailable",
                            "The store is not available",
                            "the data cannot be reached or written now; try again later"));
            context.header("Retry-After", "10");
        });
        config.routes.exception(
                HttpResponseException.class, (e, context) -> send(context, ofStatus(e.getStatus(), context)));
        config.routes.exception(Exception.class, (e, context) -> {
            LOG.error("unexpected fault at {} {}", context.method(), context.path(), e);
            send(
                    context,
                    new Problem(
                            500,
                            "internal",
                            "Internal error",
                            "the server made a mistake; it was logged and can be mended"));
        });
    }

    private static Problem ofStatus(int status, Context context) {
        return switch (status) {
            case 404 -> Problem.notFound("there is nothing at " + context.path() + "; the API begins at /ogc/v1");
            case 405 ->
                new Problem(
                        405,
                        "method-not-allowed",
                        "Method not allowed",
                        context.method() + " cannot be used at " + context.path());
            case 413 -> new Problem(413, "too-large", "Too large", "the body is larger than the server takes");
            default -> new Problem(status, "http-" + status, "Request not possible", "the request cannot be answered");
        };
    }

    static void send(Context context, Problem problem) {
        context.status(problem.status());
        context.header("Cache-Control", "no-store");
        context.result(Json.bytes(problem.toMap(context.path()))).contentType(Problem.MEDIA_TYPE);
    }
}
