package nl.plint.encode.tile;

import nl.plint.geo.TileAddress;
import nl.plint.geo.TileMatrixSet;

/**
 * The whole numbers that places have in tiles. At each zoom a tile has {@value #EXTENT} units along its side, and the units of all
 * its tiles together are one grid, so that a place has the same number whichever tile it is drawn in. Counted from the upper left
 * corner of the tile matrix set, y downward.
 */
final class TileGrid {
    /** Units along the side of a tile: the extent of a layer in its vector tile. */
    static final int EXTENT = 4096;

    /** Units that a tile shows of its neighbors: 8 pixels of a tile that is drawn 512 wide. */
    static final int BUFFER = 64;

    /** Units of a pixel when a tile is drawn 512 pixels wide. */
    static final int PIXEL = 8;

    /** Bits of a number on the finest grid. */
    static final int BITS = 30;

    private static final int EXTENT_BITS = 12;

    /** The deepest zoom: its units are those of the finest grid, 4 cm in Web Mercator. */
    static final int LAST_ZOOM = BITS - EXTENT_BITS;

    private TileGrid() {}

    /** How many units of the finest grid are one unit at a zoom, as a power of two. */
    static int shift(int zoom) {
        return LAST_ZOOM - zoom;
    }

    /** The deepest zoom at which a set is served; a map that goes deeper enlarges the tiles of this one. */
    static int lastZoom(TileMatrixSet set) {
        return Math.min(LAST_ZOOM, set.lastZoom());
    }

    /** The first unit of a tile from the left or the top. */
    static int firstUnit(int columnOrRow) {
        return columnOrRow << EXTENT_BITS;
    }

    /** Where a tile and its buffer begin and end on the grid of its zoom. */
    record Window(int firstX, int firstY) {
        static Window of(TileAddress tile) {
            return new Window(firstUnit(tile.column()), firstUnit(tile.row()));
        }

        int minX() {
            return firstX - BUFFER;
        }

        int minY() {
            return firstY - BUFFER;
        }

        int maxX() {
            return firstX + EXTENT + BUFFER;
        }

        int maxY() {
            return firstY + EXTENT + BUFFER;
        }
    }
}
