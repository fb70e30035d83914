/** CQL2 expressions: reading them and evaluating them in three-valued logic. */
@NullMarked
package nl.plint.filter;

import org.jspecify.annotations.NullMarked;
