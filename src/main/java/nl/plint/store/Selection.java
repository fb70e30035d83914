package nl.plint.store;

import java.util.BitSet;

/** Which rows of a snapshot an area and a filter select. It never changes, so it may be kept and read by many threads. */
public final class Selection {
    private final BitSet rows;
    private final int count;

    /** Takes the rows over: they are not to be changed any more. */
    Selection(BitSet rows) {
        this.rows = rows;
        this.count = rows.cardinality();
    }

    /** How many rows are selected. */
    public int count() {
        return count;
    }

    public boolean contains(int row) {
        return rows.get(row);
    }

    /** The first selected row from one on, that one included; -1 when there is none. */
    int nextFrom(int row) {
        return rows.nextSetBit(row);
    }

    /** The memory that it takes, about. */
    public int sizeBytes() {
        return rows.size() / Byte.SIZE;
    }
}
