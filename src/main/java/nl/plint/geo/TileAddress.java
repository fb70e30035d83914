package nl.plint.geo;

/**
 * One tile of a {@link TileMatrixSet}, as OGC API Tiles names it: its matrix (zoom), its row from the top and its column from the
 * left, all from 0. A row or column that the matrix does not have is refused with an {@link IllegalArgumentException}.
 */
public record TileAddress(int zoom, int row, int column) {
    public TileAddress {
        if (zoom < 0 || zoom > TileMatrixSet.DEEPEST) {
            throw new IllegalArgumentException("zoom must be from 0 to " + TileMatrixSet.DEEPEST + ", was " + zoom);
        }
        int last = (1 << zoom) - 1;
        if (row < 0 || row > last || column < 0 || column > last) {
            throw new IllegalArgumentException(
                    "row and column at zoom " + zoom + " must be from 0 to " + last + ", were " + row + ", " + column);
        }
    }
}
