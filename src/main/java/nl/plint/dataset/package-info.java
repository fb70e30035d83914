/**
 * What a feature, a layer and a version of a layer are. Geometry is in RD New (EPSG:28992). How they are stored or written is
 * kept out; what stores and encoders share of that is in subpackages.
 */
@NullMarked
package nl.plint.dataset;

import org.jspecify.annotations.NullMarked;
