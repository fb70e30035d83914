package nl.plint.analysis.vacancy;

import java.util.List;
import nl.plint.dataset.DatasetVersion;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/** Areas that units are gathered in. An area of a grid exists once a unit was looked for in it. */
public interface AreaSet {
    /** The number of a place that is in no area. */
    int UNASSIGNED = -1;

    /**
     * One area.
     *
     * @param gmCode the municipality that it is a part of, null where that is not known or there are several
     * @param geometryRd its shape in RD New; only read
     */
    record Area(String id, @Nullable String name, @Nullable String gmCode, Geometry geometryRd) {}

    /** What they are called: {@code grid}, {@code hexagons} or the id of a layer. */
    String name();

    /** The number of the area that a place in RD New is in, or {@link #UNASSIGNED}; on a border the one with the lowest id. */
    int find(Point placeRd);

    /** The areas by their number. */
    List<Area> areas();

    /** The version of the layer that they are from; none for a grid. */
    List<DatasetVersion> versions();
}
