package nl.plint.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.Provenance;
import nl.plint.encode.FeatureEncoder;
import nl.plint.encode.GeoJsonEncoder;
import nl.plint.geo.Crs;
import nl.plint.store.Cursor;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.FeatureCriteria;
import nl.plint.store.FeaturePage;
import nl.plint.store.FeatureStore;
import nl.plint.store.PublishedLayer;
import nl.plint.store.Snapshot;
import org.jspecify.annotations.Nullable;

/** OGC API Features, part 1 (core) and part 2 (CRS by reference): collections and their items. */
final class FeatureRoutes {
    private final DatasetCatalog catalog;
    private final Links links;
    private final CollectionDocuments documents;
    private final GeoJsonEncoder geoJson;
    private final Map<String, FeatureEncoder> encoders = new LinkedHashMap<>();

    FeatureRoutes(DatasetCatalog catalog, Links links, GeoJsonEncoder geoJson, List<FeatureEncoder> others) {
        this.catalog = catalog;
        this.links = links;
        this.documents = new CollectionDocuments(links);
        this.geoJson = geoJson;
        encoders.put(geoJson.format(), geoJson);
        others.forEach(encoder -> encoders.put(encoder.format(), encoder));
    }

    void register(RoutesConfig routes) {
        routes.get(Links.ROOT + "/collections", this::collections);
        routes.get(Links.ROOT + "/collections/{id}", this::collection);
        routes.get(Links.ROOT + "/collections/{id}/queryables", this::queryables);
        routes.get(Links.ROOT + "/collections/{id}/items", this::items);
        routes.get(Links.ROOT + "/collections/{id}/items/{featureId}", this::item);
    }

    private void collections(Context context) {
        Documents.requireKnown(context, List.of("f"));
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("links", links.selfAndAlternate(context, "/collections", Documents.isHtml(context)));
        document.put(
                "collections",
                catalog.now().list().stream()
                        .map(layer -> documents.collection(context, layer))
                        .toList());
        Documents.send(context, "Collections", document);
    }

    private void collection(Context context) {
        Documents.requireKnown(context, List.of("f"));
        PublishedLayer layer = catalog.now().get(context.pathParam("id"));
        Map<String, @Nullable Object> document = documents.collection(context, layer);
        Documents.send(context, layer.definition().title().in(Documents.language(context)), document);
    }

    private void queryables(Context context) {
        Documents.requireKnown(context, List.of("f"));
        PublishedLayer layer = catalog.now().get(context.pathParam("id"));
        Map<String, @Nullable Object> document = documents.queryables(context, layer);
        Documents.send(context, "Queryables", document);
        if (!Documents.isHtml(context)) {
            context.contentType("application/schema+json");
        }
    }

    private void items(Context context) throws IOException {
        PublishedLayer layer = catalog.now().get(context.pathParam("id"));
        ItemsRequest request = ItemsRequest.read(context, layer, catalog);
        String format = Documents.format(context, formats());
        DatasetVersion version = request.version();
        DatasetVersion answering = version == null ? layer.current() : version;
        if (isNotModified(context, answering, format)) {
            return;
        }
        Snapshot snapshot = catalog.now().snapshot(answering);
        FeaturePage page =
                version == null ? new FeaturePage(snapshot, new int[0], 0, -1) : page(snapshot, request.criteria());
        Map<String, @Nullable Object> members = members(context, layer, request, page, format);
        context.header("Content-Crs", "<" + request.crs().uri() + ">");
        linkHeader(context, members);
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        FeatureEncoder encoder = encoders.get(format);
        if (encoder != null) {
            encoder.write(snapshot, page.rows(), request.crs(), members, out);
            context.result(out.toByteArray()).contentType(encoder.mediaType());
        } else {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            shown.put("numberMatched", members.remove("numberMatched"));
            shown.put("numberReturned", members.remove("numberReturned"));
            shown.put("features", rows(context, layer, snapshot, page));
            shown.putAll(members);
            context.html(Html.page(
                    Documents.language(context), layer.definition().title().in(Documents.language(context)), shown));
        }
    }

    private List<String> formats() {
        List<String> formats = new ArrayList<>(encoders.keySet());
        formats.add("html");
        return formats;
    }

    /** The page of a snapshot; a filter that cannot be evaluated is the client's mistake. */
    static FeaturePage page(Snapshot snapshot, FeatureCriteria criteria) {
        try {
            return FeatureStore.page(snapshot, criteria);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new Problem(
                    400, "invalid-filter", "Invalid filter", "filter cannot be used here: " + e.getMessage()));
        }
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
        if (page.nextRow() >= 0) {
            Cursor cursor = new Cursor(page.snapshot().version().id(), page.nextRow());
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
        members.put("timeStamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        members.put("links", all);
        members.put("metadata", metadata(page.snapshot().version()));
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

    private static Map<String, @Nullable Object> metadata(DatasetVersion version) {
        Provenance provenance = version.provenance();
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("layer", version.layer());
        metadata.put("version", version.id());
        metadata.put("referenceDate", version.referenceDate().toString());
        metadata.put("source", provenance.source().en());
        metadata.put("license", provenance.licence());
        metadata.put("attribution", provenance.attribution());
        metadata.put("synthetic", provenance.synthetic());
        return metadata;
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

    private List<Map<String, @Nullable Object>> rows(
            Context context, PublishedLayer layer, Snapshot snapshot, FeaturePage page) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int row : page.rows()) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            String id = snapshot.id(row);
            shown.put(
                    "id",
                    Map.of(
                            "href",
                            links.href(
                                    context,
                                    "/collections/" + layer.definition().id() + "/items/" + Links.encoded(id)),
                            "title",
                            id));
            for (int position = 0; position < snapshot.schema().size(); position++) {
                shown.put(snapshot.schema().get(position).name(), snapshot.value(row, position));
            }
            rows.add(shown);
        }
        return rows;
    }

    private void item(Context context) throws IOException {
        Documents.requireKnown(context, List.of("f", "crs"));
        PublishedLayer layer = catalog.now().get(context.pathParam("id"));
        String featureId = context.pathParam("featureId");
        Crs crs = ItemsRequest.crs("crs", context.queryParam("crs"), Crs.CRS84);
        String format = Documents.format(context, List.of("json", "html"));
        if (isNotModified(context, layer.current(), format)) {
            return;
        }
        Snapshot snapshot = catalog.now().snapshot(layer.current());
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
                geoJson.feature(snapshot, row, crs, Map.of("links", all, "metadata", metadata(layer.current())));
        context.header("Content-Crs", "<" + crs.uri() + ">");
        if (format.equals("html")) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>(Json.object(feature));
            context.html(Html.page(Documents.language(context), featureId, shown));
        } else {
            context.result(feature).contentType("application/geo+json");
        }
    }

    /**
     * Sets the validators, and answers 304 when the client has the same already. A version never changes, so its id with the
     * address and the form of the answer is a strong tag; a zipped answer is another form and has a tag of its own.
     */
    private static boolean isNotModified(Context context, DatasetVersion version, String format) {
        String address = String.valueOf(context.queryString()) + "|" + format + "|" + context.header("Accept-Language")
                + "|" + context.scheme() + context.host() + context.path();
        String accepts = context.header("Accept-Encoding");
        String tag = "\"" + version.id() + "-" + Integer.toHexString(hash(address))
                + (accepts != null && accepts.contains("gzip") ? "-gzip\"" : "\"");
        context.header("ETag", tag);
        context.header("Vary", "Accept, Accept-Encoding, Accept-Language");
        context.header("Cache-Control", "public, max-age=60");
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
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
