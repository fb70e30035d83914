package nl.plint.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.encode.FeatureEncoder;
import nl.plint.encode.GeoJsonEncoder;
import nl.plint.geo.Crs;
import nl.plint.store.Cursor;
import nl.plint.store.FeaturePage;
import nl.plint.store.PublishedLayer;
import nl.plint.store.Snapshot;
import org.jspecify.annotations.Nullable;

/** OGC API Features, part 1 (core) and part 2 (CRS by reference): collections and their items. */
final class FeatureRoutes {
    private final Readers readers;
    private final Links links;
    private final CollectionDocuments documents;
    private final SchemaDocuments schemas;
    private final Selections selections;
    private final Sender sender;
    private final GeoJsonEncoder geoJson;
    private final List<FeatureEncoder> files;
    private final Publisher publisher;
    private final Map<String, FeatureEncoder> encoders = new LinkedHashMap<>();

    /** @param encoders all formats, the default first */
    FeatureRoutes(
            Readers readers,
            Links links,
            Selections selections,
            Sender sender,
            GeoJsonEncoder geoJson,
            List<FeatureEncoder> encoders,
            Publisher publisher) {
        this.files = List.copyOf(encoders);
        this.publisher = publisher;
        this.readers = readers;
        this.links = links;
        this.selections = selections;
        this.sender = sender;
        this.documents = new CollectionDocuments(links, encoders, publisher);
        this.schemas = new SchemaDocuments(links);
        this.geoJson = geoJson;
        encoders.stream()
                .filter(FeatureEncoder::suitsPages)
                .forEach(encoder -> this.encoders.put(encoder.format(), encoder));
    }

    void register(RoutesConfig routes) {
        routes.get(Links.ROOT + "/collections", this::collections);
        routes.get(Links.ROOT + "/collections/{id}", this::collection);
        routes.get(
                Links.ROOT + "/collections/{id}/queryables",
                context -> describe(context, "Queryables", documents::queryables));
        routes.get(Links.ROOT + "/collections/{id}/schema", context -> describe(context, "Schema", schemas::schema));
        routes.get(
                Links.ROOT + "/collections/{id}/sortables",
                context -> describe(context, "Sortables", schemas::sortables));
        routes.get(Links.ROOT + "/collections/{id}/items", this::items);
        routes.get(Links.ROOT + "/collections/{id}/items/{featureId}", this::item);
    }

    private void collections(Context context) {
        Documents.requireKnown(context, List.of("f"));
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("links", links.selfAndAlternate(context, "/collections", Documents.isHtml(context)));
        document.put(
                "collections",
                readers.now(context).list().stream() // tables after the layers that have places
                        .sorted(Comparator.comparing(layer -> layer.definition().geometry() == GeometryKind.NONE))
                        .map(layer -> documents.collection(context, layer))
                        .toList());
        Documents.send(context, "Collections", document);
    }

    private void collection(Context context) {
        Documents.requireKnown(context, List.of("f"));
        PublishedLayer layer = readers.now(context).get(context.pathParam("id"));
        Map<String, @Nullable Object> document = documents.collection(context, layer);
        Locale language = Documents.language(context);
        SchemaOrg linked = new SchemaOrg(links.href(context, ""), publisher, files);
        Documents.send(context, layer.definition().title().in(language), document, linked.dataset(layer, language));
    }

    private void describe(
            Context context,
            String title,
            BiFunction<Context, PublishedLayer, Map<String, @Nullable Object>> documentOf) {
        Documents.requireKnown(context, List.of("f"));
        PublishedLayer layer = readers.now(context).get(context.pathParam("id"));
        Documents.send(context, title, documentOf.apply(context, layer));
        if (!Documents.isHtml(context)) {
            context.contentType("application/schema+json");
        }
    }

    private void items(Context context) throws IOException {
        PublishedLayer layer = readers.now(context).get(context.pathParam("id"));
        ItemsRequest request = ItemsRequest.read(context, layer, readers);
        String format = Documents.format(context, formats());
        DatasetVersion version = request.version();
        DatasetVersion answering = version == null ? layer.current() : version;
        if (Validators.isNotModified(context, answering, format, readers.mayReadAll(context))) {
            return;
        }
        Snapshot snapshot = readers.now(context).snapshot(answering);
        FeaturePage page = version == null
                ? new FeaturePage(snapshot, new int[0], 0, -1)
                : selections.page(snapshot, request.criteria());
        Map<String, @Nullable Object> members = members(context, layer, request, page, format);
        context.header("Content-Crs", "<" + request.crs().uri() + ">");
        linkHeader(context, members);
        FeatureEncoder encoder = encoders.get(format);
        if (encoder != null) {
            Body body = new Body();
            encoder.write(request.shown(snapshot), page.rows(), request.crs(), members, body);
            body.send(context, encoder.mediaType(), sender);
        } else {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            shown.put("numberMatched", members.remove("numberMatched"));
            shown.put("numberReturned", members.remove("numberReturned"));
            shown.put("features", table(context, layer, request.shown(snapshot), page));
            shown.putAll(members);
            String title = layer.definition().title().in(Documents.language(context));
            context.html(Html.page(context, title, shown, Map.of()));
        }
    }

