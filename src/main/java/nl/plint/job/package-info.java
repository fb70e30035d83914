/**
 * Work that takes longer than a client wants to wait: jobs, which wait for their turn, tell how far they are and can be
 * dismissed. A job is data in a {@link nl.plint.job.JobStore}, which several processes may share; a {@link
 * nl.plint.job.JobQueue} in each of them does what is there. Knows nothing of what the work is or who asks for it.
 */
@NullMarked
package nl.plint.job;

import org.jspecify.annotations.NullMarked;
