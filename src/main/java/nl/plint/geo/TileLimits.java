package nl.plint.geo;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** The rows and columns of one matrix in which there may be something, ends included. */
public record TileLimits(int zoom, int minRow, int maxRow, int minColumn, int maxColumn) {

    /**
     * The tiles that meet bounds.
     *
     * @param boundsRd bounds in RD New, null when they are not known: then there are no limits
     * @param bufferShare how far a tile shows its neighbors, as a share of its side
     */
    public static TileLimits of(TileMatrixSet set, @Nullable Bounds boundsRd, double bufferShare, int zoom) {
        int last = (1 << zoom) - 1;
        Envelope envelope = boundsRd == null ? new Envelope() : envelope(set, boundsRd);
        if (!Double.isFinite(envelope.getWidth() + envelope.getHeight()) || envelope.isNull()) {
            return new TileLimits(zoom, 0, last, 0, last);
        }
        double buffer = bufferShare * set.side() / (1 << zoom);
        TileAddress first = set.at(envelope.getMinX() - buffer, envelope.getMaxY() + buffer, zoom);
        TileAddress end = set.at(envelope.getMaxX() + buffer, envelope.getMinY() - buffer, zoom);
        return new TileLimits(zoom, first.row(), end.row(), first.column(), end.column());
    }

    private static Envelope envelope(TileMatrixSet set, Bounds boundsRd) {
        Envelope given = boundsRd.toEnvelope();
        Geometry box = new GeometryFactory().toGeometry(given);
        double step = Math.max(given.getWidth(), given.getHeight()) / 32;
        return Reprojection.between(Crs.RD_NEW, set.crs())
                .transform(step > 0 && box.getDimension() > 0 ? Densifier.densify(box, step) : box)
                .getEnvelopeInternal();
    }

    public boolean contains(TileAddress tile) {
        return tile.zoom() == zoom
                && tile.row() >= minRow
                && tile.row() <= maxRow
                && tile.column() >= minColumn
                && tile.column() <= maxColumn;
    }

    /** The limits around both. */
    public TileLimits and(TileLimits other) {
        return new TileLimits(
                zoom,
                Math.min(minRow, other.minRow),
                Math.max(maxRow, other.maxRow),
                Math.min(minColumn, other.minColumn),
                Math.max(maxColumn, other.maxColumn));
    }
}
