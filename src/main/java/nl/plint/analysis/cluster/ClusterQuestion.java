package nl.plint.analysis.cluster;

import java.time.LocalDate;
import nl.plint.analysis.vacancy.Universe;
import nl.plint.dataset.Audience;
import org.jspecify.annotations.Nullable;

/**
 * Which clusters vacant units form.
 *
 * @param referenceDate null for the newest
 * @param method null for the only one there is
 * @param distanceMeters reach of DBSCAN
 * @param minimumPoints units within reach that make a core (DBSCAN), or the k of the core distance (HDBSCAN)
 * @param minimumSize least size of a cluster (HDBSCAN)
 */
record ClusterQuestion(
        String layer,
        @Nullable LocalDate referenceDate,
        Universe universe,
        @Nullable String method,
        Algorithm algorithm,
        double distanceMeters,
        int minimumPoints,
        int minimumSize,
        Hull hull,
        Audience audience) {
    /** How clusters are found. */
    enum Algorithm {
        DBSCAN,
        HDBSCAN
    }

    /** How a cluster is drawn. */
    enum Hull {
        CONCAVE,
        CONVEX
    }
}
