/**
 * An archive in a PostgreSQL database with PostGIS. Schema {@code plint} has a view of each layer for GIS users,
 * {@code plint_versions} a table for each version, {@code plint_catalog} what Plint itself keeps.
 */
@NullMarked
package nl.plint.store.postgis;

import org.jspecify.annotations.NullMarked;
