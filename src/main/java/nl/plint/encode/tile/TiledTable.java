package nl.plint.encode.tile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nl.plint.dataset.FeatureTable;
import nl.plint.geo.Crs;
import nl.plint.geo.Reprojection;
import nl.plint.geo.TileMatrixSet;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;

/**
 * The geometries of a table in one tile matrix set: single points, and the other shapes. A geometry with a place that the set does
 * not have is in no tile.
 */
final class TiledTable {
    private static final double SIDE = 1L << TileGrid.BITS;

    private final TilePoints points;
    private final TileShapes shapes;

    private TiledTable(TilePoints points, TileShapes shapes) {
        this.points = points;
        this.shapes = shapes;
    }

    static TiledTable of(FeatureTable table, TileMatrixSet set) {
        Reprojection reprojection = Reprojection.between(Crs.RD_NEW, set.crs());
        long[] places = new long[table.size()];
        int[] pointRows = new int[table.size()];
        int pointCount = 0;
        List<Geometry> shapes = new ArrayList<>();
        int[] shapeRows = new int[16];
        for (int row = 0; row < table.size(); row++) {
            for (Geometry part : ofOneDimension(table.geometryRd(row))) {
                if (part.getNumPoints() == 1) {
                    Coordinate at = part.getCoordinate();
                    double[] xy = reprojection.transform(at.x, at.y);
                    onGrid(xy, set);
                    if (isInside(xy[0]) && isInside(xy[1])) {
                        if (pointCount == places.length) {
                            places = Arrays.copyOf(places, pointCount * 2);
                            pointRows = Arrays.copyOf(pointRows, pointCount * 2);
                        }
                        places[pointCount] = TilePoints.place((int) xy[0], (int) xy[1]);
                        pointRows[pointCount++] = row;
                    }
                } else {
                    Geometry shape = onGrid(part, reprojection, set);
                    if (shape != null) {
                        if (shapes.size() == shapeRows.length) {
                            shapeRows = Arrays.copyOf(shapeRows, shapeRows.length * 2);
                        }
                        shapeRows[shapes.size()] = row;
                        shapes.add(shape);
                    }
                }
            }
        }
        return new TiledTable(
                new TilePoints(places, pointRows, pointCount),
                new TileShapes(shapes, shapeRows, TileGrid.lastZoom(set)));
    }

    TilePoints points() {
        return points;
    }

    TileShapes shapes() {
        return shapes;
    }

    /** The geometry as points, lines and polygons, each kind by itself: a feature of a tile has one kind. */
    private static List<Geometry> ofOneDimension(@Nullable Geometry geometry) {
        if (geometry == null || geometry.isEmpty()) {
            return List.of();
        }
        if (!geometry.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION)) {
            return List.of(geometry);
        }
        List<Geometry> kinds = new ArrayList<>();
        for (int dimension = 0; dimension <= 2; dimension++) {
            List<Geometry> parts = new ArrayList<>();
            gather((GeometryCollection) geometry, dimension, parts);
            if (!parts.isEmpty()) {
                kinds.add(geometry.getFactory().buildGeometry(parts));
            }
        }
        return kinds;
    }

    private static void gather(GeometryCollection collection, int dimension, List<Geometry> parts) {
        for (int part = 0; part < collection.getNumGeometries(); part++) {
            Geometry geometry = collection.getGeometryN(part);
            if (geometry instanceof GeometryCollection nested) {
                gather(nested, dimension, parts);
            } else if (geometry.getDimension() == dimension && !geometry.isEmpty()) {
                parts.add(geometry);
            }
        }
    }

    private static @Nullable Geometry onGrid(Geometry geometry, Reprojection reprojection, TileMatrixSet set) {
        Geometry shape = GridShape.GRID.createGeometry(reprojection.transform(geometry));
        Placing placing = new Placing(set);
        shape.apply(placing);
        return placing.inside ? shape : null;
    }

    private static boolean isInside(double coordinate) {
        return coordinate >= 0 && coordinate < SIDE; // false for not-a-number
    }

    private static void onGrid(double[] xy, TileMatrixSet set) {
        xy[0] = (xy[0] - set.originX()) / set.side() * SIDE;
        xy[1] = (set.originY() - xy[1]) / set.side() * SIDE;
    }

    private static final class Placing implements CoordinateSequenceFilter {
        private final TileMatrixSet set;
        private final double[] xy = new double[2];
        private boolean inside = true;

        Placing(TileMatrixSet set) {
            this.set = set;
        }

        @Override
        public void filter(CoordinateSequence sequence, int index) {
            xy[0] = sequence.getX(index);
            xy[1] = sequence.getY(index);
            onGrid(xy, set);
            inside &= isInside(xy[0]) && isInside(xy[1]);
            sequence.setOrdinate(index, CoordinateSequence.X, xy[0]);
            sequence.setOrdinate(index, CoordinateSequence.Y, xy[1]);
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean isGeometryChanged() {
            return true;
        }
    }
}
