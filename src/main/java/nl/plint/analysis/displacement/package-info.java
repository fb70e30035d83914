/**
 * Displacement of retail: what chains, large shops and the internet do in an area between two reference dates, and whether a region
 * differs from the rest. The formulas are in {@code retail}; what may be shown of units is decided in {@code vacancy}.
 */
@NullMarked
package nl.plint.analysis.displacement;

import org.jspecify.annotations.NullMarked;
