package nl.plint.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nl.plint.dataset.DatasetVersion;
import nl.plint.encode.tile.VectorTileEncoder;
import nl.plint.geo.Bounds;
import nl.plint.geo.TileAddress;
import nl.plint.geo.TileLimits;
import nl.plint.geo.TileMatrixSet;
import nl.plint.store.DatasetCatalog;
import nl.plint.store.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * OGC API Tiles part 1 (20-057): vector tiles of each collection and of several together, in the tile matrix sets of
 * {@link TileMatrixSet#SERVED}.
 *
 * <p>A tile outside the limits of its set is a 404, one without features a 204. A tile whose request names a version never changes
 * and may be kept for ever; other tiles may be kept for a minute and are checked by their tag after that, which is of the bytes, so
 * a new version sends again only what it changed.
 */
final class TileRoutes {
    /** The header that says that features were left out because the tile would be too large: so many of so many are in it. */
    static final String THINNED = "Plint-Thinned";

    private static final int MOST_LIMITS = 1_000;
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String FOR_A_MINUTE = "public, max-age=60";
    private static final String SETS = Links.ROOT + "/tileMatrixSets";
    private static final String SET = "/{tileMatrixSetId}";
    private static final String TILE = SET + "/{tileMatrix}/{tileRow}/{tileCol}";

    private final DatasetCatalog catalog;
    private final TileDocuments documents;
    private final TileCache tiles;
    private final Sender sender;
    private final LoadingCache<LimitsKey, TileLimits> knownLimits = Caffeine.newBuilder()
            .maximumSize(MOST_LIMITS)
            .build(key -> TileDocuments.limits(key.boundsRd, key.set, key.zoom));

    private record LimitsKey(@Nullable Bounds boundsRd, TileMatrixSet set, int zoom) {}

    TileRoutes(DatasetCatalog catalog, Links links, TileCache tiles, Sender sender) {
        this.catalog = catalog;
        this.tiles = tiles;
        this.sender = sender;
        this.documents = new TileDocuments(links);
    }

    void register(RoutesConfig routes) {
        String collection = Links.ROOT + "/collections/{id}/tiles";
        String dataset = Links.ROOT + "/tiles";
        add(routes, SETS, this::sets);
        add(routes, SETS + SET, this::set);
        add(routes, collection, context -> sendTileSets(context, TilesRequest.ofCollection(context, catalog)));
        add(routes, collection + SET, context -> sendTileSet(context, TilesRequest.ofCollection(context, catalog)));
        add(routes, collection + TILE, context -> sendTile(context, TilesRequest.ofCollection(context, catalog)));
        add(routes, dataset, context -> sendTileSets(context, TilesRequest.ofDataset(context, catalog)));
        add(routes, dataset + SET, context -> sendTileSet(context, TilesRequest.ofDataset(context, catalog)));
        add(routes, dataset + TILE, context -> sendTile(context, TilesRequest.ofDataset(context, catalog)));
    }

    /** HEAD is answered as GET is, without the body; by itself Javalin would say 200 to all of them. */
    private static void add(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private void sets(Context context) {
        Documents.requireKnown(context, List.of("f"));
        Documents.send(context, "Tile matrix sets", documents.sets(context));
    }

    private void set(Context context) {
        Documents.requireKnown(context, List.of("f"));
        TileMatrixSet set = requestedSet(context);
        Documents.send(context, set.id(), documents.set(context, set));
    }

    private void sendTileSets(Context context, TilesRequest request) {
        Documents.send(context, "Tiles", documents.tileSets(context, request));
    }

    private void sendTileSet(Context context, TilesRequest request) {
        TileMatrixSet set = requestedSet(context);
        List<String> formats = new ArrayList<>(List.of("json", "html"));
        if (set.equals(TileMatrixSet.WEB_MERCATOR_QUAD)) {
            formats.add("tilejson"); // which knows no other set
        }
        if (Documents.format(context, formats).equals("tilejson")) {
            context.result(Json.bytes(documents.tileJson(context, request))).contentType(TileDocuments.TILE_JSON);
        } else {
            Documents.send(context, set.id(), documents.tileSet(context, set, request));
        }
    }

    private void sendTile(Context context, TilesRequest request) throws IOException {
        TileMatrixSet set = requestedSet(context);
        TileAddress tile = requestedTile(context, set);
        Documents.format(context, List.of("mvt"));
        List<DatasetVersion> versions = request.versions();
        if (!versions.isEmpty()) {
            requireWithin(versions, set, tile);
        }
        context.header("Cache-Control", request.isPinned() ? FOR_EVER : FOR_A_MINUTE);
        context.header("Vary", "Accept, Accept-Encoding");
        List<Snapshot> snapshots = versions.stream().map(this::snapshot).toList();
        if (snapshots.isEmpty()) {
            context.status(204);
        } else {
            send(context, tiles.get(snapshots, request, set, tile, acceptsGzip(context)));
        }
    }

    /** The one place that says what a tile is made of. */
    private Snapshot snapshot(DatasetVersion version) {
        return catalog.now().forPublic().snapshot(version); // tiles are shared by all: nobody sees what is restricted
    }

    private void send(Context context, TileCache.SentTile tile) throws IOException {
        if (tile.isEmpty()) {
            context.status(204);
            return;
        }
        String tag = "\"" + tile.tag() + "\"";
        context.header("ETag", tag);
        if (!tile.thinned().isEmpty()) {
            context.header(THINNED, tile.thinned());
        }
        String known = context.header("If-None-Match");
        if (known != null
                && (known.strip().equals("*")
                        || Arrays.asList(known.strip().split("\\s*,\\s*")).contains(tag))) {
            context.status(304);
            return;
        }
        if (tile.isZipped()) {
            context.header("Content-Encoding", "gzip");
        }
        sender.send(context, VectorTileEncoder.MEDIA_TYPE, ByteBuffer.wrap(tile.bytes()));
    }

    private static boolean acceptsGzip(Context context) {
        String accepts = context.header("Accept-Encoding");
        return accepts != null
                && Arrays.stream(accepts.split(","))
                        .map(coding -> coding.replace(" ", ""))
                        .anyMatch(coding -> coding.startsWith("gzip") && !coding.matches("gzip;q=0(\\.0*)?"));
    }

    private static TileAddress requestedTile(Context context, TileMatrixSet set) {
        int zoom = number(context, "tileMatrix");
        int row = number(context, "tileRow");
        int column = number(context, "tileCol");
        int last = VectorTileEncoder.lastZoom(set);
        if (zoom > last || Math.max(row, column) >= 1 << zoom) {
            throw new ProblemException(Problem.notFound(set.id() + " has tiles for tileMatrix 0 to " + last
                    + ", with tileRow and tileCol from 0 to below 2 to the power of tileMatrix; this was " + zoom + "/"
                    + row + "/" + column));
        }
        return new TileAddress(zoom, row, column);
    }

    private static int number(Context context, String name) {
        String text = context.pathParam(name);
        if (!text.matches("\\d{1,8}")) {
            throw ItemsRequest.invalid(name, text, "a whole number, 0 or more");
        }
        return Integer.parseInt(text);
    }

    private void requireWithin(List<DatasetVersion> versions, TileMatrixSet set, TileAddress tile) {
        TileLimits limits = versions.stream()
                .map(version -> knownLimits.get(new LimitsKey(version.boundsRd(), set, tile.zoom())))
                .reduce(TileLimits::and)
                .orElseThrow();
        if (!limits.contains(tile)) {
            throw new ProblemException(Problem.notFound("tile " + tile.zoom() + "/" + tile.row() + "/" + tile.column()
                    + " is outside the tileMatrixSetLimits of this tileset"));
        }
    }

    private static TileMatrixSet requestedSet(Context context) {
        String id = context.pathParam("tileMatrixSetId");
        return TileMatrixSet.find(id)
                .orElseThrow(() -> new ProblemException(Problem.notFound("there is no tile matrix set '" + id
                        + "'; there are "
                        + TileMatrixSet.SERVED.stream().map(TileMatrixSet::id).toList())));
    }
}
