/**
 * The part of CQL2 that policies use: comparisons, logic, IN, IS NULL, arithmetic, dates and functions, read from text
 * and evaluated in three-valued logic. Keeps out SQL, storage and spatial predicates.
 */
@NullMarked
package nl.plint.filter;

import org.jspecify.annotations.NullMarked;
