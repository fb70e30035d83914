/**
 * Spatial statistics over plain arrays: neighbors and weights, Getis-Ord Gi and Gi*, local and global Moran and Geary, general
 * G, join counts, permutation and corrections for many tests; rates of small numbers; durations and trends; kernel density, contours and
 * clusters of points. Pure: the same input gives the same answer on any number of threads. Keeps out features,
 * files, clocks and logging.
 */
@NullMarked
package nl.plint.stats;

import org.jspecify.annotations.NullMarked;
