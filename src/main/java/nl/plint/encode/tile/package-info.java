/**
 * Vector tiles (Mapbox Vector Tile 2.1) of any table of features: what is drawn at a zoom, how it is simplified and gathered,
 * and the bytes. A table is prepared once for each tile matrix set and then asked for many tiles. Keeps out addresses of the web,
 * caches of tiles and stores.
 */
@NullMarked
package nl.plint.encode.tile;

import org.jspecify.annotations.NullMarked;
