package nl.plint.analysis.vacancy;

import com.uber.h3core.H3Core;
import com.uber.h3core.util.LatLng;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/** Hexagons of the H3 grid, by their index in hexadecimal digits. They are defined in longitude and latitude. */
final class HexagonCells extends CellAreas {
    private final int resolution;
    private final H3Core h3;
    private final Reprojection toLongitudeLatitude = Reprojection.between(Crs.RD_NEW, Crs.CRS84);
    private final Reprojection toRd = Reprojection.between(Crs.CRS84, Crs.RD_NEW);
    private final GeometryFactory geometries = new GeometryFactory();

    /** @param resolution 0 to 15; 8 has hexagons of about 0.7 km2 */
    HexagonCells(int resolution) {
        this.resolution = resolution;
        try {
            this.h3 = H3Core.newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException("the H3 library cannot be loaded", e);
        }
    }

    @Override
    public String name() {
        return AreaChoice.HEXAGONS;
    }

    @Override
    String id(Point placeRd) {
        Coordinate place = toLongitudeLatitude.transform(placeRd).getCoordinate();
        return h3.latLngToCellAddress(place.y, place.x, resolution);
    }

    @Override
    Geometry geometryRd(String id, Point placeRd) {
        List<LatLng> corners = h3.cellToBoundary(id);
        Coordinate[] ring = new Coordinate[corners.size() + 1];
        for (int i = 0; i < ring.length; i++) {
            LatLng corner = corners.get(i % corners.size());
            ring[i] = new Coordinate(corner.lng, corner.lat);
        }
        return toRd.transform(geometries.createPolygon(ring));
    }
}
