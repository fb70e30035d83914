package nl.plint.http;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The text of an answer, gathered in memory to be sent at once. */
final class Body extends ByteArrayOutputStream {
    /** Sends what was gathered; zipped to a client that takes that, as all text is. */
    void send(Context context, String mediaType, Sender sender) throws IOException {
        String accepted = context.header("Accept-Encoding");
        if (accepted != null && (accepted.contains("gzip") || accepted.contains("*"))) {
            context.contentType(mediaType).result(new ByteArrayInputStream(buf, 0, count));
        } else {
            sender.send(context, mediaType, ByteBuffer.wrap(buf, 0, count));
        }
    }
}
