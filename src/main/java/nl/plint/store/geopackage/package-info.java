/**
 * The archive as a folder: a SQLite catalog, and one GeoPackage for each version that QGIS and GDAL open as it is. The only
 * package here that knows SQLite. Questions about the data are answered elsewhere, from snapshots.
 */
@NullMarked
package nl.plint.store.geopackage;

import org.jspecify.annotations.NullMarked;
