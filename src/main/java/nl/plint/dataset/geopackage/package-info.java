/**
 * The table of features in a GeoPackage, the same whether an archive keeps it or an encoder sends it: how its columns are called, how
 * it is described, indexed and written. Where files are and what becomes of them is kept out.
 */
@NullMarked
package nl.plint.dataset.geopackage;

import org.jspecify.annotations.NullMarked;
