/** How densely vacancy lies, as a surface and as contours, and as a share of all that lies there. */
@NullMarked
package nl.plint.analysis.density;

import org.jspecify.annotations.NullMarked;
