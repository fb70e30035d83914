package nl.plint.http;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.plint.dataset.DatasetVersion;
import nl.plint.dataset.GeometryKind;
import nl.plint.dataset.PropertyDefinition;
import nl.plint.encode.tile.VectorTileEncoder;
import nl.plint.geo.Bounds;
import nl.plint.geo.TileLimits;
import nl.plint.geo.TileMatrixSet;
import nl.plint.store.PublishedLayer;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/** Describes tile matrix sets and tilesets (OGC 17-083r4), and tilesets also as TileJSON 3.0. */
final class TileDocuments {
    static final String TILE_JSON = "application/vnd.mapbox.tile+json";

    private static final String TEMPLATE = "/{tileMatrix}/{tileRow}/{tileCol}";

    private final Links links;

    TileDocuments(Links links) {
        this.links = links;
    }

    /** In which tiles of a zoom a version may have something. */
    static TileLimits limits(@Nullable Bounds boundsRd, TileMatrixSet set, int zoom) {
        return TileLimits.of(set, boundsRd, VectorTileEncoder.bufferShare(), zoom);
    }

    Map<String, @Nullable Object> sets(Context context) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("links", links.selfAndAlternate(context, "/tileMatrixSets", Documents.isHtml(context)));
        document.put(
                "tileMatrixSets",
                TileMatrixSet.SERVED.stream()
                        .map(set -> {
                            Map<String, Object> item = head(set);
                            item.put(
                                    "links",
                                    List.of(links.link(
                                            context, "self", "application/json", set.title(), path(set) + "?f=json")));
                            return item;
                        })
                        .toList());
        return document;
    }

    private static String path(TileMatrixSet set) {
        return "/tileMatrixSets/" + set.id();
    }

    private static Map<String, Object> head(TileMatrixSet set) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("id", set.id());
        head.put("title", set.title());
        if (set.uri() != null) {
            head.put("uri", set.uri());
        }
        head.put("crs", set.crs().uri());
        return head;
    }

    Map<String, @Nullable Object> set(Context context, TileMatrixSet set) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>(head(set));
        document.put("orderedAxes", List.of("X", "Y"));
        document.put("wellKnownScaleSet", set.wellKnownScaleSet());
        document.put(
                "tileMatrices",
                IntStream.rangeClosed(0, set.lastZoom())
                        .mapToObj(zoom -> matrix(set, zoom))
                        .toList());
        document.put("links", links.selfAndAlternate(context, path(set), Documents.isHtml(context)));
        return document;
    }

    private static Map<String, Object> matrix(TileMatrixSet set, int zoom) {
        Map<String, Object> matrix = new LinkedHashMap<>();
        matrix.put("id", String.valueOf(zoom));
        matrix.put("scaleDenominator", set.scaleDenominator(zoom));
        matrix.put("cellSize", set.cellSize(zoom));
        matrix.put("cornerOfOrigin", "topLeft");
        matrix.put("pointOfOrigin", List.of(set.originX(), set.originY()));
        matrix.put("tileWidth", TileMatrixSet.TILE_CELLS);
        matrix.put("tileHeight", TileMatrixSet.TILE_CELLS);
        matrix.put("matrixWidth", 1 << zoom);
        matrix.put("matrixHeight", 1 << zoom);
        return matrix;
    }

    Map<String, @Nullable Object> tileSets(Context context, TilesRequest request) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("title", title(context, request));
        document.put(
                "links",
                links.selfAndAlternate(context, with(request.path(), request.query()), Documents.isHtml(context)));
        document.put(
                "tilesets",
                TileMatrixSet.SERVED.stream()
                        .map(set -> {
                            Map<String, @Nullable Object> item = headOfTileSet(context, set, request);
                            item.put("links", tileSetLinks(context, set, request, false));
                            return item;
                        })
                        .toList());
        return document;
    }

    private static String title(Context context, TilesRequest request) {
        Locale language = Documents.language(context);
        return request.layers().stream()
                .map(layer -> layer.definition().title().in(language))
                .collect(Collectors.joining(", "));
    }

    /** A set that no register knows is named by the address of its definition here. */
    private Map<String, @Nullable Object> headOfTileSet(Context context, TileMatrixSet set, TilesRequest request) {
        Map<String, @Nullable Object> head = new LinkedHashMap<>();
        head.put("title", title(context, request) + " (" + set.id() + ")");
        head.put("dataType", "vector");
        head.put("crs", set.crs().uri());
        head.put("tileMatrixSetId", set.id());
        head.put("tileMatrixSetURI", set.uri() == null ? links.href(context, path(set)) : set.uri());
        head.put("tileMatrixSetLimits", limits(set, request));
        return head;
    }

    private static List<Map<String, Object>> limits(TileMatrixSet set, TilesRequest request) {
        List<Map<String, Object>> limits = new ArrayList<>();
        for (int zoom = 0; zoom <= VectorTileEncoder.lastZoom(set); zoom++) {
            int matrix = zoom;
            request.versions().stream()
                    .map(version -> limits(version.boundsRd(), set, matrix))
                    .reduce(TileLimits::and)
                    .ifPresent(all -> limits.add(members(all)));
        }
        return limits;
    }

    private static Map<String, Object> members(TileLimits limits) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("tileMatrix", String.valueOf(limits.zoom()));
        members.put("minTileRow", limits.minRow());
        members.put("maxTileRow", limits.maxRow());
        members.put("minTileCol", limits.minColumn());
        members.put("maxTileCol", limits.maxColumn());
        return members;
    }

    Map<String, @Nullable Object> tileSet(Context context, TileMatrixSet set, TilesRequest request) {
        Map<String, @Nullable Object> document = headOfTileSet(context, set, request);
        document.put(
                "layers",
                request.layers().stream().map(layer -> layer(context, layer)).toList());
        document.put("links", tileSetLinks(context, set, request, Documents.isHtml(context)));
        return document;
    }

    private Map<String, Object> layer(Context context, PublishedLayer layer) {
        Locale language = Documents.language(context);
        String id = layer.definition().id();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", id);
        members.put("title", layer.definition().title().in(language));
        members.put("description", layer.definition().description().in(language));
        members.put("dataType", "vector");
        GeometryKind kind = layer.definition().geometry();
        if (kind.dimension() >= 0) {
            members.put("geometryDimension", kind.dimension());
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        for (PropertyDefinition property : layer.current().schema().properties()) {
            properties.put(property.name(), CollectionDocuments.schema(property, language));
        }
        members.put("propertiesSchema", Map.of("type", "object", "properties", properties));
        members.put(
                "links",
                List.of(links.link(
                        context, Links.ogc("geodata"), "application/json", "Collection", "/collections/" + id)));
        return members;
    }

    private List<Map<String, Object>> tileSetLinks(
            Context context, TileMatrixSet set, TilesRequest request, boolean html) {
        String path = request.path() + "/" + set.id();
        List<Map<String, Object>> all =
                new ArrayList<>(links.selfAndAlternate(context, with(path, request.query()), html));
        all.add(links.link(
                context, Links.ogc("tiling-scheme"), "application/json", set.title(), path(set) + "?f=json"));
        if (set.equals(TileMatrixSet.WEB_MERCATOR_QUAD)) {
            String tileJson = Links.withFormat(with(path, request.query()), "tilejson");
            all.add(links.link(context, "describedby", TILE_JSON, "TileJSON", tileJson));
        }
        Map<String, Object> tile = links.link(
                context,
                "item",
                VectorTileEncoder.MEDIA_TYPE,
                "Mapbox Vector Tile",
                Links.withFormat(with(path + TEMPLATE, request.query()), "mvt"));
        tile.put("templated", true);
        all.add(tile);
        return all;
    }

    private static String with(String path, Map<String, String> query) {
        return query.isEmpty() ? path : path + "?" + TilesRequest.written(query);
    }

    /** What web maps read: the tiles of one collection by the address of a version, which they may keep for ever. */
    Map<String, @Nullable Object> tileJson(Context context, TilesRequest request) {
        TileMatrixSet set = TileMatrixSet.WEB_MERCATOR_QUAD;
        Map<String, String> query = new TreeMap<>(request.query());
        if (request.path().startsWith("/collections/") && request.versions().size() == 1) {
            query.remove("datetime");
            query.put("version", request.versions().get(0).id());
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("tilejson", "3.0.0");
        document.put("name", title(context, request));
        String attribution = request.versions().stream()
                .map(version -> version.provenance().attribution())
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!attribution.isEmpty()) {
            document.put("attribution", attribution);
        }
        document.put("scheme", "xyz");
        document.put(
                "tiles", List.of(links.href(context, with(request.path() + "/" + set.id() + "/{z}/{y}/{x}", query))));
        document.put("minzoom", 0);
        document.put("maxzoom", VectorTileEncoder.lastZoom(set));
        Envelope bounds = new Envelope();
        for (DatasetVersion version : request.versions()) {
            Bounds ofVersion = version.boundsRd();
            if (ofVersion != null) {
                List<Double> box = CollectionDocuments.degrees(ofVersion);
                bounds.expandToInclude(box.get(0), box.get(1));
                bounds.expandToInclude(box.get(2), box.get(3));
            }
        }
        if (!bounds.isNull()) {
            document.put("bounds", List.of(bounds.getMinX(), bounds.getMinY(), bounds.getMaxX(), bounds.getMaxY()));
        }
        document.put(
                "vector_layers",
                request.layers().stream()
                        .map(layer -> vectorLayer(context, layer))
                        .toList());
        return document;
    }

    private static Map<String, Object> vectorLayer(Context context, PublishedLayer layer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (PropertyDefinition property : layer.current().schema().properties()) {
            fields.put(
                    property.name(),
                    switch (property.type()) {
                        case INTEGER, NUMBER -> "Number";
                        case BOOLEAN -> "Boolean";
                        case STRING, DATE, JSON -> "String";
                    });
        }
        fields.putIfAbsent(VectorTileEncoder.POINT_COUNT, "Number");
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", layer.definition().id());
        members.put("description", layer.definition().description().in(Documents.language(context)));
        members.put("minzoom", 0);
        members.put("maxzoom", VectorTileEncoder.lastZoom(TileMatrixSet.WEB_MERCATOR_QUAD));
        members.put("fields", fields);
        return members;
    }
}
