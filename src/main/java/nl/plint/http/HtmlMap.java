package nl.plint.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The map of a page that shows features: a collection, its items or one of them. It asks the API for them as any other client
 * does; without scripts the page is whole without it.
 *
 * @param head what stands in the head of the page, empty for a page without a map
 * @param body where the map stands
 */
record HtmlMap(String head, String body) {
    private static final HtmlMap NONE = new HtmlMap("", "");
    private static final String GEOJSON = "application/geo+json";
    private static final int MOST_FEATURES = 1_000;

    static HtmlMap of(Map<String, ? extends @Nullable Object> document, boolean dutch) {
        boolean collection = document.containsKey("itemType");
        boolean features =
                document.get("features") instanceof HtmlTable || document.get("geometry") instanceof Map<?, ?>;
        String items = findLink(document, collection ? "items" : "alternate", GEOJSON);
        int root = items == null ? -1 : items.indexOf(Links.ROOT);
        boolean placed = collection && document.get("extent") instanceof Map<?, ?>;
        if (items == null || root < 0 || !(placed || features)) {
            return NONE;
        }
        String host = items.substring(0, root);
        StringBuilder head = new StringBuilder();
        element(head, "<link rel=\"stylesheet\" href=\"", host + Assets.path("ol.css"), "\">");
        element(head, "<script defer src=\"", host + Assets.path("ol.js"), "\"></script>");
        element(head, "<script defer src=\"", host + Assets.path("map.js"), "\"></script>");
        StringBuilder body = new StringBuilder();
        body.append("<p><label for=\"map-crs\">")
                .append(dutch ? "Kaart in" : "Map in")
                .append("</label> <select id=\"map-crs\"><option value=\"28992\">RD New (EPSG:28992)</option>")
                .append("<option value=\"3857\">Web Mercator (EPSG:3857)</option></select></p>");
        element(body, "<div id=\"map\" tabindex=\"0\" role=\"application\" data-items=\"", items, "\"");
        element(body, " data-background=\"", host + Links.ROOT + "/collections/municipalities/items?f=json", "\"");
        if (collection) {
            body.append(" data-limit=\"").append(MOST_FEATURES).append('"');
        }
        body.append(" aria-label=\"")
                .append(
                        dutch
                                ? "Kaart; pijltjes verschuiven, plus en min zoomen"
                                : "Map; arrows pan, plus and minus zoom")
                .append("\"></div><p id=\"map-status\" role=\"status\" data-features=\"")
                .append(dutch ? "objecten op de kaart" : "features on the map")
                .append("\" data-failed=\"")
                .append(dutch ? "De kaart kon niet worden geladen." : "The map could not be loaded.")
                .append("\"></p><noscript><p>")
                .append(
                        dutch
                                ? "De kaart werkt met JavaScript; de gegevens staan hieronder."
                                : "The map needs JavaScript; the data is below.")
                .append("</p></noscript>");
        return new HtmlMap(head.toString(), body.toString());
    }

    private static void element(StringBuilder html, String before, String address, String after) {
        html.append(before);
        Html.escape(html, address);
        html.append(after);
    }

    /** The address in the first link of a document with this relation, and this media type unless it is null. */
    static @Nullable String findLink(
            Map<String, ? extends @Nullable Object> document, String rel, @Nullable String type) {
        if (document.get("links") instanceof List<?> links) {
            for (Object entry : links) {
                if (entry instanceof Map<?, ?> link
                        && rel.equals(link.get("rel"))
                        && (type == null || type.equals(link.get("type")))
                        && link.get("href") instanceof String href) {
                    return href;
                }
            }
        }
        return null;
    }
}
