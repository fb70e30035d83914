package nl.plint.http;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes links that work from where the client stands. */
final class Links {
    static final String ROOT = "/ogc/v1";
    private static final String OGC = "http://www.opengis.net/def/rel/ogc/1.0/";

    private final @Nullable String publicUrl;

    Links(@Nullable String publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** The absolute address of a path below the root of the API; empty for the landing page. */
    String href(Context context, String path) {
        return (publicUrl == null ? origin(context) : publicUrl) + ROOT + path;
    }

    /** Scheme, host and port that the client asked, or that a trusted proxy says it asked. */
    static String origin(Context context) {
        String url = context.url();
        int path = url.indexOf('/', url.indexOf("://") + 3);
        return path < 0 ? url : url.substring(0, path);
    }

    /** A link. */
    Map<String, Object> link(Context context, String rel, String type, String title, String path) {
        boolean inLanguage = type.contains("json") || type.equals("text/html");
        return external(rel, type, title, href(context, inLanguage ? inLanguage(context, path) : path));
    }

    /** A link to a place that is not ours. */
    static Map<String, Object> external(String rel, String type, String title, String address) {
        Map<String, Object> link = new LinkedHashMap<>();
        link.put("rel", rel);
        link.put("type", type);
        link.put("title", title);
        link.put("href", address);
        return link;
    }

    /** {@code self} in the format asked for, and {@code alternate} in the other. */
    List<Map<String, Object>> selfAndAlternate(Context context, String path, boolean html) {
        return List.of(
                link(context, html ? "alternate" : "self", "application/json", "JSON", withFormat(path, "json")),
                link(context, html ? "self" : "alternate", "text/html", "HTML", withFormat(path, "html")));
    }

    /** A path with the language that the request says in its address, so that whoever follows links stays in it. */
    static String inLanguage(Context context, String path) {
        String asked = context.queryParam(Documents.LANGUAGE);
        return asked == null || path.contains(Documents.LANGUAGE + "=")
                ? path
                : path + (path.contains("?") ? "&" : "?") + Documents.LANGUAGE + "=" + asked;
    }

    static String withFormat(String path, String format) {
        return path + (path.contains("?") ? "&" : "?") + "f=" + format;
    }

    static String ogc(String name) {
        return OGC + name;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
