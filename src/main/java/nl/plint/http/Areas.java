package nl.plint.http;

import nl.plint.geo.AxisOrder;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Brings what clients point at, a box or a geometry in a CRS of theirs, to RD New. */
final class Areas {
    private static final int STEPS_ALONG_A_SIDE = 32;

    private Areas() {}

    /**
     * A geometry in RD New, with points added to its sides, so that it stays what it was in its own CRS. What lies far from the
     * Netherlands is cut off: RD New is not defined there, and no feature is there.
     *
     * @param asWritten in the axis order of its CRS
     */
    static Geometry toRd(Geometry asWritten, Crs crs) {
        Geometry given = AxisOrder.asWritten(asWritten, crs);
        if (crs.equals(Crs.RD_NEW)) {
            return given;
        }
        Envelope envelope = given.getEnvelopeInternal();
        Geometry within = clipped(given, crs);
        if (within.isEmpty()) {
            return within;
        }
        double step = Math.max(envelope.getWidth(), envelope.getHeight()) / STEPS_ALONG_A_SIDE;
        return Reprojection.between(crs, Crs.RD_NEW)
                .transform(step > 0 && within.getDimension() > 0 ? Densifier.densify(within, step) : within);
    }

    private static Geometry clipped(Geometry area, Crs crs) {
        Geometry around = new GeometryFactory().toGeometry(new Envelope(2, 9, 49.5, 55));
        Geometry limits = crs.isGeographic()
                ? around
                : Reprojection.between(Crs.CRS84, crs).transform(around);
        return limits.covers(area) ? area : limits.intersection(area);
    }
}
