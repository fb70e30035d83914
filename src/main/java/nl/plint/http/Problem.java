package nl.plint.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, for the client (RFC 9457): a stable type, what, where, and how to mend it.
 *
 * @param type the last part of the type URI, such as {@code invalid-parameter}; or the whole of it where a standard gives one
 */
record Problem(int status, String type, String title, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";
    /** Where the types of problem stand that OGC API Processes names. */
    static final String PROCESSES = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";

    private static final String LOCAL = "/problems/";

    static Problem invalidParameter(String detail) {
        return new Problem(400, "invalid-parameter", "Invalid parameter", detail);
    }

    static Problem invalidBody(String detail) {
        return new Problem(400, "invalid-body", "Invalid body", detail);
    }

    static Problem notFound(String detail) {
        return new Problem(404, "not-found", "Not found", detail);
    }

    static Problem storageFull() {
        return new Problem(
                503,
                "storage-full",
                "Storage is full",
                "the disk of the server is full; nothing half is kept, and what is published is served still. Retire"
                        + " versions that are not needed or let its operator make room, then send it again");
    }

    /** A problem from its JSON, as {@link #toMap} gives it. */
    static Problem of(String json) {
        Map<String, @Nullable Object> map = Json.object(json.getBytes(StandardCharsets.UTF_8));
        String type = String.valueOf(map.get("type"));
        return new Problem(
                map.get("status") instanceof Integer status ? status : 500,
                type.startsWith(LOCAL) ? type.substring(LOCAL.length()) : type,
                String.valueOf(map.get("title")),
                String.valueOf(map.get("detail")));
    }

    /**
     * The problem as JSON.
     *
     * @param instance the path at which it occurred
     */
    Map<String, Object> toMap(String instance) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", type.startsWith("http:") ? type : LOCAL + type);
        map.put("title", title);
        map.put("status", status);
        map.put("detail", detail);
        map.put("instance", instance);
        return map;
    }
}
