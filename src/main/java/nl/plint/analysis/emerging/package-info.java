/** How hot and cold spots come and go over the reference dates. */
@NullMarked
package nl.plint.analysis.emerging;

import org.jspecify.annotations.NullMarked;
