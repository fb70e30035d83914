package nl.plint.http;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes plain values as a readable page: lists of objects become tables, links become links. Everything is escaped. */
final class Html {
    private static final String STYLE =
            """
            :root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:72rem;margin:0 auto;padding:1rem}
            table{border-collapse:collapse}.wide{overflow-x:auto}th,td{text-align:left;vertical-align:top;
            padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8886}dt{font-weight:600}dd{margin:0 0 .5rem 1rem}
            a{color:LinkText}a:focus-visible,select:focus-visible,#map:focus-visible,.wide:focus-visible{outline:3px solid #b35c00;outline-offset:2px}
            nav ol{list-style:none;display:flex;flex-wrap:wrap;padding:0;margin:0}nav li+li::before{content:"\\203a";padding:0 .5rem}
            #map{height:26rem;border:1px solid #8888;background:#fff}.skip{position:absolute;left:-99rem}.skip:focus{left:1rem}
            caption{text-align:left;font-weight:600;padding:.25rem 0}
            .synthetic{background:#fff3cd;color:#332701;padding:.5rem 1rem;border-left:.4rem solid #b58900}
            """;

    private Html() {}

    /**
     * A page in the language that the request asks for.
     *
     * @param linked what the page tells search engines, as JSON-LD; empty for nothing
     */
    static String page(
            Context context,
            String title,
            Map<String, ? extends @Nullable Object> document,
            Map<String, Object> linked) {
        Locale language = Documents.language(context);
        boolean dutch = language.getLanguage().equals("nl");
        StringBuilder html = new StringBuilder(4096);
        html.append("<!doctype html><html lang=\"")
                .append(dutch ? "nl" : "en")
                .append("\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>");
        escape(html, title);
        HtmlMap map = HtmlMap.of(document, dutch);
        html.append(" - Plint</title><style>").append(STYLE).append("</style>").append(map.head());
        if (!linked.isEmpty()) {
            // Nothing in it can end the element, nor begin a comment.
            String json = new String(Json.bytes(linked), StandardCharsets.UTF_8).replace("<", "\\u003c");
            html.append("<script type=\"application/ld+json\">").append(json).append("</script>");
        }
        html.append("</head><body>");
        breadcrumb(html, context, document, title, dutch);
        languages(html, context, language);
        html.append("<main id=\"main\"><h1>");
        escape(html, title);
        html.append("</h1>");
        if (isSynthetic(document)) {
            html.append("<p class=\"synthetic\" role=\"note\">")
                    .append(
                            dutch
                                    ? "Synthetische demonstratiegegevens: verzonnen, niet geldig voor Drenthe."
                                    : "Synthetic demonstration data: invented, not valid for Drenthe.")
                    .append("</p>");
        }
        html.append(map.body());
        value(html, document);
        return html.append("</main></body></html>").toString();
    }

    /** The way from the landing page to here, by the address in the link to this page. */
    private static void breadcrumb(
            StringBuilder html,
            Context context,
            Map<String, ? extends @Nullable Object> document,
            String title,
            boolean dutch) {
        html.append("<a class=\"skip\" href=\"#main\">")
                .append(dutch ? "Naar de inhoud" : "To the content")
                .append("</a><nav aria-label=\"")
                .append(dutch ? "Kruimelpad" : "Breadcrumb")
                .append("\"><ol>");
        String self = HtmlMap.findLink(document, "self", null);
        int root = self == null ? -1 : self.indexOf(Links.ROOT);
        if (self != null && root >= 0) {
            int query = self.indexOf('?');
            String[] steps = self.substring(root + Links.ROOT.length(), query < 0 ? self.length() : query)
                    .split("/");
            StringBuilder address = new StringBuilder(self.substring(0, root + Links.ROOT.length()));
            crumb(html, context, address.toString(), "Plint");
            for (int step = 1; step < steps.length - 1; step++) {
                address.append('/').append(steps[step]);
                crumb(html, context, address.toString(), URLDecoder.decode(steps[step], StandardCharsets.UTF_8));
            }
        }
        html.append("<li aria-current=\"page\">");
        escape(html, title);
        html.append("</li></ol></nav>");
    }

    private static void crumb(StringBuilder html, Context context, String href, String text) {
        html.append("<li>");
        link(html, Links.inLanguage(context, href + "?f=html"), text, null);
        html.append("</li>");
    }

