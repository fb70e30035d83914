package nl.plint.encode.tile;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.ItemVisitor;
import org.locationtech.jts.index.hprtree.HPRtree;

/**
 * Geometries other than single points, on the finest grid and indexed. What they are on the grid of a zoom is made when it is first
 * asked for, and kept while there is memory.
 */
final class TileShapes {
    private final Geometry[] geometries;
    private final int[] rows;
    private final int lastZoom;
    private final HPRtree index = new HPRtree();
    private final List<SoftReference<AtomicReferenceArray<GridShape>>> zooms = new ArrayList<>();

    /**
     * Takes geometries and the rows that they belong to, in the order of the rows.
     *
     * @param lastZoom the zoom at which they are not simplified
     */
    TileShapes(List<Geometry> geometries, int[] rows, int lastZoom) {
        this.geometries = geometries.toArray(Geometry[]::new);
        this.rows = Arrays.copyOf(rows, this.geometries.length);
        this.lastZoom = lastZoom;
        for (int shape = 0; shape < this.geometries.length; shape++) {
            index.insert(this.geometries[shape].getEnvelopeInternal(), shape);
        }
        index.build();
        for (int zoom = 0; zoom <= TileGrid.LAST_ZOOM; zoom++) {
            zooms.add(new SoftReference<>(null));
        }
    }

    int row(int shape) {
        return rows[shape];
    }

    /** The shapes whose bounds meet a window, in the order of their rows. */
    int[] meeting(TileGrid.Window window, int zoom) {
        double scale = 1 << TileGrid.shift(zoom);
        // One unit more on each side: a shape moves by less when it is put on the grid.
        Envelope finest = new Envelope(
                (window.minX() - 1) * scale,
                (window.maxX() + 1) * scale,
                (window.minY() - 1) * scale,
                (window.maxY() + 1) * scale);
        Collector collector = new Collector();
        index.query(finest, collector);
        return collector.sorted();
    }

    /** A shape on the grid of a zoom. */
    GridShape at(int zoom, int shape) {
        AtomicReferenceArray<GridShape> kept = kept(zoom);
        GridShape known = kept.get(shape);
        if (known == null) {
            known = GridShape.of(geometries[shape], zoom, zoom < lastZoom);
            kept.set(shape, known);
        }
        return known;
    }

    private AtomicReferenceArray<GridShape> kept(int zoom) {
        synchronized (zooms) {
            AtomicReferenceArray<GridShape> kept = zooms.get(zoom).get();
            if (kept == null) {
                kept = new AtomicReferenceArray<>(geometries.length);
                zooms.set(zoom, new SoftReference<>(kept));
            }
            return kept;
        }
    }

    private static final class Collector implements ItemVisitor {
        private int[] found = new int[32];
        private int size;

        @Override
        public void visitItem(Object item) {
            if (size == found.length) {
                found = Arrays.copyOf(found, size * 2);
            }
            found[size++] = (Integer) item;
        }

        int[] sorted() {
            int[] sorted = Arrays.copyOf(found, size);
            Arrays.sort(sorted);
            return sorted;
        }
    }
}
