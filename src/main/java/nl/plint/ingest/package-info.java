/**
 * Takes in files: reads them through one seam for all formats, maps their columns, checks every row, turns coordinates into
 * RD New, and writes a version with a report of all that was repaired or skipped. Keeps out HTTP and any concrete store.
 */
@NullMarked
package nl.plint.ingest;

import org.jspecify.annotations.NullMarked;
