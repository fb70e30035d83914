package nl.plint.http;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer, which are gathered so that its length is told, and sent at once. */
final class Body extends ByteArrayOutputStream {
    /** Sends what was gathered; zipped, as every text is, to a client that takes that. */
    void send(Context context, String mediaType) throws IOException {
        context.contentType(mediaType);
        if (acceptsGzip(context.header("Accept-Encoding"))) {
            context.result(new ByteArrayInputStream(buf, 0, count));
        } else {
            context.res().setContentLength(count);
            context.res().getOutputStream().write(buf, 0, count);
        }
    }

    /** Sends bytes as they are. */
    static void send(Context context, String mediaType, byte[] bytes) throws IOException {
        context.contentType(mediaType);
        context.res().setContentLength(bytes.length);
        context.res().getOutputStream().write(bytes);
    }

    private static boolean acceptsGzip(@Nullable String accepted) {
        return accepted != null && (accepted.contains("gzip") || accepted.contains("*"));
    }
}