    private List<String> formats() {
        List<String> formats = new ArrayList<>(encoders.keySet());
        formats.add("html");
        return formats;
    }

    private Map<String, @Nullable Object> members(
            Context context, PublishedLayer layer, ItemsRequest request, FeaturePage page, String format) {
        String path = "/collections/" + layer.definition().id() + "/items";
        String type = encoders.containsKey(format) ? encoders.get(format).mediaType() : "text/html";
        Map<String, String> query = request.query();
        List<Map<String, Object>> all = new ArrayList<>();
        String own = context.queryString();
        all.add(links.link(context, "self", type, "Self", path + (own == null ? "" : "?" + own)));
        for (String other : formats()) {
            if (!other.equals(format)) {
                String otherType =
                        encoders.containsKey(other) ? encoders.get(other).mediaType() : "text/html";
                all.add(links.link(context, "alternate", otherType, other, path + query(query, other, null)));
            }
        }
        if (page.next() >= 0) {
            Cursor cursor = request.cursor(page.snapshot().version().id(), page.next());
            all.add(links.link(context, "next", type, "Next page", path + query(query, format, cursor)));
        }
        all.add(links.link(
                context,
                "collection",
                "application/json",
                "Collection",
                "/collections/" + layer.definition().id()));
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("numberMatched", page.numberMatched());
        members.put("numberReturned", page.rows().length);
        members.put("links", all);
        members.put("metadata", Metadata.ofPage(page.snapshot().version()));
        return members;
    }

    private static String query(Map<String, String> query, String format, @Nullable Cursor cursor) {
        Map<String, String> full = new LinkedHashMap<>(query);
        full.put("f", format);
        if (cursor != null) {
            full.put("cursor", cursor.encode());
        }
        return full.entrySet().stream()
                .map(entry -> Links.encoded(entry.getKey()) + "=" + Links.encoded(entry.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }

    /** The links that a client may want without reading the body. */
    private static void linkHeader(Context context, Map<String, @Nullable Object> members) {
        if (members.get("links") instanceof List<?> all) {
            String header = all.stream()
                    .map(link -> (Map<?, ?>) link)
                    .filter(link -> "next".equals(link.get("rel")))
                    .map(link -> "<" + link.get("href") + ">; rel=\"next\"")
                    .collect(Collectors.joining(", "));
            if (!header.isEmpty()) {
                context.header("Link", header);
            }
        }
    }

    /** The features of a page as a table with the titles and units of their properties. */
    private HtmlTable table(Context context, PublishedLayer layer, Snapshot snapshot, FeaturePage page) {
        Locale language = Documents.language(context);
        String path = "/collections/" + layer.definition().id() + "/items/";
        List<HtmlTable.Column> columns = new ArrayList<>();
        columns.add(new HtmlTable.Column("id", "id", null));
        for (PropertyDefinition property : snapshot.schema().properties()) {
            columns.add(new HtmlTable.Column(
                    property.name(),
                    property.title().in(language),
                    property.unit() == null ? null : property.unit().symbol()));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row : page.rows()) {
            List<@Nullable Object> cells = new ArrayList<>();
            String id = snapshot.id(row);
            String item = Links.inLanguage(context, Links.withFormat(path + Links.encoded(id), "html"));
            cells.add(Map.of("href", links.href(context, item), "title", id));
            for (int position = 0; position < snapshot.schema().size(); position++) {
                cells.add(snapshot.value(row, position));
            }
            rows.add(cells);
        }
        String of = language.getLanguage().equals("nl") ? " van " : " of ";
        return new HtmlTable(
                layer.definition().title().in(language) + ": " + page.rows().length + of + page.numberMatched(),
                columns,
                rows);
    }

    private void item(Context context) throws IOException {
        Documents.requireKnown(context, List.of("f", "crs"));
        PublishedLayer layer = readers.now(context).get(context.pathParam("id"));
        String featureId = context.pathParam("featureId");
        Crs crs = ItemsRequest.crs("crs", context.queryParam("crs"), Crs.CRS84);
        String format = Documents.format(context, List.of("json", "html"));
        if (Validators.isNotModified(context, layer.current(), format, readers.mayReadAll(context))) {
            return;
        }
        Snapshot snapshot = readers.now(context).snapshot(layer.current());
        int row = snapshot.findRow(featureId)
                .orElseThrow(() -> new ProblemException(Problem.notFound(
                        "layer '" + layer.definition().id() + "' has no feature '" + featureId + "'")));
        String path = "/collections/" + layer.definition().id() + "/items/" + Links.encoded(featureId);
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(links.link(context, "self", "application/geo+json", "GeoJSON", path + "?f=json"));
        all.add(links.link(context, "alternate", "text/html", "HTML", path + "?f=html"));
        all.add(links.link(
                context,
                "collection",
                "application/json",
                "Collection",
                "/collections/" + layer.definition().id()));
        byte[] feature =
                geoJson.feature(snapshot, row, crs, Map.of("links", all, "metadata", Metadata.ofPage(layer.current())));
        context.header("Content-Crs", "<" + crs.uri() + ">");
        if (format.equals("html")) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>(Json.object(feature));
            context.html(Html.page(context, featureId, shown, Map.of()));
        } else {
            context.result(feature).contentType("application/geo+json");
        }
    }
}
