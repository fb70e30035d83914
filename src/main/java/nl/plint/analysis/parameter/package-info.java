/**
 * Numbers that an analysis takes for granted, kept as data: each with its unit, its source and whether it was published or is
 * assumed. A question may set any of them otherwise, and an answer lists those that it used.
 */
@NullMarked
package nl.plint.analysis.parameter;

import org.jspecify.annotations.NullMarked;
