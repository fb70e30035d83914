/**
 * What a feature, a layer and a version of a layer are. Geometry is in RD New (EPSG:28992). How they are stored or
 * written is kept out.
 */
@NullMarked
package nl.plint.dataset;

import org.jspecify.annotations.NullMarked;
