package nl.plint.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.CRC32;
import nl.plint.dataset.DatasetVersion;

/** What a client needs to ask whether it has the same answer already (RFC 9110, section 13). */
final class Validators {
    private Validators() {}

    /**
     * Sets the validators, and answers 304 when the client has the same already. A version never changes, so its id with the
     * address and the form of the answer is a strong tag; a zipped answer is another form and has a tag of its own.
     *
     * @param all whether the answer holds what only this client may see
     */
    static boolean isNotModified(Context context, DatasetVersion version, String format, boolean all) {
        String address = String.valueOf(context.queryString()) + "|" + format + "|" + all + "|"
                + context.header("Accept-Language") + "|" + Links.origin(context) + context.path();
        String accepts = context.header("Accept-Encoding");
        String tag = "\"" + version.id() + "-" + Integer.toHexString(hash(address))
                + (accepts != null && accepts.contains("gzip") ? "-gzip\"" : "\"");
        context.header("ETag", tag);
        context.header("Vary", "Accept, Accept-Encoding, Accept-Language, Authorization, X-Api-Key");
        context.header("Cache-Control", all ? "private, max-age=60" : "public, max-age=60");
        context.header(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(version.createdAt().atZone(ZoneOffset.UTC)));
        String known = context.header("If-None-Match");
        if (known != null
                && (known.strip().equals("*")
                        || List.of(known.split("\\s*,\\s*")).contains(tag))) {
            context.status(304);
            return true;
        }
        return false;
    }

    private static int hash(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
