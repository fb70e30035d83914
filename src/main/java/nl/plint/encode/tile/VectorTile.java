package nl.plint.encode.tile;

/**
 * An encoded tile.
 *
 * @param bytes the tile, of no bytes when there is nothing in it; not to be changed
 * @param featureCount how many features are in it
 * @param offeredCount how many there would be if it were not thinned
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of bytes, never compared
public record VectorTile(byte[] bytes, int featureCount, int offeredCount) {
    /** Whether features were left out because the tile would be too large. */
    public boolean isThinned() {
        return featureCount < offeredCount;
    }
}
