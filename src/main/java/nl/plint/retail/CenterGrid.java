package nl.plint.retail;

import java.util.Arrays;
import java.util.List;

/** Finds the centres that may lie within a distance, so that not every pair has to be tried. */
final class CenterGrid {
    /** Finer cells than this cost more to walk than they save. */
    private static final int MOST_CELLS_ACROSS = 64;

    private final double reach;
    private double minX = Double.POSITIVE_INFINITY;
    private double minY = Double.POSITIVE_INFINITY;
    private final double cell;
    private final int columns;
    private final int rows;
    private final int[] offsets;
    private final int[] centers;

    /** @param reach metres */
    CenterGrid(List<RetailCenter> centers, double reach) {
        this.reach = reach;
        double maxX = Double.NEGATIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (RetailCenter center : centers) {
            minX = Math.min(minX, center.x());
            minY = Math.min(minY, center.y());
            maxX = Math.max(maxX, center.x());
            maxY = Math.max(maxY, center.y());
        }
        double across = centers.isEmpty() ? 1 : Math.max(maxX - minX, maxY - minY);
        cell = Math.max(Math.max(across / MOST_CELLS_ACROSS, reach / 8), 1);
        columns = centers.isEmpty() ? 0 : 1 + (int) ((maxX - minX) / cell);
        rows = centers.isEmpty() ? 0 : 1 + (int) ((maxY - minY) / cell);
        offsets = new int[columns * rows + 1];
        for (RetailCenter center : centers) {
            offsets[cellOf(center) + 1]++;
        }
        for (int i = 0; i < columns * rows; i++) {
            offsets[i + 1] += offsets[i];
        }
        int[] next = Arrays.copyOf(offsets, Math.max(1, columns * rows));
        this.centers = new int[centers.size()];
        for (int j = 0; j < centers.size(); j++) {
            this.centers[next[cellOf(centers.get(j))]++] = j;
        }
    }

    private int cellOf(RetailCenter center) {
        int column = (int) ((center.x() - minX) / cell);
        int row = (int) ((center.y() - minY) / cell);
        return row * columns + column;
    }

    /** The centres in the cells that a circle of the reach around a point may touch, ascending. */
    int[] near(double x, double y) {
        if (centers.length == 0) {
            return new int[0];
        }
        int firstColumn = clamp((x - reach - minX) / cell, columns);
        int lastColumn = clamp((x + reach - minX) / cell, columns);
        int firstRow = clamp((y - reach - minY) / cell, rows);
        int lastRow = clamp((y + reach - minY) / cell, rows);
        int count = 0;
        for (int row = firstRow; row <= lastRow; row++) {
            count += offsets[row * columns + lastColumn + 1] - offsets[row * columns + firstColumn];
        }
        int[] near = new int[count];
        int at = 0;
        for (int row = firstRow; row <= lastRow; row++) {
            int from = offsets[row * columns + firstColumn];
            int length = offsets[row * columns + lastColumn + 1] - from;
            System.arraycopy(centers, from, near, at, length);
            at += length;
        }
        Arrays.sort(near);
        return near;
    }

    private static int clamp(double index, int size) {
        return (int) Math.max(0, Math.min(size - 1.0, Math.floor(index)));
    }
}
