package nl.plint.dataset.geopackage;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import org.locationtech.jts.geom.Envelope;

/** The boxes of an R-tree, gathered while features are written (40 bytes each) and put in the tree at the end. */
final class SpatialIndexRows {
    private static final int BATCH = 2_000;

    private long[] fids = new long[256];
    private double[] boxes = new double[4 * 256];
    private int size;

    void add(long fid, Envelope envelope) {
        if (size == fids.length) {
            fids = Arrays.copyOf(fids, size * 2);
            boxes = Arrays.copyOf(boxes, boxes.length * 2);
        }
        int box = 4 * size;
        boxes[box] = envelope.getMinX();
        boxes[box + 1] = envelope.getMaxX();
        boxes[box + 2] = envelope.getMinY();
        boxes[box + 3] = envelope.getMaxY();
        fids[size++] = fid;
    }

    /** Inserts all rows: the fid, then least and greatest x, least and greatest y. */
    void insertInto(PreparedStatement insert) throws SQLException {
        for (int row = 0; row < size; row++) {
            insert.setLong(1, fids[row]);
            for (int side = 0; side < 4; side++) {
                insert.setDouble(2 + side, boxes[4 * row + side]);
            }
            insert.addBatch();
            if (row % BATCH == BATCH - 1) {
                insert.executeBatch();
            }
        }
        insert.executeBatch();
    }
}
