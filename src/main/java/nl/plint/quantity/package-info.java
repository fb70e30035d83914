/**
 * A value and its unit, and the units that layers, rules and findings use. Nothing else: no geometry, no files.
 */
@NullMarked
package nl.plint.quantity;

import org.jspecify.annotations.NullMarked;
