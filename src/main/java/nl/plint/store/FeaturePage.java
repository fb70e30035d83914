package nl.plint.store;

/**
 * Rows of a snapshot that answer a {@link FeatureCriteria}.
 *
 * <p>The array of rows belongs to the page: it is not to be changed.
 *
 * @param rows in the order asked for
 * @param numberMatched how many rows match on all pages together
 * @param next the position in the order where the next page starts, -1 when this is the last
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of rows, never compared
public record FeaturePage(Snapshot snapshot, int[] rows, int numberMatched, int next) {}
