package nl.plint.stats;

import java.util.Arrays;
import java.util.stream.IntStream;
import nl.plint.stats.GridValues.Grid;

/**
 * Kernel density: how many points, or how much of what they carry, there are for each square metre around the middle of a cell.
 * {@code lambda(s) = sum_i w_i K(|s - s_i| / h) / h^2} with the quartic kernel {@code K(u) = (3 / pi) (1 - u^2)^2} for u below 1
 * (DOMAIN section 3.4), so that the whole plane sums to the sum of the weights. Nothing is corrected at the border.
 */
public final class KernelDensity {
    private KernelDensity() {}

    /**
     * The density of points.
     *
     * @param weights what each point carries, such as 1 or m2
     * @param bandwidthMeters h, above 0
     */
    public static GridValues of(double[] x, double[] y, double[] weights, double bandwidthMeters, Grid grid) {
        if (!(bandwidthMeters > 0) || !Double.isFinite(bandwidthMeters)) {
            throw new IllegalArgumentException("bandwidthMeters must be above 0, was " + bandwidthMeters);
        }
        double[] density = new double[grid.columns() * grid.rows()];
        int[] byRow = IntStream.range(0, y.length)
                .boxed()
                .sorted((a, b) -> Double.compare(y[a], y[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] sortedY = Arrays.stream(byRow).mapToDouble(i -> y[i]).toArray();
        double peak = 3 / (Math.PI * bandwidthMeters * bandwidthMeters);
        // Each row is the work of one thread, in the order of its points, so the sums are the same on any number of
        // threads.
        IntStream.range(0, grid.rows()).parallel().forEach(row -> {
            double middle = grid.y(row);
            for (int at = first(sortedY, middle - bandwidthMeters);
                    at < sortedY.length && sortedY[at] <= middle + bandwidthMeters;
                    at++) {
                int i = byRow[at];
                double dy = (y[i] - middle) / bandwidthMeters;
                double reach = Math.sqrt(Math.max(0, 1 - dy * dy)) * bandwidthMeters;
                int from = (int) Math.max(0, Math.floor((x[i] - reach - grid.westMeters()) / grid.cellMeters()));
                int to = (int) Math.min(
                        grid.columns() - 1.0, Math.floor((x[i] + reach - grid.westMeters()) / grid.cellMeters()));
                for (int column = from; column <= to; column++) {
                    double dx = (x[i] - grid.x(column)) / bandwidthMeters;
                    double rest = 1 - dx * dx - dy * dy;
                    if (rest > 0) {
                        density[row * grid.columns() + column] += weights[i] * peak * rest * rest;
                    }
                }
            }
        });
        return new GridValues(grid, density);
    }

    private static int first(double[] sorted, double atLeast) {
        int at = Arrays.binarySearch(sorted, atLeast);
        int place = at < 0 ? -at - 1 : at;
        while (place > 0 && sorted[place - 1] == atLeast) {
            place--;
        }
        return place;
    }

    /**
     * One density as a share of another, where the other is dense enough.
     *
     * @param leastPerM2 cells where the whole is below this have no value
     * @throws IllegalArgumentException when the grids differ
     */
    public static GridValues ratio(GridValues part, GridValues whole, double leastPerM2) {
        Grid grid = whole.grid();
        if (!part.grid().equals(grid)) {
            throw new IllegalArgumentException("the two densities must be on one grid");
        }
        double[] ratio = new double[grid.columns() * grid.rows()];
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                double all = whole.value(column, row);
                ratio[row * grid.columns() + column] =
                        all > 0 && all >= leastPerM2 ? part.value(column, row) / all : Double.NaN;
            }
        }
        return new GridValues(grid, ratio);
    }
}
