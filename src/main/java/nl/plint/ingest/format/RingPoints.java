package nl.plint.ingest.format;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/** Makes rings that JTS can hold of the points that a file gives; what is wrong with them is left to the repair. */
final class RingPoints {
    private RingPoints() {}

    /** The points, closed, and with the last one repeated when they are too few: the repair will drop such a ring. */
    static Coordinate[] closed(List<Coordinate> given) {
        List<Coordinate> closed = new ArrayList<>(given);
        if (!closed.isEmpty() && !closed.get(0).equals2D(closed.get(closed.size() - 1))) {
            closed.add(closed.get(0).copy());
        }
        while (!closed.isEmpty() && closed.size() < 4) {
            closed.add(closed.get(closed.size() - 1).copy());
        }
        return closed.toArray(Coordinate[]::new);
    }
}
