package nl.plint.analysis.vacancy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import nl.plint.dataset.DatasetVersion;
import nl.plint.store.Snapshot;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Point;

/** The polygons of a layer, by id. Features without a polygon are no areas. */
final class PolygonAreas implements AreaSet {
    private final Snapshot snapshot;
    private final List<Area> areas = new ArrayList<>();
    private final int[] areaOfRow;
    private final PointOnGeometryLocator[] locators;

    PolygonAreas(Snapshot snapshot) {
        this.snapshot = snapshot;
        areaOfRow = new int[snapshot.size()];
        Arrays.fill(areaOfRow, UNASSIGNED);
        int nameAt = snapshot.schema().findPosition("name").orElse(-1);
        int gmCodeAt = snapshot.schema().findPosition("gmCode").orElse(-1);
        int[] byId = IntStream.range(0, snapshot.size())
                .boxed()
                .sorted(Comparator.comparing(snapshot::id))
                .mapToInt(Integer::intValue)
                .toArray();
        List<PointOnGeometryLocator> found = new ArrayList<>();
        for (int row : byId) {
            Geometry geometry = snapshot.geometryRd(row);
            if (geometry != null && geometry.getDimension() == 2) {
                areaOfRow[row] = areas.size();
                areas.add(new Area(snapshot.id(row), text(row, nameAt), text(row, gmCodeAt), geometry));
                found.add(new IndexedPointInAreaLocator(geometry));
            }
        }
        locators = found.toArray(PointOnGeometryLocator[]::new);
    }

    private @Nullable String text(int row, int position) {
        return position >= 0 && snapshot.value(row, position) instanceof String text ? text : null;
    }

    @Override
    public String name() {
        return snapshot.version().layer();
    }

    @Override
    public int find(Point placeRd) {
        return Arrays.stream(snapshot.rowsMeeting(placeRd.getEnvelopeInternal()))
                .map(row -> areaOfRow[row])
                .filter(area ->
                        area != UNASSIGNED && locators[area].locate(placeRd.getCoordinate()) != Location.EXTERIOR)
                .min()
                .orElse(UNASSIGNED);
    }

    @Override
    public List<Area> areas() {
        return List.copyOf(areas);
    }

    @Override
    public List<DatasetVersion> versions() {
        return List.of(snapshot.version());
    }
}
