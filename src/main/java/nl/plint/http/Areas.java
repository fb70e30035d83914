package nl.plint.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import nl.plint.geo.AxisOrder;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;

/** Brings what clients point at, a box or a geometry in a CRS of theirs, to RD New. */
final class Areas {
    private static final int STEPS_ALONG_A_SIDE = 32;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    /** Around the Netherlands, in degrees: far away RD New is not defined, and no feature is there. */
    private static final Geometry AROUND = FACTORY.toGeometry(new Envelope(2, 9, 49.5, 55));

    /** Stands for what lies far away, in RD New. */
    private static final Geometry ELSEWHERE = FACTORY.createPoint(new Coordinate(-1e6, -1e6));

    private Areas() {}

    /**
     * A geometry in RD New, with points added to its sides, so that it stays what it was in its own CRS. Of what lies far from
     * the Netherlands no more is kept than that it is elsewhere.
     *
     * @param asWritten in the axis order of its CRS
     */
    static Geometry toRd(Geometry asWritten, Crs crs) {
        Geometry given = AxisOrder.asWritten(asWritten, crs);
        if (crs.equals(Crs.RD_NEW)) {
            return given;
        }
        Geometry limits = crs.isGeographic()
                ? AROUND
                : Reprojection.between(Crs.CRS84, crs).transform(AROUND);
        Envelope envelope = given.getEnvelopeInternal();
        double step = Math.max(envelope.getWidth(), envelope.getHeight()) / STEPS_ALONG_A_SIDE;
        Reprojection toRd = Reprojection.between(crs, Crs.RD_NEW);
        return toRd(given, limits, geometry -> toRd.transform(densified(geometry, step)));
    }

    private static Geometry toRd(Geometry given, Geometry limits, UnaryOperator<Geometry> turned) {
        if (limits.getEnvelopeInternal().contains(given.getEnvelopeInternal()) && limits.covers(given)) {
            return turned.apply(given);
        }
        if (!(given instanceof GeometryCollection)) {
            Geometry within = given.intersection(limits);
            return within.isEmpty() ? ELSEWHERE : turned.apply(within);
        }
        List<Geometry> members = new ArrayList<>();
        for (int member = 0; member < given.getNumGeometries(); member++) { // a collection cannot be cut as a whole
            members.add(toRd(given.getGeometryN(member), limits, turned));
        }
        return FACTORY.buildGeometry(members);
    }

    private static Geometry densified(Geometry geometry, double step) {
        return step > 0 && geometry.getDimension() > 0 ? Densifier.densify(geometry, step) : geometry;
    }
}
