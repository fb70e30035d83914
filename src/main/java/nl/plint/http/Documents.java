package nl.plint.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which format and which language a client asks for, and how a document is sent in it. */
final class Documents {
    /** The parameter that a page's link to the other language has, since a link cannot set a header. */
    static final String LANGUAGE = "lang";

    static final List<String> LANGUAGES = List.of("nl", "en");

    private Documents() {}

    /** The format asked for by {@code f}, else by {@code Accept}, among those offered; the first is the default. */
    static String format(Context context, List<String> offered) {
        String asked = context.queryParam("f");
        if (asked != null) {
            if (!offered.contains(asked)) {
                throw new ProblemException(
                        Problem.invalidParameter("f must be one of " + offered + ", was '" + asked + "'"));
            }
            return asked;
        }
        String accept = context.header("Accept");
        if (accept == null || accept.isBlank()) {
            return offered.get(0);
        }
        String best = "";
        double bestQuality = 0;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.strip().split(";");
            double quality = Arrays.stream(parts)
                    .map(String::strip)
                    .filter(part -> part.startsWith("q="))
                    .mapToDouble(part -> quality(part.substring(2)))
                    .findFirst()
                    .orElse(1);
            String format = formatOf(parts[0].strip(), offered);
            if (!format.isEmpty() && quality > bestQuality) {
                best = format;
                bestQuality = quality;
            }
        }
        if (best.isEmpty()) {
            throw new ProblemException(new Problem(
                    406,
                    "not-acceptable",
                    "Not acceptable",
                    "this resource is there as " + offered + "; choose one with f="));
        }
        return best;
    }

    private static double quality(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private static String formatOf(String mediaRange, List<String> offered) {
        String format =
                switch (mediaRange) {
                    case "text/html", "application/xhtml+xml" -> "html";
                    case "application/json", "application/geo+json", "application/*", "*/*" -> offered.get(0);
                    case "text/csv" -> "csv";
                    case "application/fg+json" -> "jsonfg";
                    case "application/flatgeobuf" -> "fgb";
                    case "application/geopackage+sqlite3" -> "gpkg";
                    case "application/vnd.mapbox-vector-tile", "application/x-protobuf" -> "mvt";
                    case "application/vnd.mapbox.tile+json" -> "tilejson";
                    default -> mediaRange.endsWith("+json") || mediaRange.contains("json") ? "json" : "";
                };
        return offered.contains(format) ? format : "";
    }

    /** Whether a document is asked for as HTML. */
    static boolean isHtml(Context context) {
        return format(context, List.of("json", "html")).equals("html");
    }

    /**
     * Dutch or English: as {@code lang} says, else by {@code Accept-Language}; English when neither is asked for.
     *
     * @throws ProblemException when {@code lang} is another
     */
    static Locale language(Context context) {
        String asked = context.queryParam(LANGUAGE);
        if (asked != null) {
            if (!LANGUAGES.contains(asked)) {
                throw ItemsRequest.invalid(LANGUAGE, asked, "one of " + LANGUAGES);
            }
            return new Locale(asked);
        }
        String header = context.header("Accept-Language");
        if (header != null && !header.isBlank()) {
            try {
                Locale found =
                        Locale.lookup(Locale.LanguageRange.parse(header), List.of(Locale.ENGLISH, new Locale("nl")));
                return found == null ? Locale.ENGLISH : found;
            } catch (IllegalArgumentException e) {
                return Locale.ENGLISH;
            }
        }
        return Locale.ENGLISH;
    }

    /** Sends plain values as JSON or as a page. */
    static void send(Context context, String title, Map<String, ? extends @Nullable Object> document) {
        send(context, title, document, Map.of());
    }

    /**
     * Sends plain values as JSON or as a page.
     *
     * @param linked what the page tells search engines, as JSON-LD; empty for nothing
     */
    static void send(
            Context context,
            String title,
            Map<String, ? extends @Nullable Object> document,
            Map<String, Object> linked) {
        context.header("Content-Language", language(context).getLanguage());
        if (isHtml(context)) {
            context.html(Html.page(context, title, document, linked));
        } else {
            context.result(Json.bytes(document)).contentType("application/json");
        }
    }

    /**
     * Refuses query parameters that the resource does not know: most often they are misspelled. One that comes in several forms
     * also comes in several languages.
     */
    static void requireKnown(Context context, List<String> known) {
        Set<String> names = new LinkedHashSet<>(context.queryParamMap().keySet());
        if (known.contains("f") && names.remove(LANGUAGE)) {
            language(context);
        }
        requireKnown(names, known);
    }

    /** Refuses names of parameters, of the query or of a form, that the resource does not know. */
    static void requireKnown(Set<String> names, List<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ProblemException(
                        Problem.invalidParameter("there is no parameter '" + name + "' here; there are " + known));
            }
        }
    }
}
