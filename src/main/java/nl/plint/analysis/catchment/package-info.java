/**
 * What a change does to centres and villages: the market as layers tell it, asked of {@code nl.plint.retail}. The arithmetic is
 * there; here are layers, inputs, rows and words.
 */
@NullMarked
package nl.plint.analysis.catchment;

import org.jspecify.annotations.NullMarked;
