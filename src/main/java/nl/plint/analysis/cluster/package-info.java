/** Where vacant units lie close together, and whether what is there is worth the name. */
@NullMarked
package nl.plint.analysis.cluster;

import org.jspecify.annotations.NullMarked;