    /** The same page in the other language: its address with {@code lang}, as a link can send no header and no cookie is set. */
    private static void languages(StringBuilder html, Context context, Locale language) {
        html.append("<nav class=\"languages\" aria-label=\"Taal / Language\">");
        String query = context.queryParamMap().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(Documents.LANGUAGE)
                        && !entry.getKey().equals("f"))
                .flatMap(entry -> entry.getValue().stream()
                        .map(value -> Links.encoded(entry.getKey()) + "=" + Links.encoded(value) + "&"))
                .collect(Collectors.joining("", "?", "f=html&" + Documents.LANGUAGE + "="));
        for (String offered : Documents.LANGUAGES) {
            String name = offered.equals("nl") ? "Nederlands" : "English";
            if (offered.equals(language.getLanguage())) {
                html.append("<span aria-current=\"true\" lang=\"")
                        .append(offered)
                        .append("\">");
                html.append(name).append("</span> ");
            } else {
                html.append("<a href=\"");
                escape(html, query + offered);
                html.append("\" hreflang=\"")
                        .append(offered)
                        .append("\" lang=\"")
                        .append(offered);
                html.append("\">").append(name).append("</a> ");
            }
        }
        html.append("</nav>");
    }

    private static boolean isSynthetic(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return Boolean.TRUE.equals(map.get("synthetic"))
                    || isSynthetic(map.get("metadata"))
                    || isSynthetic(map.get("collections"));
        }
        return value instanceof List<?> list && list.stream().anyMatch(Html::isSynthetic);
    }

    private static void value(StringBuilder html, @Nullable Object value) {
        if (value instanceof Map<?, ?> map && map.get("href") instanceof String href) {
            link(html, href, String.valueOf(map.containsKey("title") ? map.get("title") : href), map.get("rel"));
        } else if (value instanceof Map<?, ?> map) {
            html.append("<dl>");
            map.forEach((key, entry) -> {
                html.append("<dt>");
                escape(html, String.valueOf(key));
                html.append("</dt><dd>");
                value(html, entry);
                html.append("</dd>");
            });
            html.append("</dl>");
        } else if (value instanceof HtmlTable table) {
            table(html, table);
        } else if (value instanceof List<?> list) {
            list(html, list);
        } else {
            scalar(html, value);
        }
    }

    private static void list(StringBuilder html, List<?> list) {
        List<Map<?, ?>> objects = new ArrayList<>();
        for (Object entry : list) {
            if (entry instanceof Map<?, ?> map && !map.containsKey("href")) {
                objects.add(map);
            }
        }
        if (objects.size() == list.size() && list.size() > 1) {
            table(html, table(objects));
            return;
        }
        html.append("<ul>");
        for (Object entry : list) {
            html.append("<li>");
            value(html, entry);
            html.append("</li>");
        }
        html.append("</ul>");
    }

    /** Objects as a table, with a column for every member that one of them has. */
    private static HtmlTable table(List<Map<?, ?>> objects) {
        Set<String> names = new LinkedHashSet<>();
        objects.forEach(object -> object.keySet().forEach(key -> names.add(String.valueOf(key))));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Map<?, ?> object : objects) {
            List<@Nullable Object> cells = new ArrayList<>();
            names.forEach(name -> cells.add(object.get(name)));
            rows.add(cells);
        }
        return new HtmlTable(
                "",
                names.stream()
                        .map(name -> new HtmlTable.Column(name, name, null))
                        .toList(),
                rows);
    }

    /** In a box that scrolls, also by keyboard, so that a wide table stays a table. */
    private static void table(StringBuilder html, HtmlTable table) {
        html.append("<div class=\"wide\" tabindex=\"0\" role=\"group\"><table>");
        if (!table.caption().isEmpty()) {
            html.append("<caption>");
            escape(html, table.caption());
            html.append("</caption>");
        }
        html.append("<thead><tr>");
        for (HtmlTable.Column column : table.columns()) {
            html.append("<th scope=\"col\" title=\"");
            escape(html, column.name());
            html.append("\">");
            escape(html, column.title());
            if (column.unit() != null) {
                html.append(" <small>(");
                escape(html, column.unit());
                html.append(")</small>");
            }
            html.append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (List<@Nullable Object> row : table.rows()) {
            html.append("<tr>");
            for (Object cell : row) {
                html.append("<td>");
                value(html, cell);
                html.append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</tbody></table></div>");
    }

    private static void link(StringBuilder html, String href, String title, @Nullable Object rel) {
        boolean safe = href.startsWith("http://") || href.startsWith("https://") || href.startsWith("/");
        html.append("<a href=\"");
        escape(html, safe ? href : "#");
        html.append("\">");
        escape(html, title);
        html.append("</a>");
        if (rel != null) {
            html.append(" <small>(");
            escape(html, rel.toString());
            html.append(")</small>");
        }
    }

    private static void scalar(StringBuilder html, @Nullable Object value) {
        String text = value == null ? "" : value.toString();
        if (text.startsWith("http://") || text.startsWith("https://")) {
            link(html, text, text, null);
        } else {
            escape(html, text);
        }
    }

    static void escape(StringBuilder html, String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
    }
}
