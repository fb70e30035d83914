/**
 * How features are written: GeoJSON, CSV. An encoder is given a table of features and writes it to a stream; it knows
 * neither where they were kept nor who asked.
 */
@NullMarked
package nl.plint.encode;

import org.jspecify.annotations.NullMarked;
