/**
 * Where high or low values cluster: the question, the areas it is asked of (features of a layer, or vacancy gathered in a
 * grid or in polygons), and the answer from {@code stats}.
 */
@NullMarked
package nl.plint.analysis.hotspot;

import org.jspecify.annotations.NullMarked;
