/**
 * Work that takes longer than a client wants to wait: jobs, which wait for their turn, tell how far they are and can be
 * dismissed. Knows nothing of what the work is or who asks for it.
 */
@NullMarked
package nl.plint.job;

import org.jspecify.annotations.NullMarked;
