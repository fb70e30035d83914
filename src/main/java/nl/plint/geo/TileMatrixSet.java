package nl.plint.geo;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A square that is cut in four at each zoom: how OGC 17-083r4 (Two Dimensional Tile Matrix Set 2.0) describes the tiles of a map.
 * A matrix has {@code 2^zoom} rows from the top and as many columns; a tile is {@value #TILE_CELLS} cells wide and high.
 *
 * @param title its title in the register that it comes from
 * @param uri the URI of the register of OGC, null for a set that is not in it
 * @param wellKnownScaleSet the URI of its scales
 * @param originX the left side of the square, in the unit of the CRS
 * @param originY the upper side of the square
 * @param cellSizeMeters the width of a cell at zoom 0
 * @param lastZoom the deepest matrix of the set
 */
public record TileMatrixSet(
        String id,
        String title,
        @Nullable String uri,
        String wellKnownScaleSet,
        Crs crs,
        double originX,
        double originY,
        double cellSizeMeters,
        int lastZoom) {
    /** Cells along the side of a tile. */
    public static final int TILE_CELLS = 256;

    /** The deepest zoom of all sets. */
    static final int DEEPEST = 24;

    /** Metres of a pixel for which OGC gives scale denominators. */
    private static final double PIXEL_METERS = 0.00028;

    private static final double MERCATOR_EDGE = Math.PI * 6_378_137;

    /** The tiles of nearly all web maps: the Mercator square of the world (OGC 17-083r4, annex D.1). */
    public static final TileMatrixSet WEB_MERCATOR_QUAD = new TileMatrixSet(
            "WebMercatorQuad",
            "Google Maps Compatible for the World",
            "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad",
            "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
            Crs.WEB_MERCATOR,
            -MERCATOR_EDGE,
            MERCATOR_EDGE,
            2 * MERCATOR_EDGE / TILE_CELLS,
            DEEPEST);

    /** The tiles of the Netherlands in RD New (Geonovum, Nederlandse richtlijn tiling 1.1), as PDOK serves them. */
    public static final TileMatrixSet NETHERLANDS_RD_NEW_QUAD = new TileMatrixSet(
            "NetherlandsRDNewQuad",
            "Amersfoort / RD New scheme for the Netherlands",
            null,
            "urn:ogc:def:wkss:OGC:1.0:NLDEPSG28992Scale",
            Crs.RD_NEW,
            -285_401.92,
            903_401.92,
            3440.64,
            16);

    /** The sets in which tiles are served. */
    public static final List<TileMatrixSet> SERVED = List.of(WEB_MERCATOR_QUAD, NETHERLANDS_RD_NEW_QUAD);

    public static Optional<TileMatrixSet> find(String id) {
        return SERVED.stream().filter(set -> set.id().equals(id)).findFirst();
    }

    /** The width of the whole square, and its height. */
    public double side() {
        return cellSizeMeters * TILE_CELLS;
    }

    public double cellSize(int zoom) {
        return cellSizeMeters / (1 << zoom);
    }

    public double scaleDenominator(int zoom) {
        return cellSize(zoom) / PIXEL_METERS;
    }

    /** The bounds of a tile in the CRS of the set. */
    public Bounds bounds(TileAddress tile) {
        double width = side() / (1 << tile.zoom());
        double minX = originX + tile.column() * width;
        double maxY = originY - tile.row() * width;
        return new Bounds(minX, maxY - width, minX + width, maxY);
    }

    /** The tile that a place lies in; for a place outside the square the nearest tile. A border belongs to the tile right of it or below. */
    public TileAddress at(double x, double y, int zoom) {
        return new TileAddress(zoom, position(originY - y, zoom), position(x - originX, zoom));
    }

    private int position(double distance, int zoom) {
        int count = 1 << zoom;
        return (int) Math.max(0, Math.min(count - 1, Math.floor(distance / side() * count)));
    }
}
