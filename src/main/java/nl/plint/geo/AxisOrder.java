package nl.plint.geo;

import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;

/** The order of the axes: x first inside Plint, whatever the standard of a CRS prescribes outside. */
public final class AxisOrder {
    private AxisOrder() {}

    /** A geometry as it is written in a CRS: a copy with latitude first where the CRS has it so. */
    public static Geometry asWritten(Geometry geometry, Crs crs) {
        return crs.latitudeFirst() ? swapped(geometry) : geometry;
    }

    /** A copy with the two axes exchanged. */
    public static Geometry swapped(Geometry geometry) {
        Geometry copy = geometry.copy();
        copy.apply(new CoordinateSequenceFilter() {
            @Override
            public void filter(CoordinateSequence sequence, int index) {
                double x = sequence.getX(index);
                sequence.setOrdinate(index, CoordinateSequence.X, sequence.getY(index));
                sequence.setOrdinate(index, CoordinateSequence.Y, x);
            }

            @Override
            public boolean isDone() {
                return false;
            }

            @Override
            public boolean isGeometryChanged() {
                return true;
            }
        });
        return copy;
    }
}
