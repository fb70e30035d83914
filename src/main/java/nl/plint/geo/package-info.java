/**
 * Coordinate reference systems, bounds and reprojection. Geometries and coordinate arrays go in and out with x (easting or
 * longitude) first, whatever order a standard prescribes for writing them: only this package knows about axis order. It
 * keeps out features, files, SQL and JSON.
 */
@NullMarked
package nl.plint.geo;

import org.jspecify.annotations.NullMarked;
