package nl.plint.analysis.vacancy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.plint.dataset.DatasetVersion;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/** Cells of a regular grid, made as units are looked for in them. */
abstract class CellAreas implements AreaSet {
    private final Map<String, Integer> numberOfId = new HashMap<>();
    private final List<Area> areas = new ArrayList<>();

    /** The id of the cell that a place is in. */
    abstract String id(Point placeRd);

    /** The shape of a cell. */
    abstract Geometry geometryRd(String id, Point placeRd);

    @Override
    public final int find(Point placeRd) {
        return numberOfId.computeIfAbsent(id(placeRd), id -> {
            areas.add(new Area(id, null, null, geometryRd(id, placeRd)));
            return areas.size() - 1;
        });
    }

    @Override
    public final List<Area> areas() {
        return List.copyOf(areas);
    }

    @Override
    public final List<DatasetVersion> versions() {
        return List.of();
    }
}
