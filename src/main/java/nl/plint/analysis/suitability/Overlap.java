package nl.plint.analysis.suitability;

import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** Overlays that do not fail on the rounding of coordinates. */
final class Overlap {
    private Overlap() {}

    /** What two geometries have in common. */
    static Geometry of(Geometry one, Geometry other) {
        return OverlayNGRobust.overlay(one, other, OverlayNG.INTERSECTION);
    }

    /** All that lies in either. */
    static Geometry union(Geometry one, Geometry other) {
        return OverlayNGRobust.overlay(one, other, OverlayNG.UNION);
    }
}
