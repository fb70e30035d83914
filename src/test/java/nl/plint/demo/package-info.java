/**
 * Makes the demonstration data of {@code gis-data/samples}: twelve layers of a synthetic Drenthe that has real place names and
 * plausible totals. Facts are read from the small tables beside the tests; everything else is drawn from one seed, so the same
 * seed gives the same files. It knows nothing of the service: what it writes enters through the same door as any other file.
 */
@NullMarked
package nl.plint.demo;

import org.jspecify.annotations.NullMarked;
