/** Jobs in the PostgreSQL database of an archive, in schema {@code plint_catalog}, which several processes share. */
@NullMarked
package nl.plint.job.postgis;

import org.jspecify.annotations.NullMarked;
