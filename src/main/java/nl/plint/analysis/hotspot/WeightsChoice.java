package nl.plint.analysis.hotspot;

import nl.plint.stats.Kernel;
import org.jspecify.annotations.Nullable;

/**
 * Which areas are neighbors, and how much each weighs (DOMAIN section 3.3).
 *
 * @param distanceMeters reach, border included; NaN to leave it to {@link ScaleChoice}
 * @param k number of nearest neighbors; 0 to leave it to {@link ScaleChoice}
 * @param power of the distance that inverse distances are divided by
 * @param snapMeters vertices of borders at most so far apart are the same
 * @param standardization null for what the statistic is best asked with
 * @param content of a weights file: text, or base64 of an SWM file; null for other types
 */
public record WeightsChoice(
        NeighborRule type,
        double distanceMeters,
        int k,
        double power,
        Kernel kernel,
        double snapMeters,
        @Nullable Standardization standardization,
        @Nullable String content) {
    /** How neighbors are found. */
    public enum NeighborRule {
        /** All within a distance. */
        DISTANCE_BAND,
        /** All within the smallest distance that leaves nobody alone. */
        SMALLEST_BAND,
        /** The k nearest. */
        K_NEAREST,
        /** Polygons that share a vertex. */
        QUEEN,
        /** Polygons that share two. */
        ROOK,
        /** All within a distance, weighing 1 / d^power. */
        INVERSE_DISTANCE,
        /** All within a distance, weighing as the kernel says. */
        KERNEL,
        /** As a GAL file says. */
        GAL,
        /** As a GWT file says. */
        GWT,
        /** As an SWM file says. */
        SWM;

        boolean hasDistance() {
            return this == DISTANCE_BAND || this == INVERSE_DISTANCE || this == KERNEL;
        }

        boolean isFile() {
            return this == GAL || this == GWT || this == SWM;
        }
    }

    /** Whether the weights of an area are divided by their sum. */
    public enum Standardization {
        BINARY,
        ROW
    }

    /** Whether the distance or k is left to Plint. */
    public boolean isOpen() {
        return (type.hasDistance() && Double.isNaN(distanceMeters)) || (type == NeighborRule.K_NEAREST && k == 0);
    }

    /** The same with a distance, or a number of neighbors, whichever the type has. */
    WeightsChoice at(double scale) {
        return new WeightsChoice(
                type,
                type.hasDistance() ? scale : distanceMeters,
                type == NeighborRule.K_NEAREST ? (int) scale : k,
                power,
                kernel,
                snapMeters,
                standardization,
                content);
    }
}
