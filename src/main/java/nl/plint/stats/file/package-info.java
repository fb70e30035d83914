/**
 * Reads weights that other programs wrote: GAL and GWT of GeoDa, SWM of ArcGIS. Reads from a stream that the caller opened, so
 * it knows no files; reading is strict, and an error says in which line or feature something is wrong.
 */
@NullMarked
package nl.plint.stats.file;

import org.jspecify.annotations.NullMarked;
