/**
 * One class for each file format that can be taken in. A format yields the features as the file has them; what they mean,
 * and whether they are good, is not its business.
 */
@NullMarked
package nl.plint.ingest.format;

import org.jspecify.annotations.NullMarked;
