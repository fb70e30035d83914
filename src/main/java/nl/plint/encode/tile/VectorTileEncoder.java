package nl.plint.encode.tile;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import nl.plint.dataset.FeatureTable;
import nl.plint.geo.TileAddress;
import nl.plint.geo.TileMatrixSet;

/**
 * Makes Mapbox Vector Tiles (version 2.1) of a table: one layer, extent 4096, a buffer of 64.
 *
 * <p>A pixel is 8 units, as when a tile is drawn 512 pixels wide. What a zoom shows is decided on the grid of the whole zoom and
 * never by a single tile, so tiles that meet show the same:
 *
 * <ul>
 *   <li>Points are gathered by cells of 8 by 8 pixels at the zooms where some tile holds more than 4,096 of them. A cell with
 *       points is one feature at their mean, with their number as {@value #POINT_COUNT} and the values that they share. Their
 *       numbers sum to the number of points.
 *   <li>Lines and polygons are simplified by half a pixel, except at the deepest zoom, and polygons stay valid.
 *   <li>A polygon of less than a square pixel is drawn with those whose middle is in the same pixel: as that pixel, with the
 *       values of the largest, when together they fill half of it. So the area that is drawn stays about what it is.
 *   <li>Of the lines shorter than a pixel the longest of each pixel is drawn.
 * </ul>
 *
 * <p>A tile of more than {@value #MOST_BYTES} bytes is thinned: the largest shapes stay, and of points those that come first in an
 * order that only their row decides. The feature's number is its row in the table.
 *
 * <p>A table never changes; it is prepared when its first tile is asked for, and that is kept for as long as the table is in use.
 */
public final class VectorTileEncoder {
    public static final String MEDIA_TYPE = "application/vnd.mapbox-vector-tile";

    /** The key of the number of points that are gathered in a feature. */
    public static final String POINT_COUNT = "pointCount";

    /** The most bytes of a tile. */
    public static final int MOST_BYTES = 500_000;

    private final LoadingCache<FeatureTable, Prepared> prepared =
            Caffeine.newBuilder().weakKeys().build(Prepared::new);

    /** Holds nothing of the table itself, which is to be forgotten as soon as nobody else uses it. */
    private static final class Prepared {
        private final TileValues values;
        private final Map<TileMatrixSet, TiledTable> sets = new ConcurrentHashMap<>();

        Prepared(FeatureTable table) {
            values = TileValues.of(table);
        }

        TiledTable in(TileMatrixSet set, FeatureTable table) {
            return sets.computeIfAbsent(set, any -> TiledTable.of(table, set));
        }
    }

    /** The deepest zoom at which a set has tiles; a map that goes deeper enlarges those. */
    public static int lastZoom(TileMatrixSet set) {
        return TileGrid.lastZoom(set);
    }

    /** How much of its neighbors a tile shows, as a share of its side. */
    public static double bufferShare() {
        return (double) TileGrid.BUFFER / TileGrid.EXTENT;
    }

    /**
     * A tile.
     *
     * @param layer the name of its layer
     * @param rows which rows may be in it
     */
    public VectorTile encode(FeatureTable table, String layer, TileMatrixSet set, TileAddress tile, IntPredicate rows) {
        if (tile.zoom() > lastZoom(set)) {
            throw new IllegalArgumentException("zoom " + tile.zoom() + " is deeper than " + lastZoom(set));
        }
        Prepared known = prepared.get(table);
        TiledTable tiled = known.in(set, table);
        TilePass pass = new TilePass(tiled, known.values, tile, rows, Double.NEGATIVE_INFINITY);
        byte[] bytes = pass.tile(layer);
        int offered = pass.offered();
        while (bytes.length > MOST_BYTES && pass.written() > 1) {
            double share = Math.min(0.9, 0.95 * MOST_BYTES / bytes.length);
            double above = pass.leastImportanceOf((int) (pass.written() * share));
            pass = new TilePass(tiled, known.values, tile, rows, above);
            bytes = pass.tile(layer);
        }
        return new VectorTile(bytes, pass.written(), offered);
    }
}
