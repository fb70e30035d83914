package nl.plint.ingest.format;

import java.util.Arrays;

/** Where the nodes of an OpenStreetMap file are, by their id: 24 bytes and some room for each. */
final class NodeCoordinates {
    private static final int FIRST_CAPACITY = 1 << 10;

    private long[] ids = new long[FIRST_CAPACITY];
    /** Longitude and latitude of the node at each place of {@link #ids}; longitude is no number at an empty place. */
    private double[] places = empty(FIRST_CAPACITY);

    private int size;

    private static double[] empty(int capacity) {
        double[] places = new double[2 * capacity];
        Arrays.fill(places, Double.NaN);
        return places;
    }

    int size() {
        return size;
    }

    /** Keeps a node; its coordinates must be finite. */
    void put(long id, double longitude, double latitude) {
        if (size * 3L > ids.length * 2L) {
            grow();
        }
        int at = slot(id);
        size += Double.isNaN(places[2 * at]) ? 1 : 0;
        ids[at] = id;
        places[2 * at] = longitude;
        places[2 * at + 1] = latitude;
    }

    /** Not a number where the node is not known. */
    double longitude(long id) {
        return places[2 * slot(id)];
    }

    /** Not a number where the node is not known. */
    double latitude(long id) {
        return places[2 * slot(id) + 1];
    }

    /** Where the id is, or the empty place where it would be. */
    private int slot(long id) {
        int mask = ids.length - 1;
        // Ids of neighbors follow each other: spread them, so that they do not fill one stretch of the table.
        int at = (int) ((id * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (!Double.isNaN(places[2 * at]) && ids[at] != id) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldIds = ids;
        double[] oldPlaces = places;
        ids = new long[2 * oldIds.length];
        places = empty(ids.length);
        for (int at = 0; at < oldIds.length; at++) {
            if (!Double.isNaN(oldPlaces[2 * at])) {
                int to = slot(oldIds[at]);
                ids[to] = oldIds[at];
                places[2 * to] = oldPlaces[2 * at];
                places[2 * to + 1] = oldPlaces[2 * at + 1];
            }
        }
    }
}
