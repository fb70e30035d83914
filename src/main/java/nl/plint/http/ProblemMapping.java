package nl.plint.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import nl.plint.analysis.InvalidInputException;
import nl.plint.filter.Cql2Exception;
import nl.plint.ingest.IngestException;
import nl.plint.job.Job;
import nl.plint.job.JobAbandonedException;
import nl.plint.job.JobRefusedException;
import nl.plint.store.LayerChangedException;
import nl.plint.store.PublicationChangedException;
import nl.plint.store.StorageFullException;
import nl.plint.store.StoreException;
import nl.plint.store.StoreUnavailableException;
import nl.plint.store.UnknownLayerException;
import nl.plint.store.UnknownVersionException;
import nl.plint.store.VersionExistsException;
import nl.plint.store.VersionInUseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns exceptions into problems. A fault of ours is logged once, with its cause, and tells the client nothing of it. */
final class ProblemMapping {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapping.class);
    private static final String RETRY_SECONDS = "10";

    private ProblemMapping() {}

    static void register(JavalinConfig config) {
        config.routes.exception(
                HttpResponseException.class, (e, context) -> send(context, ofStatus(e.getStatus(), context)));
        config.routes.exception(Exception.class, (e, context) -> {
            logFaultOfOurs(e, context.method() + " " + context.path());
            send(context, of(e));
        });
    }

    /** Logs what is not the client's mistake; the one who sees it first calls this, and nobody after. A problem is seen before. */
    static void logFaultOfOurs(Throwable e, String where) {
        if (e instanceof StoreUnavailableException) {
            LOG.warn("the store is away at {}: {}", where, e.getMessage());
        } else if (e instanceof StoreException) {
            LOG.error("the store failed at {}", where, e);
        } else if (!(e instanceof ProblemException) && of(e).status() == 500) {
            LOG.error("unexpected fault at {}", where, e);
        }
    }

    /** The problem by which a job failed, as JSON that {@link Problem#of} reads. */
    static String describe(Job job, Throwable failure) {
        logFaultOfOurs(failure, "job " + job.type() + " '" + job.title() + "'");
        return new String(Json.bytes(of(failure).toMap(Links.ROOT + StatusInfo.path(job))), StandardCharsets.UTF_8);
    }

    /** The problem that an exception is to the client, while it is handled or when a job has failed by it. */
    static Problem of(Throwable e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof ProblemException known) {
            return known.problem();
        }
        if (e instanceof Cql2Exception) {
            return new Problem(400, "invalid-filter", "Invalid filter", "filter cannot be used here: " + message);
        }
        if (e instanceof InvalidInputException) {
            return new Problem(400, "invalid-input", "Invalid input", message);
        }
        if (e instanceof IngestException) {
            return new Problem(422, "invalid-file", "File cannot be taken in", message);
        }
        if (e instanceof UnknownLayerException || e instanceof UnknownVersionException) {
            return Problem.notFound(message);
        }
        if (e instanceof VersionExistsException) {
            return new Problem(
                    409,
                    "version-exists",
                    "Version is there already",
                    "the same contents were sent twice at the same time, and the other was first; send it again to see it");
        }
        if (e instanceof LayerChangedException) {
            return new Problem(409, "layer-changed", "Layer has changed", message);
        }
        if (e instanceof PublicationChangedException) {
            return new Problem(409, "publication-changed", "Publication has changed", message);
        }
        if (e instanceof VersionInUseException) {
            return new Problem(409, "version-in-use", "Version is in use", message);
        }
        if (e instanceof JobRefusedException) {
            return new Problem(503, "busy", "Too busy", message + "; try again later");
        }
        if (e instanceof JobAbandonedException) {
            return new Problem(500, "job-abandoned", "Job abandoned", message);
        }
        if (e instanceof StorageFullException) {
            return Problem.storageFull();
        }
        if (e instanceof StoreException) {
            return new Problem(
                    503,
                    "store-unavailable",
                    "The store is not available",
                    "the data cannot be reached or written now; try again later");
        }
        return new Problem(
                500, "internal", "Internal error", "the server made a mistake; it was logged and can be mended");
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

    /**
     * The exceptions of OGC API Processes are {@code application/json}; a client that says that it takes that and nothing else
     * gets it so.
     */
    private static String mediaType(Context context) {
        boolean processes = context.path().startsWith(Links.ROOT + "/processes")
                || context.path().startsWith(Links.ROOT + "/jobs");
        String accept = context.header("Accept");
        return processes && accept != null && accept.strip().equals(AnswerWriter.JSON)
                ? AnswerWriter.JSON
                : Problem.MEDIA_TYPE;
    }

    /** The language asked for; English when what was asked for is itself the problem. */
    private static Locale language(Context context) {
        try {
            return Documents.language(context);
        } catch (ProblemException e) {
            return Locale.ENGLISH;
        }
    }

    static void send(Context context, Problem problem) {
        context.status(problem.status());
        context.header("Cache-Control", "no-store");
        if (problem.status() == 503) {
            context.header("Retry-After", RETRY_SECONDS);
        }
        Problem told = new Problem(
                problem.status(),
                problem.type(),
                ProblemTitles.in(language(context), problem.title()),
                problem.detail());
        context.header("Vary", "Accept-Language");
        context.result(Json.bytes(told.toMap(context.path()))).contentType(mediaType(context));
    }
}
